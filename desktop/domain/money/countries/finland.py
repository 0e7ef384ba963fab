"""Finland: earnings-related pension (TyEL) and unemployment insurance, both without a ceiling."""

from __future__ import annotations

from typing import Final

from desktop.domain.agreement import Confidence
from desktop.domain.money.pay import Branch, Branches, Pay, Shares, each
from desktop.domain.money.problems import chosen, needed
from desktop.domain.money.worksheet import Worksheet

HIGHER_AGES: Final = range(53, 63)
"""Ages with the higher employee's rate until the end of 2025; the rates are equal from 2026."""


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """The employer's rate is an estimate: the average total rate less the employee's (Tela)."""
    age = needed("age", pay.age, "0–120")
    own = sheet.value(f"pension.employee_rate{'_53_to_62' if age in HIGHER_AGES else ''}")
    sheet.caution("employer_rate_estimated", Confidence.MEDIUM)
    employer = sheet.minus("employer_rate", sheet.value("pension.total_rate_average"), own)
    return each(sheet, pay, own, employer, pay.gross)


def _unemployment(pay: Pay, sheet: Worksheet) -> Shares:
    """The employer's rate depends on the payroll of the year, up to or above the threshold."""
    payroll = chosen("employer_payroll", pay.employer_payroll, ("low", "high"))
    employee = sheet.value("unemployment.employee_rate")
    return each(sheet, pay, employee, sheet.value(f"unemployment.employer_rate_{payroll}"), pay.gross)


BRANCHES: Branches = {
    "pension": Branch(_pension, ("age",)),
    "unemployment": Branch(_unemployment, ("employer_payroll",)),
}
