"""Denmark: ATP, the labour-market supplementary pension."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.money.pay import Branch, Branches, Pay, Shares
from desktop.domain.money.problems import needed
from desktop.domain.money.worksheet import Worksheet


def _atp(pay: Pay, sheet: Worksheet) -> Shares:
    """Fixed amounts by the hours of the month, whatever the pay: A contribution, monthly paid.

    The amounts are those of the table, where they are rounded to DKK 0.05; nothing is rounded again.
    """
    hours = Decimal(needed("monthly_hours", pay.monthly_hours, "0–744"))
    return Shares(sheet.value("pension.employee", hours), sheet.value("pension.employer", hours))


BRANCHES: Branches = {"pension": Branch(_atp, ("monthly_hours",))}
