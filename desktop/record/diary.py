"""The diary of the cases: what happened to their applications, and what a refusal means for the case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.diary_rules import Chase, applications, in_order, refused, to_chase
from desktop.domain.record.event_changes import FILED_ON, FILED_WITH
from desktop.domain.record.event_plan import plan
from desktop.domain.record.events import Answers, Event
from desktop.record.happened import carry_out

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session

_OF_CASE: Final = ("certificate", "extension", "exception")
"""Matters whose refusal changes the answer to the case."""


def entries_of(session: Session, case: Case) -> tuple[DiaryEntry, ...]:
    """The diary of the case by day; empty where the case is nobody's yet."""
    if case.person_id is None:
        return ()
    found = session.store.record.of_person(DiaryEntry, case.person_id)
    return in_order(entry for entry in found if entry.case_id == case.id)


def chases(session: Session, case: Case) -> tuple[Chase, ...]:
    """The applications of the case that wait for an answer, measured by the diaries of all cases."""
    return to_chase(entries_of(session, case), session.dates.filing.measured())


def issuer(session: Session, case: Case) -> str:
    """The body that issues the certificate of the case, by its key in the law; empty where none is known."""
    agreement, home = session.determine(case).agreement, session.facts(case).from_state
    forms = session.law.certificates
    return next((f.issued_by for f in forms if (f.agreement, f.home) == (agreement, home)), "")


def keep(session: Session, case_id: int, entry: DiaryEntry) -> None:
    """Keep an entry of the case, new or changed, as one step of undo.

    A case that is nobody's gets its person. A new refusal is taken over into the case, so that its answer and its
    papers follow. Raises a ``StorageProblem`` where the disk fails.
    """
    case, record = session.case(case_id), session.record
    if entry.stage is Stage.REFUSED and _refuses(entry, entries_of(session, case)):
        answers: Answers = {"matter": entry.matter, "day": entry.on, "reason": entry.reason or "other"}
        found = plan(Event.REFUSED, answers, case.facts(), case.fields, session.law, session.day)
        carry_out(record, session.store, case_id, replace(found, entry=entry), session.law)
        return
    with record.together("diary", case.person_id):
        person = record.person_of(case_id)
        assert person.id is not None
        record.keep(replace(entry, person_id=person.id, case_id=case_id))
        _note_filing(session, case_id)


def _refuses(entry: DiaryEntry, before: tuple[DiaryEntry, ...]) -> bool:
    """Whether the entry says something new of the case: a refusal, or another reason, that nothing followed yet."""
    was = next((one for one in before if entry.id is not None and one.id == entry.id), None)
    known = was is not None and (was.stage, was.reason, was.on) == (entry.stage, entry.reason, entry.on)
    others = [one for one in before if one is not was]
    return entry.matter in _OF_CASE and not known and entry in refused([*others, entry])


def remove(session: Session, entry: DiaryEntry) -> None:
    """Remove an entry, as one step of undo. Raises a ``StorageProblem`` where the disk fails."""
    with session.record.together("remove_diary", entry.person_id):
        session.record.remove(entry)
        _note_filing(session, entry.case_id)


def _note_filing(session: Session, case_id: int) -> None:
    """Keep in the case what is on its way, for the sheet to carry until the certificate is there."""
    case = session.case(case_id)
    waiting = [
        one
        for one in applications(entries_of(session, case))
        if one.waiting and one.matter in _OF_CASE and case.facts().certificate != "refused"
    ]
    last = waiting[-1] if waiting else None
    values = {FILED_ON: last.sent_on if last else None, FILED_WITH: last.body or None if last else None}
    for key, value in values.items():
        if case.fields.get(key) != value:
            session.set_field(case_id, key, value)
