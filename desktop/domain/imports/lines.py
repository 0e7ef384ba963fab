"""What became of each row of a table: taken, there already, against what is there, or refused and why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from desktop.domain.record.contribution import ContributionMonth, Payment

Param = str | int | Decimal | dt.date


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about a row: ``key`` in the catalogue ``record``, ``params`` for its placeholders.

    ``column`` names a column by its head, or by its letter where it has none. A day stands for its month.
    """

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


class Verdict(Enum):
    """What becomes of a row once the user says yes."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    """The same is in the record, or above it in the table."""
    CONFLICT = "conflict"
    """The record says something else of this month; the user says which stays."""
    REFUSED = "refused"


class Who(NamedTuple):
    """Whose row it is: ``person_id`` where the person is known, else the name and number to add."""

    person_id: int | None
    name: str = ""
    number: str = ""


class ReadMonthRow(NamedTuple):
    """A contribution month as a row of the table gives it; ``employer`` by its name, empty where not said.

    Amounts have at most two decimals; ``currencies`` are those that the row may mean, empty where it says none.
    """

    who: Who
    month: dt.date
    state: str
    branch: str
    scheme: str = ""
    place: str = ""
    employer: str = ""
    base: Decimal | None = None
    employee: Decimal | None = None
    employer_share: Decimal | None = None
    currencies: frozenset[str] = frozenset()
    status: Payment = Payment.PAID
    note: str = ""

    @property
    def currency(self) -> str:
        """The one currency of the amounts; empty while several are possible, or none is said."""
        return next(iter(self.currencies)) if len(self.currencies) == 1 else ""

    @property
    def place_in_record(self) -> tuple[Who, dt.date, str, str, str, str]:
        """What no two rows share."""
        return self.who, self.month, self.state, self.branch, self.scheme, self.employer.casefold()

    @property
    def values(self) -> tuple[object, ...]:
        """What may differ between two rows of the same place."""
        without = self.base is None and self.employee is None and self.employer_share is None
        money = "" if without else self.currency
        return self.base, self.employee, self.employer_share, money, self.status


class Line(NamedTuple):
    """One month of one row.

    ``number`` is the row in the file, counted from 1. ``findings`` are the reasons of a refusal or conflict, or
    warnings on a row that is taken. ``kept`` is the month of the record that a conflict or duplicate is about.
    """

    number: int
    verdict: Verdict
    row: ReadMonthRow | None
    findings: tuple[Finding, ...] = ()
    kept: ContributionMonth | None = None


@dataclass(frozen=True)
class Preview:
    """All lines of a table in the order of its rows; rows that are quite empty have none."""

    lines: tuple[Line, ...]

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        """How many lines there are of each verdict that occurs."""
        return Counter(line.verdict for line in self.lines)

    def count(self, verdict: Verdict) -> int:
        """How many lines there are of a verdict."""
        return self.counts.get(verdict, 0)

    @cached_property
    def people(self) -> tuple[Who, ...]:
        """The people of all lines that could be read, each once."""
        return tuple(dict.fromkeys(line.row.who for line in self.lines if line.row is not None))

    @cached_property
    def new_people(self) -> tuple[Who, ...]:
        """The people of accepted lines who are not in the record yet, each once."""
        unknown = (line.row.who for line in self.lines if line.verdict is Verdict.ACCEPTED and line.row)
        return tuple(dict.fromkeys(who for who in unknown if who.person_id is None))
