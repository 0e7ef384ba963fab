"""One item of contribution over the months of a posting: by month, or by year where the law counts so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from desktop.domain.money.contribution import COUNTRIES, contribution
from desktop.domain.money.cost_inputs import OwnValue, SidePay
from desktop.domain.money.pay import Pay, Shares
from desktop.domain.money.rates import NoParameter, Rates
from desktop.domain.money.worksheet import Working
from desktop.domain.periods import last_of_month

YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Charged:
    """What ``months`` (first days, all of one month or calendar year) cost; ``part_year`` where a year is not full."""

    months: tuple[dt.date, ...]
    shares: Shares
    working: Working
    part_year: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Months for which no parameter is known, and which one is missing first."""

    months: tuple[dt.date, ...]
    problem: NoParameter


@dataclass(frozen=True, slots=True)
class Payroll:
    """Pay in one state from the month ``first`` on, with the parameters and the user's own values."""

    state: str
    pay: SidePay
    first: dt.date
    rates: Rates
    own: tuple[OwnValue, ...] = ()

    def yearly(self, item: str) -> bool:
        """Whether the item can only be computed by the year."""
        return "month" not in COUNTRIES[self.state][item].units

    def units(self, item: str, months: Sequence[dt.date]) -> list[tuple[dt.date, ...]]:
        """The months in the groups that one sum is computed for."""
        if not self.yearly(item):
            return [(month,) for month in months]
        return [tuple(year) for _, year in groupby(months, key=lambda month: month.year)]

    def charge(self, item: str, months: tuple[dt.date, ...]) -> Charged | Unknown:
        """The contribution of one group of ``units``, whose months may have been made fewer.

        The pay of a year is that of these months. Raises ``InputError`` for an input the rule still needs.
        """
        yearly = self.yearly(item)
        pay = self._pay(item, months, yearly)
        own = {value.name: value.value for value in self.own if self._holds(value, months[0])}
        try:
            found = contribution(pay, self.rates, own)
        except NoParameter as problem:
            return Unknown(months, problem)
        return Charged(months, found.shares, found.working, yearly and len(months) < YEAR)

    def _holds(self, value: OwnValue, month: dt.date) -> bool:
        return value.country == self.state and value.holds(month)

    def _pay(self, item: str, months: tuple[dt.date, ...], yearly: bool) -> Pay:
        pay, month = self.pay, months[0]
        age = None if pay.age is None else pay.age + self._years(month)
        gross = pay.gross or Decimal(0)
        return Pay(
            country=self.state,
            branch=item,
            first=dt.date(month.year, 1, 1) if yearly else month,
            last=dt.date(month.year, 12, 31) if yearly else last_of_month(month),
            gross=gross * len(months) if yearly else gross,
            currency=self.rates.countries[self.state].currency,
            yearly=yearly,
            zone=pay.zone,
            age=age,
            contract=pay.contract,
            monthly_hours=pay.monthly_hours,
            persons=pay.persons,
            priority_support=pay.priority_support,
            employer_payroll=pay.employer_payroll,
            home_pension=pay.home_pension,
        )

    def _years(self, month: dt.date) -> int:
        """Full years from the first month of the posting to ``month``."""
        return ((month.year - self.first.year) * YEAR + month.month - self.first.month) // YEAR


def total(parts: Iterable[Shares]) -> Shares:
    """All shares together."""
    found = list(parts)
    return Shares(
        sum((part.employee for part in found), Decimal(0)), sum((part.employer for part in found), Decimal(0))
    )


def less(one: Shares, other: Shares) -> Shares:
    """The difference, share by share."""
    return Shares(one.employee - other.employee, one.employer - other.employer)
