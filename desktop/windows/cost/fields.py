"""One question about pay: its words, the place for the answer, and what is wrong with what was typed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.imports.amount import AmountUnreadable
from desktop.domain.paper import Currency, Number
from desktop.languages.money import decimal, typed
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import NumberInput
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Label

if TYPE_CHECKING:
    from desktop.session import Session

_EXAMPLE = Decimal("1234.50")
_SHOWN = 80
"""Characters of a wrong entry that are repeated in the sentence about it."""


class AmountLine(QWidget):
    """A line for an amount with its unit behind it. ``edited`` is sent after every change of the text."""

    edited = Signal()

    def __init__(self, session: Session, decimals: int, currency: str = "", unit: str = "") -> None:
        """``unit`` stands behind the line; the name of ``currency`` where it is empty."""
        super().__init__()
        self._session, self._decimals, self._currency = session, decimals, currency
        self.line, self.unit = TextInput(), Label(unit, wrap=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.line)
        layout.addWidget(self.unit)
        layout.addStretch(1)
        if currency and not unit:
            self.unit.setText(session.language.value(Currency(currency), session.law))
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.edited)
        self._fit()
        theme.changed.connect(self._fit)

    def value(self) -> Decimal | None:
        """The amount, ``None`` where the line is empty; raises ``AmountUnreadable``."""
        text = self.line.text().strip()
        return typed(text, self._session.language.code, self._decimals, self._currency) if text else None

    def set_value(self, value: Decimal | None) -> None:
        """Show an amount as the language writes it."""
        self.line.setText("" if value is None else decimal(value, self._session.language.locale))

    def complaint(self) -> str:
        """What is wrong with the text and how to write it; empty where nothing is."""
        try:
            self.value()
        except AmountUnreadable as error:
            return self._said(error)
        return ""

    def _said(self, error: AmountUnreadable) -> str:
        session, text = self._session, error.text[:_SHOWN]
        if error.elsewise is not None:
            meant = session.language.value(Number(error.elsewise), session.law)
            return session.text("money.input.elsewise", text=text, meant=meant)
        example = decimal(_EXAMPLE if self._decimals else Decimal(1234), session.language.locale)
        return session.text("money.input.no_amount", text=text, example=example)

    def _fit(self) -> None:
        self.line.setFixedWidth(11 * size())


class CostField(QWidget):
    """A question with the place for its answer. ``given`` carries the answer (``None``: taken back)."""

    given = Signal(object)

    def __init__(self, place: AmountLine | NumberInput | ChoiceBox) -> None:
        super().__init__()
        self.place = place
        self.label, self.hint, self.error = Label(), Label(role="small"), Label(role="error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for widget in (self.label, self.hint, place, self.error):
            layout.addWidget(widget)
        self.error.hide()
        self.label.setBuddy(place)
        if isinstance(place, ChoiceBox):
            place.activated.connect(lambda row: self.given.emit(place.itemData(row)))
        else:
            place.edited.connect(self._edited)

    def set_words(self, label: str, hint: str = "") -> None:
        """Name the question."""
        self.label.setText(label)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        inner = self.place if isinstance(self.place, ChoiceBox) else self.place.line
        inner.setAccessibleName(label)
        inner.setAccessibleDescription(hint)

    def show_value(self, value: object) -> None:
        """Show an answer without sending it."""
        place = self.place
        if isinstance(place, ChoiceBox):
            place.setCurrentIndex(max(place.findData(value), 0))
        elif isinstance(place, NumberInput):
            place.set_number(value if isinstance(value, int) else None)
        else:
            place.set_value(value if isinstance(value, Decimal) else None)

    def _edited(self) -> None:
        """Send what can be read; of what cannot, say so and take the answer back."""
        complaint = self._complaint()
        self.error.setText(complaint)
        self.error.setVisible(bool(complaint))
        self.place.line.mark(bool(complaint))  # type: ignore[union-attr]
        self.given.emit(None if complaint else self._value())

    def _complaint(self) -> str:
        return self.place.complaint() if isinstance(self.place, AmountLine) else ""

    def _value(self) -> object:
        if isinstance(self.place, AmountLine):
            return self.place.value()
        return self.place.number() if isinstance(self.place, NumberInput) else None


def choice_box(wide: int = 24, least: int = 12) -> ChoiceBox:
    """A list to choose from that wishes for ``least`` letters and takes ``wide`` at most."""
    box = ChoiceBox()
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(least)
    box.setMinimumWidth(9 * size())
    box.setMaximumWidth(wide * size())
    return box
