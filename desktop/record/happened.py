"""What happened to a posting, carried out: facts, fields, the record and perhaps a posting after it, in one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from desktop.domain.case import Answer
from desktop.domain.record.event_changes import BEFORE, KIND, ON, REASON
from desktop.domain.record.event_rows import rows_of
from desktop.domain.record.events import Event
from desktop.domain.record.person import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.agreement import Law
    from desktop.domain.case import Case
    from desktop.domain.record.event_changes import Update
    from desktop.domain.record.event_plan import Plan
    from desktop.record.door import Record
    from desktop.storage.store import Store

_REMEMBERED: Final = (KIND, ON, BEFORE, REASON)
_NAME: Final = 150
"""Characters of the earlier posting's name that the later one takes over."""
_COLUMNS: Final = {"china_employer": "china_employer_id", "abroad_employer": "abroad_employer_id"}


def carry_out(record: Record, store: Store, case_id: int, plan: Plan, law: Law) -> int:
    """Take the event over into the case; returns the case to look at: itself, or the posting after it.

    A case that was nobody's gets its person. Everything is one step of undo, ``record.change.happened_EVENT``.
    Raises ``KeyError`` for a case that is not there and a ``StorageProblem`` where the disk fails.
    """
    with record.together(f"happened_{plan.event.value}", store.case(case_id).person_id):
        person = record.person_of(case_id)
        assert person.id is not None
        case = store.case(case_id)
        life = record.life(person.id)
        rows = rows_of(plan, person.id, case_id, law, life.certificates, life.documents)
        for entry in rows.entries:
            record.keep(entry)
        for certificate in rows.certificates:
            record.keep(certificate)
        for document in rows.documents:
            record.keep(document)
        _update(store, case_id, plan.updates)
        if plan.next_updates is None:
            if plan.event is Event.NEW_NAME:
                _rename(record, person.id, plan)
            return case_id
        return _begin_next(record, store, case, plan, plan.next_updates)


def put_away(record: Record, store: Store, case_id: int) -> None:
    """Forget the event that the case remembers, once its papers are done; one step of undo."""
    with record.together("event_done", store.case(case_id).person_id):
        for key in _REMEMBERED:
            store.set_field(case_id, key, None)


def _update(store: Store, case_id: int, updates: Iterable[Update]) -> None:
    for update in updates:
        if update.what == "field":
            store.set_field(case_id, update.name, update.after)
        else:
            assert not isinstance(update.after, tuple)
            answer = None if update.after is None else Answer(update.after)
            store.set_answer(case_id, update.name, answer)


def _rename(record: Record, person_id: int, plan: Plan) -> None:
    """The record is headed by the name in the person's own script, else by that of the passport."""
    latin = f"{plan.answers['surname']} {plan.answers['given']}".strip()
    name = str(plan.answers.get("local") or "").strip() or latin
    record.save_person(replace(record.person(person_id), name=name))


def _begin_next(record: Record, store: Store, old: Case, plan: Plan, updates: Iterable[Update]) -> int:
    """A copy of ``old``, the case as it was, for the same person, without what that posting had to itself."""
    new = store.new_case(f"{old.name[:_NAME]} ({plan.day.isoformat()})" if old.name else "")
    record.link(
        new.id,
        person_id=old.person_id,
        china_employer_id=old.china_employer_id,
        abroad_employer_id=old.abroad_employer_id,
    )
    if plan.event is Event.NEW_HOST:
        _link_new_host(record, old, new.id, plan)
    shared = store.case(new.id).fields
    for fact, answer in old.answers.items():
        store.set_answer(new.id, fact, answer)
    for key, value in old.fields.items():
        if key not in shared and key not in _REMEMBERED and not _of_new_host(key, old, plan):
            store.set_field(new.id, key, value)
    _update(
        store, new.id, (update for update in updates if update.after is not None or update.name not in shared)
    )
    return new.id


def _link_new_host(record: Record, old: Case, new_id: int, plan: Plan) -> None:
    """The new firm gets an entry of its own where the record knew the one before."""
    to_china = plan.facts.to_state == "CN"
    column = _COLUMNS["china_employer" if to_china else "abroad_employer"]
    if getattr(old, column) is not None:
        firm = record.employer_called(str(plan.answers["name"]), plan.facts.to_state or "")
        record.link(new_id, **{column: firm.id})


def _of_new_host(key: str, old: Case, plan: Plan) -> bool:
    """Whether the field belongs to the firm before, which the posting after it does not share."""
    owner = "china_employer" if plan.facts.to_state == "CN" else "abroad_employer"
    return (
        plan.event is Event.NEW_HOST and owner_of(key) == owner and getattr(old, _COLUMNS[owner]) is not None
    )
