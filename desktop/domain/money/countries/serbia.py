"""Serbia: pension and disability insurance (PIO) and unemployment insurance."""

from __future__ import annotations

from desktop.domain.money.pay import Branch, Branches, Pay, Shares, each, within
from desktop.domain.money.worksheet import Worksheet


def _contribution(pay: Pay, sheet: Worksheet) -> Shares:
    """Each side's rate on pay within the lowest and the highest base."""
    base = within(sheet, pay.gross, sheet.value("base_min_month"), sheet.value("base_max_month"))
    employee = sheet.value(f"{pay.branch}.employee_rate")
    return each(sheet, pay, employee, sheet.value(f"{pay.branch}.employer_rate"), base)


BRANCHES: Branches = {"pension": Branch(_contribution), "unemployment": Branch(_contribution)}
