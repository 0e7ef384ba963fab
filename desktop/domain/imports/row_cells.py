"""The cells of one row by their fields, and the refusal of a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.domain.imports.lines import Finding, Param
from desktop.domain.imports.matching import AMOUNTS, Field, Matching
from desktop.domain.imports.sheet import Cell, Row, Sheet, column_name

DIGITS_KEPT: Final = Decimal(10) ** 15
"""Spreadsheets keep 15 digits of a number; further ones become noughts."""


class Refused(Exception):
    """A row cannot be taken; ``finding`` says why, ``record.import.refused.KEY``."""

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key)
        self.finding = Finding(f"record.import.refused.{key}", params)


@dataclass(frozen=True, slots=True)
class Cells:
    """A worksheet with its matching; ``columns`` are those that hold no money, by field."""

    sheet: Sheet
    matching: Matching
    columns: Mapping[Field, int]

    @classmethod
    def of(cls, sheet: Sheet, matching: Matching) -> Cells:
        """The cells of a worksheet."""
        found: dict[Field, int] = {}
        for column, target in matching.targets.items():
            if target.field is not None and target.field not in AMOUNTS:
                found[target.field] = column
        return cls(sheet, matching, found)

    def cell(self, row: Row, field: Field) -> Cell:
        """The cell of a field; empty where it has no column."""
        column = self.columns.get(field)
        return "" if column is None else cell_at(row, column)

    def text(self, row: Row, field: Field) -> str:
        """The cell of a field as a text."""
        return as_text(self.cell(row, field))

    def check(self, number: int, column: int) -> None:
        """Raises ``Refused`` for a cell that says nothing although it is not empty."""
        if self.sheet.faults and (fault := self.sheet.faults.get((number, column))):
            raise Refused(f"cell_{fault.value}", column=self.head(column))

    def is_empty(self, number: int, row: Row) -> bool:
        """Whether no cell of the row holds anything, not even an error."""
        if any(cell != "" for cell in row):
            return False
        faults = self.sheet.faults
        return not (faults and any((number, column) in faults for column in self.matching.targets))

    def head(self, column: int) -> str:
        """What a column is called: its head, else its letter."""
        return as_text(self.sheet.cell(self.matching.head_row, column)) or column_name(column)

    def name(self, field: Field) -> str:
        """What the column of a field is called."""
        return self.head(self.columns[field])


def cell_at(row: Row, column: int) -> Cell:
    """The cell of a row that may be shorter than others."""
    return row[column] if column < len(row) else ""


def as_text(cell: Cell) -> str:
    """A cell as a text: numbers with all their digits, days as YYYY-MM-DD."""
    if isinstance(cell, str):
        return cell
    return f"{cell:f}" if isinstance(cell, Decimal) else cell.isoformat()
