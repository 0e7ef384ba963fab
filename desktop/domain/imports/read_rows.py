"""From the cells of a row to contribution months, or to the reasons why it cannot be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.domain.imports.amount import Convention
from desktop.domain.imports.lines import Finding, ReadMonthRow
from desktop.domain.imports.matching import Field, Matching, plain
from desktop.domain.imports.people import People
from desktop.domain.imports.row_cells import Cells, Refused, cell_at
from desktop.domain.imports.row_common import Common, CommonReader
from desktop.domain.imports.row_money import Group, MoneyReader, groups
from desktop.domain.imports.sheet import Row, Sheet
from desktop.domain.imports.words import Readers
from desktop.domain.record.contribution import RECORD_BRANCHES

Read = tuple[ReadMonthRow | None, tuple[Finding, ...]]
"""A month with warnings, or ``None`` with the reason for a refusal."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one worksheet by one matching."""

    cells: Cells
    common: CommonReader
    money: MoneyReader
    groups: tuple[Group, ...]
    sums: frozenset[str]

    @classmethod
    def of(
        cls,
        sheet: Sheet,
        matching: Matching,
        readers: Readers,
        people: People,
        conventions: Mapping[int, Convention],
        person_id: int | None = None,
    ) -> RowReader:
        """A reader; ``person_id`` is whose table it is where no column names people."""
        cells = Cells.of(sheet, matching)
        common = CommonReader(cells, readers, people, person_id)
        money = MoneyReader(cells, readers.amount, conventions)
        return cls(cells, common, money, tuple(groups(matching)), readers.words.sums)

    def read(self, number: int) -> Iterator[Read]:
        """The months of row ``number``, counted from 1; a row without any cell that is read gives nothing."""
        row = self.cells.sheet.rows[number - 1]
        if self.cells.is_empty(number, row):
            return
        try:
            common = self.common.read(number, row)
        except Refused as refused:
            yield None, (self._sums(row) or refused.finding,)
            return
        several = len(self.groups) > 1
        for group in self.groups:
            if not several or any(cell_at(row, column) != "" for _, column in group.columns):
                yield self._month(number, row, common, group)

    def _sums(self, row: Row) -> Finding | None:
        """Whether the row is one of sums, which nobody expects to be taken."""
        texts = (cell for cell in row if isinstance(cell, str) and cell)
        if any(plain(text) in self.sums for text in texts):
            return Finding("record.import.refused.sums")
        return None

    def _month(self, number: int, row: Row, common: Common, group: Group) -> Read:
        try:
            words = common.words
            month, branch = _when(common, group), group.branch or words.branch
            if not words.state:
                raise Refused("no_state")
            if branch not in RECORD_BRANCHES:
                raise Refused("no_branch")
            money = self.money.read(number, row, group, words.currencies)
        except Refused as refused:
            return None, (refused.finding,)
        return ReadMonthRow(
            common.who, month, words.state, branch, words.scheme, words.place, words.employer,
            money.amounts.get(Field.BASE), money.amounts.get(Field.EMPLOYEE_SHARE),
            money.amounts.get(Field.EMPLOYER_SHARE), money.currencies, words.status, words.note,
        ), money.warnings  # fmt: skip


def _when(common: Common, group: Group) -> dt.date:
    """The first day of the month of a group; raises ``Refused`` where neither head nor row says it."""
    if group.month is not None:
        return group.month
    number = group.number or (common.month if isinstance(common.month, int) else None)
    if number and common.year:
        return dt.date(common.year, number, 1)
    if isinstance(common.month, dt.date):
        return common.month
    raise Refused("no_month")
