"""Lines to type a text or a passphrase into."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop.windows.controls.buttons import restyle
from desktop.windows.controls.theme import size, theme


class TextInput(QLineEdit):
    """A line to type into that can be marked wrong; the mark comes with words, never alone."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong = False

    def mark(self, wrong: bool) -> None:
        """Draw the frame of an error, or the usual one."""
        if wrong != self.wrong:
            self.wrong = wrong
            self.setProperty("wrong", "true" if wrong else "false")
            restyle(self)


class PassphraseLine(TextInput):
    """A hidden line to type a passphrase into."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._fit()
        theme.changed.connect(self._fit)

    def show_typed(self, on: bool) -> None:
        """Show or hide what is typed."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _fit(self) -> None:
        self.setMaximumWidth(26 * size())
