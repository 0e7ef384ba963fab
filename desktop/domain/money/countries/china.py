"""China: basic pension of employees or of flexible employment, and unemployment insurance, by place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from desktop.domain.agreement import Confidence
from desktop.domain.money.pay import Branch, Branches, Pay, Shares, each, within
from desktop.domain.money.problems import bad, needed
from desktop.domain.money.worksheet import Worksheet

RELIEF: Final = (dt.date(2020, 2, 1), dt.date(2020, 12, 31))
"""Months in which the employer's share was waived or halved for many firms."""


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """8 % and the employer's rate; in flexible employment 20 % by the person alone (国发〔2005〕38号).

    Of the 20 %, 8 points go to the personal account.
    """
    base = _base(pay, sheet)
    if pay.home_pension == "voluntary":
        account = sheet.percent("personal_account", sheet.value("pension.flexible_account_rate"), base)
        owed = sheet.percent("employee", sheet.value("pension.flexible_rate"), base)
        return Shares(
            sheet.half_up("employee", owed, pay.decimals),
            Decimal("0.00"),
            sheet.half_up("personal_account", account, pay.decimals),
        )
    if RELIEF[0] <= sheet.first <= RELIEF[1]:
        sheet.caution("relief_2020", Confidence.MEDIUM)
    employee = sheet.value("pension.employee_rate")
    return each(sheet, pay, employee, sheet.value("pension.employer_rate"), base)


def _unemployment(pay: Pay, sheet: Worksheet) -> Shares:
    """The usual split of the lowered rate; people in flexible employment are not in this branch."""
    if pay.home_pension == "voluntary":
        raise bad("choice", "home_pension", pay.home_pension, "employees")
    base = _base(pay, sheet)
    employee = sheet.value("unemployment.employee_rate")
    return each(sheet, pay, employee, sheet.value("unemployment.employer_rate"), base)


def _base(pay: Pay, sheet: Worksheet) -> Decimal:
    """Pay within 60 % and 300 % of the average wage, in the amounts the place set for its base year."""
    sheet.place = _place(pay, sheet)
    return within(sheet, pay.gross, sheet.value("base_min_month"), sheet.value("base_max_month"))


def _place(pay: Pay, sheet: Worksheet) -> str:
    known = {row.place for row in sheet.rates.countries["CN"].parameters["base_min_month"]}
    allowed = ", ".join(sorted(known))
    place = sheet.rates.place("CN", needed("zone", pay.zone, allowed))
    if place is None or place.name not in known:
        raise bad("choice", "zone", pay.zone, allowed)
    return place.name


BRANCHES: Branches = {
    "pension": Branch(_pension, ("zone", "home_pension")),
    "unemployment": Branch(_unemployment, ("zone",)),
}
