"""Choosing a password: typed twice, hidden unless one wants to see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.windows.controls.text_input import PassphraseLine
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label


class NewPassphrase(QWidget):
    """Two lines, and what is wrong below them; ``entered`` follows Enter in the second line."""

    entered = Signal()

    def __init__(self, text: Callable[[str], str]) -> None:
        super().__init__()
        self._text = text
        self.first_label, self.again_label = Label(role="heading"), Label(role="heading")
        self.first, self.again = PassphraseLine(), PassphraseLine()
        self.show_it, self.loss, self.error = QCheckBox(), Label(role="muted"), Label(role="error")
        self.first_label.setBuddy(self.first)
        self.again_label.setBuddy(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.first_label, self.first, self.again_label, self.again, self.show_it):
            layout.addWidget(widget)
        for label in (self.loss, self.error):
            layout.addWidget(label)
        self.error.hide()
        self.show_it.toggled.connect(self.first.show_typed)
        self.show_it.toggled.connect(self.again.show_typed)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)
        self.retranslate()

    def retranslate(self) -> None:
        """Write every text again; what was typed stays."""
        for label, line, key in (
            (self.first_label, self.first, "first"),
            (self.again_label, self.again, "again"),
        ):
            label.setText(self._text(f"app.protect.{key}"))
            line.setAccessibleName(self._text(f"app.protect.{key}"))
        self.show_it.setText(self._text("app.unlock.show"))
        self.loss.setText(self._text("app.protect.loss"))

    def typed(self) -> str | None:
        """The password, or ``None`` after saying that the two lines differ."""
        if self.first.text() != self.again.text():
            self.complain(self._text("app.protect.differ"))
            self.again.setFocus()
            return None
        return self.first.text()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the password."""
        self.error.setText(sentence)
        self.error.show()

    def forget(self) -> None:
        """Leave nothing of what was typed."""
        self.first.clear()
        self.again.clear()
        self.error.hide()
