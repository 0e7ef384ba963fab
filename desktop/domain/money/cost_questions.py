"""What has to be asked about pay before a posting's costs can be computed, and no more than that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop.domain.money.contribution import COUNTRIES
from desktop.domain.money.cost_inputs import HOME, SidePay
from desktop.domain.money.countries.korea import FIRMS_BY_PRIORITY
from desktop.domain.money.rates import Rates
from desktop.domain.money.scope import Item
from desktop.domain.periods import last_of_month

AMOUNT, WHOLE, CHOICE = "amount", "whole", "choice"
YES, NO = "yes", "no"
CHOICES: Final = {
    "contract": ("permanent", "temporary"),
    "employer_payroll": ("low", "high"),
    "home_pension": ("employees", "voluntary", "residents", "none"),
    "priority_support": (YES, NO),
}
MOST: Final = {"age": 120, "monthly_hours": 744, "persons": 999_999}
"""The greatest number that is taken; 744 are the hours of the longest month."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One entry of ``SidePay``: ``kind`` is amount, whole or choice, with ``choices`` for the last.

    Words: ``money.input.NAME``; of a choice ``money.input.NAME.CHOICE``, of a place ``money.place.PLACE``.
    """

    name: str
    kind: str
    choices: tuple[str, ...] = ()


def wanted(
    side: str,
    state: str,
    items: Iterable[Item],
    pay: SidePay,
    first: dt.date,
    rates: Rates,
    known: Collection[str] = (),
) -> tuple[Wanted, ...]:
    """The entries to ask for ``items`` of ``state`` from the day ``first``; ``known`` are said by the case already."""
    if state not in COUNTRIES:
        return ()
    return tuple(one for one in _wanted(side, state, items, pay, first, rates) if one.name not in known)


def _wanted(
    side: str, state: str, items: Iterable[Item], pay: SidePay, first: dt.date, rates: Rates
) -> Iterator[Wanted]:
    needs = {need for item in items for need in COUNTRIES[state][item.name].needs}
    yield Wanted("gross", AMOUNT)
    if side == HOME and state == "CN":
        yield Wanted("home_pension", CHOICE, CHOICES["home_pension"])
    places = _places(state, first, rates) if "zone" in needs else ()
    if places:
        yield Wanted("zone", CHOICE, places)
    for name in ("age", "contract", "monthly_hours", "persons", "employer_payroll"):
        if name in needs:
            yield Wanted(name, WHOLE if name in MOST else CHOICE, CHOICES.get(name, ()))
    if "priority_support" in needs and pay.persons in FIRMS_BY_PRIORITY:
        yield Wanted("priority_support", CHOICE, CHOICES["priority_support"])


def _places(state: str, first: dt.date, rates: Rates) -> tuple[str, ...]:
    """The places with values of their own: in Germany until 2024 only."""
    if state != "CN":
        return rates.places(state, "ceiling_month", first, last_of_month(first))
    rows = rates.countries[state].parameters["base_min_month"]
    return tuple(dict.fromkeys(row.place for row in rows if row.place))
