"""All that is kept of one person, for everything that is derived from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.determination import Determination
from desktop.domain.facts import Facts
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Reminder
from desktop.domain.record.evidence import Evidence, FactProof
from desktop.domain.record.person import Employer, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A case of the person with what was decided of it on the day of asking."""

    case_id: int
    name: str
    facts: Facts
    determination: Determination
    china_employer_id: int | None = None
    abroad_employer_id: int | None = None

    @property
    def home(self) -> str | None:
        """The state the person is sent from, or comes from."""
        return self.facts.from_state

    @property
    def host(self) -> str | None:
        """The state of the work."""
        return self.facts.to_state

    @property
    def first(self) -> dt.date | None:
        """The first day of the work abroad."""
        return self.facts.start

    @property
    def last(self) -> dt.date | None:
        """The last day as far as it is known: the end asked about, else the planned one."""
        return self.facts.end or self.facts.planned_end


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingLife:
    """See the module. Rows are in the order of their days."""

    person: Person
    employers: Mapping[int, Employer] = field(default_factory=dict)
    postings: tuple[Posting, ...] = ()
    months: tuple[ContributionMonth, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    custody: tuple[Custody, ...] = ()
    documents: tuple[Document, ...] = ()
    diary: tuple[DiaryEntry, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    proofs: tuple[FactProof, ...] = ()
