"""What an event will change, before it is taken over: values old and new, the record, the answer, the cautions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.domain.fields import FieldKind
from desktop.domain.identity import hidden
from desktop.domain.periods import ONE_DAY
from desktop.domain.record.event_cautions import EventCaution, cautions
from desktop.domain.record.event_changes import BEFORE, FILED_ON, FILED_WITH, KIND, ON, REASON
from desktop.domain.record.events import Event
from desktop.domain.sentence import needs_certificate
from desktop.windows.controls.body_box import body_words
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, StateWord, card
from desktop.windows.naming import state_names
from desktop.windows.result.answers import joined, value_words
from desktop.windows.result.blocks import stack
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from desktop.domain.case import Case, FieldValue
    from desktop.domain.determination import Determination
    from desktop.domain.record.event_changes import Update
    from desktop.domain.record.event_plan import Plan
    from desktop.session import Session

_INTERNAL = (KIND, ON, BEFORE, REASON, FILED_ON, FILED_WITH)


def preview_block(session: Session, case: Case, plan: Plan) -> QWidget:
    """Everything that taking the event over will change, then the answer so far and the one after it."""
    parts: list[QWidget] = [Label(session.text("record.happened.will_change"), "heading")]
    parts += [Label(line) for line in change_lines(session, case, plan)]
    parts.append(Label(session.text("record.happened.answer"), "heading"))
    parts += _answers(session, plan)
    found = cautions(plan.event, plan.facts, plan.after, session.law)
    if found:
        parts.append(Label(session.text("record.happened.careful"), "heading"))
        parts += [_caution(session, case, caution) for caution in found]
    return card(*parts)


def change_lines(session: Session, case: Case, plan: Plan) -> tuple[str, ...]:
    """Each change in one sentence."""
    return tuple(_lines(session, case, plan))


def _lines(session: Session, case: Case, plan: Plan) -> Iterator[str]:
    yield from (_change(session, case, update) for update in plan.updates if update.name not in _INTERNAL)
    if plan.next_updates is not None:
        yield session.text("record.happened.splits", date=plan.day)
        for update in plan.next_updates:
            cleared = update.what == "field" and update.after is None
            if update.name not in _INTERNAL and not cleared:
                yield _change(session, case, update)
    if plan.entry is not None:
        stage = session.text(f"record.diary.stage.{plan.entry.stage.value}")
        yield session.text("record.happened.diary_line", stage=stage, date=plan.entry.on)
    if plan.event in (Event.ARRIVED, Event.LOST):
        yield session.text(f"record.happened.register.{plan.event.value}")


def _change(session: Session, case: Case, update: Update) -> str:
    if update.what == "fact":
        label = session.text(f"fields.fact.{update.name}")
        before, after = (_fact(session, case, update.name, value) for value in (update.before, update.after))
    else:
        to_china = session.facts(case).to_state == "CN"
        label = session.text(session.forms.label(update.name, to_china).key)
        before, after = (_field(session, update.name, value) for value in (update.before, update.after))
    return session.text("record.happened.change", what=label, before=before, after=after)


def _fact(session: Session, case: Case, name: str, value: FieldValue | None) -> str:
    if value is None or isinstance(value, tuple):
        return session.text("record.happened.nothing")
    return value_words(session, case, name, value)


def _field(session: Session, key: str, value: FieldValue | None) -> str:
    if value is None or value == "":
        return session.text("record.happened.nothing")
    if isinstance(value, dt.date):
        return session.language.date(value)
    if isinstance(value, bool):
        return session.text("fields.yes" if value else "fields.no")
    spec = session.forms.fields[key]
    if spec.kind is FieldKind.DATE:
        return session.language.date(dt.date.fromisoformat(str(value)))
    if spec.kind is FieldKind.CHOICE and session.language.has(f"fields.enum.{spec.choices}.{value}"):
        return session.text(f"fields.enum.{spec.choices}.{value}")
    value = hidden(key, value)
    lines = value if isinstance(value, tuple) else str(value).splitlines()
    return ", ".join(line.strip() for line in lines)


def _answers(session: Session, plan: Plan) -> Iterator[QWidget]:
    yield _answer(session, "so_far", plan.before)
    if plan.ended is not None:
        yield _answer(session, "until", plan.ended, date=plan.day - ONE_DAY)
        yield _answer(session, "from", plan.after, date=plan.day)
    else:
        yield _answer(session, "then", plan.after)
    if needs_certificate(plan.facts, plan.after):
        yield Label(session.text("result.sentence.certificate"))


def _answer(session: Session, name: str, found: Determination, **params: object) -> QWidget:
    outcome = session.text(f"result.outcome.{found.outcome.value}")
    words = session.text(f"record.happened.answer.{name}", outcome=outcome, **params)
    return StateWord(found.outcome.value, words)


def _caution(session: Session, case: Case, caution: EventCaution) -> QWidget:
    months = session.language.months(caution.months)
    words = session.text(caution.words, **state_names(session, case), months=months)
    if caution.ask:
        words = joined(
            session, words, session.text("pages.result.turn_to", body=body_words(session, caution.ask))
        )
    source = source_lines(session, caution.citations, caution.confidence.value)
    return stack(Label(words), source, spacing=GRID // 2)
