"""Short blocks of the result: what is missing, what would change it, what stays due, the answer by period."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.branch_table import STAYS_DUE
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, StateWord, row
from desktop.windows.result.answers import question_words, value_words

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.changes import Change
    from desktop.domain.determination import Determination
    from desktop.session import Session


def stack(*widgets: QWidget, spacing: int = GRID) -> QWidget:
    """Widgets one under the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def missing_block(
    session: Session, case: Case, names: tuple[str, ...], answer: Callable[[str], None]
) -> QWidget:
    """Each missing fact as its question, with a button that goes there; ``answer`` takes the fact's name."""
    lines = []
    for name in names:
        question = question_words(session, case, name)
        button = Button(session.text("pages.result.answer_now"))
        button.setAccessibleName(session.text("pages.result.answer_named", question=question))
        button.clicked.connect(partial(answer, name))
        lines.append(stack(Label(question), row(button), spacing=GRID // 2))
    return stack(*lines, spacing=2 * GRID)


def changes_block(session: Session, case: Case, found: tuple[Change, ...]) -> QWidget:
    """What would have to be otherwise, and what the answer would then be."""
    return stack(*(_change(session, case, change) for change in found), spacing=2 * GRID)


def _change(session: Session, case: Case, change: Change) -> QWidget:
    lines: list[QWidget] = []
    for name, value in change.facts:
        question = question_words(session, case, name)
        answer = value_words(session, case, name, value)
        lines.append(Label(session.text("pages.result.if_fact", question=question, answer=answer)))
    outcome = session.text(f"result.outcome.{change.outcome.value}")
    then = session.text("pages.result.then", outcome=outcome)
    if change.secured_until:
        then = session.text("pages.result.then_until", outcome=outcome, date=change.secured_until)
    lines.append(StateWord(change.outcome.value, then))
    return stack(*lines, spacing=GRID // 2)


def due_block(session: Session, case: Case, found: Determination) -> QWidget:
    """The branches of the host state that no agreement frees, and what to see to before leaving."""
    facts = case.facts()
    host = facts.to_state or ""
    language = session.language
    codes = [given.branch for given in found.branches if given.side == "host" and given.answer == STAYS_DUE]
    lines = []
    if codes:
        names = language.list([language.branch(code, host) for code in codes])
        lines.append(Label(session.text("pages.result.due_host", host=language.state(host), branches=names)))
    if "medical" in codes:
        lines.append(Label(session.text("pages.result.due_medical", host=language.state(host))))
    if language.has(note := f"pages.result.due_note.{host}"):  # what is peculiar to one host state
        lines.append(Label(session.text(note)))
    if facts.from_state == "CN" and found.exempt_branches:
        lines.append(Label(session.text("pages.result.due_home")))
    return stack(*lines)


def periods_block(session: Session, found: Determination) -> QWidget:
    """The answer cut where it changes, one line a period."""
    lines = []
    for period in found.periods:
        when = session.language.period(period.first, period.until)
        outcome = session.text(f"result.outcome.{period.outcome.value}")
        words = session.text("pages.result.period", period=when, outcome=outcome)
        lines.append(StateWord(period.outcome.value, words))
    return stack(*lines)
