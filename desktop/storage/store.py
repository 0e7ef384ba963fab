"""The stored cases. Rows stay in here; what leaves are objects of the domain.

Every method that changes something is one transaction, one entry of the history and one step of undo, and is on
the disk when it returns.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.case import Answer, Case, FieldValue, Sought
from desktop.domain.record.person import owner_of
from desktop.domain.shown import unshown
from desktop.problems import EmptyText, TextTooLong, UnprintableCharacter
from desktop.storage.codec import decode, encode
from desktop.storage.database import open_database
from desktop.storage.disk_errors import translated
from desktop.storage.finding import cases_that_fit, teach_casefold
from desktop.storage.history.bin import empty_bin
from desktop.storage.history.changes import Changes
from desktop.storage.repair.head import keep_head
from desktop.storage.shelf import next_id

if TYPE_CHECKING:
    from sqlite_utils import Database

    from desktop.storage.contents_store import ContentsStore
    from desktop.storage.due_rows import DueRows
    from desktop.storage.history.history_store import HistoryStore
    from desktop.storage.import_rows import ImportRows
    from desktop.storage.record_store import RecordStore
    from desktop.storage.repair.repair_store import RepairStore

NAME_LIMIT: Final = 200
"""Characters of a case's name."""


class Store:
    """The cases and settings of one profile.

    ``today`` gives the day that new, changed and deleted cases carry. Methods that name a case raise
    ``KeyError`` for one that is not there; all raise a ``StorageProblem`` where the disk fails, and what was
    kept before stays. Used by one thread at a time.
    """

    def __init__(self, folder: Path, key: bytes, today: Callable[[], dt.date]) -> None:
        self._folder = folder
        self._today = today
        self._connection = open_database(folder, key)
        teach_casefold(self._connection)
        self.changes = Changes(self._connection, self)
        empty_bin(self, self._connection, today())
        if self.setting("untidy"):
            self.history.tidy()

    @cached_property
    def record(self) -> RecordStore:
        """Persons, contributions, certificates and all that belongs to them."""
        from desktop.storage.record_store import RecordStore

        return RecordStore(self._connection, self.changes, self._day)

    @cached_property
    def due(self) -> DueRows:
        """The dates of all cases, for the list of what is due."""
        from desktop.storage.due_rows import DueRows

        return DueRows(self._connection)

    @cached_property
    def imports(self) -> ImportRows:
        """What an import of a table asks of the record."""
        from desktop.domain.record.contribution import ContributionMonth
        from desktop.storage.import_rows import ImportRows

        return ImportRows(self._connection, self.record.shelf(ContributionMonth))

    @cached_property
    def contents(self) -> ContentsStore:
        """All that is kept, for archives."""
        from desktop.storage.contents_store import ContentsStore

        return ContentsStore(self._connection, self)

    @cached_property
    def repairs(self) -> RepairStore:
        """Whether the file is whole, and whether it was saved from a damaged one."""
        from desktop.storage.repair.repair_store import RepairStore

        return RepairStore(self._folder, self._connection)

    @cached_property
    def history(self) -> HistoryStore:
        """The history of everything, the bin, and erasing for good."""
        from desktop.storage.history.history_store import HistoryStore

        return HistoryStore(self, self._connection)

    @cached_property
    def _database(self) -> Database:
        """What changes the file; ``_rows`` reads it."""
        from desktop.storage.cipher import changer

        return changer(self._connection)

    def translated(self) -> AbstractContextManager[None]:
        """Errors of the disk inside become ``StorageProblem``s."""
        return translated(self._folder)

    def close(self) -> None:
        """Close the file; the write-ahead log is then folded into it."""
        with translated(self._folder):
            keep_head(self._folder, self._connection)
            self._connection.close()

    def cases(self) -> tuple[Case, ...]:
        """All cases that are not deleted, those of the latest day first."""
        return self._load("deleted_on IS NULL")

    def cases_that_fit(self, sought: Sequence[Sought]) -> tuple[int, ...]:
        """The ids of the cases that hold every word sought, those of the latest day first; all for none."""
        with translated(self._folder):
            return cases_that_fit(self._connection, sought)

    def cases_called(self, ids: Sequence[int]) -> tuple[Case, ...]:
        """The cases with these ids that are not deleted, those of the latest day first; a few hundred at most."""
        return self._load(f"deleted_on IS NULL AND id IN ({', '.join('?' * len(ids))})", *ids)

    def cases_begun(self, limit: int) -> tuple[Case, ...]:
        """The last cases that have no answer yet."""
        rows = self._rows(f"{_BEGUN} ORDER BY {_NEWEST} LIMIT ?", [limit])
        return self.cases_called([row["id"] for row in rows])

    def deleted_cases(self) -> tuple[Case, ...]:
        """The cases that ``restore_case`` can bring back."""
        return self._load("deleted_on IS NOT NULL")

    def case(self, case_id: int) -> Case:
        """The case, if it is not deleted."""
        for case in self._load("deleted_on IS NULL AND id = ?", case_id):
            return case
        raise KeyError(case_id)

    def new_case(self, name: str = "") -> Case:
        """Make an empty case, at first perhaps without a name.

        Raises an ``InputProblem`` for a name that cannot be shown.
        """
        row = {
            "name": checked_name(name) if name else "",
            "created_on": self._day(),
            "changed_on": self._day(),
        }
        with self.changes.change("new_case"):
            case_id = next_id(self._connection, "posting")
            with self.changes.noting("posting", "id = ?", [case_id]):
                self._database.table("posting").insert({"id": case_id, **row})
        return self.case(case_id)

    def rename(self, case_id: int, name: str) -> None:
        """Give the case another name. Raises an ``InputProblem`` for a name that cannot be shown."""
        row = {"name": checked_name(name)}
        with self._change(case_id, "rename"):
            self._database.table("posting").update(case_id, row)

    def delete_case(self, case_id: int) -> None:
        """Take the case out of the list into the bin, where ``restore_case`` brings it back from."""
        with self._change(case_id, "delete_case"):
            self._database.table("posting").update(case_id, {"deleted_on": self._day()})

    def restore_case(self, case_id: int) -> None:
        """Undo ``delete_case``."""
        with self._change(case_id, "restore_case", deleted=True):
            self._database.table("posting").update(case_id, {"deleted_on": None})

    def set_answer(self, case_id: int, fact: str, answer: Answer | None) -> None:
        """Keep an answer; ``None`` takes it back, so that the question counts as not asked."""
        if answer is None:
            self._remove(case_id, "answer", fact)
            return
        value = None if answer.value is None else encode(answer.value)
        self._put(case_id, "answer", {"fact": fact, "value": value})

    def set_field(self, case_id: int, key: str, value: FieldValue | None) -> None:
        """Keep a field of the papers as it was typed; ``None`` empties it.

        A field of the person or of a firm that the record knows is kept there, for all their postings.
        """
        owner = self._owner(case_id, key)
        with self.changing(case_id, "field"):
            if owner is not None:
                self._set_shared(case_id, owner, key, value)
            if value is None or owner is not None:
                self._remove(case_id, "field", key)
            else:
                self._put(case_id, "field", {"key": key, "value": encode(value)})

    def _owner(self, case_id: int, key: str) -> tuple[str, int] | None:
        """The table and the id of whoever keeps the field, ``None`` for the case itself."""
        owner = owner_of(key)
        if owner is None:
            return None
        for row in self._rows(f"SELECT {owner}_id AS id FROM posting WHERE id = ?", [case_id]):
            if row["id"] is not None:
                return owner.rpartition("_")[2], row["id"]
        return None

    def _set_shared(self, case_id: int, owner: tuple[str, int], key: str, value: FieldValue | None) -> None:
        table, number = owner
        where = f"{table}_id = ? AND key = ?"
        with self._change(case_id, "field"), self.changes.noting(f"{table}_field", where, [number, key]):
            if value is None:
                self._database.table(f"{table}_field").delete_where(where, [number, key])
            else:
                row = {f"{table}_id": number, "key": key, "value": encode(value)}
                self._database.table(f"{table}_field").upsert(row, pk=(f"{table}_id", "key"))

    def tick(self, case_id: int, key: str, on: bool) -> None:
        """Tick something off, or take the tick away."""
        if on:
            self._put(case_id, "tick", {"key": key})
        else:
            self._remove(case_id, "tick", key)

    def remember_decision(self, case_id: int, edition: str, day: dt.date, outcome: str) -> None:
        """Keep what was decided last: the law edition, the day it was decided on, the word of the outcome."""
        row = {"law_edition": edition, "decided_on": day.isoformat(), "outcome": outcome}
        with self._touching(case_id, None):
            self._database.table("posting").update(case_id, row)

    def setting(self, name: str) -> FieldValue | None:
        """A setting, ``None`` where it was never made."""
        with translated(self._folder):
            for row in self._rows("SELECT value FROM setting WHERE name = ?", [name]):
                return decode(str(row["value"]))
        return None

    def set_setting(self, name: str, value: FieldValue | None) -> None:
        """Keep a setting; ``None`` forgets it."""
        with self.together():
            if value is None:
                self._database.table("setting").delete_where("name = ?", [name])
            else:
                self._database.table("setting").upsert({"name": name, "value": encode(value)}, pk="name")

    def _put(self, case_id: int, table: str, row: dict[str, str | None]) -> None:
        name = next(iter(row))
        where = f'case_id = ? AND "{name}" = ?'
        with self._change(case_id, table), self.changes.noting(table, where, [case_id, row[name]]):
            self._database.table(table).upsert({"case_id": case_id, **row}, pk=("case_id", name))

    def _remove(self, case_id: int, table: str, name: str) -> None:
        where = f'case_id = ? AND "{"fact" if table == "answer" else "key"}" = ?'
        with self._change(case_id, table), self.changes.noting(table, where, [case_id, name]):
            self._database.table(table).delete_where(where, [case_id, name])

    @contextmanager
    def changing(self, case_id: int, what: str) -> Iterator[None]:
        """Everything changed inside is one entry of the history, ``record.change.WHAT``, of this case."""
        with translated(self._folder):
            names = self._rows("SELECT name FROM posting WHERE id = ?", [case_id])
            if not names:
                raise KeyError(case_id)
            with self.changes.change(what, None, case_id, case=names[0]["name"] or f"#{case_id}"):
                yield

    @contextmanager
    def _change(self, case_id: int, what: str, *, deleted: bool = False) -> Iterator[None]:
        """One change of one case that is there (or, with ``deleted``, that is deleted); it counts as changed today."""
        with self.changing(case_id, what), self._touching(case_id, self._day(), deleted):
            yield

    @contextmanager
    def _touching(self, case_id: int, day: str | None, deleted: bool = False) -> Iterator[None]:
        """One transaction on a case; with ``day`` it counts as changed then."""
        with self.together(), self.changes.noting("posting", "id = ?", [case_id]):
            state = "IS NOT NULL" if deleted else "IS NULL"
            sql = (
                f"UPDATE posting SET changed_on = COALESCE(?, changed_on) WHERE id = ? AND deleted_on {state}"
            )
            if not self._database.execute(sql, [day, case_id]).rowcount:
                raise KeyError(case_id)
            yield

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all changes inside one transaction: kept together when it ends, or none after an exception."""
        with translated(self._folder), self._database.atomic():
            yield

    def _load(self, where: str, *values: int) -> tuple[Case, ...]:
        chosen = f"SELECT id FROM posting WHERE {where}"
        with translated(self._folder):
            postings = self._rows(f"SELECT * FROM posting WHERE {where} ORDER BY {_NEWEST}", values)
            answers = self._parts("answer", chosen, values)
            fields = self._fields(chosen, values)
            ticks = self._parts("tick", chosen, values)
        return tuple(_case(row, answers[row["id"]], fields[row["id"]], ticks[row["id"]]) for row in postings)

    def _fields(self, chosen: str, values: tuple[int, ...]) -> defaultdict[int, list[dict[str, Any]]]:
        """The fields by case: those of person and firms first, the case's own after them."""
        fields: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for sql in _SHARED_FIELDS:
            for row in self._rows(f"{sql} WHERE posting.id IN ({chosen})", values):
                fields[row["case_id"]].append(row)
        for case_id, rows in self._parts("field", chosen, values).items():
            fields[case_id] += rows
        return fields

    def _parts(
        self, table: str, chosen: str, values: tuple[int, ...]
    ) -> defaultdict[int, list[dict[str, Any]]]:
        """The rows of ``table`` by case, in the order in which they were first given."""
        parts: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows(f"SELECT * FROM {table} WHERE case_id IN ({chosen}) ORDER BY rowid", values):
            parts[row["case_id"]].append(row)
        return parts

    def _rows(self, sql: str, values: Sequence[object]) -> list[dict[str, Any]]:
        """The rows of a SELECT, each by the names of its columns."""
        found = self._connection.execute(sql, values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def _day(self) -> str:
        return self._today().isoformat()


_BEGUN: Final = "SELECT id FROM posting WHERE deleted_on IS NULL AND outcome IS NULL"
_NEWEST: Final = "changed_on DESC, id DESC"
_SHARED_FIELDS: Final = (
    "SELECT posting.id AS case_id, key, value FROM posting JOIN person_field USING (person_id)",
    "SELECT posting.id AS case_id, key, value FROM posting"
    " JOIN employer_field ON employer_id = china_employer_id AND key GLOB 'unit.*'",
    "SELECT posting.id AS case_id, key, value FROM posting"
    " JOIN employer_field ON employer_id = abroad_employer_id AND key GLOB 'host.*'",
)


def checked_name(name: str) -> str:
    """The name without blanks around it.

    Raises ``EmptyText``, ``TextTooLong`` or ``UnprintableCharacter``.
    """
    name = name.strip()
    if not name:
        raise EmptyText
    if len(name) > NAME_LIMIT:
        raise TextTooLong(length=len(name), limit=NAME_LIMIT)
    if character := unshown(name):
        raise UnprintableCharacter(character="�", code=f"U+{ord(character):04X}")
    return name


def _case(
    row: dict[str, Any],
    answers: list[dict[str, Any]],
    fields: list[dict[str, Any]],
    ticks: list[dict[str, Any]],
) -> Case:
    return Case(
        id=row["id"],
        name=row["name"],
        answers={answer["fact"]: _answer(answer["value"]) for answer in answers},
        fields={field["key"]: decode(field["value"]) for field in fields},
        ticks=frozenset(tick["key"] for tick in ticks),
        law_edition=row["law_edition"],
        decided_on=_date(row["decided_on"]),
        outcome=row["outcome"],
        created_on=_date(row["created_on"]),
        changed_on=_date(row["changed_on"]),
        person_id=row["person_id"],
        china_employer_id=row["china_employer_id"],
        abroad_employer_id=row["abroad_employer_id"],
    )


def _answer(text: str | None) -> Answer:
    if text is None:
        return Answer(None)
    value = decode(text)
    assert not isinstance(value, tuple)  # only fields are lists
    return Answer(value)


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
