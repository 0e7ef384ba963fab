"""What the law says, as data: agreements, their categories of persons and limits, and all law of an edition.

Objects of this module are made by ``desktop.law`` from ``resources/law`` and never changed. Official names and
quoted words are data in the treaty's languages; our own words belong to the catalogues, named here by keys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.facts import FactValue

if TYPE_CHECKING:
    from desktop.domain.background import Claim, HostRule, Reference
    from desktop.domain.practice import Authority, CertificateForm, Consequence, Deadline, OpenPoint, Term
    from desktop.domain.refunds.rules import RoadRule


class Confidence(Enum):
    """How sure the source is: official text read or several independent sources; one good source; inference."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument: ``Citation("CN-DE-2001", "art", "4")`` is Article 4 of that agreement.

    ``kind`` is one of art, protocol, part, number, closing, table, whole.
    """

    instrument: str
    kind: str = "whole"
    place: str = ""


@dataclass(frozen=True, slots=True)
class Sourced:
    """The provenance every dated value carries."""

    citations: tuple[Citation, ...]
    confidence: Confidence
    checked: dt.date
    open_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, protocol, notice, order or other source.

    ``titles`` by language ("zh", "de", "ko", "en"); ``number`` is the official number or the empty string where
    it is not known; ``address`` an official address or the empty string, never a copy site.
    """

    id: str
    kind: str
    titles: Mapping[str, str]
    short: Mapping[str, str]
    number: str
    dated: dt.date | None
    in_force: dt.date | None
    ended: dt.date | None
    authentic: tuple[str, ...]
    prevailing: str
    address: str
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact, a comparison and a value out of a closed vocabulary.

    ``op``: ``in`` (the fact is one of ``values``), ``same_as`` / ``not_same_as`` (another fact, named in
    ``values[0]``), ``at_least`` (a number not below ``values[0]``). ``group``: ``insurance`` (home insurance),
    ``contract`` (the home contract), ``posting`` (what an exceptional agreement may replace), ``person``
    (nationality, residence), ``application``.
    ``unsettled`` are values on which the notes adopt no reading: the answer is then "cannot tell yet".
    """

    key: str
    fact: str
    op: str
    values: tuple[FactValue, ...]
    group: str
    sourced: Sourced
    unsettled: tuple[FactValue, ...] = ()
    absent: str = "unknown"
    """What holds while the fact is unknown: ``unknown``, or ``met`` / ``failed`` for facts that are rare."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A branch of insurance of one state as the agreement names it, in the treaty's languages.

    ``covered`` tells whether the agreement covers it.
    """

    state: str
    branch: str
    names: Mapping[str, str]
    covered: bool
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Limit:
    """How long, in months from the clock's start, and what it takes to get there.

    ``stage``: first, extension, final_extension, exception. ``months`` counts from the clock's start, in total;
    ``None`` means without limit.
    """

    stage: str
    months: int | None
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Category:
    """A category of persons of one agreement in one direction.

    ``activities`` select who is tried for it; categories are tried in order. ``branches`` are the branches of
    the host state from which its members are exempt. ``readable`` is false where the agreement names the
    category but the notes could not read it, ``limits_unread`` true where only its limits were not found: the
    answer is then "cannot tell yet". Words: ``law.category.WORDS.name`` and ``.plain``.
    """

    code: str
    key: str
    names: Mapping[str, str]
    activities: tuple[str, ...]
    conditions: tuple[Condition, ...]
    branches: tuple[str, ...]
    limits: tuple[Limit, ...]
    readable: bool
    sourced: Sourced
    words: str = ""
    limits_unread: bool = False


@dataclass(frozen=True, slots=True)
class OutsideRegion:
    """A part of the host state to which the agreement does not apply (ISO 3166-2, or GL and FO).

    ``asked`` is false for other codes of a place and for places that people name as the state of work.
    """

    region: str
    sourced: Sourced
    asked: bool = True


@dataclass(frozen=True, slots=True)
class LateFiling:
    """What a certificate does that is issued or handed in more than ``months`` months after the ``anchor``.

    ``anchor``: ``start`` of the work or ``work_permit``. ``effect``: ``from_then`` (it works only from that day),
    ``from_month`` (from the first of that month) or ``exception`` (the authorities must accept it).
    """

    months: int
    effect: str
    sourced: Sourced
    issue_only: bool = False
    """True where only the day of issue counts, not the day of handing in."""
    categories: tuple[str, ...] = ()
    """The categories it speaks of; empty: all."""
    anchor: str = "start"
    since: dt.date | None = None
    """The first day of the anchor to which the rule applies; ``None``: to all."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What earlier, separate postings to the same state do to the clock.

    ``rule``: ``add`` (earlier months are counted in, and the answer warns), ``break`` (a break of up to
    ``break_months`` does not interrupt and is counted; a longer one starts a new clock), ``workplace`` (a change
    of workplace starts a new clock, else add), ``none`` (no month limit, so nothing to count).
    """

    rule: str
    break_months: int
    sourced: Sourced
    words: str = ""
    """The text ``law.prior.WORDS``; the rule's own where the data name none."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One agreement seen from one home state: who keeps which insurance in the other state."""

    home: str
    host: str
    counting: str
    """``calendar_months`` (months of start and end count in full) or ``date_to_date``."""
    counting_sourced: Sourced
    categories: tuple[Category, ...]
    prior: Mapping[str, Prior]
    """By category code; ``*`` for the others."""
    covered: tuple[str, ...]
    """Branches of the host state that the agreement covers at all."""
    never: tuple[str, ...]
    """Branches of the host state that always stay due, apart from a named relief."""
    late_filing: LateFiling | None
    """``None``: no such rule."""
    exception: ExceptionRule | None
    """How an exceptional agreement helps; ``None`` where no exceptions clause is confirmed."""
    reliefs: tuple[Relief, ...] = ()
    cautions: tuple[Caution, ...] = ()
    outside: tuple[OutsideRegion, ...] = ()
    follows: Mapping[str, str] = field(default_factory=dict)
    """A branch whose exemption follows that of another by the host's law, whatever the insurance at home."""


@dataclass(frozen=True, slots=True)
class ExceptionRule:
    """The clause by which both states agree on a person whose posting conditions fail or whose time is too long.

    ``ceiling_months`` is the longest time in total, counted from the clock's start; ``None`` means no ceiling.
    """

    activities: tuple[str, ...]
    conditions: tuple[Condition, ...]
    branches: tuple[str, ...]
    ceiling_months: int | None
    sourced: Sourced
    confirmed: bool = True
    """False where no source shows the clause: it then counts only where the facts state that it was used."""


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning that the law data attaches to answers of some categories (all where ``categories`` is empty).

    ``when`` names the small Python rule in ``desktop.domain.cautions`` that decides whether it applies,
    ``months`` is that rule's parameter. Words: ``result.warning.KEY``.
    """

    key: str
    when: str
    categories: tuple[str, ...]
    months: int
    ask: str
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Relief:
    """Relief that is not an exemption of a category: the age relief of 2003, the medical protocol of 2012.

    ``rule`` names the small Python rule in ``desktop.domain.reliefs``; ``last`` is the last day, inclusive.
    """

    key: str
    rule: str
    branches: tuple[str, ...]
    first: dt.date
    last: dt.date
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement between China and another state.

    ``first`` is the first day it applies (provisionally or in force); ``last`` the last day, inclusive, or
    ``None`` while it runs. ``new_certificate`` tells that certificates of the agreement before are void under it.
    """

    id: str
    states: tuple[str, str]
    signed: dt.date
    provisional: dt.date | None
    in_force: dt.date | None
    last: dt.date | None
    new_certificate: bool
    instruments: tuple[str, ...]
    directions: Mapping[str, Direction]
    """By home state."""
    sourced: Sourced
    open_points: tuple[str, ...] = ()
    schemes: tuple[Scheme, ...] = ()

    @property
    def first(self) -> dt.date | None:
        """The first day the agreement applies, ``None`` while that is not known."""
        return self.provisional or self.in_force


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """All law of one edition. Two editions are never equal, so a law can be the key of a cache."""

    edition: str
    """``DATE+DIGEST``: the latest day of checking and the first 12 hexadecimal digits of the SHA-256 of the data."""
    agreements: tuple[Agreement, ...]
    instruments: Mapping[str, Instrument]
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    certificates: tuple[CertificateForm, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    open_points: Mapping[str, OpenPoint] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    hosts: Mapping[str, HostRule] = field(default_factory=dict)
    """What states charge while no agreement applies, by ISO code; ``*`` for all others."""
    references: tuple[Reference, ...] = ()
    claims: tuple[Claim, ...] = ()
    refunds: tuple[RoadRule, ...] = ()

    def between(self, home: str, host: str) -> tuple[Agreement, ...]:
        """The agreements of the pair, oldest first; empty where this edition holds none."""
        return tuple(a for a in self.agreements if {home, host} == set(a.states) and home in a.directions)

    def branches_of(self, state: str) -> tuple[str, ...]:
        """The branches of insurance of a state, as far as its agreements name them."""
        hosted = [d for a in self.agreements for d in a.directions.values() if d.host == state]
        return tuple(dict.fromkeys(b for d in hosted for b in (*d.covered, *d.never)))

    def agreement(self, agreement_id: str) -> Agreement:
        """The agreement with this id; raises ``KeyError``."""
        for agreement in self.agreements:
            if agreement.id == agreement_id:
                return agreement
        raise KeyError(agreement_id)
