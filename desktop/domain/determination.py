"""The answer: what was decided, every finding behind it, and what would still change it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from desktop.domain.agreement import Citation, Confidence


class Outcome(Enum):
    """The words of the contract, from the most to the least favourable."""

    EXEMPT = "exempt"
    AFTER_EXTENSION = "exempt_after_approval_of_extension"
    EXCEPTIONAL = "exceptional_agreement_needed"
    CANNOT_TELL = "cannot_tell"
    NO_AGREEMENT = "no_agreement"
    NOT_EXEMPT = "not_exempt"


SEVERITY = {outcome: rank for rank, outcome in enumerate(Outcome)}
"""The order of the outcomes; the least favourable part of a time decides."""


class Status(Enum):
    """What a condition came to; ``INFO`` for findings that are no conditions."""

    MET = "met"
    FAILED = "failed"
    UNKNOWN = "unknown"
    INFO = "info"


Param = int | str | dt.date


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Its words are ``result.finding.KEY.STATUS`` with ``params``, or the text named by ``words`` where that is set;
    ``facts`` are the facts it rests on.
    """

    key: str
    status: Status
    facts: tuple[str, ...]
    citations: tuple[Citation, ...]
    confidence: Confidence
    params: tuple[tuple[str, Param], ...] = ()
    category: str = ""
    words: str = ""

    @property
    def text(self) -> str:
        """The key of its words."""
        return self.words or f"result.finding.{self.key}.{self.status.value}"


@dataclass(frozen=True, slots=True)
class Warning_:
    """A doubt, a conflict between sources or something to confirm.

    Its words are ``result.warning.KEY``; ``open_point`` names the open point behind it, ``ask`` the body to ask.
    """

    key: str
    citations: tuple[Citation, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    open_point: str | None = None
    ask: str | None = None
    params: tuple[tuple[str, Param], ...] = ()


@dataclass(frozen=True, slots=True)
class DecidedPeriod:
    """A part of the time asked with one answer; both days inclusive, ``until`` is ``None`` while the end is unknown."""

    first: dt.date
    until: dt.date | None
    outcome: Outcome
    branches: tuple[str, ...]
    agreement: str | None


@dataclass(frozen=True, slots=True)
class BranchAnswer:
    """The answer for one branch on one side.

    ``side``: ``host`` or ``home``. The answer for the host is an ``Outcome`` value, ``stays_due``, ``not_charged``
    (the host's own law charges nothing) or ``local_law`` (it was not studied); for home ``keep_paying`` or
    ``own_rules``. ``until`` is the last day secured, where there is one.
    """

    side: str
    branch: str
    answer: str
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the clock: first, extension, final_extension or exception, and its last day (``None``: no limit)."""

    stage: str
    months: int | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Clock:
    """The months of a posting: when counting starts, how, and where each stage ends."""

    start: dt.date
    counting: str
    prior_months: int
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Determination:
    """Everything ``decide`` found, for one set of facts under one edition of the law."""

    outcome: Outcome
    agreement: str | None
    agreement_status: str
    category: str | None
    exempt_branches: tuple[str, ...]
    exempt_from: dt.date | None
    secured_until: dt.date | None
    periods: tuple[DecidedPeriod, ...]
    findings: tuple[Finding, ...]
    """Every finding, also of categories that did not decide."""
    reasons: tuple[Finding, ...]
    """The findings that led to the outcome."""
    warnings: tuple[Warning_, ...]
    missing: tuple[str, ...]
    """Facts that would still change the answer, in the order of asking."""
    branches: tuple[BranchAnswer, ...]
    clock: Clock | None
    law_edition: str
    day: dt.date
