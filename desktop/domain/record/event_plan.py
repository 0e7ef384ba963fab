"""What an event changes: facts, fields and rows of the record, as data, and the answer before and after.

Nothing is written here: ``desktop.record.happened`` carries a plan out as one step of undo. An event that
changes who is worked for or under which contract ends the posting on the day before and begins another one:
the days before keep their answer.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.domain.agreement import Law
from desktop.domain.case import FieldValue
from desktop.domain.decide import decide
from desktop.domain.determination import Determination
from desktop.domain.facts import Facts
from desktop.domain.field_links import with_derived_facts
from desktop.domain.periods import ONE_DAY
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.event_changes import BEFORE, KIND, Changed, Update
from desktop.domain.record.events import SPLITS, Answers, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an event changes.

    ``updates`` concern the case; where ``next_updates`` is not ``None`` the case ends and these concern the
    posting after it, seen from a copy of the case. ``before`` is the answer of today, ``after`` that of the
    case or of the posting after it, ``ended`` that of the days before. ``entry`` goes into the diary.
    """

    event: Event
    day: dt.date
    answers: Answers
    updates: tuple[Update, ...]
    next_updates: tuple[Update, ...] | None
    facts: Facts
    before: Determination
    after: Determination
    ended: Determination | None
    entry: DiaryEntry | None


def plan(
    event: Event,
    answers: Answers,
    stated: Facts,
    fields: Mapping[str, FieldValue],
    law: Law,
    day: dt.date,
    body: str = "",
) -> Plan:
    """The plan of an event whose ``problems`` are empty, for the case of ``stated`` facts and typed ``fields``.

    ``body`` is the authority the diary names where nobody was answered, ``day`` today. Raises ``KeyError`` for an
    answer that is missing.
    """
    on = answers["day"]
    assert isinstance(on, dt.date)
    facts = with_derived_facts(stated, fields)
    before = decide(facts, law, day)
    changed = Changed(stated, fields, answers, facts)
    further: tuple[Update, ...] | None = None
    ended = None
    if event in SPLITS:
        further = changed.next_posting(event, on, law, before)
        updates = changed.ending(on - ONE_DAY)
        after_facts = _applied(stated, fields, further)
        ended = decide(_applied(stated, fields, updates), law, day)
    else:
        updates = (*changed.by(event, on), *changed.remembered(event, on))
        after_facts = _applied(stated, fields, updates)
    return Plan(
        event=event, day=on, answers=answers, updates=updates, next_updates=further, facts=after_facts,
        before=before, after=decide(after_facts, law, day), ended=ended, entry=_entry(event, on, answers, body),
    )  # fmt: skip


def event_of(fields: Mapping[str, FieldValue]) -> Event | None:
    """The event that the fields of a case remember."""
    try:
        return Event(fields.get(KIND))
    except ValueError:
        return None


def old_values(fields: Mapping[str, FieldValue]) -> Mapping[str, str]:
    """The values before the remembered event by field, dates as ISO text; empty where nothing is readable."""
    try:
        read = json.loads(str(fields.get(BEFORE) or "{}"))
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in read.items()} if isinstance(read, dict) else {}


def _applied(stated: Facts, fields: Mapping[str, FieldValue], updates: tuple[Update, ...]) -> Facts:
    """The facts after the updates, what fields imply included."""
    after = dict(fields)
    for update in updates:
        if update.what == "fact":
            assert not isinstance(update.after, tuple)
            stated = stated.with_(update.name, update.after)
        elif update.after is None:
            after.pop(update.name, None)
        else:
            after[update.name] = update.after
    return with_derived_facts(stated, after)


def _entry(event: Event, on: dt.date, answers: Answers, body: str) -> DiaryEntry | None:
    """What the diary says of the event; names of nobody yet, the door puts person and case in."""
    matter = str(answers.get("matter", "certificate"))
    stages = {
        Event.ARRIVED: (Stage.EXTENDED if matter == "extension" else Stage.ISSUED, matter),
        Event.REFUSED: (Stage.REFUSED, matter),
        Event.EARLY_RETURN: (Stage.ENDED, "certificate"),
        Event.NEW_HOST: (Stage.ENDED, "certificate"),
        Event.LOCAL_CONTRACT: (Stage.ENDED, "certificate"),
        Event.LOST: (Stage.PREPARED, "replacement"),
    }
    if event not in stages:
        return None
    stage, what = stages[event]
    day = on - ONE_DAY if event in SPLITS else on
    entry = DiaryEntry(person_id=0, case_id=0, on=day, stage=stage, matter=what, body=body)
    return replace(entry, body=str(answers.get("body") or body), reason=str(answers.get("reason", "")))
