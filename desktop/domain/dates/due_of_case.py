"""The dates of one case that still call for something: those of its calendar, less what is done.

No rule stands here a second time: the days come from ``papers.calendar``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from desktop.domain.agreement import Citation
from desktop.domain.dates.due import Kind, Rule, kind_of
from desktop.domain.determination import Outcome
from desktop.domain.facts import Facts
from desktop.domain.paper import Words
from desktop.domain.papers.calendar import Event, events
from desktop.domain.papers.material import Material
from desktop.domain.record.certificate import Certificate

_APPLYING: Final = (Kind.APPLY, Kind.APPLY_OPENS)
_EXTENDING: Final = (Kind.EXTENSION_OPENS, Kind.EXTENSION_CLOSES)
_SETTLED: Final = (Outcome.NOT_EXEMPT, Outcome.NO_AGREEMENT)
"""Outcomes that leave nothing to ask a body about."""
_ISSUE_COUNTS: Final = "certificate_after_start_to_netherlands"
"""Where the law asks for the issue of the certificate, not for handing it in (CN-NL-2016 Art. 12)."""


@dataclass(frozen=True, slots=True)
class CaseDate:
    """A date of a case: the key of the event, its day, whose rule it is, what to do and the source."""

    key: str
    kind: Kind
    day: dt.date
    rule: Rule
    text: Words
    citations: tuple[Citation, ...]


def mark_of(key: str, day: dt.date) -> str:
    """The tick of a case that takes a date from the list; a date that moves comes back."""
    return f"due:{key}:{day.isoformat()}"


def with_certificates(material: Material, certificates: Iterable[Certificate]) -> Material:
    """The case with what the register of certificates knows, where nobody typed it into the case.

    Of several certificates the one that lasts longest counts.
    """
    last = max(certificates, key=lambda certificate: certificate.ends_on, default=None)
    if last is None:
        return material
    stated = material.facts
    facts = replace(
        stated,
        certificate=stated.certificate or "held",
        certificate_until=stated.certificate_until or last.ends_on,
        certificate_issued_on=stated.certificate_issued_on or last.issued_on,
    )
    until = max(last.ends_on, facts.certificate_until or last.ends_on)
    return replace(material, facts=facts, fields={"ca.valid_to": until, **material.fields})


def case_dates(material: Material) -> tuple[CaseDate, ...]:
    """The dates of the case, earliest first, without those that are done, marked as done or never come."""
    facts = material.all_facts
    found = [*map(_date, events(material)), *_contract(material), *_secured(material)]
    open_ = (
        date
        for date in found
        if not _done(date, facts)
        and not (date.kind is Kind.ASK and material.determination.outcome in _SETTLED)
        and mark_of(date.key, date.day) not in material.ticks
    )
    return tuple(sorted(open_, key=lambda date: (date.day, date.key)))


def _date(event: Event) -> CaseDate:
    rule = (
        Rule.HOUSE
        if event.house_rule
        else Rule.LAW
        if event.citations or event.key == "ceiling"
        else Rule.OWN
    )
    return CaseDate(event.key, kind_of(event.key, rule), event.day, rule, event.text, event.citations)


def _contract(material: Material) -> Iterator[CaseDate]:
    """The last day of the contract at home, as typed among the entries of the papers."""
    day = material.date("employment.contract_cn_end")
    if day is not None:
        text = Words("dates.what.home_contract")
        yield CaseDate("home_contract_end", Kind.HOME_CONTRACT, day, Rule.OWN, text, ())


def _secured(material: Material) -> Iterator[CaseDate]:
    """The last day that is exempt without a further approval, where the work is to go on after it."""
    until, end = material.determination.secured_until, material.all_facts.end
    if until is not None and end is not None and until < end and not material.has("ca.valid_to"):
        text = Words("result.step.exemption_ends")
        yield CaseDate("exemption_ends", Kind.EXEMPTION_END, until, Rule.LAW, text, ())


def _done(date: CaseDate, facts: Facts) -> bool:
    held = facts.certificate == "held"
    if date.kind in _APPLYING or date.key == _ISSUE_COUNTS:
        return held
    if date.kind is Kind.HAND_IN:
        return facts.certificate_handed_in_on is not None
    if date.kind in _EXTENDING:
        return facts.extension in ("requested", "approved")
    if date.kind is Kind.EXCEPTION:
        return facts.exception_agreement is not None
    if date.kind is Kind.CERTIFICATE_END:
        return _goes_on(facts, date.day)
    return False


def _goes_on(facts: Facts, day: dt.date) -> bool:
    """Whether an approved extension or exception lasts beyond ``day``."""
    lasts = (facts.extension_until, facts.exception_until)
    return any(last is not None and last > day for last in lasts)
