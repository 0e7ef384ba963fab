"""What months without a working certificate cost in the host state, and what the law says about having it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.domain.agreement import Law
from desktop.domain.facts import Facts
from desktop.domain.money.charge import Charged, Payroll, total
from desktop.domain.money.cost_inputs import HOST, CostInputs
from desktop.domain.money.cover import SAVABLE, Reach
from desktop.domain.money.pay import Shares
from desktop.domain.money.posting_sums import Amount, Line, PostingCost, months_of
from desktop.domain.money.rates import Rates
from desktop.domain.money.rounding import DECIMALS, half_up
from desktop.domain.money.scope import Saving
from desktop.domain.practice import Consequence

RECOVERY: Final = frozenset(
    (
        "arrears_korea_2003", "cpp_refund_canada", "double_burden_switzerland",
        "in_time_netherlands", "late_extension_spain", "late_in_china", "late_in_china_japan",
        "late_korean_start", "late_netherlands", "lump_sum_japan", "no_refund_finland", "no_refund_rule",
        "not_returned_canada", "refund_china_swiss", "refund_switzerland", "withdrawal_china",
    )
)  # fmt: skip
"""The consequences of the law data that speak of late certificates and of money already paid."""


_INSTEAD: Final = {"late_in_china": "late_netherlands"}
"""Common rules that an agreement has its own in the place of: its six months, not the three of the notice."""


class Why(Enum):
    """Why the months are exposed; words: ``money.exposure.VALUE``."""

    TOO_LATE = "too_late"
    """Before the day from which a late certificate works."""
    NO_CERTIFICATE = "no_certificate"
    """Begun, and no certificate is held yet."""
    NOT_HANDED_IN = "not_handed_in"
    """Before the certificate was handed in, though it covers them."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """Contributions of the host state for ``months``, which a certificate would save or would have saved.

    ``counted`` are those of the months that have an amount.
    """

    why: Why
    months: tuple[dt.date, ...]
    counted: tuple[dt.date, ...]
    shares: Shares


def exposures(
    cost: PostingCost, facts: Facts, inputs: CostInputs, rates: Rates, day: dt.date
) -> tuple[Exposure, ...]:
    """The exposed months of a posting as of ``day``; empty where there are none, or no amounts."""
    return tuple(_exposures(cost, facts, inputs, rates, day))


def a_month(cost: PostingCost, rates: Rates, day: dt.date) -> tuple[dt.date, Shares] | None:
    """What each further month without a certificate costs: that of ``day``, or the first one of the posting.

    Of an item by the year it is the mean of the months of that year, rounded half-up; ``None`` where no month
    has amounts.
    """
    known = _counted(cost)
    counted = [m for m in known if m >= day.replace(day=1)] or known[-1:]
    if not counted:
        return None
    month, currency = counted[0], rates.countries[cost.host].currency
    parts = [part for line in cost.of(HOST) for part in line.amounts if _holds(part, month, SAVABLE)]
    shares = total(_mean(part, currency) for part in parts)
    return (month, shares) if shares.total else None


def recovery(law: Law, agreement: str | None, home: str, host: str) -> tuple[Consequence, ...]:
    """What the law data say about late certificates and money already paid, of this agreement and direction."""
    rows = [
        row
        for row in law.consequences
        if row.key in RECOVERY
        and agreement in row.agreements
        and row.home in ("", "*", home)
        and row.host in ("", host)
    ]
    keys = {row.key for row in rows}
    return tuple(row for row in rows if _INSTEAD.get(row.key) not in keys)


def _exposures(
    cost: PostingCost, facts: Facts, inputs: CostInputs, rates: Rates, day: dt.date
) -> Iterator[Exposure]:
    late = _months_with(cost.of(HOST), (Reach.BEFORE_CERTIFICATE,))
    found: dict[Why, tuple[tuple[dt.date, ...], tuple[Reach, ...]]] = {
        Why.TOO_LATE: (late, (Reach.BEFORE_CERTIFICATE,))
    }
    begun = months_of(cost.first, min(day, cost.last)) if day >= cost.first else ()
    handed_in = facts.certificate_handed_in_on
    if facts.certificate != "held":
        found[Why.NO_CERTIFICATE] = (begun, SAVABLE)
    elif handed_in is not None and handed_in > cost.first:
        before = months_of(cost.first, handed_in.replace(day=1) - dt.timedelta(days=1))
        found[Why.NOT_HANDED_IN] = (before, SAVABLE)
    for why, (months, reaches) in found.items():
        known = _counted(cost)
        counted = tuple(month for month in months if month in known)
        shares = _charged(cost, inputs, rates, counted, reaches)
        if shares.total:
            yield Exposure(why, months, counted, shares)


def _mean(part: Amount, currency: str) -> Shares:
    """The shares of one of the months of ``part``."""
    decimals, count = DECIMALS[currency], len(part.months)
    return Shares(half_up(part.due.employee / count, decimals), half_up(part.due.employer / count, decimals))


def _counted(cost: PostingCost) -> list[dt.date]:
    """The months with an amount for every item of the host state that a certificate can save."""
    savable = [gap for gap in cost.gaps if gap.side == HOST and gap.item.saving is not Saving.NEVER]
    missing = {month for gap in savable for month in gap.months}
    return [month for month in cost.months if month not in missing] if cost.of(HOST) else []


def _months_with(lines: Sequence[Line], reaches: Sequence[Reach]) -> tuple[dt.date, ...]:
    """The months of amounts in which one of ``reaches`` holds."""
    parts = [part for line in lines for part in line.amounts]
    return tuple(sorted({month for part in parts for month in part.months if _holds(part, month, reaches)}))


def _holds(part: Amount, month: dt.date, reaches: Sequence[Reach]) -> bool:
    """Whether one of ``reaches`` holds in ``month`` for this amount."""
    return month in part.months and part.held[part.months.index(month)] in reaches


def _charged(
    cost: PostingCost,
    inputs: CostInputs,
    rates: Rates,
    months: tuple[dt.date, ...],
    reaches: Sequence[Reach],
) -> Shares:
    """The host contributions of ``months`` alone, of the items in which one of ``reaches`` holds."""
    payroll = Payroll(cost.host, inputs.host, cost.first, rates, inputs.own)
    parts = []
    for line in cost.of(HOST):
        wanted = set(_months_with((line,), reaches))
        picked = tuple(month for month in months if month in wanted)
        for unit in payroll.units(line.item.name, picked):
            charged = payroll.charge(line.item.name, unit)
            if isinstance(charged, Charged):
                parts.append(charged.shares)
    return total(parts)
