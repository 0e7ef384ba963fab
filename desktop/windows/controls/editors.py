"""One question of the check: its words, the place for the answer, and "I don't know" or "not yet"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.domain.case import Answer
from desktop.domain.facts import VOCABULARY, Fact, Facts, Kind
from desktop.languages.people import HOME_STATES
from desktop.windows.controls.cards import ChoiceCard, Choices
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput, NumberInput, StateInput
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label
from desktop.windows.naming import NOT_YET, region_words, unknown_words

if TYPE_CHECKING:
    from desktop.session import Session

MOST = {"age_at_start": 120}
"""The highest number a fact takes; months go up to ``MOST_MONTHS``."""
MOST_MONTHS = 720
UNKNOWN = Answer(None)
MAY_STAY_EMPTY = {
    "working_since", "certificate_issued_on", "certificate_until", "certificate_handed_in_on", "extension_until",
    "exception_until", "private_medical_from", "private_medical_until", "work_permit_on",
}  # fmt: skip
"""Facts for which going on with an empty field is an answer: there is no such day, or it is not known."""


class Editor(QWidget):
    """A question and its answer. ``changed`` is sent whenever ``answer`` may have become another one."""

    changed = Signal()

    def __init__(self, session: Session, fact: Fact, names: Mapping[str, str], facts: Facts) -> None:
        """``names`` are the placeholders of the questions, the two states by name; ``facts`` what is known so far."""
        super().__init__()
        self.session, self.fact, self.names, self.facts = session, fact, dict(names), facts
        self.ask, self.help, self.error = Label(role="heading"), Label(role="muted"), Label(role="error")
        self.ask.setWordWrap(True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID)
        self.body.addWidget(self.ask)
        self.body.addWidget(self.help)
        self.build()
        self.body.addWidget(self.error)
        self.error.hide()
        self.set_words()

    def build(self) -> None:
        """Put the place for the answer into ``body``."""
        raise TypeError(f"{type(self).__name__} is no editor by itself")

    def answer(self) -> Answer | None:
        """The answer given, ``None`` where nothing complete was given yet."""
        return None

    def show_answer(self, answer: Answer | None) -> None:
        """Show a stored answer."""

    def leave_empty(self) -> None:
        """Take what is left empty for an answer without a value."""

    def typed(self) -> str:
        """What is typed but no answer yet; empty where there is nothing of the kind."""
        return ""

    def show_typed(self, text: str) -> None:
        """Show what was half typed before."""

    def focus(self) -> None:
        """Put the focus on the place for the answer."""

    def set_words(self) -> None:
        """Write every text again."""
        name = self.fact.name
        self.ask.setText(self.words(f"questions.{name}.ask"))
        helping = (
            self.words(f"questions.{name}.help")
            if self.session.language.has(f"questions.{name}.help")
            else ""
        )
        self.help.setText(helping)
        self.help.setVisible(bool(helping))

    def words(self, key: str) -> str:
        """A text in which the two states are named."""
        return self.session.text(key, **self.names)

    def complain(self) -> bool:
        """Say what is wrong with what was typed; True where something is."""
        wrong = bool(self.typed())
        self.error.setText(self.complaint() if wrong else "")
        self.error.setVisible(wrong)
        return wrong

    def complaint(self) -> str:
        """What is wrong, and how to mend it."""
        return ""


class ChoiceEditor(Editor):
    """Yes and no, or one of several values. "I don't know" is the last card, "not yet" the first one."""

    compact = False
    """Whether the cards stand side by side."""

    def build(self) -> None:
        self.choices = Choices(compact=self.compact)
        not_yet = self.fact.name in NOT_YET
        for value in (UNKNOWN, *self._values()) if not_yet else (*self._values(), UNKNOWN):
            self.choices.add(value, "")
        self.choices.picked.connect(lambda _value: self.changed.emit())
        self.body.addWidget(self.choices)

    def _values(self) -> tuple[object, ...]:
        return (True, False) if self.fact.kind is Kind.BOOL else self.fact.choices

    def set_words(self) -> None:
        super().set_words()
        for card in self.choices.cards:
            if card.value is UNKNOWN:
                card.set_words(unknown_words(self.session, self.fact.name))
                continue
            self._name(card)

    def _name(self, card: ChoiceCard) -> None:
        word = {True: "yes", False: "no"}.get(card.value, card.value)  # type: ignore[call-overload]
        key = f"questions.{self.fact.name}.{word}"
        more = f"{key}.more"
        card.set_words(self.words(key), self.words(more) if self.session.language.has(more) else "")

    def answer(self) -> Answer | None:
        card = self.choices.chosen()
        if card is None:
            return None
        return card.value if isinstance(card.value, Answer) else Answer(card.value)  # type: ignore[arg-type]

    def show_answer(self, answer: Answer | None) -> None:
        self.choices.unchoose()
        if answer is not None:
            self.choices.choose(UNKNOWN if answer.value is None else answer.value)

    def focus(self) -> None:
        (self.choices.chosen() or self.choices.cards[0]).setFocus()


class RegionEditor(ChoiceEditor):
    """A part of the host state to which its agreements do not apply, or any other part: the state itself."""

    compact = True

    def _values(self) -> tuple[object, ...]:
        home, host = self.facts.from_state or "", self.facts.to_state or ""
        directions = (agreement.directions[home] for agreement in self.session.law.between(home, host))
        territory = [outside for direction in directions for outside in direction.outside]
        regions = dict.fromkeys(outside.region for outside in territory if outside.asked)
        return (*regions, host)

    def _name(self, card: ChoiceCard) -> None:
        card.set_words(region_words(self.session, str(card.value), self.names))


class TypedEditor(Editor):
    """A place to type or choose in, and a box to tick for "I don't know"."""

    def build(self) -> None:
        self.place = self.make_place()
        self.body.addWidget(self.place)
        self.unknown = QCheckBox()
        self.unknown.toggled.connect(self._not_known)
        self.body.addWidget(self.unknown)

    def make_place(self) -> QWidget:
        """The place for the answer."""
        raise TypeError(f"{type(self).__name__} is no editor by itself")

    def set_words(self) -> None:
        super().set_words()
        self.unknown.setText(unknown_words(self.session, self.fact.name))

    def value(self) -> dt.date | int | str | None:
        """The value in the place, ``None`` where there is none."""
        return None

    def show_value(self, value: object) -> None:
        """Show a value in the place, or nothing."""

    def answer(self) -> Answer | None:
        if self.unknown.isChecked():
            return UNKNOWN
        value = self.value()
        return None if value is None else Answer(value)

    def show_answer(self, answer: Answer | None) -> None:
        self._tick(answer is not None and answer.value is None)
        self.show_value(None if answer is None else answer.value)

    def focus(self) -> None:
        self.place.setFocus()

    def leave_empty(self) -> None:
        """Tick the box, as the user means who goes on with nothing entered."""
        self.unknown.setChecked(True)

    def given(self) -> None:
        """Called by the place after every change: whoever types knows."""
        self._tick(False)
        self.error.hide()
        self.changed.emit()

    def _not_known(self, _on: bool) -> None:
        self.error.hide()
        self.changed.emit()

    def _tick(self, on: bool) -> None:
        self.unknown.blockSignals(True)
        self.unknown.setChecked(on)
        self.unknown.blockSignals(False)


class DateEditor(TypedEditor):
    """A day."""

    def make_place(self) -> QWidget:
        self.input = DateInput(self.session.language)
        self.input.edited.connect(self.given)
        self.input.left.connect(self.complain)
        return self.input

    def set_words(self) -> None:
        super().set_words()
        self.input.set_language(self.session.language)
        self.input.line.setAccessibleName(self.ask.text())
        self.input.button.setAccessibleName(self.words("app.calendar"))
        self.input.button.setToolTip(self.words("app.calendar"))

    def value(self) -> dt.date | None:
        return self.input.day()

    def show_value(self, value: object) -> None:
        self.input.set_day(value if isinstance(value, dt.date) else None)

    def typed(self) -> str:
        return "" if self.unknown.isChecked() or self.input.day() is not None else self.input.typed()

    def show_typed(self, text: str) -> None:
        self.input.set_typed(text)

    def complain(self) -> bool:
        wrong = super().complain()
        self.input.line.mark(wrong)
        return wrong

    def complaint(self) -> str:
        language = self.session.language
        examples = language.either(language.date_examples(EXAMPLE_DAY))
        return self.session.text("app.check.no_date", text=self.typed(), examples=examples)


class NumberEditor(TypedEditor):
    """A whole number of months or years."""

    def make_place(self) -> QWidget:
        self._most = MOST.get(self.fact.name, MOST_MONTHS)
        self.input = NumberInput(self._most)
        self.input.edited.connect(self.given)
        self.input.left.connect(self.complain)
        return self.input

    def set_words(self) -> None:
        super().set_words()
        self.input.unit.setText(
            self.words("app.unit.years" if self.fact.name == "age_at_start" else "app.unit.months")
        )
        self.input.line.setAccessibleName(self.ask.text())

    def value(self) -> int | None:
        return self.input.number()

    def show_value(self, value: object) -> None:
        self.input.set_number(value if isinstance(value, int) else None)

    def typed(self) -> str:
        return "" if self.unknown.isChecked() or self.input.number() is not None else self.input.typed()

    def show_typed(self, text: str) -> None:
        self.input.set_typed(text)

    def complain(self) -> bool:
        wrong = super().complain()
        self.input.line.mark(wrong)
        return wrong

    def complaint(self) -> str:
        return self.session.text("app.check.no_number", text=self.typed(), most=self._most)


class StateEditor(TypedEditor):
    """A state."""

    def make_place(self) -> QWidget:
        text = self.session.text
        self.input = StateInput(
            self.session.language, self._near(), text("app.state.other"), text("app.state.search")
        )
        self.input.picked.connect(lambda _code: self.given())
        return self.input

    def _near(self) -> tuple[str, ...]:
        """Shown without searching: home and host; for home itself the readers' states, for host all with agreements."""
        home, host = self.facts.from_state, self.facts.to_state
        if self.fact.name not in ("from", "to") and home and host:
            return (home, host)
        if self.fact.name != "to":
            return tuple(HOME_STATES.values())
        language = self.session.language
        partners = {state for agreement in self.session.law.agreements for state in agreement.states}
        return ("CN", *sorted(partners - {"CN"}, key=lambda code: language.sort_key(language.state(code))))

    def set_words(self) -> None:
        super().set_words()
        self.input.set_words(
            self.session.language, self.words("app.state.other"), self.words("app.state.search")
        )

    def value(self) -> str | None:
        return self.input.code()

    def show_value(self, value: object) -> None:
        self.input.set_code(value if isinstance(value, str) else None)


def make_editor(session: Session, fact: str, names: Mapping[str, str], facts: Facts) -> Editor:
    """The editor for a fact of the vocabulary; raises ``KeyError`` for a name that is no fact."""
    kind = VOCABULARY[fact].kind
    editors: dict[Kind, type[Editor]] = {
        Kind.BOOL: ChoiceEditor,
        Kind.CHOICE: ChoiceEditor,
        Kind.DATE: DateEditor,
        Kind.INTEGER: NumberEditor,
        Kind.STATE: StateEditor,
        Kind.REGION: RegionEditor,
    }
    return editors[kind](session, VOCABULARY[fact], names, facts)
