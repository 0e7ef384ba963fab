"""What a posting costs in contributions: without a certificate of coverage, with one, and the difference.

Months count in full, from the month of the first day to that of the last. A month without a known parameter is
named and left out of every sum, never filled in. All sums are in the currency of their state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from desktop.domain.branch_table import KEEP_PAYING
from desktop.domain.determination import Determination
from desktop.domain.money.charge import Charged, Payroll, Unknown, less
from desktop.domain.money.contribution import COUNTRIES, LONGEST
from desktop.domain.money.cost_inputs import HOME, HOST, CostInputs
from desktop.domain.money.cover import PENDING, SAVABLE, Reach, reach
from desktop.domain.money.pay import Shares
from desktop.domain.money.posting_sums import Amount, Gap, Line, PostingCost, months_of
from desktop.domain.money.problems import InputError, bad
from desktop.domain.money.rates import Rates
from desktop.domain.money.scope import ITEMS, Item
from desktop.domain.periods import last_of_month

NOTHING: Final = Shares(Decimal(0), Decimal(0))
UNINSURED: Final = ("residents", "none")
"""Values of the home pension for which no contribution is computed."""


def posting_cost(
    home: str,
    host: str,
    first: dt.date,
    last: dt.date,
    answer: Determination,
    inputs: CostInputs,
    rates: Rates,
) -> PostingCost:
    """The costs from ``first`` to ``last``, both inclusive, for the pay in ``inputs``.

    A side without pay, or whose state has no parameters, has no lines. Raises ``InputError`` for a time that ends
    before it begins or is longer than a working life.
    """
    if last < first or len(months_of(first, last)) > LONGEST:
        raise bad("months_order", "last", f"{last:%Y-%m}", f"≥ {first:%Y-%m}")
    found = _Found([], [], [])
    for side, state in ((HOST, host), (HOME, home)):
        pay = inputs.of(side)
        if state not in COUNTRIES or pay.gross is None:
            continue
        payroll = Payroll(state, pay, first, rates, inputs.own)
        for item in items_of(side, state, answer, pay.home_pension):
            _add(found, side, item, payroll, _reaches(side, item, first, last, answer))
    return PostingCost(home, host, first, last, tuple(found.lines), tuple(found.gaps), tuple(found.problems))


def items_of(side: str, state: str, answer: Determination, home_pension: str | None) -> tuple[Item, ...]:
    """The items that are computed: all of the host state; at home those that must go on being paid.

    People in flexible employment in China pay the pension alone, and for the residents' scheme nothing is known.
    """
    items = ITEMS.get(state, ())
    if side == HOST:
        return items
    kept = {a.branch for a in answer.branches if a.side == HOME and a.answer == KEEP_PAYING} or {"pension"}
    if state == "CN" and home_pension == "voluntary":
        kept &= {"pension"}
    if state == "CN" and home_pension in UNINSURED:
        kept = set()
    return tuple(item for item in items if item.branch in kept)


@dataclass(slots=True)
class _Found:
    lines: list[Line]
    gaps: list[Gap]
    problems: list[tuple[str, Item, InputError]]


def _reaches(
    side: str, item: Item, first: dt.date, last: dt.date, answer: Determination
) -> dict[dt.date, Reach]:
    """By month; at home everything goes on being due."""
    months = months_of(first, last)
    if side == HOME:
        return dict.fromkeys(months, Reach.GOES_ON)
    return {
        month: reach(answer, item, max(month, first), min(last_of_month(month), last)) for month in months
    }


def _add(found: _Found, side: str, item: Item, payroll: Payroll, reaches: dict[dt.date, Reach]) -> None:
    """The line of one item, its gaps, and what its rule still needs."""
    try:
        parts = tuple(_parts(side, item, payroll, reaches))
    except InputError as problem:
        found.problems.append((side, item, problem))
        return
    if amounts := tuple(part for part in parts if isinstance(part, Amount)):
        found.lines.append(Line(side, item, amounts))
    found.gaps.extend(_gaps(side, item, [part for part in parts if isinstance(part, Unknown)]))


def _parts(
    side: str, item: Item, payroll: Payroll, reaches: dict[dt.date, Reach]
) -> Iterator[Amount | Unknown]:
    for months in payroll.units(item.name, tuple(reaches)):
        whole = payroll.charge(item.name, months)
        if isinstance(whole, Unknown):
            yield whole
            continue
        kept = _rest(payroll, item, months, whole, lambda month: reaches[month] is not Reach.SAVED)
        final = _rest(payroll, item, months, whole, lambda month: reaches[month] not in SAVABLE)
        held = tuple(reaches[month] for month in months)
        pending = less(kept, final) if any(reach in PENDING for reach in held) else NOTHING
        yield Amount(side, item, months, held, whole.shares, kept, pending, whole.working, whole.part_year)


def _rest(
    payroll: Payroll,
    item: Item,
    months: tuple[dt.date, ...],
    whole: Charged,
    is_due: Callable[[dt.date], bool],
) -> Shares:
    """What is due for those of ``months`` alone that ``is_due`` picks."""
    picked = tuple(month for month in months if is_due(month))
    if picked == months:
        return whole.shares
    part = payroll.charge(item.name, picked) if picked else None
    return part.shares if isinstance(part, Charged) else NOTHING


def _gaps(side: str, item: Item, unknown: Sequence[Unknown]) -> Iterator[Gap]:
    """Months that follow each other and lack the same parameter, as one gap."""
    for _, group in groupby(
        unknown, key=lambda one: (one.problem.name, one.problem.place, one.problem.known)
    ):
        parts = tuple(group)
        yield Gap(side, item, tuple(month for part in parts for month in part.months), parts[0].problem)
