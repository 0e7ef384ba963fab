"""The facts of a comparison, typed in a narrow form: one line a fact, as many as the answers still need."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.case import Answer, Case
from desktop.domain.facts import VOCABULARY, Facts, FactValue, Kind
from desktop.domain.questions import settle_situation, situation_of
from desktop.domain.topics import SITUATIONS, TOPICS
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.editors import MOST, MOST_MONTHS
from desktop.windows.controls.inputs import DateInput, NumberInput
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Label, clear
from desktop.windows.naming import state_names, unknown_words

if TYPE_CHECKING:
    from desktop.session import Session

_ALWAYS = ("start", "end")
"""Asked of everybody, whatever the answers still need."""
_ELSEWHERE = ("from", "to", "activity", "to_region")
"""Facts with a place of their own, and the part of one host state, which says nothing about the others."""
_ORDER = {fact: place for place, fact in enumerate(fact for topic in TOPICS for fact in topic.facts)}


class FactsForm(QWidget):
    """The home state, who works for whom, and every fact asked so far; ``changed`` is sent after each answer."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.answers: dict[str, Answer] = {"from": Answer("CN")}
        self.asked: list[str] = list(_ALWAYS)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID)
        self.inputs: dict[str, QWidget] = {}

    def facts(self) -> Facts:
        """What was answered."""
        return Facts.of({name: a.value for name, a in self.answers.items() if a.value is not None})

    def take(self, answers: dict[str, Answer]) -> None:
        """Start from these answers, as of a case."""
        self.answers = dict(answers)
        settled = set(SITUATIONS.get(situation_of(answers) or "", {})) | set(_ELSEWHERE)
        self.asked = [*_ALWAYS, *(name for name in answers if name not in settled and name not in _ALWAYS)]
        self.fill()

    def ask(self, missing: list[str]) -> None:
        """Ask for these facts too, in the order of the questionnaire; what was asked stays."""
        new = [name for name in dict.fromkeys(missing) if name not in (*self.asked, *_ELSEWHERE)]
        if new:
            self.asked += new
            self.fill()

    def fill(self) -> None:
        """Build the form anew in the present language, with the focus where it was."""
        focused = next((name for name, one in self.inputs.items() if _holds_focus(one)), "")
        clear(self.body)
        self.inputs = {}
        self._add("from", self.session.text("pages.compare.home"), self._states("from"))
        self._add("situation", self.session.text("questions.situation.ask"), self._situations())
        for fact in sorted(self.asked, key=lambda name: _ORDER.get(name, len(_ORDER))):
            self._add(fact, self._words(f"questions.{fact}.ask"), self._input(fact))
        if focused in self.inputs:
            self.inputs[focused].setFocus()

    # -- one line a fact

    def _add(self, name: str, words: str, box: QWidget) -> None:
        label = Label(words)
        label.setBuddy(box)
        box.setAccessibleName(words)
        self.body.addWidget(label)
        self.body.addWidget(box)
        self.body.addSpacing(GRID // 2)
        self.inputs[name] = box

    def _input(self, fact: str) -> QWidget:
        kind = VOCABULARY[fact].kind
        if kind is Kind.DATE:
            return self._date(fact)
        if kind is Kind.INTEGER:
            return self._number(fact)
        return self._states(fact) if kind is Kind.STATE else self._choice(fact)

    def _choice(self, fact: str) -> ChoiceBox:
        """Yes and no, or the values of the vocabulary; "I don't know" comes first."""
        values: tuple[FactValue, ...] = VOCABULARY[fact].choices or (True, False)
        words = [self._words(f"questions.{fact}.{_name(value)}") for value in values]
        return self._box(fact, [(unknown_words(self.session, fact), None), *zip(words, values, strict=True)])

    def _states(self, fact: str) -> ChoiceBox:
        language = self.session.language
        near = [state for agreement in self.session.law.agreements for state in agreement.states]
        codes = list(dict.fromkeys(near)) if fact == "from" else state_codes(language)
        options: list[tuple[str, FactValue | None]] = [(language.state(code), code) for code in codes]
        return self._box(
            fact, options if fact == "from" else [(unknown_words(self.session, fact), None), *options]
        )

    def _box(self, fact: str, options: list[tuple[str, FactValue | None]]) -> ChoiceBox:
        box = _narrow(ChoiceBox())
        for words, value in options:
            box.addItem(words, value)
        given = self.answers.get(fact, Answer(None)).value
        box.setCurrentIndex(next((i for i, (_, value) in enumerate(options) if value == given), 0))
        box.activated.connect(lambda place: self._answer(fact, options[place][1]))
        return box

    def _situations(self) -> ChoiceBox:
        box = _narrow(ChoiceBox())
        box.addItem(self.session.text("questions.unknown"), "")
        for name in SITUATIONS:
            box.addItem(self._words(f"questions.situation.{name}"), name)
        box.setCurrentIndex(max(box.findData(situation_of(self.answers) or ""), 0))
        box.activated.connect(lambda place: self._settle(box.itemData(place)))
        return box

    def _date(self, fact: str) -> DateInput:
        line = DateInput(self.session.language)
        value = self.answers.get(fact, Answer(None)).value
        line.set_day(value if isinstance(value, dt.date) else None)
        line.line.setAccessibleName(self._words(f"questions.{fact}.ask"))
        line.button.setAccessibleName(self.session.text("pages.law.calendar"))

        def left() -> None:
            line.line.mark(bool(line.typed()) and line.day() is None)
            self._answer(fact, line.day())

        line.left.connect(left)
        return line

    def _number(self, fact: str) -> NumberInput:
        line = NumberInput(MOST.get(fact, MOST_MONTHS))
        value = self.answers.get(fact, Answer(None)).value
        line.set_number(value if isinstance(value, int) else None)
        line.line.setAccessibleName(self._words(f"questions.{fact}.ask"))
        line.left.connect(lambda: self._answer(fact, line.number()))
        return line

    # -- answers

    def _answer(self, fact: str, value: FactValue | None) -> None:
        if self.answers.get(fact, Answer(None)).value != value:
            self.answers[fact] = Answer(value)
            self.changed.emit()

    def _settle(self, choice: str) -> None:
        for fact, answer in settle_situation(self.answers, choice or None).items():
            if answer is None:
                self.answers.pop(fact, None)
            else:
                self.answers[fact] = answer
        self.changed.emit()

    def _words(self, key: str) -> str:
        """A text about home and host in general: the host is several states here."""
        home = {name: answer for name, answer in self.answers.items() if name == "from"}
        return self.session.text(key, **state_names(self.session, Case(0, "", home)))


def _name(value: FactValue) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _narrow(box: ChoiceBox) -> ChoiceBox:
    """A box no wider than the column, whatever its longest choice."""
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setMaximumWidth(theme.look.reading_width - 10 * size())
    return box


def _holds_focus(box: QWidget) -> bool:
    focused = box.window().focusWidget()
    return focused is not None and (focused is box or box.isAncestorOf(focused))
