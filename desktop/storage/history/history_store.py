"""The door to the history of everything: looking through it, the bin, and erasing a person for good."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from desktop.domain.imports.sheet import Progress, silent
from desktop.domain.record.change import FieldChange, HistoryCheck
from desktop.storage.history.bin import Bin
from desktop.storage.history.chain import ERASED, verify
from desktop.storage.history.erasing import Erasing
from desktop.storage.history.field_changes import field_changes
from desktop.storage.problems import StorageProblem

if TYPE_CHECKING:
    from desktop.storage.store import Store


UNTIDY: Final = "untidy"
"""The setting that says that traces of what was erased are still to be taken out of the file."""
_TIDYING: Final = ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
_NO_BACKUPS: Final[Mapping[str, int]] = {}


class Leaving(NamedTuple):
    """How much goes when a person is erased: rows by table, files, entries of the history that are emptied."""

    rows: Mapping[str, int]
    files: int
    entries: int


class Who(NamedTuple):
    """A person as rows tell them apart; ``others`` are the ``uid``s of all others in the file, as JSON."""

    id: int
    uid: str
    name: str
    born_on: str | None
    others: str = "[]"


class Deletion(NamedTuple):
    """The note of a person who was erased: when and how much, never who. ``backups`` is how many of them were
    cleaned, removed, and out of reach.
    """

    id: int
    deleted_on: dt.date
    counts: Mapping[str, int]
    backups: Mapping[str, int]


class HistoryStore:
    """See the module."""

    def __init__(self, store: Store, connection: Any) -> None:
        self._store, self._connection = store, connection
        self.bin = Bin(store, connection)

    def verify(self, progress: Progress = silent) -> HistoryCheck:
        """Whether every entry of the history still says what it said when it was made."""
        return verify(self._connection, progress)

    def fields(self, change_id: int) -> tuple[FieldChange, ...]:
        """What a change did, field by field; rows added in bulk are not among them."""
        return field_changes(self._store, self._store.changes.rows(change_id))

    def added_in_bulk(self, change_id: int) -> int:
        """How many rows a change added in bulk."""
        ((count,),) = self._connection.execute(
            "SELECT COALESCE(SUM(last - first + 1), 0) FROM change_range WHERE change_id = ? AND kind <> ?",
            [change_id, ERASED],
        )
        return int(count)

    def leaving(self, person_id: int) -> Leaving:
        """What ``erase_person`` would erase; nothing is written."""
        with self._store.together():
            erasing = Erasing(self._connection)
            erasing.add_person(person_id)
            return Leaving(erasing.counts(), erasing.files(), erasing.entries())

    def erase_person(
        self, person_id: int, day: dt.date | None = None, backups: Mapping[str, int] = _NO_BACKUPS
    ) -> Leaving:
        """Erase the person with their cases, their files and what the history says of them; nothing brings it back.

        With ``day`` a note of it stays (``Deletion``). What could be undone in this session cannot be any more. Raises
        a ``StorageProblem``; then nothing is gone.
        """
        with self._store.together():
            erasing = Erasing(self._connection)
            erasing.add_person(person_id)
            gone = Leaving(erasing.counts(), erasing.files(), erasing.entries())
            erasing.erase("erase_person")
            if day is not None:
                self._note_deletion(gone.rows, backups, day)
            self._store.set_setting(UNTIDY, True)
        self._store.changes.resume(((), ()))
        self.tidy()
        return gone

    def tidy(self) -> None:
        """Take what was erased out of the write-ahead log and out of the free pages of the file, if anything was.

        Where the disk refuses, the next opening does it: what is erased is erased all the same.
        """
        if not self._store.setting(UNTIDY):
            return
        with suppress(StorageProblem), self._store.translated():
            for statement in _TIDYING:
                self._connection.execute(statement).fetchall()
            self._store.set_setting(UNTIDY, None)

    def who(self, person_id: int) -> Who:
        """What finds the person in another copy of the file. Raises ``KeyError``."""
        found = self._connection.execute(
            "SELECT id, uid, name, born_on, (SELECT json_group_array(uid) FROM person WHERE id <> mine.id)"
            " FROM person AS mine WHERE id = ?",
            [person_id],
        ).fetchone()
        if found is None:
            raise KeyError(person_id)
        return Who(*found)

    def people_like(self, who: Who) -> tuple[int, ...]:
        """Who in this file, perhaps an older copy, is that person.

        By the ``uid``; in a copy from before there was one by the number with the same name or day of birth, or
        another number with both, both known. Nobody who is known to be somebody else.
        """
        rows = self._connection.execute(
            "SELECT id FROM person WHERE uid = :uid OR (uid NOT IN (SELECT value FROM json_each(:others))"
            " AND ((id = :id AND (name = :name OR born_on = :born_on))"
            " OR (name = :name AND born_on = :born_on)))",
            who._asdict(),
        )
        return tuple(number for (number,) in rows)

    def _note_deletion(self, counts: Mapping[str, int], backups: Mapping[str, int], day: dt.date) -> None:
        self._connection.execute(
            "INSERT INTO deletion (deleted_on, counts, backups) VALUES (?, ?, ?)",
            [day.isoformat(), json.dumps(dict(counts)), json.dumps(dict(backups))],
        )

    def deletions(self) -> tuple[Deletion, ...]:
        """The notes of who was erased, the last first."""
        rows = self._connection.execute(
            "SELECT id, deleted_on, counts, backups FROM deletion ORDER BY id DESC"
        )
        return tuple(
            Deletion(number, dt.date.fromisoformat(day), json.loads(counts), json.loads(backups))
            for number, day, counts, backups in rows
        )
