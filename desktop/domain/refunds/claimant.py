"""What is known of the person and of the months paid. ``None`` is unknown, and an unknown fact is never guessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.domain.facts import Facts
from desktop.domain.money.refund import SEASONAL_SINCE, opens_korean_refund

FACTS: Final = (
    "wrongly", "rightly", "nationality", "residence", "months", "insured_again", "family_left", "benefits",
    "korean_status",
)  # fmt: skip
"""What conditions of the law data may ask of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Somebody who paid in the state ``host`` from the month of ``first`` to that of ``last``, both included.

    ``wrongly``: whether a certificate of the home state covers these months. ``left_on`` is the day of leaving
    ``host`` (Japan: of giving up the address), ``residence`` the state of residence afterwards. ``status`` is the
    Korean status of residence, such as ``E-9``. ``insured_again``: compulsorily insured there since; ``family_left``:
    spouse and children under 25 have left as well; ``benefits``: the insurance has paid a benefit, or owes one.
    ``insured_months``, where it is not the length of the time; ``average`` is the monthly pay before deductions
    (Japan: the average standard remuneration). ``own_share`` and ``employer_share`` are sums as on the statement.
    """

    host: str
    first: dt.date | None = None
    last: dt.date | None = None
    wrongly: bool | None = None
    left_on: dt.date | None = None
    nationality: str | None = None
    residence: str | None = None
    status: str | None = None
    insured_again: bool | None = None
    family_left: bool | None = None
    benefits: bool | None = None
    work_permit_on: dt.date | None = None
    insured_months: int | None = None
    average: Decimal | None = None
    zone: str | None = None
    own_share: Decimal | None = None
    employer_share: Decimal | None = None

    @property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """The first days of the first and the last month; ``None`` where one is unknown or they are the wrong way."""
        if self.first is None or self.last is None:
            return None
        first, last = self.first.replace(day=1), self.last.replace(day=1)
        return (first, last) if first <= last else None

    @property
    def months(self) -> int | None:
        """The months insured: as stated, else every month of the time."""
        if self.insured_months is not None:
            return self.insured_months
        if (period := self.period) is None:
            return None
        first, last = period
        return (last.year - first.year) * 12 + last.month - first.month + 1

    @property
    def korean_status(self) -> bool | None:
        """Whether the status of residence opens Korea's lump sum (국민연금법 제126조 제4항); ``None``: ask.

        Other nationals than Chinese may have it by reciprocity, which is not in the data.
        """
        if self.status is None or (self.status == "E-8" and self.first is None):
            return None
        if opens_korean_refund(self.status, self.first or SEASONAL_SINCE):
            return True
        return False if self.nationality == "CN" else None


def claimant_of(facts: Facts, day: dt.date) -> Claimant:
    """What a case already tells on ``day``: where, when, the nationality, whether a certificate covers the time.

    A certificate covers the whole time only where its last day is not before the end of work, or before ``day`` where
    work goes on; a refused one covers nothing; one that is still to come leaves it open. Months to come are not paid
    yet: of work that begins after ``day`` no month is told.
    """
    until, begun = facts.certificate_until, facts.start is None or facts.start <= day
    covered = facts.certificate == "held" and not (until and until < (facts.end or day))
    return Claimant(
        host=facts.to_state or "",
        first=facts.start if begun else None,
        last=min(facts.end, day) if facts.end and begun else None,
        wrongly=True if covered else False if facts.certificate == "refused" else None,
        nationality=facts.nationality,
        status=facts.residence_status,
        work_permit_on=facts.work_permit_on,
    )
