"""Switzerland: AHV, IV and EO together without a ceiling, and unemployment insurance (ALV), half each."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from desktop.domain.money.pay import Branch, Branches, Pay, Shares, halves
from desktop.domain.money.worksheet import Worksheet

MONTHS: Final = Decimal(12)


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """Half the rate on all pay for each side."""
    rate = sheet.value("pension.rate_total")
    return halves(sheet, pay, rate, sheet.value("pension.employee_share"), pay.gross)


def _unemployment(pay: Pay, sheet: Worksheet) -> Shares:
    """Half the rate up to a twelfth of the yearly ceiling; above it half the solidarity contribution.

    The solidarity contribution was levied from 2011 to 2022, until 2013 up to a second ceiling only.
    """
    ceiling = sheet.divided("ceiling", sheet.value("unemployment.ceiling_year"), MONTHS)
    base = sheet.least("base", pay.gross, ceiling)
    share = sheet.value("unemployment.employee_share")
    half = sheet.times("half_rate", sheet.value("unemployment.rate_total"), share)
    owed = sheet.percent("half", half, base)
    if pay.gross > ceiling:
        rest = sheet.minus("above_ceiling", _up_to_second_ceiling(pay.gross, sheet), ceiling)
        rate = sheet.times("half_solidarity_rate", sheet.value("unemployment.solidarity_rate_total"), share)
        owed = sheet.plus("half", owed, sheet.percent("half_solidarity", rate, rest))
    rounded = sheet.half_up("half", owed, pay.decimals)
    return Shares(rounded, rounded)


def _up_to_second_ceiling(gross: Decimal, sheet: Worksheet) -> Decimal:
    second = sheet.limit("unemployment.solidarity_ceiling_year")
    if second is None:
        return gross
    return sheet.least("solidarity_base", gross, sheet.divided("second_ceiling", second, MONTHS))


BRANCHES: Branches = {"pension": Branch(_pension), "unemployment": Branch(_unemployment)}
