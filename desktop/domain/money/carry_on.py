"""The last known values for months after them, as values of the user's own: only ever at the user's word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final

from desktop.domain.money.cost_inputs import CostInputs, OwnValue
from desktop.domain.money.posting_sums import Gap, PostingCost
from desktop.domain.money.rates import NoParameter, Rates

_ROUNDS: Final = 40
"""Each round uncovers the next unknown parameter of an item; no rule has so many."""


def can_carry_on(gaps: Iterable[Gap]) -> bool:
    """Whether some gap lies after the last period that is known."""
    return any(_last_known(gap) is not None for gap in gaps)


def carried_on(inputs: CostInputs, compute: Callable[[CostInputs], PostingCost], rates: Rates) -> CostInputs:
    """``inputs`` with the last known value of every parameter that ``compute`` lacks afterwards.

    Each value begins with the first month it is lacking. Tables whose row depends on pay are left alone.
    """
    for _ in range(_ROUNDS):
        added = [value for gap in compute(inputs).gaps if (value := _value(gap, rates)) is not None]
        grown = inputs.with_own(*added)
        if grown == inputs:
            break
        inputs = grown
    return inputs


def _value(gap: Gap, rates: Rates) -> OwnValue | None:
    last, problem = _last_known(gap), gap.problem
    if last is None:
        return None
    try:
        found = rates.find(problem.country, problem.name, last, last, problem.place)
    except NoParameter:
        return None
    if found.value is None:
        return None
    return OwnValue(problem.country, problem.name, found.value, gap.months[0])


def _last_known(gap: Gap) -> dt.date | None:
    """The last day with a value, where all known days come before the gap."""
    days = [last for _, last in gap.problem.known]
    if not days or None in days:
        return None
    latest = max(day for day in days if day is not None)
    return latest if latest < gap.months[0] else None
