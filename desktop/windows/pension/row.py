"""One row of a career: a state, the years there, the years it asks for, and its full pension."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.imports.amount import AmountUnreadable
from desktop.languages import money
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import size
from desktop.windows.controls.widgets import Label, row
from desktop.windows.refunds.form import narrow
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.session import Session

_NUMBERS: Final = ("years", "minimum", "full")
_MOST_YEARS: Final = Decimal(80)


def plain(session: Session, number: Decimal) -> str:
    """A number in the customs of the screen's language."""
    return money.decimal(number, session.language.locale)


class CareerRow(QWidget):
    """A state, the years there, the years it asks for, and its full pension."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._language = session.language
        """In whose customs the lines are written now."""
        self.state = narrow(ChoiceBox())
        self.state.setMinimumContentsLength(18)
        self.state.setMaximumWidth(20 * size())
        self.lines = {name: TextInput() for name in _NUMBERS}
        self.labels = {name: Label(role="small", wrap=False) for name in ("state", *_NUMBERS)}
        self.error = Label(role="error")
        self.error.hide()
        parts = [stack(self.labels["state"], self.state, spacing=0)]
        for name, line in self.lines.items():
            line.setFixedWidth(8 * size())
            line.textEdited.connect(lambda _text: self.changed.emit())
            line.editingFinished.connect(self._complain)
            parts.append(stack(self.labels[name], line, spacing=0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row(*parts))
        layout.addWidget(self.error)
        self.state.activated.connect(lambda _place: self.changed.emit())

    def retranslate(self) -> None:
        """Write every word again; what was typed stays, in the customs of the language."""
        values, language, text = self.values(), self.session.language, self.session.text
        self._language = language
        self.state.clear()
        self.state.addItem(text("pension.career.no_state"), "")
        for code in state_codes(language):
            self.state.addItem(language.state(code), code)
        for name, label in self.labels.items():
            label.setText(text(f"pension.career.{name}"))
        self.state.setAccessibleName(text("pension.career.state"))
        for name, line in self.lines.items():
            line.setAccessibleName(text(f"pension.career.{name}"))
        self.show_values(values)

    def values(self) -> dict[str, str]:
        """What can be read, as plain texts."""
        found = {"state": str(self.state.currentData() or "")}
        for name in _NUMBERS:
            if (number := self._number(name)) is not None:
                found[name] = str(number)
        return {name: text for name, text in found.items() if text}

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show these values, and nothing where one is absent."""
        self.state.setCurrentIndex(max(self.state.findData(values.get("state", "")), 0))
        for name, line in self.lines.items():
            line.setText(plain(self.session, Decimal(values[name])) if name in values else "")
            line.mark(False)
        self.error.hide()

    def _number(self, name: str) -> Decimal | None:
        typed = self.lines[name].text().strip()
        try:
            number = money.typed(typed, self._language.code, 2) if typed else None
        except AmountUnreadable:
            return None
        return None if number is not None and name != "full" and number > _MOST_YEARS else number

    def _complain(self) -> None:
        wrong = [name for name in _NUMBERS if self.lines[name].text().strip() and self._number(name) is None]
        for name, line in self.lines.items():
            line.mark(name in wrong)
        if wrong:
            typed = self.lines[wrong[0]].text().strip()
            example = plain(self.session, Decimal("12.5"))
            self.error.setText(self.session.text("refunds.no_amount", text=typed, example=example))
        self.error.setVisible(bool(wrong))
