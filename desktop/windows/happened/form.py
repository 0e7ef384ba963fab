"""The few questions about one event, in the order of ``domain.record.events.ASKS``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.record.events import ASKS, Answers, AnswerValue, Ask, AskKind, Event
from desktop.windows.controls.body_box import BodyBox
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.identity_input import IdentityInput
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Label, clear
from desktop.windows.naming import state_names
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.case import Case
    from desktop.session import Session

_LONGEST = 200
_LINES = 4
_ROOM = 14
"""Characters that a list has room for; more of the words shows when it is open."""


class _AskRow(QWidget):
    """One question: its words, the place for the answer, and what is wrong with it."""

    changed = Signal()

    def __init__(self, session: Session, event: Event, ask: Ask, case: Case) -> None:
        super().__init__()
        self.ask, self._session = ask, session
        key = f"record.happened.ask.{event.value}.{ask.key}"
        self.label, self.error = Label(session.text(key, **state_names(session, case))), Label(role="error")
        self.place = self._make(case)
        self.place.setAccessibleName(self.label.text())
        if isinstance(self.place, DateInput):
            self.place.line.setAccessibleName(self.label.text())
            self.place.button.setAccessibleName(session.text("app.calendar"))
        self.label.setBuddy(self.place)
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(stack(self.label, self.place, self.error, spacing=GRID // 2))

    def _make(self, case: Case) -> QWidget:
        if self.ask.kind is AskKind.DAY:
            day = DateInput(self._session.language)
            day.edited.connect(self.changed)
            return day
        if self.ask.kind is AskKind.CHOICE:
            return self._choices(case)
        if self.ask.kind is AskKind.BODY:
            body = BodyBox(self._session)
            body.currentTextChanged.connect(lambda _text: self.changed.emit())
            return body
        if self.ask.kind is AskKind.LINES:
            lines = QPlainTextEdit()
            lines.setTabChangesFocus(True)
            lines.setFixedHeight((_LINES + 1) * round(1.5 * size()))
            lines.textChanged.connect(self.changed)
            return lines
        if self.ask.kind is AskKind.IDENTITY:
            number = IdentityInput(self._session.text)
            number.call(self.label.text())
            number.line.setMaxLength(_LONGEST)
            number.line.textChanged.connect(lambda _text: self.changed.emit())
            return number
        text = TextInput()
        text.setMaxLength(_LONGEST)
        text.textChanged.connect(lambda _text: self.changed.emit())
        return text

    def _choices(self, case: Case) -> QWidget:
        box = ChoiceBox()
        names = state_names(self._session, case)
        box.addItem(self._session.text("record.diary.choose"), "")
        for option in self.ask.options:
            box.addItem(self._session.text(f"{self.ask.words}{option}", **names), option)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_ROOM)
        box.setMaximumWidth(36 * size())
        box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        return box

    def value(self) -> AnswerValue | None:
        """The answer, ``None`` where nothing complete was given."""
        match self.place:
            case DateInput():
                return self.place.day()
            case BodyBox():
                return self.place.body() or None
            case ChoiceBox():
                return self.place.currentData() or None
            case QPlainTextEdit():
                return self.place.toPlainText().strip() or None
            case IdentityInput():
                return self.place.line.text().strip() or None
            case TextInput():
                return self.place.text().strip() or None
        return None

    def show_value(self, value: AnswerValue, bodies: Sequence[str] = ()) -> None:
        """Show an answer given or suggested."""
        match self.place:
            case DateInput():
                self.place.set_day(value if isinstance(value, dt.date) else None)
            case BodyBox():
                self.place.show_bodies(bodies, str(value))
            case ChoiceBox():
                self.place.setCurrentIndex(max(self.place.findData(value), 0))
            case QPlainTextEdit():
                self.place.setPlainText(str(value))
            case IdentityInput():
                self.place.line.setText(str(value))
            case TextInput():
                self.place.setText(str(value))

    def complain(self, problem: str | None) -> None:
        """Say what is wrong, or nothing."""
        if problem == "missing" and isinstance(self.place, DateInput) and self.place.typed():
            language = self._session.language
            examples = language.either(language.date_examples(EXAMPLE_DAY))
            words = self._session.text("app.check.no_date", text=self.place.typed(), examples=examples)
        else:
            words = self._session.text(f"record.happened.problem.{problem}") if problem else ""
        self.error.setText(words)
        self.error.setVisible(bool(problem))


class HappenedForm(QWidget):
    """The questions of one event; ``changed`` is sent whenever an answer may have become another one."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._filling = False
        self.rows: dict[str, _AskRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * GRID)

    def ask(self, event: Event, case: Case, answers: Answers, bodies: Sequence[str]) -> None:
        """Put the questions of ``event``, with these answers shown."""
        self._filling = True
        clear(self._layout)
        self.rows = {one.key: _AskRow(self._session, event, one, case) for one in ASKS[event]}
        for row in self.rows.values():
            self._layout.addWidget(row)
            row.changed.connect(self._tell)
            if row.ask.key in answers:
                row.show_value(answers[row.ask.key], bodies)
            elif row.ask.kind is AskKind.BODY:
                row.show_value(bodies[0] if bodies else "", bodies)
        self._filling = False

    def answers(self) -> dict[str, AnswerValue]:
        """What was answered so far."""
        found = {key: row.value() for key, row in self.rows.items()}
        return {key: value for key, value in found.items() if value is not None}

    def complain(self, problems: Mapping[str, str], all_: bool) -> None:
        """Say what is wrong; what is merely missing only where ``all_``. Then the first one has the focus."""
        for key, row in self.rows.items():
            problem = problems.get(key)
            row.complain(problem if all_ or problem != "missing" else None)
        if all_ and problems:
            self.rows[next(iter(problems))].place.setFocus()

    def focus(self) -> None:
        """Put the focus on the first question."""
        next(iter(self.rows.values())).place.setFocus()

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()
