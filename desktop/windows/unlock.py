"""The passphrase, asked for at the start where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from desktop.problems import Problem
from desktop.windows.controls.text_input import PassphraseLine
from desktop.windows.controls.widgets import Button, Column, Label
from desktop.windows.page import Page

if TYPE_CHECKING:
    from desktop.session import Session


class UnlockPage(Page):
    """Asks for the passphrase, then goes to Start."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        column = Column()
        self.title, self.lead, self.label = Label(role="title"), Label(), Label(role="heading")
        self.line, self.error = PassphraseLine(), Label(role="error")
        self.show_it, self.button = QCheckBox(), Button(role="primary", icon="lock")
        self.label.setBuddy(self.line)
        self.error.hide()
        self.put(self.title.setText, "app.unlock.title")
        self.put(self.lead.setText, "app.unlock.lead")
        self.put(self.label.setText, "app.unlock.passphrase")
        self.put(self.line.setAccessibleName, "app.unlock.passphrase")
        self.put(self.show_it.setText, "app.unlock.show")
        self.put(self.button.setText, "app.unlock.open")
        self.show_it.toggled.connect(self.line.show_typed)
        self.button.clicked.connect(self.unlock)
        self.line.returnPressed.connect(self.unlock)
        for widget in (self.title, self.lead, self.label, self.line, self.error, self.show_it):
            column.body.addWidget(widget)
        action = QHBoxLayout()
        action.addWidget(self.button)
        action.addStretch(1)
        column.body.addLayout(action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def shown(self) -> None:
        self.line.setFocus()

    def unlock(self) -> None:
        """Open the file, or say that the passphrase is wrong."""
        try:
            self.session.unlock(self.line.text())
        except Problem as problem:
            self.error.setText(self.text(problem.key, **problem.params))
            self.error.show()
            self.line.mark(True)
            self.line.selectAll()
            self.line.setFocus()
            return
        self.line.clear()
        self.line.mark(False)
        self.error.hide()
        self.go.emit("start", None, None)
