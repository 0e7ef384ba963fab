"""What the record of a working life already tells the refund finder and the page on China's pension."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from desktop.domain.record.contribution import COUNTS_AS_PAID, ContributionMonth
from desktop.domain.refunds.claimant import Claimant

PENSION = "pension"
Months = tuple[dt.date, dt.date]
"""The first days of the first and of the last month."""


def pension_months(months: Iterable[ContributionMonth], state: str) -> tuple[ContributionMonth, ...]:
    """The rows of pension contributions paid in ``state``, oldest first."""
    found = [m for m in months if m.state == state and m.branch == PENSION and m.status in COUNTS_AS_PAID]
    return tuple(sorted(found, key=lambda row: row.month))


def count_months(months: Iterable[ContributionMonth], state: str) -> int:
    """In how many calendar months pension contributions were paid in ``state``; two employers count once."""
    return len({row.month for row in pension_months(months, state)})


def with_record(person: Claimant, months: Iterable[ContributionMonth], currency: str) -> Claimant:
    """``person`` with the months and sums of the record, where it holds any for the state.

    A sum is given only where every row has that share in ``currency``: half a sum would mislead. Whether a certificate
    covers the months is open again where the record holds months before or after those of ``person``.
    """
    rows = pension_months(months, person.host)
    if not rows:
        return person
    found = replace(person, first=rows[0].month, last=rows[-1].month)
    counted = len({row.month for row in rows})
    return replace(
        found,
        wrongly=person.wrongly if _within(found.period, person.period) else None,
        insured_months=counted if counted != found.months else None,
        own_share=_sum([row.employee if row.currency == currency else None for row in rows]),
        employer_share=_sum([row.employer if row.currency == currency else None for row in rows]),
    )


def _within(months: Months | None, known: Months | None) -> bool:
    return months is not None and known is not None and known[0] <= months[0] and months[1] <= known[1]


def _sum(shares: list[Decimal | None]) -> Decimal | None:
    known = [share for share in shares if share is not None]
    return sum(known, Decimal(0)) if len(known) == len(shares) else None
