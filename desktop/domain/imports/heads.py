"""Finding the heads of a table and what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.domain.imports.amount import AmountUnreadable, Convention, Judgement, judge
from desktop.domain.imports.matching import AMOUNTS, Field, Matching, Target, plain
from desktop.domain.imports.month import MonthUnreadable
from desktop.domain.imports.sheet import Cell, Sheet
from desktop.domain.imports.words import Readers

_LOOKED_AT: Final = 30
"""Rows from the top among which the heads are looked for."""
_MONTHS_OF_HEADS: Final = 3
"""A row of heads names so many months at least; a row of data seldom more than two."""
_TASTED: Final = 50
"""Rows of a column that show whether it holds money."""

_IF_MONEY: Final[Mapping[Field, Field]] = {Field.EMPLOYER: Field.EMPLOYER_SHARE}
"""Heads such as Arbeitgeber mean the firm over names and its share over amounts."""


def head_texts(sheet: Sheet, head_row: int) -> tuple[str, ...]:
    """The heads as texts, one for each column of the sheet; empty where a column has none."""
    return tuple(_text(sheet.cell(head_row, column)) for column in range(sheet.width))


def find_head_row(sheet: Sheet, readers: Readers) -> int:
    """The row, from 1, in which most cells are known as heads; the first row with two cells where none is."""
    best, most = 0, 0
    for number, row in enumerate(sheet.rows[:_LOOKED_AT], 1):
        found = [_head(cell, readers) for cell in row if isinstance(cell, str) and cell]
        words = sum(target is not None and not target.is_month for target in found)
        months = len({target for target in found if target is not None and target.is_month})
        known = words + (months if months >= _MONTHS_OF_HEADS else 0)
        if known > max(most, 1):
            best, most = number, known
    filled = (n for n, row in enumerate(sheet.rows, 1) if sum(cell != "" for cell in row) > 1)
    return best or next(filled, 1)


def suggest(sheet: Sheet, head_row: int, readers: Readers) -> Matching:
    """What the heads say, each meaning once; columns whose head says nothing stay unmatched."""
    targets: dict[int, Target] = {}
    for column, text in enumerate(head_texts(sheet, head_row)):
        target = None if _is_fraction(sheet.cell(head_row, column)) else _head(text, readers)
        money = _IF_MONEY.get(target.field) if target and target.field else None
        if target and money and _is_money(sheet, head_row, column, readers):
            target = replace(target, field=money)
        if target is not None and target not in targets.values():
            targets[column] = target
    return Matching(head_row, targets)


def judge_columns(sheet: Sheet, matching: Matching, readers: Readers) -> dict[int, Judgement]:
    """For each column of money what its texts show of their convention; numbers of a spreadsheet need none."""
    return {
        column: judge(_distinct(sheet, matching.head_row, column), readers.amount)
        for column in matching.amount_columns()
    }


def conventions(matching: Matching, judgements: Mapping[int, Judgement]) -> dict[int, Convention | None]:
    """The convention of each column of money: what it shows, else the user's choice; ``None`` has to be asked."""
    return {
        column: matching.conventions.get(column) if judgement.asks else judgement.convention
        for column, judgement in judgements.items()
    }


def _is_fraction(cell: Cell) -> bool:
    """Whether a head is a number such as 2026.1, which may have been 2026.10."""
    return isinstance(cell, Decimal) and cell != cell.to_integral_value()


def _head(text: str, readers: Readers) -> Target | None:
    word = plain(text)
    if not word:
        return None
    if found := readers.words.heads.get(word):
        return Target(found)
    if (month := _month(text, readers)) is not None:
        return month
    return _for_branch(word, readers)


def _month(text: str, readers: Readers) -> Target | None:
    try:
        return Target(None, month=readers.month(text))
    except MonthUnreadable:
        number = readers.month_number(text)
        return None if number is None else Target(None, number=number)


def _for_branch(word: str, readers: Readers) -> Target | None:
    """Heads that name a branch and a sort of money: RV-Beitrag AN, 养老个人缴费, 국민연금 본인부담금."""
    branches = readers.words.branches
    for name in sorted((name for name in branches if name in word), key=len, reverse=True):
        before, _, after = word.partition(name)
        kind = readers.words.heads.get(before + after)
        kind = _IF_MONEY.get(kind, kind) if kind else None
        if kind in AMOUNTS:
            return Target(kind, branches[name])
    return None


def _is_money(sheet: Sheet, head_row: int, column: int, readers: Readers) -> bool:
    """Whether the first cells below the head are amounts."""
    cells = [sheet.cell(head_row + below, column) for below in range(1, _TASTED + 1)]
    filled = [cell for cell in cells if cell != ""]
    return bool(filled) and all(_reads_as_money(cell, readers) for cell in filled)


def _reads_as_money(cell: Cell, readers: Readers) -> bool:
    if isinstance(cell, Decimal):
        return True
    for convention in Convention:
        try:
            readers.amount(_text(cell), convention)
            return True
        except AmountUnreadable:
            continue
    return False


def _distinct(sheet: Sheet, head_row: int, column: int) -> Iterator[str]:
    """Every different text of a column below its head, in order; numbers left out."""
    below = sheet.rows[head_row:]
    texts = (row[column] for row in below if column < len(row))
    return iter(dict.fromkeys(text for text in texts if isinstance(text, str) and text))


def _text(cell: Cell) -> str:
    """A head as text; a head that is a day is written YYYY-MM-DD, a number without its fraction if it has none."""
    if isinstance(cell, str):
        return cell
    return f"{cell:f}" if isinstance(cell, Decimal) else cell.isoformat()
