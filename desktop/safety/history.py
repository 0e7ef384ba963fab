"""``session.history``: what was changed when, whether anybody altered that, the bin, and deleting a person for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.imports.sheet import Progress, silent
from desktop.domain.record.change import BinEntry, Change, FieldChange, HistoryCheck
from desktop.domain.record.person import Person
from desktop.storage.problems import StorageProblem

if TYPE_CHECKING:
    from desktop.session import Session
    from desktop.storage.history.history_store import Deletion, HistoryStore


class Leaving(NamedTuple):
    """What goes when a person is deleted for good.

    ``rows`` counts by table, ``files`` the attachments, ``entries`` those of the history that are emptied;
    ``backups`` are in reach and are cleaned, ``out_of_reach`` names folders of backups that are not there now.
    ``kept_until`` is the last day on which the data must be kept, if that is today or later.
    """

    rows: Mapping[str, int]
    files: int
    entries: int
    backups: int
    out_of_reach: tuple[str, ...]
    kept_until: dt.date | None


class Deleted(NamedTuple):
    """What became of a person who was deleted for good: ``uncleaned`` backups still hold them."""

    rows: Mapping[str, int]
    cleaned: int
    uncleaned: tuple[str, ...]


class History:
    """See the module. Methods raise a ``StorageProblem`` where the disk fails."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def _kept(self) -> HistoryStore:
        return self._session.store.history

    # -- what was changed

    def entries(
        self, person_id: int | None = None, before: int | None = None, limit: int = 200
    ) -> tuple[Change, ...]:
        """The last changes, the newest first: of one person, or of all those made earlier than ``before``."""
        changes = self._session.store.changes
        return changes.of_all(limit, before) if person_id is None else changes.of_person(person_id, limit)

    def fields(self, change: Change) -> tuple[FieldChange, ...]:
        """What a change did, field by field; rows added in bulk are not among them."""
        return self._kept.fields(change.id)

    def added_in_bulk(self, change: Change) -> int:
        """How many rows a change added in bulk, as an import does."""
        return self._kept.added_in_bulk(change.id)

    def verify(self, progress: Progress = silent) -> HistoryCheck:
        """Whether every entry still says what it said when it was made."""
        return self._kept.verify(progress)

    # -- the bin

    def bin(self) -> tuple[BinEntry, ...]:
        """What was removed in the last 90 days and is not back, the last first."""
        return self._kept.bin.entries(self._session.today())

    def restore(self, entry: BinEntry) -> None:
        """Bring back what was removed, as one step that can be undone.

        Raises ``CannotRestore`` where something newer stands in its place.
        """
        self._kept.bin.restore(entry.change.id)

    # -- deleting a person for good

    def keep_until(self, person: Person, day: dt.date | None, reason: str = "") -> Person:
        """Say until which day (inclusive) the person's data must be kept, and why; ``None`` takes it back."""
        from dataclasses import replace

        return self._session.record.save_person(replace(person, keep_until=day, keep_reason=reason.strip()))

    def may_go(self) -> tuple[Person, ...]:
        """The people whose day of keeping is over, those first whose day is longest past."""
        people = (p for p in self._session.record.people() if p.keep_until is not None)
        over = [p for p in people if p.keep_until is not None and p.keep_until < self._session.day]
        return tuple(sorted(over, key=lambda person: (person.keep_until, person.name)))

    def leaving(self, person: Person) -> Leaving:
        """What deleting the person for good would take away; nothing is written."""
        assert person.id is not None
        gone = self._kept.leaving(person.id)
        backups = self._session.backups
        until = person.keep_until if person.keep_until and person.keep_until >= self._session.day else None
        return Leaving(
            gone.rows, gone.files, gone.entries, len(backups.in_reach()), backups.out_of_reach(), until
        )

    def delete(self, person: Person, progress: Progress = silent) -> Deleted:
        """Delete the person for good, here and in every backup in reach; only a note without a name stays.

        Backups go first, so that whoever stops half-way still has the person here. What ``progress`` raises stops
        the work. Raises a ``StorageProblem``.
        """
        from desktop.storage.backups.backup_erase import erase_from_backup

        assert person.id is not None
        backups = self._session.backups
        backups.halt()
        who, folders = self._kept.who(person.id), backups.in_reach()
        cleaned, uncleaned = 0, list(backups.out_of_reach())
        for done, folder in enumerate(folders):
            progress(done, len(folders) + 1)
            try:
                cleaned += erase_from_backup(folder, self._session.profile.key, who, self._session.today)
            except StorageProblem:
                uncleaned.append(str(folder))
        if backups.out_of_reach():
            backups.outside.erase_when_back(who.uid)
        counts = {"cleaned": cleaned, "uncleaned": len(uncleaned)}
        gone = self._kept.erase_person(person.id, self._session.day, counts)
        if self._session.person_in_hand == person.id:
            self._session.person_in_hand = None
        return Deleted(gone.rows, cleaned, tuple(uncleaned))

    def deletions(self) -> tuple[Deletion, ...]:
        """The notes of who was deleted for good, the last first: when and how much, never who."""
        return self._kept.deletions()
