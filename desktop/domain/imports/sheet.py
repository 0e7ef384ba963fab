"""A worksheet as plain cells, whatever file it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Final

Cell = str | Decimal | dt.date
"""The empty text is an empty cell; texts come without spaces at their ends."""

Row = tuple[Cell, ...]

MOST_ROWS: Final = 200_000
"""Rows of one worksheet that are read, the row of heads not counted."""
MOST_COLUMNS: Final = 130
"""Columns A to DZ."""
MOST_TEXT: Final = 1_000
"""Characters of a note that can be taken over."""
MOST_NAME: Final = 200
"""Characters of a name or place that can be taken over."""


Progress = Callable[[int, int], None]
"""Told now and then how many rows are done and of how many; what it raises stops the work."""


def silent(_done: int, _of: int) -> None:
    """A ``Progress`` that tells nobody."""


class Fault(Enum):
    """Why a cell says nothing, although it does not look empty."""

    ERROR = "error"
    """An error of the spreadsheet program, such as #REF!."""
    NO_VALUE = "no_value"
    """A formula whose result was not stored; results are read, never computed."""
    MERGED = "merged"
    """Part of a merged cell: its one value may belong to one row or to all."""


class Note(Enum):
    """What the user should know of a whole file that was read."""

    MACROS = "macros"
    """The file holds programs; they were not run."""
    OLD_FORMAT = "old_format"
    """In .xls files an error or a formula without a result cannot be told from an empty cell."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one worksheet.

    Row ``n`` of the file, counted from 1, is ``rows[n - 1]``; rows may be shorter than others. ``faults`` is by
    row number from 1 and column from 0.
    """

    name: str
    rows: tuple[Row, ...]
    faults: Mapping[tuple[int, int], Fault] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def cell(self, number: int, column: int) -> Cell:
        """The cell in row ``number``, counted from 1, and ``column``, from 0; empty outside the sheet."""
        if not 0 < number <= len(self.rows):
            return ""
        row = self.rows[number - 1]
        return row[column] if column < len(row) else ""

    @property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max(map(len, self.rows), default=0)


def column_name(column: int) -> str:
    """The letters of a column counted from 0, as spreadsheets write them: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name
