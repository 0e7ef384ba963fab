"""The amounts of a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from desktop.domain.imports.amount import AmountUnreadable, Convention, ReadAmount
from desktop.domain.imports.lines import Finding, Param
from desktop.domain.imports.matching import Field, Matching
from desktop.domain.imports.row_cells import DIGITS_KEPT, Cells, Refused, as_text, cell_at
from desktop.domain.imports.sheet import Cell, Row

_CENT: Final = Decimal("0.01")
_NOTHING: Final = ("", "-", "–", "—", "－")
"""Cells without an amount: a dash is how tables leave one out, and says no more than an empty cell."""


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of money that make one contribution month out of a row: of one branch and one month."""

    branch: str
    month: dt.date | None
    number: int | None
    columns: tuple[tuple[Field, int], ...]


def groups(matching: Matching) -> Iterator[Group]:
    """One group for each branch and month that columns of money name; one without columns where none does.

    A base without a branch beside shares with one is the base of each of these branches.
    """
    found: dict[tuple[str, dt.date | None, int | None], list[tuple[Field, int]]] = {}
    for column, kind in matching.amount_columns().items():
        target = matching.targets[column]
        found.setdefault((target.branch, target.month, target.number), []).append((kind, column))
    for (branch, month, number), columns in list(found.items()):
        others = [key for key in found if key[0] and key[1:] == (month, number)]
        if not branch and others and all(kind is Field.BASE for kind, _ in columns):
            del found[branch, month, number]
            for key in others:
                found[key] = [*columns, *found[key]]
    for (branch, month, number), columns in (found or {("", None, None): []}).items():
        yield Group(branch, month, number, tuple(columns))


class Money(NamedTuple):
    """The amounts by their fields, the currencies they may be in (empty: not said), and warnings."""

    amounts: dict[Field, Decimal]
    currencies: frozenset[str]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class MoneyReader:
    """Reads the amounts of a group; ``conventions`` are by column."""

    cells: Cells
    read_amount: ReadAmount
    conventions: Mapping[int, Convention]

    def read(self, number: int, row: Row, group: Group, stated: frozenset[str]) -> Money:
        """The amounts of ``group`` in row ``number``; ``stated`` are the currencies that the row names elsewhere.

        Raises ``Refused``.
        """
        amounts: dict[Field, Decimal] = {}
        warnings: list[Finding] = []
        for kind, column in group.columns:
            self.cells.check(number, column)
            cell = cell_at(row, column)
            if cell in _NOTHING:
                continue
            exact, signs = self._amount(cell, column)
            if stated and signs and not stated & signs:
                raise Refused("currency_differs", column=self.cells.head(column), text=as_text(cell))
            stated = (stated & signs) or stated or signs
            value = _in_cents(exact)
            amounts[kind] = exact if value == exact else value
            if value != exact:
                params: dict[str, Param] = {"column": self.cells.head(column), "exact": exact, "value": value}
                warnings.append(Finding("record.import.warning.rounded", params))
        if group.columns and not amounts and Field.STATUS not in self.cells.columns:
            raise Refused("no_amount")
        return Money(amounts, stated, tuple(warnings))

    def _amount(self, cell: Cell, column: int) -> tuple[Decimal, frozenset[str]]:
        if isinstance(cell, Decimal):
            return cell, frozenset()
        text = as_text(cell)
        if isinstance(cell, dt.date):
            raise Refused("amount_date", column=self.cells.head(column), text=text)
        convention = self.conventions[column]
        try:
            amount = self.read_amount(text, convention)
        except AmountUnreadable as unreadable:
            if unreadable.elsewise is None:
                raise Refused("amount", column=self.cells.head(column), text=text[:80]) from None
            key = f"separators_{convention.value}"
            raise Refused(key, column=self.cells.head(column), text=text, value=unreadable.elsewise) from None
        return amount.value, amount.currencies


def _in_cents(value: Decimal) -> Decimal:
    """The amount with at most two decimals, half a cent up; what is enormous stays as it is and is refused later."""
    return value if abs(value) >= DIGITS_KEPT else value.quantize(_CENT, ROUND_HALF_UP)
