"""A change field by field, with values of the domain instead of columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.case import Answer
from desktop.domain.record.change import ChangedRow, FieldChange
from desktop.storage.codec import decode
from desktop.storage.record_store import OF_PERSON

if TYPE_CHECKING:
    from desktop.storage.store import Store

_SAID_BY_ANOTHER: Final = frozenset({"id", "rowid", "uid", "changed_on", "created_on", "digest"})
"""Columns that tell a user nothing: numbers of ours, and days that the entry itself has."""
_WHOSE: Final = frozenset({"person_id", "case_id"})
"""Of a row that came or went the entry itself says whose it is."""
_NAMED: Final[Mapping[str, str]] = {
    "answer": "fact", "field": "key", "person_field": "key", "employer_field": "key", "tick": "key",
}  # fmt: skip
"""Tables of named values, by the column of the name."""
_DAYS: Final = frozenset({"deleted_on", "decided_on"})


def field_changes(store: Store, rows: tuple[ChangedRow, ...]) -> tuple[FieldChange, ...]:
    """Every field that the rows changed, in their order; what is remembered for a page only is left out."""
    return tuple(found for row in rows if row.table != "setting" for found in _of_row(store, row))


def _of_row(store: Store, row: ChangedRow) -> Iterator[FieldChange]:
    before, after = row.before or {}, row.after or {}
    if row.table in _NAMED:
        name = str({**before, **after}[_NAMED[row.table]])
        was, is_ = _named_value(row.table, row.before), _named_value(row.table, row.after)
        yield FieldChange(table=row.table, row_id=row.row_id, name=name, before=was, after=is_)
        return
    read = _readers(store, row.table)
    unsaid = _SAID_BY_ANOTHER if before and after else _SAID_BY_ANOTHER | _WHOSE
    for name in {**before, **after}:
        was, is_ = before.get(name), after.get(name)
        if was != is_ and name not in unsaid and (was or is_):
            yield FieldChange(
                table=row.table, row_id=row.row_id, name=name, before=read(name, was), after=read(name, is_)
            )


def _named_value(table: str, row: Mapping[str, Any] | None) -> object:
    if row is None:
        return None
    if table == "tick":
        return True
    if row["value"] is None:
        return Answer(None)
    return decode(row["value"])


def _readers(store: Store, table: str) -> Callable[[str, Any], object]:
    """What turns a column of ``table`` into a value of the domain."""
    record = store.record
    tables: dict[str, Any] = {"person": record.persons, "employer": record.employers}
    shelf = tables.get(table) or next(
        (record.shelf(kind) for kind, name in OF_PERSON.items() if name == table), None
    )
    if shelf is None:
        return lambda name, value: dt.date.fromisoformat(value) if value and name in _DAYS else value
    codes = {column.name: column.read for column in shelf.codes}

    def read(name: str, value: Any) -> object:
        code = codes.get(name)
        return value if value is None or code is None else code(value)

    return read
