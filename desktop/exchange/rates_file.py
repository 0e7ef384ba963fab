"""Exchange rates from a file of the user's: a table with the columns day, from, to and rate.

One unit of the currency ``from`` is ``rate`` units of the currency ``to`` on that day. Any table the program reads
will do; a first row of heads is passed over. Whether rates have a decimal point or a decimal comma shows in the
whole column, and where it does not show, a row that could mean two rates is not taken.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

from desktop.domain.imports.amount import AmountUnreadable, Convention, Evidence, Judgement, judge
from desktop.domain.imports.sheet import Cell, Row
from desktop.domain.money.cost_inputs import OwnExchange
from desktop.domain.money.rounding import DECIMALS
from desktop.exchange.sheets import open_table, read_sheet
from desktop.languages.amounts import parse_amount
from desktop.languages.language import Language

COLUMNS: Final = 4
MOST_RATE: Final = Decimal(10) ** 6
_WRITTEN: Final = ("de", "zh_Hans")
"""Days are read as these languages write them: 20.11.2026, 2026-11-20, 2026/11/20; no form can be mistaken."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Row ``number`` of the file (from 1), and why: ``money.rates_file.REASON``.

    Reasons: ``columns``, ``day``, ``future``, ``currency``, ``rate``, ``doubtful``.
    """

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class RatesFile:
    """The rates that could be taken, the latest first, and the rows that could not."""

    rates: tuple[OwnExchange, ...]
    refused: tuple[Refused, ...]

    def between(self, one: str, other: str) -> tuple[OwnExchange, ...]:
        """The rates of the two currencies, in either direction."""
        return tuple(rate for rate in self.rates if {rate.source, rate.target} == {one, other})


def read_rates_file(path: Path, today: dt.date) -> RatesFile:
    """The rates in the first worksheet of a file, none of a day after ``today``; raises a ``FileProblem``."""
    rows = read_sheet(open_table(path)).rows
    body = rows[1:] if rows and _is_head(rows[0]) else rows
    first = len(rows) - len(body) + 1
    texts = (row[3] for row in body if len(row) >= COLUMNS and isinstance(row[3], str))
    shown = judge(dict.fromkeys(texts), parse_amount)
    rates, refused = [], []
    for number, row in enumerate(body, first):
        if not any(str(cell).strip() for cell in row):
            continue
        found = _rate(row, shown, today)
        if isinstance(found, OwnExchange):
            rates.append(found)
        else:
            refused.append(Refused(number, found))
    return RatesFile(tuple(sorted(rates, key=lambda rate: rate.day, reverse=True)), tuple(refused))


def _rate(row: Row, shown: Judgement, today: dt.date) -> OwnExchange | str:
    """The rate of a row, or why it is none."""
    if len(row) < COLUMNS:
        return "columns"
    day = _day(row[0])
    if day is None or day > today:
        return "day" if day is None else "future"
    source, target = (str(cell).strip().upper() for cell in row[1:3])
    if source == target or source not in DECIMALS or target not in DECIMALS:
        return "currency"
    value = _number(row[3], shown)
    if isinstance(value, str):
        return value
    return OwnExchange(source, target, value, day, "file") if 0 < value < MOST_RATE else "rate"


def _number(cell: Cell, shown: Judgement) -> Decimal | str:
    if isinstance(cell, Decimal):
        return cell
    found = list(_readings(str(cell), shown))
    if len(set(found)) == 1:
        return found[0]
    return "doubtful" if found else "rate"


def _readings(text: str, shown: Judgement) -> Iterator[Decimal]:
    decided = shown.evidence is Evidence.SHOWN
    for convention in (shown.convention,) if decided else Convention:
        try:
            yield parse_amount(text, convention).value
        except AmountUnreadable:
            continue


def _is_head(row: Sequence[Cell]) -> bool:
    """Whether the first row names the columns: it has neither a day nor a number."""
    return _day(row[0]) is None and not any(isinstance(c, Decimal) or str(c)[:1].isdigit() for c in row)


def _day(cell: Cell) -> dt.date | None:
    return cell if isinstance(cell, dt.date) else _written_day(str(cell))


@lru_cache(10_000)
def _written_day(text: str) -> dt.date | None:
    """The day of a text, ``None`` where it is none; the same days stand beside many currencies."""
    for code in _WRITTEN:
        try:
            return Language(code).parse_date(text)
        except ValueError:
            continue
    return None
