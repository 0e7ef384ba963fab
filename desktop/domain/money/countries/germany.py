"""Germany: pension insurance (SGB VI) and unemployment insurance (SGB III), borne half each."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Final

from desktop.domain.money.pay import Branch, Branches, Pay, Shares, halves
from desktop.domain.money.problems import chosen
from desktop.domain.money.rates import NoParameter
from desktop.domain.money.worksheet import Worksheet

SLIDING_ZONE: Final = Decimal(2000)
"""Between the Minijob limit and this pay a sliding formula lowers the employee's share; once it ended earlier."""


def _contribution(pay: Pay, sheet: Worksheet) -> Shares:
    """Half the rate on pay up to the ceiling, each half rounded (§§ 1 and 2 Beitragsverfahrensverordnung).

    Up to December 2024 the ceiling is that of the place of work, West or East. Part months are not computed, nor
    what differs for small pay, which is marked instead.
    """
    if zones := sheet.rates.places("DE", "ceiling_month", sheet.first, sheet.last):
        sheet.place = chosen("zone", pay.zone, zones)
    base = sheet.least("base", pay.gross, sheet.limit("ceiling_month"))
    _mark_small_pay(pay, sheet)
    rate = sheet.value(f"{pay.branch}.rate_total")
    return halves(sheet, pay, rate, sheet.value(f"{pay.branch}.employee_share"), base)


def _mark_small_pay(pay: Pay, sheet: Worksheet) -> None:
    with suppress(NoParameter):  # the limit decides nothing, so a month without one is answered all the same
        limit = sheet.rates.value("DE", "minijob.limit_month", sheet.first)
        if pay.gross <= SLIDING_ZONE:
            sheet.caution("minijob" if pay.gross <= limit else "sliding_zone")


BRANCHES: Branches = {
    "pension": Branch(_contribution, ("zone",)),
    "unemployment": Branch(_contribution, ("zone",)),
}
