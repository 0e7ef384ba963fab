"""The few questions about pay: in the state of work, then at home; route and dates where no case says them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.money.contribution import COUNTRIES
from desktop.domain.money.cost_inputs import HOST, SIDES
from desktop.domain.money.cost_questions import AMOUNT, CHOICE, MOST, YES, Wanted
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.papers.cost_words import place_key
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import DateInput, NumberInput
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label
from desktop.windows.cost.fields import AmountLine, CostField, choice_box
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from desktop.costs import Posting
    from desktop.domain.money.cost_inputs import CostInputs
    from desktop.session import Session


class CostForm(QWidget):
    """``changed`` carries the inputs after every answer. Built anew for every set of questions."""

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.inputs: CostInputs | None = None
        self.fields: dict[tuple[str, str], CostField] = {}
        self.dates: dict[str, DateInput] = {}
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2 * GRID)

    def show_questions(
        self,
        posting: Posting,
        inputs: CostInputs,
        wanted: Mapping[str, tuple[Wanted, ...]],
        missing: Collection[str],
    ) -> None:
        """Ask what is ``wanted`` of each side, and what the case itself does not say: see ``Posting.missing``."""
        self.inputs = inputs
        if "states" in missing:
            self.body.addWidget(self._route(inputs))
        days = {"first": inputs.first, "last": inputs.last}
        if asked := {name: day for name, day in days.items() if name in missing}:
            self.body.addWidget(self._times(asked))
        for side in SIDES:
            state = posting.facts.to_state if side == HOST else posting.facts.from_state
            if state is None or not wanted.get(side):
                continue
            heading = self._session.text(f"money.form.{side}", state=self._session.language.state(state))
            fields = [self._field(side, state, one) for one in wanted[side]]
            self.body.addWidget(stack(Label(heading, "heading"), *fields, spacing=GRID))

    # -- questions about pay

    def _field(self, side: str, state: str, one: Wanted) -> CostField:
        field = CostField(self._place(state, one))
        text, language = self._session.text, self._session.language
        name = language.state(state)
        hint = next((k for k in (f"{one.name}.{side}.hint", f"{one.name}.hint") if self._has(k)), "")
        asked = f"{one.name}.{side}" if self._has(f"{one.name}.{side}") else one.name
        field.set_words(
            text(f"money.input.{asked}", state=name), text(f"money.input.{hint}", state=name) if hint else ""
        )
        assert self.inputs is not None
        value = getattr(self.inputs.of(side), one.name)
        field.show_value(
            {True: YES, False: "no"}.get(value, value) if one.name == "priority_support" else value
        )
        field.given.connect(partial(self._given, side, one.name))
        self.fields[side, one.name] = field
        return field

    def _has(self, key: str) -> bool:
        return self._session.language.has(f"money.input.{key}")

    def _place(self, state: str, one: Wanted) -> AmountLine | NumberInput | ChoiceBox:
        if one.kind == AMOUNT:
            currency = self._session.rates.countries[state].currency
            return AmountLine(self._session, DECIMALS[currency], currency)
        if one.kind != CHOICE:
            return NumberInput(MOST[one.name])
        box = choice_box()
        box.addItem(self._session.text("money.input.choose"), None)
        for choice in one.choices:
            key = f"place.{place_key(choice)}" if one.name == "zone" else f"input.{one.name}.{choice}"
            box.addItem(self._session.text(f"money.{key}"), choice)
        return box

    def _given(self, side: str, name: str, value: object) -> None:
        assert self.inputs is not None
        if name == "priority_support":
            value = None if value is None else value == YES
        self.inputs = self.inputs.with_side(side, name, value)
        self.changed.emit(self.inputs)

    # -- route and dates

    def _route(self, inputs: CostInputs) -> QWidget:
        language = self._session.language
        fields = []
        for name, value in (("home_state", inputs.home_state), ("host_state", inputs.host_state)):
            box = choice_box()
            box.addItem(self._session.text("money.input.choose"), None)
            for code in sorted(COUNTRIES, key=lambda code: language.sort_key(language.state(code))):
                box.addItem(language.state(code), code)
            field = CostField(box)
            field.set_words(self._session.text(f"money.input.{name}"))
            field.show_value(value)
            field.given.connect(partial(self._said, name))
            self.fields["", name] = field
            fields.append(field)
        return stack(*fields, spacing=GRID)

    def _times(self, days: Mapping[str, dt.date | None]) -> QWidget:
        lines: list[QWidget] = []
        for name, day in days.items():
            label, place = Label(self._session.text(f"money.input.{name}")), DateInput(self._session.language)
            place.set_day(day)
            place.line.setAccessibleName(label.text())
            place.button.setAccessibleName(self._session.text("app.calendar"))
            label.setBuddy(place)
            place.left.connect(lambda name=name, place=place: self._said(name, place.day()))
            self.dates[name] = place
            lines.append(stack(label, place, spacing=GRID // 2))
        return stack(*lines, spacing=GRID)

    def _said(self, name: str, value: object) -> None:
        assert self.inputs is not None
        if getattr(self.inputs, name) != value:
            self.inputs = replace(self.inputs, **{name: value})  # type: ignore[arg-type]
            self.changed.emit(self.inputs)
