"""What can be had back of contributions rightly paid: Germany, Korea, Japan. Never a promise.

A refund ends the rights from all periods it covers; whether it is wise is for the person and an adviser.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.domain.agreement import Confidence
from desktop.domain.money.contribution import savings
from desktop.domain.money.pay import Pay
from desktop.domain.money.problems import bad, chosen
from desktop.domain.money.rates import Rates
from desktop.domain.money.worksheet import Working, Worksheet, together
from desktop.domain.periods import add_months, last_of_month

REFUNDED_VISAS: Final = ("E-8", "E-9", "H-2")
"""Korea, whatever the nationality. E-8: the former training employment only."""
SEASONAL_SINCE: Final = dt.date(2019, 12, 24)
"""From this day E-8 is seasonal work, which is outside the rule."""
OLD_AGE_PENSION_MONTHS: Final = 120
"""Korea and Japan: with ten years the old-age pension takes the place of a refund."""
STEP: Final = 6
"""Japan: months insured count in steps of six, and below six nothing is paid."""


@dataclass(frozen=True, slots=True)
class Refund:
    """``amount`` is paid back; ``contributions`` are both halves together.

    ``earliest_claim`` is the first day the claim is open, where there is a waiting time (Germany). ``factor``
    and no ``contributions`` in Japan. Without interest (Korea) and before income tax (Japan).
    """

    amount: Decimal
    currency: str
    working: Working
    contributions: Decimal | None = None
    earliest_claim: dt.date | None = None
    factor: Decimal | None = None


def german_refund(
    pay: Pay, nationality: str, rates: Rates, own: Mapping[str, Decimal] | None = None
) -> Refund:
    """The employee's halves of the pension contributions from ``pay.first`` to ``pay.last`` (§ 210 SGB VI).

    On application, without compulsory insurance, without a right to voluntary insurance (so not while living in
    the EU, the EEA, Switzerland or the United Kingdom), and after 24 full calendar months, the first of which
    follows the last insured month. Only for Chinese nationals; the pension insurance gives the binding answer.
    """
    chosen("nationality", nationality, ("CN",))
    paid = savings(pay, ("pension",), rates, own)
    sheet = Worksheet(rates, "DE", pay.last, pay.last)
    waiting = int(sheet.value("refund.waiting_months"))
    sheet.caution("ask_drv", Confidence.MEDIUM)
    return Refund(
        amount=paid.employee_total,
        currency=pay.currency,
        contributions=paid.total,
        earliest_claim=add_months(pay.last.replace(day=1), waiting + 1),
        working=together((paid.working, sheet.working())),
    )


def korean_refund(
    pay: Pay, nationality: str, visa: str, rates: Rates, own: Mapping[str, Decimal] | None = None
) -> Refund:
    """Both halves of the pension contributions, without interest, where the status of residence opens them.

    China is in neither list of states whose nationals have them back, so only the old E-8, E-9 and H-2 do,
    however long the others paid. With ten years an old-age pension takes the place of the refund.
    """
    open_ = opens_korean_refund(visa, pay.first)
    if not open_ and nationality != "CN":
        raise bad("choice", "nationality", nationality, "CN")
    paid = savings(pay, ("pension",), rates, own)
    sheet = Worksheet(rates, "KR", pay.last, pay.last)
    sheet.caution("korean_interest_left_out", Confidence.MEDIUM)
    if len(paid.parts) >= OLD_AGE_PENSION_MONTHS:
        sheet.caution("old_age_pension_instead")
        open_ = False
    return Refund(
        amount=paid.total if open_ else Decimal(0),
        currency=pay.currency,
        contributions=paid.total,
        working=together((paid.working, sheet.working())),
    )


def opens_korean_refund(visa: str, first: dt.date) -> bool:
    """Whether contributions paid with that status of residence from ``first`` on are paid back."""
    return visa in REFUNDED_VISAS and not (visa == "E-8" and first >= SEASONAL_SINCE)


def japanese_refund(
    nationality: str, last_month: dt.date, months: int, average: Decimal, rates: Rates
) -> Refund:
    """脱退一時金: the average standard remuneration times the factor for the months insured, before income tax.

    ``last_month`` is a day of the last insured month; its cap on the months applies. The factor is half the rate
    times the months in steps of six, rounded to one decimal, and stands in a table. Under ten years of periods,
    no address in Japan, within two years of leaving, not for Japanese.
    """
    if nationality == "JP":
        raise bad("choice", "nationality", nationality, "≠ JP")
    if not STEP <= months < OLD_AGE_PENSION_MONTHS:
        raise bad("integer", "insured_months", months, f"{STEP}–{OLD_AGE_PENSION_MONTHS - 1}")
    sheet = Worksheet(rates, "JP", last_month.replace(day=1), last_of_month(last_month))
    counted = sheet.least("months", Decimal(months), sheet.value("refund.months_max"))
    factor = sheet.value("refund.factor", counted)
    amount = sheet.half_up("refund", sheet.times("refund", average, factor), 0)
    sheet.caution("before_income_tax", Confidence.MEDIUM)
    return Refund(amount, "JPY", sheet.working(), factor=factor)
