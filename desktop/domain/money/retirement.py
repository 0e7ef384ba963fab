"""China: the month of retirement under the delay from 2025, and the contribution years it takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.domain.money.problems import chosen
from desktop.domain.money.rates import Rates
from desktop.domain.money.worksheet import Working, Worksheet
from desktop.domain.periods import add_months, last_of_month

START: Final = dt.date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Category:
    """The old age in years; a month of delay for every ``months_a_step`` months begun, ``most`` at the most."""

    age: int
    months_a_step: int
    most: int


CATEGORIES: Final = {
    "men_60": Category(60, 4, 36),
    "women_55": Category(55, 4, 36),
    "women_50": Category(50, 2, 60),
}
"""国务院关于渐进式延迟法定退休年龄的办法, 第一条. The last step stays after 2039."""


@dataclass(frozen=True, slots=True)
class Retirement:
    """The first day of the month of retirement, the delay, and the years needed in the year of retirement."""

    month: dt.date
    delay_months: int
    age_months: int
    minimum_years: Decimal
    working: Working

    @property
    def age(self) -> tuple[int, int]:
        """The age at retirement, years and months."""
        return divmod(self.age_months, 12)


def retirement(category: str, born: dt.date, rates: Rates) -> Retirement:
    """Of somebody born in the month of ``born``.

    Who reached the old age before January 2025 is not delayed. Raises ``InputError`` for an unknown category and
    ``NoParameter`` for a year of retirement without known minimum years.
    """
    rule = CATEGORIES[chosen("category", category, CATEGORIES)]
    old_age = add_months(born.replace(day=1), rule.age * 12)
    begun = (old_age.year - START.year) * 12 + old_age.month - START.month
    delay = min(rule.most, begun // rule.months_a_step + 1) if begun >= 0 else 0
    month = add_months(old_age, delay)
    sheet = Worksheet(rates, "CN", month, last_of_month(month))
    years = sheet.value("pension.minimum_years")
    return Retirement(month, delay, rule.age * 12 + delay, years, sheet.working())
