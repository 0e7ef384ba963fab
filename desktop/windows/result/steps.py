"""What to do next: each step with its day, how many days are left and whom to turn to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, card, line
from desktop.windows.naming import state_names
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.case import Case
    from desktop.domain.next_steps import Step
    from desktop.domain.practice import Deadline
    from desktop.session import Session

_FAR = 366
"""Beyond a year a number of days tells nobody anything."""


def steps_block(session: Session, case: Case) -> QWidget:
    """The steps of the case, overdue and soonest first."""
    parts: list[QWidget] = []
    for step in session.next_steps(case):
        parts += [line(), _step(session, case, step)] if parts else [_step(session, case, step)]
    return card(*parts)


def _step(session: Session, case: Case, step: Step) -> QWidget:
    body = _body(session, step)
    words = {**state_names(session, case), "body": body, "date": step.day or ""}
    parts: list[QWidget] = [Label(session.text(step.text, **words))]
    if step.day is not None:
        parts.insert(0, Label(_when(session, step), "heading"))
    if body:
        parts.append(Label(session.text("pages.result.turn_to", body=body), "small"))
    if step.source is not None:
        parts.append(_source(session, step.source))
    return stack(*parts, spacing=GRID // 2)


def _source(session: Session, source: Deadline) -> SentenceFold:
    """Where the day comes from; that no law sets it is said at once."""
    key = "pages.law.house_rule" if source.house_rule else "pages.result.legal_deadline"
    fold = SentenceFold(session.text(key))
    fold.body.addWidget(source_lines(session, source.sourced.citations, source.sourced.confidence.value))
    return fold


def _body(session: Session, step: Step) -> str:
    authority = session.law.authorities.get(step.ask or "")
    return session.language.official(authority.names) if authority else ""


def _when(session: Session, step: Step) -> str:
    assert step.day is not None
    days = (step.day - session.day).days
    if step.overdue or days < 0:
        return session.language.plural("pages.result.overdue", -days, date=step.day)
    if days > _FAR:
        return session.text("pages.result.by_day", date=step.day)
    return session.language.plural("pages.result.days_left", days, date=step.day)
