"""The tables of an archive as CSV files, for people and spreadsheets; they are never read back.

UTF-8 with its mark; a text that a spreadsheet would take for a formula has an apostrophe in front of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from typing import Any, Final

from desktop.domain.record.contents import TABLES, Contents, Row
from desktop.exchange.archive_rows import write_row
from desktop.exchange.sheet_out import rows_file

_LISTS: Final = {
    "persons": (("fields", "person_fields", "person_id"),),
    "employers": (("fields", "employer_fields", "employer_id"),),
    "cases": (("answers", "case_answers", "case_id"), ("fields", "case_fields", "case_id")),
}
"""Fields that hold many values: the table they get of their own, and its column for the owner."""


def table_files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the CSV file of each table that has rows."""
    for table, kind in TABLES.items():
        rows = contents.of(table)
        if not rows:
            continue
        lists = _LISTS.get(table, ())
        columns = [f.name for f in fields(kind) if f.name not in {name for name, _, _ in lists}]
        yield table, rows_file(columns, (_cells(row, columns) for row in rows))
        for name, file, owner in lists:
            heads = (owner, "key", "value")
            yield file, rows_file(heads, (line for row in rows for line in _lines(row, name)))


def _cells(row: Row, columns: Sequence[str]) -> list[str]:
    """A field at its usual value is shown too, where that is a word."""
    written = write_row(row)
    return [_shown(written.get(name, _plain(getattr(row, name)))) for name in columns]


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _lines(row: Row, name: str) -> Iterator[tuple[str, str, str]]:
    values: Any = write_row(row).get(name, {})
    for key, value in values.items():
        yield str(row.id), key, _shown(value)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return " ".join(map(str, value))
        case Mapping():
            return str(value["date"])
        case _:
            return str(value)
