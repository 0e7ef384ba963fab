"""Luxembourg: pension insurance. The State pays a third part; there is no unemployment contribution on pay."""

from __future__ import annotations

from desktop.domain.money.pay import Branch, Branches, Pay, Shares, each
from desktop.domain.money.worksheet import Worksheet


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """The same rate for each side up to five times the minimum social wage."""
    rate = sheet.value("pension.rate_each")
    return each(sheet, pay, rate, rate, sheet.least("base", pay.gross, sheet.value("pension.ceiling_month")))


BRANCHES: Branches = {"pension": Branch(_pension)}
