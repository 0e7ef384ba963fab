"""The kinds of question a file may ask, read from its inputs and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from desktop.domain.money.contribution import (
    COUNTRIES,
    LONGEST,
    Savings,
    check_currency,
    contribution,
    savings,
)
from desktop.domain.money.exchange import ANNUAL_MEAN, Conversion, annual_mean, convert
from desktop.domain.money.inputs import Inputs
from desktop.domain.money.pay import Contribution, Pay
from desktop.domain.money.problems import bad, chosen
from desktop.domain.money.rates import Rates
from desktop.domain.money.refund import Refund, german_refund, japanese_refund, korean_refund
from desktop.domain.money.retirement import CATEGORIES, Retirement, retirement
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.money.totalization import SYSTEMS, Totalization, totalization
from desktop.domain.periods import last_of_month

Answer = Contribution | Savings | Retirement | Refund | Totalization | Conversion
MOST_AGE: Final = 120
MOST_HOURS: Final = 744
"""The hours of the longest month."""
MOST_PERSONS: Final = 10_000_000
YEARS_DECIMALS: Final = 4
HOME_PENSIONS: Final = ("employees", "voluntary")


def ask(kind: str, data: Mapping[str, object], rates: Rates) -> Answer:
    """The answer to one question; raises ``InputError`` or ``NoParameter``."""
    inputs = Inputs(data)
    inputs.only(NAMES)
    return KINDS[chosen("kind", kind, KINDS)](inputs, rates)


def _contribution(inputs: Inputs, rates: Rates) -> Answer:
    first = inputs.month("month")
    return contribution(_pay(inputs, rates, first, last_of_month(first)), rates)


def _contribution_year(inputs: Inputs, rates: Rates) -> Answer:
    year = inputs.year("year")
    return contribution(_pay(inputs, rates, dt.date(year, 1, 1), dt.date(year, 12, 31), yearly=True), rates)


def _savings(inputs: Inputs, rates: Rates) -> Answer:
    country = inputs.choice("country", COUNTRIES)
    branches = inputs.texts("branches", COUNTRIES[country])
    if "all" in branches and len(branches) > 1:
        raise bad("twice", "branches", ", ".join(branches), "all")
    pay = _pay(inputs, rates, *_months(inputs), branch=branches[0])
    return savings(pay, branches, rates)


def _retirement(inputs: Inputs, rates: Rates) -> Answer:
    inputs.choice("country", ("CN",))
    return retirement(inputs.choice("category", CATEGORIES), inputs.month("born"), rates)


def _refund(inputs: Inputs, rates: Rates) -> Answer:
    country = inputs.choice("country", ("DE", "JP", "KR"))
    nationality = inputs.state("nationality")
    if country == "JP":
        inputs.choice("currency", ("JPY",))
        return japanese_refund(
            nationality,
            inputs.month("last_insured_month"),
            inputs.whole("insured_months", 1, LONGEST),
            inputs.amount("average_standard_remuneration", "JPY"),
            rates,
        )
    pay = _pay(inputs, rates, *_months(inputs), branch="pension")
    if country == "DE":
        return german_refund(pay, nationality, rates)
    return korean_refund(pay, nationality, inputs.text("visa", "E-9, H-2, F-4, E-7 …"), rates)


def _totalization(inputs: Inputs, rates: Rates) -> Answer:
    money = "theoretical" in inputs or "independent" in inputs
    decimals = DECIMALS[inputs.choice("currency", DECIMALS)] if money or "currency" in inputs else 2
    years = inputs.by_state("years", YEARS_DECIMALS)
    if not years:
        raise bad("missing", "years", "", "ISO 3166-1: CN, DE, KR …")
    return totalization(
        inputs.choice("system", SYSTEMS),
        years,
        minimum=inputs.by_state("minimum_years", YEARS_DECIMALS),
        theoretical=inputs.by_state("theoretical", decimals),
        independent=inputs.by_state("independent", decimals),
        decimals=decimals,
    )


def _exchange(inputs: Inputs, rates: Rates) -> Answer:
    inputs.choice("rate", (ANNUAL_MEAN,))
    currency = inputs.choice("currency", DECIMALS)
    target = inputs.choice("to_currency", DECIMALS)
    year = inputs.year("year")
    amount = inputs.amount("amount", currency)
    return convert(amount, annual_mean(currency, year, rates), annual_mean(target, year, rates))


def _pay(
    inputs: Inputs,
    rates: Rates,
    first: dt.date,
    last: dt.date,
    *,
    yearly: bool = False,
    branch: str | None = None,
) -> Pay:
    """The pay of the month or year from ``first`` to ``last``; shape, currency and size are checked here."""
    country = inputs.choice("country", COUNTRIES)
    branch = branch or inputs.choice("branch", COUNTRIES[country])
    currency = inputs.text("currency", rates.countries[country].currency)
    check_currency(country, currency, first, rates)
    return Pay(
        country=country,
        branch=branch,
        first=first,
        last=last,
        gross=inputs.amount("gross", currency),
        currency=currency,
        yearly=yearly,
        bonus=inputs.flag("bonus") or False,
        zone=inputs.optional_text("zone"),
        age=inputs.optional_whole("age", 0, MOST_AGE),
        contract=inputs.optional_text("contract"),
        monthly_hours=inputs.optional_whole("monthly_hours", 0, MOST_HOURS),
        persons=inputs.optional_whole("persons", 1, MOST_PERSONS),
        priority_support=inputs.flag("priority_support"),
        employer_payroll=inputs.optional_text("employer_payroll"),
        home_pension=inputs.choice("home_pension", HOME_PENSIONS) if "home_pension" in inputs else None,
    )


def _months(inputs: Inputs) -> tuple[dt.date, dt.date]:
    """The first day of the first month and the last day of the last one."""
    first, last = inputs.month("first_month"), last_of_month(inputs.month("last_month"))
    if last < first:
        raise bad("months_order", "last_month", f"{last:%Y-%m}", f"≥ {first:%Y-%m}")
    if (last.year - first.year) * 12 + last.month - first.month >= LONGEST:
        raise bad("months_order", "last_month", f"{last:%Y-%m}", f"< {first:%Y-%m} + {LONGEST}")
    return first, last


KINDS: Final[Mapping[str, Callable[[Inputs, Rates], Answer]]] = {
    "contribution": _contribution,
    "contribution_year": _contribution_year,
    "savings": _savings,
    "retirement": _retirement,
    "refund": _refund,
    "totalization": _totalization,
    "exchange": _exchange,
}
# fmt: off
NAMES: Final = frozenset((
    "country", "month", "year", "first_month", "last_month", "gross", "currency", "branch",
    "branches", "zone", "age", "contract", "bonus", "monthly_hours", "persons", "priority_support",
    "employer_payroll", "home_pension", "category", "born", "nationality", "visa",
    "last_insured_month", "insured_months", "average_standard_remuneration", "system", "years",
    "minimum_years", "theoretical", "independent", "amount", "to_currency", "rate",
))
# fmt: on
"""Every input that some kind of question knows."""
