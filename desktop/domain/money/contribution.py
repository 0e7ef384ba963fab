"""The contribution of one month or year, and what a certificate saves over many months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from desktop.domain.money.countries import (
    canada,
    china,
    denmark,
    finland,
    france,
    germany,
    japan,
    korea,
    kyrgyzstan,
    luxembourg,
    netherlands,
    serbia,
    spain,
    switzerland,
)
from desktop.domain.money.pay import Branch, Branches, Contribution, Pay
from desktop.domain.money.problems import bad, chosen
from desktop.domain.money.rates import Rates
from desktop.domain.money.worksheet import Working, Worksheet, together
from desktop.domain.periods import add_months, last_of_month

COUNTRIES: Final[Mapping[str, Branches]] = {
    "CA": canada.BRANCHES,
    "CH": switzerland.BRANCHES,
    "CN": china.BRANCHES,
    "DE": germany.BRANCHES,
    "DK": denmark.BRANCHES,
    "ES": spain.BRANCHES,
    "FI": finland.BRANCHES,
    "FR": france.BRANCHES,
    "JP": japan.BRANCHES,
    "KG": kyrgyzstan.BRANCHES,
    "KR": korea.BRANCHES,
    "LU": luxembourg.BRANCHES,
    "NL": netherlands.BRANCHES,
    "RS": serbia.BRANCHES,
}
LONGEST: Final = 1200
"""So many months are added up at most; nobody works longer."""


@dataclass(frozen=True, slots=True)
class Savings:
    """What need not be paid under a certificate: each branch of each month by itself, and the sums."""

    parts: tuple[Contribution, ...]
    working: Working

    @property
    def employee_total(self) -> Decimal:
        """The employee's shares."""
        return sum((part.shares.employee for part in self.parts), Decimal(0))

    @property
    def employer_total(self) -> Decimal:
        """The employer's shares."""
        return sum((part.shares.employer for part in self.parts), Decimal(0))

    @property
    def total(self) -> Decimal:
        """Both."""
        return self.employee_total + self.employer_total


def branch_of(country: str, branch: str | None) -> Branch:
    """The rule of that branch; raises ``InputError`` for a country or branch without one."""
    branches = COUNTRIES[chosen("country", country, COUNTRIES)]
    return branches[chosen("branch", branch, branches)]


def contribution(pay: Pay, rates: Rates, own: Mapping[str, Decimal] | None = None) -> Contribution:
    """Both shares for the month or year of ``pay``; ``own`` are the user's values by parameter name.

    Raises ``InputError`` for what the country does not know or still needs, ``NoParameter`` where no value is
    known for all days.
    """
    branch = branch_of(pay.country, pay.branch)
    unit = "year" if pay.yearly else "month"
    if unit not in branch.units:
        raise bad("unit", "kind", "contribution_year" if pay.yearly else "contribution", _kinds(branch))
    check_currency(pay.country, pay.currency, pay.first, rates)
    sheet = Worksheet(rates, pay.country, pay.first, pay.last, own=own or {})
    shares = branch.rule(pay, sheet)
    return Contribution(pay, shares, sheet.working())


def savings(
    pay: Pay, branches: tuple[str, ...], rates: Rates, own: Mapping[str, Decimal] | None = None
) -> Savings:
    """The same pay in every month from ``pay.first`` to ``pay.last``, for each of ``branches``.

    Both are days; the months they lie in count in full. Raises what ``contribution`` raises.
    """
    parts = []
    month = pay.first.replace(day=1)
    while month <= pay.last:
        for branch in branches:
            one = replace(pay, branch=branch, first=month, last=last_of_month(month))
            parts.append(contribution(one, rates, own))
        month = add_months(month, 1)
    return Savings(tuple(parts), together(part.working for part in parts))


def check_currency(country: str, currency: str, first: dt.date, rates: Rates) -> None:
    """Raises ``InputError`` where ``currency`` was not that of ``country`` on the day ``first``."""
    known = rates.countries[country]
    since = known.currency_since
    if currency != known.currency or (since and first < since):
        allowed = known.currency if since is None else f"{known.currency} (≥ {since:%Y-%m})"
        raise bad("currency", "currency", currency, allowed)


def _kinds(branch: Branch) -> str:
    return ", ".join("contribution_year" if unit == "year" else "contribution" for unit in branch.units)
