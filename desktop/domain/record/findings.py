"""What the gap finder says: one finding for each run of months, posting or certificate that needs a look."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from desktop.domain.agreement import Citation, Confidence
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.paper import Money, State, Value, Words
from desktop.domain.record.contribution import ContributionMonth

_CENTS: Final = 2


class Weight(Enum):
    """How much a finding matters, the most first; words are ``record.weight.VALUE``."""

    HARM = "harm"
    """Rights or money are being lost."""
    CHECK = "check"
    """Something does not fit together."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the law data say about it."""

    words: Words
    citations: tuple[Citation, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinding:
    """One finding. ``key`` is its kind; its sentence is ``words``, what to do ``steps``.

    ``months`` are the months it is about, in order, and ``state`` the state in whose lane they stand; both are
    empty where it is about a posting or a certificate. ``rows`` are the entries of what was paid twice. ``ways`` are
    the pages that help, ``case_id`` and ``certificate_id`` what they open.
    """

    key: str
    weight: Weight
    words: Words
    steps: tuple[Words, ...] = ()
    said: tuple[Said, ...] = ()
    months: tuple[dt.date, ...] = ()
    state: str = ""
    rows: tuple[ContributionMonth, ...] = ()
    ways: tuple[str, ...] = ()
    case_id: int | None = None
    certificate_id: int | None = None

    @property
    def sums(self) -> tuple[PaidSum, ...]:
        """What the entries paid, by state and currency."""
        return sums_of(self.rows)


@dataclass(frozen=True, slots=True)
class PaidSum:
    """What was paid to one state in one currency: both shares, and the whole.

    ``without_amount`` entries have no amount and are not in it; ``mixed`` entries are for several branches in one
    sum. ``currency`` is empty where no entry has an amount.
    """

    state: str
    currency: str
    employee: Decimal
    employer: Decimal
    without_amount: int = 0
    mixed: bool = False

    @property
    def total(self) -> Decimal:
        """Both shares together."""
        return self.employee + self.employer

    def words(self) -> tuple[Words, ...]:
        """The sum as sentences: what was paid, then what the number leaves open."""
        state = State(self.state)
        found: list[Words] = []
        if self.currency:
            amounts: dict[str, Value] = {
                name: Money(value, self.currency, DECIMALS.get(self.currency, _CENTS))
                for name, value in (
                    ("total", self.total), ("employee", self.employee), ("employer", self.employer),
                )
            }  # fmt: skip
            found.append(Words("record.sum.paid", {"state": state, **amounts}))
        if self.without_amount:
            found.append(Words("record.sum.without_amount", {"state": state, "count": self.without_amount}))
        if self.mixed:
            found.append(Words("record.sum.mixed", {"state": state}))
        return tuple(found)


def sums_of(rows: Iterable[ContributionMonth]) -> tuple[PaidSum, ...]:
    """What ``rows`` paid, by state and currency in the order they come. No amount is ever converted."""
    found: defaultdict[tuple[str, str], list[ContributionMonth]] = defaultdict(list)
    for row in rows:
        found[row.state, row.currency if row.total is not None else ""].append(row)
    return tuple(_sum(state, currency, together) for (state, currency), together in found.items())


def all_sums(findings: Iterable[RecordFinding]) -> tuple[PaidSum, ...]:
    """What the entries of several findings paid; an entry for several branches may be in two and counts once."""
    return sums_of(distinct(row for finding in findings for row in finding.rows))


def distinct(rows: Iterable[ContributionMonth]) -> tuple[ContributionMonth, ...]:
    """The entries without repetition, in their order."""
    return tuple({id(row): row for row in rows}.values())


def _sum(state: str, currency: str, rows: list[ContributionMonth]) -> PaidSum:
    employee = sum((row.employee or Decimal(0) for row in rows), Decimal(0))
    employer = sum((row.employer or Decimal(0) for row in rows), Decimal(0))
    without = sum(row.total is None for row in rows)
    return PaidSum(state, currency, employee, employer, without, any(row.branch == "several" for row in rows))


def steps(*names: str, **params: Value) -> tuple[Words, ...]:
    """Steps by the names of their words, ``record.step.NAME``, all with the same parameters."""
    shared: Mapping[str, Value] = params
    return tuple(Words(f"record.step.{name}", shared) for name in names)
