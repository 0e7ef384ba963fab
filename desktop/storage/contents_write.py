"""Things of an archive into the file, all noted for undo. Belongs inside ``Changes.change``.

New rows are added in bulk and noted as ranges, so that a large archive is one entry of the history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.record.contents import TABLES, CaseRow, Row, SettingRow, refer
from desktop.domain.record.merge import Entry, Plan, Standing
from desktop.domain.record.person import Employer, Person
from desktop.storage.codec import encode
from desktop.storage.shelf import next_id

if TYPE_CHECKING:
    from desktop.storage.shelf import Shelf
    from desktop.storage.store import Store

_POSTING: Final = (
    "id", "name", "law_edition", "decided_on", "outcome", "created_on", "changed_on", "person_id",
    "china_employer_id", "abroad_employer_id", "uid",
)  # fmt: skip
_STEP: Final = 1_000
_PARTS: Final = {
    "answer": ("case_id", "fact", "value"),
    "field": ("case_id", "key", "value"),
    "tick": ("case_id", "key"),
}


def write_plan(
    connection: Any, store: Store, plan: Plan, content: Callable[[str], bytes], went_on: Callable[[int], None]
) -> None:
    """Write what ``plan`` holds. ``content`` gives the file with a digest, ``went_on`` takes how many are written.

    Raises ``ValueError`` where a file is no longer the one with its digest; nothing is kept then.
    """
    by_table: dict[str, list[Entry]] = {table: [] for table in TABLES}
    for entry in plan:
        by_table[entry.table].append(entry)
    writer = _Writer(connection, store, went_on)
    for table, entries in by_table.items():
        if table == "evidence":
            writer.keep_contents(entries, content)
        writer.add(table, [entry.theirs for entry in entries if entry.standing is Standing.NEW])
        for entry in entries:
            if entry.standing is Standing.DIFFERENT:
                writer.change(entry)


class _Writer:
    """Knows which id each new thing got."""

    def __init__(self, connection: Any, store: Store, went_on: Callable[[int], None]) -> None:
        self._connection, self._store, self._changes = connection, store, store.changes
        self._went_on, self._done = went_on, 0
        self._numbers = {table: _Numbers() for table in TABLES}

    def keep_contents(self, entries: Iterable[Entry], content: Callable[[str], bytes]) -> None:
        """Keep the files of proofs that are written."""
        for digest in dict.fromkeys(entry.theirs.digest for entry in entries if entry.theirs.digest):
            if self._store.record.keep_content(content(digest)) != digest:
                raise ValueError(digest)

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Add new things; their ids are below zero, and so are the ids of new things they refer to."""
        if not rows:
            return
        if table == "settings":
            for row in self._counted(rows):
                self._set(self._referring(row))
            return
        first = next_id(self._connection, "posting") if table == "cases" else self._shelf(table).next_id()
        self._numbers[table] = _Numbers({-row.id: number for number, row in enumerate(rows, start=first)})
        numbered = (
            replace(self._referring(row), id=self._numbers[table][-row.id]) for row in self._counted(rows)
        )
        if table == "cases":
            self._add_cases(list(numbered))
        elif table in ("persons", "employers"):
            self._add_owners(table, list(numbered))
        else:
            self._shelf(table).add_many(numbered)

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows; says now and then how many things are written."""
        for row in rows:
            if self._done % _STEP == 0:
                self._went_on(self._done)
            self._done += 1
            yield row

    def change(self, entry: Entry) -> None:
        """Write a thing of the archive over the one it differs from."""
        self._went_on(self._done)
        self._done += 1
        row = replace(self._referring(entry.theirs), id=entry.mine.id)  # type: ignore[union-attr]
        match row:
            case CaseRow():
                self._change_case(row)
            case SettingRow():
                self._set(row)
            case Person() | Employer():
                self._shelf(entry.table).put(row)
                self._change_fields(row, entry.mine)
            case _:
                self._shelf(entry.table).put(row)

    # -- persons and firms

    def _add_owners(self, table: str, rows: list[Any]) -> None:
        owner = _owner(table)
        self._shelf(table).add_many(iter(rows))
        kept = ((row.id, key, encode(value)) for row in rows for key, value in row.fields.items())
        self._add_rows(f"{owner}_field", (f"{owner}_id", "key", "value"), kept)

    def _change_fields(self, row: Any, mine: Any) -> None:
        owner = "person" if isinstance(row, Person) else "employer"
        for key in dict.fromkeys((*row.fields, *mine.fields)):
            if row.fields.get(key) != mine.fields.get(key):
                self._store.record.set_field(owner, row.id, key, row.fields.get(key))

    # -- cases

    def _add_cases(self, rows: list[CaseRow]) -> None:
        self._add_rows("posting", _POSTING, map(_posting, rows))
        for part, columns in _PARTS.items():
            self._add_rows(part, columns, (values for row in rows for values in _part(part, row)))

    def _change_case(self, row: CaseRow) -> None:
        with self._changes.noting("posting", "id = ?", [row.id]):
            places = ", ".join(f"{name} = ?" for name in _POSTING[1:])
            self._connection.execute(
                f"UPDATE posting SET {places} WHERE id = ?", [*_posting(row)[1:], row.id]
            )
        for part, columns in _PARTS.items():
            with self._changes.noting(part, "case_id = ?", [row.id]):
                self._connection.execute(f"DELETE FROM {part} WHERE case_id = ?", [row.id])
                self._connection.executemany(_insert(part, columns), _part(part, row))

    # -- settings and plain rows

    def _set(self, row: SettingRow) -> None:
        name = row.name.replace("*", str(row.case_id), 1) if row.case_id is not None else row.name
        with self._changes.noting("setting", "name = ?", [name]):
            self._connection.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, encode(row.value)],
            )

    def _add_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        first = self._next_row(table)
        self._connection.executemany(_insert(table, columns), rows)
        last = self._next_row(table) - 1
        if last >= first:
            self._changes.note_added(table, first, last)

    def _next_row(self, table: str) -> int:
        ((last,),) = self._connection.execute(f"SELECT COALESCE(MAX(rowid), 0) FROM {table}")
        return int(last) + 1

    def _referring(self, row: Row) -> Row:
        """The row with the ids that new things got; what is kept here already has its id."""
        return refer(row, self._numbers)

    def _shelf(self, table: str) -> Shelf[Any]:
        record = self._store.record
        owners: dict[str, Shelf[Any]] = {"persons": record.persons, "employers": record.employers}
        return owners.get(table) or record.shelf(TABLES[table])


class _Numbers(dict[int | None, int]):
    """The new ids of things whose id was below zero; every other id is its own."""

    def __missing__(self, number: int | None) -> int:
        if number is None or number < 0:
            raise KeyError(number)
        return number


def _owner(table: str) -> str:
    return {"persons": "person", "employers": "employer"}[table]


def _posting(row: CaseRow) -> tuple[object, ...]:
    values = (getattr(row, name) for name in _POSTING)
    return tuple(value.isoformat() if isinstance(value, dt.date) else value for value in values)


def _part(part: str, row: CaseRow) -> Iterator[tuple[object, ...]]:
    if part == "answer":
        for fact, answer in row.answers.items():
            yield row.id, fact, None if answer.value is None else encode(answer.value)
    elif part == "field":
        for key, value in row.fields.items():
            yield row.id, key, encode(value)
    else:
        for key in row.ticks:
            yield row.id, key


def _insert(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
