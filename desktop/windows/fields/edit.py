"""Editors of the papers' fields, one for each kind of value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.case import FieldValue
from desktop.domain.fields import Field, FieldKind
from desktop.domain.identity import is_identity
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.identity_input import IdentityInput
from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import size, theme
from desktop.windows.fields.periods import PeriodsInput

if TYPE_CHECKING:
    from desktop.session import Session

_LINES = 3


class Editor(QWidget):
    """A place to type one field's value.

    ``edited`` follows every change of the value. What cannot be read as the kind of the field is handed on as
    typed, so that nothing is lost; the checks then say in words what is wrong with it.
    """

    edited = Signal()

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inner)
        self.setFocusProxy(inner)

    def value(self) -> FieldValue | None:
        """The value, ``None`` where nothing is entered."""
        raise LookupError(type(self).__name__)

    def set_value(self, value: FieldValue | None) -> None:
        """Show this value without telling anybody."""
        raise LookupError(type(self).__name__)

    def name(self, label: str, hint: str) -> None:
        """What a screen reader calls the place."""
        for widget in self.named():
            widget.setAccessibleName(label)
            widget.setAccessibleDescription(hint)

    def named(self) -> tuple[QWidget, ...]:
        """The widgets that take the keyboard."""
        return (self.inner,)

    def mark(self, wrong: bool) -> None:
        """Draw the frame of an error, or the usual one."""


class LineEditor(Editor):
    """One line of text; also whole numbers and months, which are checked as text."""

    def __init__(self, kind: FieldKind = FieldKind.TEXT, inner: IdentityInput | None = None) -> None:
        self.line: TextInput = inner.line if inner else TextInput()
        self._kind = kind
        super().__init__(inner or self.line)
        self.line.textChanged.connect(self.edited)

    def value(self) -> FieldValue | None:
        text = self.line.text().strip()
        if self._kind is FieldKind.INTEGER and text.isdecimal() and len(text) <= 9:
            return int(text)
        return (read_month(text) if self._kind is FieldKind.MONTH else text) or None

    def set_value(self, value: FieldValue | None) -> None:
        self.line.blockSignals(True)
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)
        self.line.blockSignals(False)

    def mark(self, wrong: bool) -> None:
        self.line.mark(wrong)


class IdentityEditor(LineEditor):
    """An identity number: hidden while nobody types it or asks to see it."""

    def __init__(self, session: Session) -> None:
        self.number = IdentityInput(session.text)
        super().__init__(inner=self.number)

    def set_value(self, value: FieldValue | None) -> None:
        super().set_value(value)
        self.number.settle()

    def name(self, label: str, hint: str) -> None:
        self.number.call(label, hint)

    def named(self) -> tuple[QWidget, ...]:
        return (self.line, self.number.eye)


class LongEditor(Editor):
    """Several lines: reasons, and addresses with one part a line."""

    def __init__(self) -> None:
        self.box = QPlainTextEdit()
        super().__init__(self.box)
        self.box.setTabChangesFocus(True)
        self.box.textChanged.connect(self.edited)
        theme.changed.connect(self._fit)
        self._fit()

    def value(self) -> FieldValue | None:
        return self.box.toPlainText().strip() or None

    def set_value(self, value: FieldValue | None) -> None:
        self.box.blockSignals(True)
        self.box.setPlainText("" if value is None else str(value))
        self.box.blockSignals(False)

    def _fit(self) -> None:
        self.box.setFixedHeight(round(_LINES * size() * 1.6) + 24)


class DateEditor(Editor):
    """A day, typed in the customs of the language or taken from the calendar."""

    def __init__(self, session: Session) -> None:
        self.date = DateInput(session.language)
        super().__init__(self.date)
        self.date.edited.connect(self.edited)
        self._calendar = session.text("pages.fields.calendar")

    def value(self) -> FieldValue | None:
        return self.date.day() or self.date.typed() or None

    def set_value(self, value: FieldValue | None) -> None:
        if value is None or isinstance(value, str):
            self.date.set_typed(value or "")
        elif not isinstance(value, (bool, int, tuple)):
            self.date.set_day(value)

    def named(self) -> tuple[QWidget, ...]:
        return (self.date.line,)

    def name(self, label: str, hint: str) -> None:
        super().name(label, hint)
        self.date.button.setAccessibleName(f"{self._calendar}: {label}")

    def mark(self, wrong: bool) -> None:
        self.date.line.mark(wrong)


class ListEditor(Editor):
    """One out of a list, its first entry empty; ``typing`` allows a value outside the list."""

    def __init__(self, entries: list[tuple[FieldValue, str]], typing: bool = False) -> None:
        self.list = ChoiceBox()
        self._values: list[FieldValue | None] = [None, *(value for value, _ in entries)]
        super().__init__(self.list)
        self.list.addItems(["", *(name for _, name in entries)])
        self.list.setEditable(typing)
        self.list.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setMinimumContentsLength(12)
        signal = self.list.currentTextChanged if typing else self.list.currentIndexChanged
        signal.connect(lambda _changed: self.edited.emit())

    def value(self) -> FieldValue | None:
        text = self.list.currentText()
        place = self.list.findText(text, Qt.MatchFlag.MatchExactly)
        return self._values[place] if place >= 0 else text.strip() or None

    def set_value(self, value: FieldValue | None) -> None:
        self.list.blockSignals(True)
        same = [i for i, known in enumerate(self._values) if type(known) is type(value) and known == value]
        self.list.setCurrentIndex(same[0] if same else 0)
        if not same and self.list.isEditable():
            self.list.setEditText(str(value))
        self.list.blockSignals(False)


class PeriodsEditor(Editor):
    """Several periods, each with its first and last day."""

    def __init__(self, session: Session) -> None:
        self.periods = PeriodsInput(session)
        super().__init__(self.periods)
        self.periods.edited.connect(self.edited)

    def value(self) -> FieldValue | None:
        return self.periods.value() or None

    def set_value(self, value: FieldValue | None) -> None:
        self.periods.set_value("" if value is None else str(value))

    def name(self, label: str, hint: str) -> None:
        self.periods.name(label)


def make_editor(session: Session, spec: Field, choices: tuple[str, ...]) -> Editor:
    """The editor for a field; ``choices`` are the values of its enumeration."""
    match spec.kind:
        case FieldKind.DATE:
            return DateEditor(session)
        case FieldKind.LONG | FieldKind.ADDRESS:
            return LongEditor()
        case FieldKind.PERIODS:
            return PeriodsEditor(session)
        case FieldKind.BOOL:
            return ListEditor([(True, session.text("fields.yes")), (False, session.text("fields.no"))])
        case FieldKind.STATE:
            return ListEditor([(code, session.language.state(code)) for code in _states(session)])
        case FieldKind.CHOICE:
            named: list[tuple[FieldValue, str]] = [
                (value, session.text(f"fields.enum.{spec.choices}.{value}")) for value in choices
            ]
            return ListEditor(named, spec.open)
        case _:
            return IdentityEditor(session) if is_identity(spec.key) else LineEditor(spec.kind)


def read_month(text: str) -> str:
    """A month as ``YYYY-MM`` out of 2019-03, 03.2019, 2019年3月 or 2019. 3.; other text as it is."""
    for pattern, order in ((r"(\d{4})\D{1,2}(\d{1,2})\D{0,2}", (1, 2)), (r"(\d{1,2})\D(\d{4})", (2, 1))):
        if found := re.fullmatch(pattern, text):
            return f"{found[order[0]]}-{int(found[order[1]]):02d}"
    return text


def _states(session: Session) -> list[str]:
    """Every state by name, those with an agreement first."""
    agreed = {state for agreement in session.law.agreements for state in agreement.states}
    return sorted(state_codes(session.language), key=lambda code: code not in agreed)
