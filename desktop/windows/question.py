"""The questions of one topic on a page, and why they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.case import Answer
from desktop.domain.questions import situation_of
from desktop.windows.controls.editors import MAY_STAY_EMPTY, UNKNOWN, Editor, make_editor
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, set_role
from desktop.windows.naming import NOT_YET, state_names
from desktop.windows.situation import SituationEditor
from desktop.windows.why import Why

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.topics import Topic
    from desktop.session import Session


class Question(QWidget):
    """A topic; ``answered`` is sent whenever there is something to store."""

    answered = Signal()

    def __init__(self, session: Session, topic: Topic, case: Case) -> None:
        super().__init__()
        self.session, self.topic = session, topic
        self.case_id = case.id or None
        self.names = state_names(session, case)
        self.editors: list[Editor] = []
        self.situation: SituationEditor | None = None
        self.missing = Label(role="error")
        self._said: Callable[[], str] = str
        self.missing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * GRID)
        if topic.kind == "situation":
            self._add_situation(layout, case)
        else:
            self._add_facts(layout, case)
        layout.addWidget(self.missing)
        self.why = Why(session, topic, case)
        layout.addWidget(self.why)

    def _add_situation(self, layout: QVBoxLayout, case: Case) -> None:
        self.situation = SituationEditor(self.session, self.topic, self.names)
        self.situation.show_case(case)
        self.situation.changed.connect(self._changed)
        layout.addWidget(self.situation)

    def _add_facts(self, layout: QVBoxLayout, case: Case) -> None:
        for fact in self.topic.facts:
            editor = make_editor(self.session, fact, self.names, case.facts())
            if len(self.topic.facts) == 1:
                set_role(editor.ask, "title")
            editor.show_answer(case.answers.get(fact))
            if fact not in case.answers and (half := self.session.draft(case.id, fact)):
                editor.show_typed(half)
            editor.changed.connect(self._changed)
            layout.addWidget(editor)
            self.editors.append(editor)

    def _changed(self) -> None:
        self.missing.hide()
        self.answered.emit()

    def answers(self, case: Case) -> dict[str, Answer | None]:
        """What this page changes in the answers of ``case``; ``None`` takes an answer away."""
        if self.situation is not None:
            return self.situation.answers(case)
        given = {editor.fact.name: editor.answer() for editor in self.editors}
        changed = {fact: answer for fact, answer in given.items() if answer != case.answers.get(fact)}
        if "to" in changed and "to_region" in case.answers:
            changed["to_region"] = None  # a part of another state
        return changed

    def give(self, answers: Mapping[str, Answer]) -> None:
        """Answer as a user would, "I don't know" where ``answers`` has nothing."""
        if self.situation is not None:
            self.situation.pick(situation_of(answers) or "")
        for editor in self.editors:
            editor.show_answer(answers.get(editor.fact.name, UNKNOWN))
            editor.changed.emit()

    def complete(self) -> bool:
        """Whether one can go on; says what is missing or wrong where not, and puts the focus there."""
        if self.situation is not None:
            return self.situation.complete() or self._say_missing(self.situation)
        for editor in self.editors:
            if editor.complain():
                editor.focus()
                return False
        unanswered = [editor for editor in self.editors if editor.answer() is None]
        for editor in unanswered:
            if editor.fact.name not in MAY_STAY_EMPTY:
                return self._say_missing(editor)
        for editor in unanswered:
            editor.leave_empty()
        return self._in_order()

    def _say_missing(self, where: Editor | SituationEditor) -> bool:
        not_yet = isinstance(where, Editor) and where.fact.name in NOT_YET
        self._say("app.check.missing_plain" if not_yet else "app.check.missing")
        where.focus()
        return False

    def _say(self, key: str, **params: object) -> None:
        self._said = partial(self.session.text, key, **params)
        self.missing.setText(self._said())
        self.missing.show()

    def _in_order(self) -> bool:
        """A last day before the first is told at once."""
        values = {editor.fact.name: editor.answer() for editor in self.editors}
        for first, last in (("start", "end"), ("private_medical_from", "private_medical_until")):
            days = [answer.value for name in (first, last) if (answer := values.get(name)) is not None]
            if len(days) == 2 and None not in days and days[1] < days[0]:  # type: ignore[operator]
                self._say("app.check.end_before_start", start=days[0], end=days[1])
                return False
        return True

    def keep_drafts(self) -> None:
        """Keep what is typed but no answer yet."""
        for editor in self.editors:
            half = editor.typed()
            if self.case_id is not None and half != (
                self.session.draft(self.case_id, editor.fact.name) or ""
            ):
                self.session.keep_draft(self.case_id, editor.fact.name, half)

    def retranslate(self, case: Case) -> None:
        """Write every text again, keeping what is typed and chosen."""
        self.names = state_names(self.session, case)
        for editor in self.editors:
            editor.names = dict(self.names)
            editor.set_words()
            if not editor.error.isHidden():
                editor.complain()
        if self.situation is not None:
            self.situation.names = dict(self.names)
            self.situation.set_words()
        self.missing.setText(self._said())
        self.why.set_words(case)

    def focus(self) -> None:
        """Put the focus on the first place for an answer."""
        if self.situation is not None:
            self.situation.focus()
        elif self.editors:
            self.editors[0].focus()
