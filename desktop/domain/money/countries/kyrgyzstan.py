"""Kyrgyzstan: pension insurance and the State accumulative pension fund, main tariff."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.agreement import Confidence
from desktop.domain.money.pay import Branch, Branches, Pay, Shares, each
from desktop.domain.money.problems import needed
from desktop.domain.money.worksheet import Worksheet


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """15 % and 8 % in the main tariff, from 2026 up to twenty times the average wage of the year before."""
    employee = sheet.value("pension.employee_rate")
    return each(sheet, pay, employee, sheet.value("pension.employer_rate"), _base(pay, sheet))


def _fund(pay: Pay, sheet: Worksheet) -> Shares:
    """The employee alone; whether the agreement covers the fund is not shown."""
    return each(sheet, pay, sheet.value("accumulative_fund.employee_rate"), Decimal(0), _base(pay, sheet))


def _base(pay: Pay, sheet: Worksheet) -> Decimal:
    """Older birth years pay all to the pension; which ones, no source says, so the result is never sure."""
    needed("age", pay.age, "0–120")
    sheet.caution("older_birth_years", Confidence.MEDIUM)
    return sheet.least("base", pay.gross, sheet.limit("base_max_month"))


BRANCHES: Branches = {
    "pension": Branch(_pension, ("age",)),
    "accumulative_fund": Branch(_fund, ("age",)),
}
