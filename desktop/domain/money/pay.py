"""What a contribution is computed from, and what comes out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.money.rounding import DECIMALS
from desktop.domain.money.worksheet import Working, Worksheet


@dataclass(frozen=True, slots=True)
class Pay:
    """``gross`` for the month or, with ``yearly``, the year from ``first`` to ``last``, both days included.

    The contribution month is the one the pay belongs to. What a country does not ask for stays ``None``:
    ``zone`` the place of work or of insurance, ``contract`` permanent or temporary, ``persons`` employed by the
    firm, ``employer_payroll`` low or high, ``home_pension`` the scheme in China; ages and hours are whole numbers.
    """

    country: str
    branch: str
    first: dt.date
    last: dt.date
    gross: Decimal
    currency: str
    yearly: bool = False
    bonus: bool = False
    zone: str | None = None
    age: int | None = None
    contract: str | None = None
    monthly_hours: int | None = None
    persons: int | None = None
    priority_support: bool | None = None
    employer_payroll: str | None = None
    home_pension: str | None = None

    @property
    def decimals(self) -> int:
        """The decimals of the currency that contributions are computed to."""
        return DECIMALS[self.currency]


@dataclass(frozen=True, slots=True)
class Shares:
    """What the employee and the employer owe; ``personal_account`` is a part of the former, in China."""

    employee: Decimal
    employer: Decimal
    personal_account: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Both shares."""
        return self.employee + self.employer


Rule = Callable[[Pay, Worksheet], Shares]


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch, or a part of one, with its rule.

    ``needs`` are the inputs it asks for beside pay and month; ``units`` say whether it can be computed for a
    month, a year or both.
    """

    rule: Rule
    needs: tuple[str, ...] = ()
    units: tuple[str, ...] = ("month",)


Branches = Mapping[str, Branch]


@dataclass(frozen=True, slots=True)
class Contribution:
    """The contribution to one branch for one month or year."""

    pay: Pay
    shares: Shares
    working: Working


def halves(sheet: Worksheet, pay: Pay, rate: Decimal, share: Decimal, base: Decimal) -> Shares:
    """The employee's share of the rate on ``base`` and the rest for the employer, each rounded half-up."""
    own = sheet.times("employee_rate", rate, share)
    return each(sheet, pay, own, sheet.minus("employer_rate", rate, own), base)


def each(sheet: Worksheet, pay: Pay, employee: Decimal, employer: Decimal, base: Decimal) -> Shares:
    """The two rates on ``base``, each share rounded half-up to the decimals of the currency."""
    return Shares(
        sheet.half_up("employee", sheet.percent("employee", employee, base), pay.decimals),
        sheet.half_up("employer", sheet.percent("employer", employer, base), pay.decimals),
    )


def within(sheet: Worksheet, amount: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """``amount`` lifted to ``low`` and cut to ``high``."""
    return sheet.least("base", sheet.greatest("base", amount, low), high)
