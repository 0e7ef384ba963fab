"""A month of contributions: one row of the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from desktop.domain.facts import BRANCHES

RECORD_BRANCHES: Final = (*BRANCHES, "housing_fund", "several")
"""What a month may be paid to: the branches, the Chinese housing fund, or several in one sum."""

SCHEMES: Final = ("", "employees", "residents", "voluntary")
"""Which scheme of the branch: for employees, for residents, voluntary; empty where not said."""


class Payment(Enum):
    """What became of the month."""

    PAID = "paid"
    WAIVED = "waived"
    """Not owed there, under a certificate of coverage."""
    DUE = "due"
    PAID_LATE = "paid_late"
    REFUNDED = "refunded"
    DISPUTED = "disputed"


COUNTS_AS_PAID: Final = frozenset({Payment.PAID, Payment.PAID_LATE})
"""Money went there and stayed there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionMonth:
    """What was owed or paid for one month to one branch of one state, through one employer.

    ``month`` is its first day. Amounts are in ``currency`` (ISO 4217) with at most two decimals; ``None`` is
    unknown. ``place`` is the city or province of the scheme, free text. A person has one row for each month,
    state, branch, scheme and employer.
    """

    id: int | None = None
    person_id: int
    month: dt.date
    state: str
    branch: str
    scheme: str = ""
    place: str = ""
    employer_id: int | None = None
    base: Decimal | None = None
    employee: Decimal | None = None
    employer: Decimal | None = None
    currency: str = ""
    status: Payment = Payment.PAID
    evidence_id: int | None = None
    note: str = ""

    @property
    def total(self) -> Decimal | None:
        """Both shares, or the one that is known; ``None`` where neither is."""
        known = [share for share in (self.employee, self.employer) if share is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def place_in_record(self) -> tuple[dt.date, str, str, str, int]:
        """What no two rows of a person share."""
        return self.month, self.state, self.branch, self.scheme, self.employer_id or 0
