"""Canada without Quebec, by the year: Canada Pension Plan and, outside the agreement, employment insurance."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.money.pay import Branch, Branches, Pay, Shares, each
from desktop.domain.money.worksheet import Worksheet


def _cpp(pay: Pay, sheet: Worksheet) -> Shares:
    """The rate on pay between the basic exemption and the year's maximum pensionable earnings, for each side."""
    rate = sheet.value("pension.rate_each")
    capped = sheet.least("base", pay.gross, sheet.value("pension.ceiling_year"))
    base = sheet.minus("base", capped, sheet.value("pension.exemption_year"))
    return each(sheet, pay, rate, rate, sheet.greatest("base", base, Decimal(0)))


def _cpp2(pay: Pay, sheet: Worksheet) -> Shares:
    """CPP2, from 2024: the rate on pay between the first and the second maximum, for each side."""
    rate = sheet.value("pension_second.rate_each")
    capped = sheet.least("base", pay.gross, sheet.value("pension_second.ceiling_year"))
    base = sheet.minus("base", capped, sheet.value("pension.ceiling_year"))
    return each(sheet, pay, rate, rate, sheet.greatest("base", base, Decimal(0)))


def _employment_insurance(pay: Pay, sheet: Worksheet) -> Shares:
    """Each side's rate on pay up to the maximum insurable earnings of the year."""
    base = sheet.least("base", pay.gross, sheet.value("employment_insurance.ceiling_year"))
    employee = sheet.value("employment_insurance.employee_rate")
    return each(sheet, pay, employee, sheet.value("employment_insurance.employer_rate"), base)


BRANCHES: Branches = {
    "pension": Branch(_cpp, units=("year",)),
    "pension_second": Branch(_cpp2, units=("year",)),
    "employment_insurance": Branch(_employment_insurance, units=("year",)),
}
