"""Japan: employees' pension (厚生年金保険) and the child-support levy that goes with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from desktop.domain.money.pay import Branch, Branches, Pay, Shares
from desktop.domain.money.worksheet import Worksheet

BONUS_UNIT: Final = Decimal(1000)


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """Half the rate on the standard monthly remuneration or the standard bonus.

    日本年金機構, 厚生年金保険料の計算方法について: of the employee's share a fraction of 50 sen or less is dropped,
    a greater one rounded up. The total of the office has its fraction dropped, and the employer bears what is
    left of it. Here the office has this one person.
    """
    base = _base(pay, sheet)
    total = sheet.percent("total", sheet.value("pension.rate_total"), base)
    half = sheet.times("half", total, sheet.value("pension.employee_share"))
    employee = sheet.fifty_sen("employee", half)
    return Shares(employee, sheet.minus("employer", sheet.fraction_dropped("total", total), employee))


def _levy(pay: Pay, sheet: Worksheet) -> Shares:
    """子ども・子育て拠出金: the employer alone, on the same base, the fraction dropped."""
    owed = sheet.percent("employer", sheet.value("child_support_levy.employer_rate"), _base(pay, sheet))
    return Shares(Decimal(0), sheet.fraction_dropped("employer", owed))


def _base(pay: Pay, sheet: Worksheet) -> Decimal:
    """By grade for the pay of a month; a bonus down to a multiple of 1,000 and up to its cap."""
    if not pay.bonus:
        return sheet.value("pension.standard_remuneration", pay.gross)
    cut = sheet.down_to("bonus", pay.gross, BONUS_UNIT)
    return sheet.least("base", cut, sheet.value("pension.bonus_max_month"))


BRANCHES: Branches = {
    "pension": Branch(_pension, ("bonus",)),
    "child_support_levy": Branch(_levy, ("bonus",)),
}
