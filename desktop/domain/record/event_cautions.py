"""What to be careful about after an event, and which papers go to which side.

Cautions come from the law data of the agreement. Where the texts read are silent, our reading says so and is of
low confidence (general procedure, changes during the posting).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Citation, Confidence, Law
from desktop.domain.clock import prior_rule
from desktop.domain.determination import Determination, Outcome
from desktop.domain.facts import Facts
from desktop.domain.record.events import Event
from desktop.domain.record.refusals import repair
from desktop.domain.rulebook import rulebook


@dataclass(frozen=True, slots=True)
class EventCaution:
    """One sentence: the text named by ``words`` (it may use ``home``, ``host``, ``months``), its source, whom to ask.

    ``citations`` are empty for our own reading.
    """

    words: str
    citations: tuple[Citation, ...] = ()
    confidence: Confidence = Confidence.LOW
    ask: str = ""
    months: int = 0


_SAID: Final[Mapping[Event, tuple[str, ...]]] = {
    Event.EARLY_RETURN: ("early_end", "changes_japan", "facts_unchanged_canada"),
    Event.LONGER_STAY: ("expiry", "late_extension", "limits_unknown"),
    Event.NEW_HOST: ("change_of_employer", "facts_unchanged_canada"),
    Event.LOCAL_CONTRACT: ("local_contract", "change_of_employer"),
    Event.NEW_NAME: ("changes_japan", "facts_unchanged_canada"),
    Event.NEW_PASSPORT: ("changes_japan", "facts_unchanged_canada"),
    Event.LOST: ("changes_japan",),
    Event.ARRIVED: ("in_time", "late_", "show_when_asked", "original_returned"),
    Event.REFUSED: (),
}
"""Consequences of the law data that speak of the event, by the beginnings of their keys."""

_SENDING_EMPLOYER: Final = "change_of_employer"
"""Speaks of the employer who sends, or without one who hires: a posting to another firm abroad changes neither."""

_READINGS: Final[Mapping[Event, tuple[str, ...]]] = {
    Event.EARLY_RETURN: ("ends",),
    Event.NEW_HOST: ("new_certificate",),
    Event.LOCAL_CONTRACT: ("ends",),
    Event.NEW_NAME: ("silent",),
    Event.NEW_PASSPORT: ("silent",),
    Event.LOST: ("lost",),
}
"""Our readings where the texts are silent; words ``record.happened.caution.NAME``."""

_MEDIUM: Final = ("ends",)
_COUNTING: Final = (Event.EARLY_RETURN, Event.NEW_HOST)
"""Events after which it matters what earlier months do to the clock."""


def cautions(event: Event, facts: Facts, now: Determination, law: Law) -> tuple[EventCaution, ...]:
    """What to be careful about after ``event`` in the case of ``facts``, of which ``now`` was decided."""
    return tuple(_cautions(event, facts, now, law))


def _cautions(event: Event, facts: Facts, now: Determination, law: Law) -> Iterator[EventCaution]:
    for row in law.consequences:
        if event is Event.NEW_HOST and facts.home_employer and row.key == _SENDING_EMPLOYER:
            continue
        concerns = now.agreement in row.agreements and row.home in ("", "*", facts.from_state)
        if concerns and row.host in ("", facts.to_state) and row.key.startswith(_SAID[event] or (" ",)):
            source = row.sourced
            yield EventCaution(f"law.consequence.{row.key}", source.citations, source.confidence)
    if event in _COUNTING:
        yield from _counting(facts, now, law)
    issuer = _issuer(facts, now, law)
    for name in _READINGS.get(event, ()):
        sure = Confidence.MEDIUM if name in _MEDIUM else Confidence.LOW
        yield EventCaution(f"record.happened.caution.{name}", (), sure, issuer)


def _counting(facts: Facts, now: Determination, law: Law) -> Iterator[EventCaution]:
    pair = rulebook(law).get((facts.from_state or "", facts.to_state or ""))
    for regime in pair.regimes if pair else ():
        if regime.agreement.id == now.agreement:
            rule = prior_rule(regime.direction, now.category or "*")
            source = rule.sourced
            words = f"law.prior.{rule.words or rule.rule}"
            yield EventCaution(words, source.citations, source.confidence, months=rule.break_months)


def _issuer(facts: Facts, now: Determination, law: Law) -> str:
    here = (now.agreement, facts.from_state)
    return next((form.issued_by for form in law.certificates if (form.agreement, form.home) == here), "")


@dataclass(frozen=True, slots=True)
class EventPapers:
    """The papers of an event by their ids: for the home side, for the host side, for the worker."""

    home: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    worker: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Each paper once."""
        return tuple(dict.fromkeys((*self.home, *self.host, *self.worker)))


NOTICE: Final = "APP-11"
_PAYROLL: Final = "PROOF-03"
_FAVOURABLE: Final = (Outcome.EXEMPT, Outcome.AFTER_EXTENSION)
_TWO_SIDED: Final = EventPapers((NOTICE,), (NOTICE,))


def papers(event: Event, facts: Facts, now: Determination, law: Law, reason: str = "") -> EventPapers:
    """The papers after ``event`` for the case as it then is; ``reason`` is that of a refusal."""
    asks = ("Q-01",) if now.outcome is Outcome.CANNOT_TELL else ()
    first = ("APP-01", "APP-02") if now.outcome in _FAVOURABLE else ()
    exception = ("APP-07", "APP-08") if now.outcome is Outcome.EXCEPTIONAL else ()
    match event:
        case Event.EARLY_RETURN:
            return EventPapers((NOTICE,), (NOTICE, _PAYROLL))
        case Event.LONGER_STAY:
            extension = ("APP-06",) if now.outcome is Outcome.AFTER_EXTENSION else ()
            return EventPapers((NOTICE, *extension, *exception, *asks), (NOTICE, _PAYROLL))
        case Event.NEW_HOST:
            return EventPapers((NOTICE, *first, *exception, *asks), (NOTICE, _PAYROLL))
        case Event.LOCAL_CONTRACT:
            return EventPapers((NOTICE, *first, *exception, *asks), (NOTICE, _PAYROLL))
        case Event.REFUSED:
            steps = repair(reason or "other", facts, law, now.day)
            listed = dict.fromkeys(paper for step in steps for paper in step.papers)
            return EventPapers(("Q-01", *(paper for paper in listed if paper != "Q-01")), (_PAYROLL,))
        case Event.ARRIVED:
            return EventPapers((), ("APP-04", "APP-05"), ("APP-13", "PROOF-05"))
        case Event.LOST:
            return EventPapers()  # the register of certificates has the kit for a lost one
        case _:
            return _TWO_SIDED
