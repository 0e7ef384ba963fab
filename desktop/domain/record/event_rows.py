"""What an event leaves in the record beside the case: the diary, the register of certificates, documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.domain.agreement import Law
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.diary import DiaryEntry
from desktop.domain.record.event_plan import Plan
from desktop.domain.record.events import Event

_PASSPORT: Final = "passport"


@dataclass(frozen=True, slots=True)
class EventRows:
    """The rows to keep; those that are kept already carry their ids."""

    entries: tuple[DiaryEntry, ...]
    certificates: tuple[Certificate, ...]
    documents: tuple[Document, ...]


def rows_of(
    plan: Plan,
    person_id: int,
    case_id: int,
    law: Law,
    certificates: Sequence[Certificate],
    documents: Sequence[Document],
) -> EventRows:
    """The rows of the event in the case ``case_id``.

    ``certificates`` and ``documents`` are the person's. A lost certificate is marked in the register where it is
    there; a new passport takes the place of the one that ends last, or stands in the fields alone.
    """
    own = [one for one in certificates if one.case_id == case_id]
    entries = () if plan.entry is None else (replace(plan.entry, person_id=person_id, case_id=case_id),)
    arrived = (_arrived(plan, person_id, case_id, law, own),) if plan.event is Event.ARRIVED else ()
    return EventRows(
        entries, (*arrived, *_lost(plan, person_id, case_id, law, own)), tuple(_passport(plan, documents))
    )


def _arrived(plan: Plan, person_id: int, case_id: int, law: Law, own: Sequence[Certificate]) -> Certificate:
    """The certificate of the answers, over one of the same number or the same days that is there already."""
    answers = plan.answers
    number, first, last = str(answers.get("number", "")).strip(), answers["first"], answers["last"]
    assert isinstance(first, dt.date)
    assert isinstance(last, dt.date)
    made = replace(
        _certificate(plan, person_id, case_id, law, first, last),
        kind=str(answers["matter"]), number=number, issued_on=plan.day,
    )  # fmt: skip
    same = (
        one
        for one in own
        if (number and one.number == number) or (one.starts_on, one.ends_on) == (first, last)
    )
    known = next(same, None)
    if known is None:
        return made
    return replace(
        known, number=number or known.number, issued_on=plan.day, starts_on=first, ends_on=last, lost_on=None
    )


def _certificate(
    plan: Plan, person_id: int, case_id: int, law: Law, first: dt.date, last: dt.date
) -> Certificate:
    facts = plan.facts
    here = (plan.after.agreement, facts.from_state)
    return Certificate(
        person_id=person_id, case_id=case_id, state=facts.from_state or "", host=facts.to_state or "",
        issuer=next((form.issued_by for form in law.certificates if (form.agreement, form.home) == here), ""),
        branches=plan.after.exempt_branches or ("pension",), starts_on=first, ends_on=last,
    )  # fmt: skip


def _lost(
    plan: Plan, person_id: int, case_id: int, law: Law, own: Sequence[Certificate]
) -> Iterator[Certificate]:
    """The certificate of the day, else the latest one; one that nobody registered as far as the case knows it."""
    if plan.event is not Event.LOST:
        return
    of_day = [one for one in own if one.starts_on <= plan.day <= one.ends_on]
    facts = plan.facts
    first, last = facts.start, facts.certificate_until or facts.end
    if own:
        yield replace((of_day or sorted(own, key=lambda one: one.ends_on))[-1], lost_on=plan.day)
    elif first is not None and last is not None and first <= last:
        made = _certificate(plan, person_id, case_id, law, first, last)
        yield replace(made, issued_on=facts.certificate_issued_on, lost_on=plan.day)


def _passport(plan: Plan, documents: Sequence[Document]) -> Iterator[Document]:
    passports = [one for one in documents if one.kind == _PASSPORT]
    last = plan.answers.get("last")
    if plan.event is Event.NEW_PASSPORT and passports and isinstance(last, dt.date):
        old = max(passports, key=lambda one: one.ends_on or dt.date.min)
        number = str(plan.answers["number"]).strip()
        yield replace(old, number=number, starts_on=plan.day, ends_on=last)
