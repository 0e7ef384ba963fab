"""The Netherlands: AOW and Anw, paid by the employee by the year; AWf and Aof, paid by the employer."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.agreement import Confidence
from desktop.domain.money.pay import Branch, Branches, Pay, Shares
from desktop.domain.money.problems import chosen
from desktop.domain.money.worksheet import Worksheet


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """Both rates on the first wage-tax band, before tax credits, which lower what is really paid."""
    rate = sheet.plus("employee_rate", sheet.value("pension.aow_rate"), sheet.value("pension.anw_rate"))
    base = sheet.least("base", pay.gross, sheet.value("pension.ceiling_year"))
    sheet.caution("before_tax_credits", Confidence.MEDIUM)
    return Shares(
        sheet.half_up("employee", sheet.percent("employee", rate, base), pay.decimals), Decimal("0.00")
    )


def _unemployment(pay: Pay, sheet: Worksheet) -> Shares:
    """AWf up to the maximum premium wage, for a month up to its twelfth.

    The low rate is that of a permanent written contract, the high one that of all others.
    """
    contract = chosen("contract", pay.contract, ("permanent", "temporary"))
    return _of_employer(pay, sheet, sheet.value(f"unemployment.rate_{contract}"))


def _disability(pay: Pay, sheet: Worksheet) -> Shares:
    """Aof up to the same maximum, the low rate for small payrolls; outside the agreement with China."""
    payroll = chosen("employer_payroll", pay.employer_payroll, ("low", "high"))
    return _of_employer(pay, sheet, sheet.value(f"disability.rate_{payroll}"))


def _of_employer(pay: Pay, sheet: Worksheet, rate: Decimal) -> Shares:
    """``rate`` on pay up to the maximum premium wage, for a month up to its twelfth, by the employer alone."""
    ceiling = sheet.value("unemployment.ceiling_year")
    if not pay.yearly:
        ceiling = sheet.divided("ceiling", ceiling, Decimal(12))
    base = sheet.least("base", pay.gross, ceiling)
    return Shares(
        Decimal("0.00"), sheet.half_up("employer", sheet.percent("employer", rate, base), pay.decimals)
    )


BRANCHES: Branches = {
    "pension": Branch(_pension, units=("year",)),
    "unemployment": Branch(_unemployment, ("contract",), ("month", "year")),
    "disability": Branch(_disability, ("employer_payroll",), ("month", "year")),
}
