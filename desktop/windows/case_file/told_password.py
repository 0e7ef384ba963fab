"""The password of the file that was just written, in sight for as long as it has to be told to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.windows.controls.secret_clipboard import copy_secret
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, row

if TYPE_CHECKING:
    from desktop.session import Session

_WIDE: Final = 25
"""In heights of the text; room for six words."""


class ToldPassword(QWidget):
    """Shows the password of one file; ``forget`` leaves nothing of it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.name, self.line, self.copy = Label(), QLineEdit(), Button(icon="copy")
        self.line.setReadOnly(True)
        self.line.setMinimumWidth(_WIDE * size())
        self.line.setAccessibleName(session.text("archive.lock.typed"))
        self.copy.setText(session.text("archive.lock.copy"))
        self.copy.clicked.connect(lambda: copy_secret(self.line.text()))
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID)
        layout.addWidget(self.name)
        layout.addWidget(row(self.line, self.copy))
        self.hide()

    @property
    def told(self) -> bool:
        """Whether there is a password to show."""
        return bool(self.line.text())

    def tell(self, file: str, password: str) -> None:
        """Show the ``password`` of the ``file`` of that name."""
        self.name.setText(self._session.text("archive.told", file=file))
        self.line.setText(password)
        self.line.setCursorPosition(0)
        self.show()

    def forget(self) -> None:
        """Leave nothing of the password."""
        self.line.clear()
        self.hide()
