"""Fields to type into: a day in the customs of the language, a state found by its name, a whole number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.windows.controls.cards import Choices
from desktop.windows.controls.states import StateList
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Button, Label

if TYPE_CHECKING:
    from desktop.languages.language import Language

EXAMPLE_DAY = dt.date(2027, 3, 31)
"""Shows how to type a day, in the messages about one that cannot be read."""


class DateInput(QWidget):
    """A day, typed or taken from a calendar. ``edited`` is sent after every change, ``left`` after leaving it."""

    edited = Signal()
    left = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.line = TextInput()
        self.line.setClearButtonEnabled(False)
        self.button = Button(icon="calendar")
        self.button.clicked.connect(self._open_calendar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.line)
        layout.addWidget(self.button)
        layout.addStretch(1)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._tidy)
        self.setFocusProxy(self.line)
        self._fit()
        theme.changed.connect(self._fit)
        self.set_language(language)

    def set_language(self, language: Language) -> None:
        """Write the day anew in the customs of ``language``; what is half typed stays as it is."""
        day = self.day()
        self._language = language
        self.line.setPlaceholderText(language.text("app.date.pattern"))
        if day is not None:
            self.set_day(day)

    def day(self) -> dt.date | None:
        """The day typed, ``None`` where the line is empty or no day."""
        try:
            return self._language.parse_date(self.line.text())
        except ValueError:
            return None

    def typed(self) -> str:
        """What stands in the line."""
        return self.line.text().strip()

    def set_day(self, day: dt.date | None) -> None:
        """Show this day, or nothing."""
        self.line.setText("" if day is None else self._language.date(day))

    def set_typed(self, text: str) -> None:
        """Show what was half typed before."""
        self.line.setText(text)

    def _tidy(self) -> None:
        if (day := self.day()) is not None:
            self.set_day(day)
        self.left.emit()

    def _fit(self) -> None:
        self.line.setFixedWidth(14 * size())

    def _open_calendar(self) -> None:
        from desktop.windows.controls.calendar_menu import CalendarMenu  # loaded when first needed

        menu = CalendarMenu(self, self._language, self.day())
        menu.taken.connect(self._take)
        menu.open_below(self.button)

    def _take(self, picked: dt.date) -> None:
        self.set_day(picked)
        self.edited.emit()
        self.left.emit()


class NumberInput(QWidget):
    """A whole number from 0 to ``most`` and its unit. Digits of full width count as digits."""

    edited = Signal()
    left = Signal()

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.line = TextInput()
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.unit = Label(wrap=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.line)
        layout.addWidget(self.unit)
        layout.addStretch(1)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self.left)
        self.setFocusProxy(self.line)
        self._fit()
        theme.changed.connect(self._fit)

    def number(self) -> int | None:
        """The number typed, ``None`` where the line is empty or no number in the range."""
        text = self.typed()
        if not text.isdecimal() or len(text) > 6:
            return None
        number = int(text)
        return number if number <= self._most else None

    def typed(self) -> str:
        """What stands in the line."""
        return self.line.text().strip()

    def set_number(self, number: int | None) -> None:
        """Show this number, or nothing."""
        self.line.setText("" if number is None else str(number))

    def set_typed(self, text: str) -> None:
        """Show what was half typed before."""
        self.line.setText(text)

    def _fit(self) -> None:
        self.line.setFixedWidth(7 * size())


class StateInput(QWidget):
    """A state: three near at hand, all others found by typing a part of the name."""

    picked = Signal(str)

    def __init__(self, language: Language, near: Sequence[str], other: str, hint: str) -> None:
        """``near`` are the codes shown at once, ``other`` the words of the card that opens the list."""
        super().__init__()
        self._near = tuple(near)
        self.choices = Choices(compact=True)
        for code in self._near:
            self.choices.add(code, language.state(code))
        self.other = self.choices.add("", other)
        self.list = StateList(language, hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.choices)
        layout.addWidget(self.list)
        self.list.hide()
        self.choices.picked.connect(self._card)
        self.list.picked.connect(self._listed)
        self.setFocusProxy(self.choices.cards[0])

    def code(self) -> str | None:
        """The state chosen, ``None`` where none is."""
        card = self.choices.chosen()
        if card is None:
            return None
        return str(card.value) or self.list.code

    def set_code(self, code: str | None) -> None:
        """Show this state as chosen."""
        if code is None:
            self.choices.unchoose()
        elif code in self._near:
            self.choices.choose(code)
        else:
            self.choices.choose("")
            self.list.set_code(code)
        self.list.setVisible(code is not None and code not in self._near)

    def set_words(self, language: Language, other: str, hint: str) -> None:
        """Show the states in another language."""
        for card in self.choices.cards[:-1]:
            card.set_words(language.state(str(card.value)))
        self.other.set_words(other)
        self.list.set_language(language, hint)

    def _card(self, value: object) -> None:
        self.list.setVisible(not value)
        if not value:
            QTimer.singleShot(0, self, self._show_list)
        if value:
            self.picked.emit(str(value))
        elif self.list.code:
            self.picked.emit(self.list.code)

    def _show_list(self) -> None:
        column = self.parentWidget()
        while column is not None and not isinstance(column, QScrollArea):
            column = column.parentWidget()
        if column is not None:
            column.ensureWidgetVisible(self.list, 0, GRID)

    def _listed(self, code: str) -> None:
        self.picked.emit(code)
