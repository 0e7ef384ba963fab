"""The first step: the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from desktop.windows.controls.text_input import PassphraseLine
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.unlock.countdown import Countdown
from desktop.windows.unlock.step import Step

if TYPE_CHECKING:
    from desktop.session import Session


class PasswordStep(Step):
    """Asks for the password; after wrong ones it makes wait."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "app.unlock.title", "app.unlock.lead")
        self.label, self.line = Label(role="heading"), PassphraseLine()
        self.show_it, self.button = QCheckBox(), Button(role="primary", icon="lock")
        self.forgot = Button(role="quiet")
        self.countdown = Countdown(session, lambda: self.session.access.wait())
        self.label.setBuddy(self.line)
        self.put(self.label.setText, "app.unlock.passphrase")
        self.put(self.line.setAccessibleName, "app.unlock.passphrase")
        self.put(self.show_it.setText, "app.unlock.show")
        self.put(self.button.setText, "app.unlock.open")
        self.put(self.forgot.setText, "safety.unlock.forgot")
        self.show_it.toggled.connect(self.line.show_typed)
        self.button.clicked.connect(self.unlock)
        self.line.returnPressed.connect(self.unlock)
        self.forgot.clicked.connect(self._forgot)
        self.countdown.over.connect(self._may_try)
        for widget in (self.label, self.line, self.error, self.countdown, self.show_it):
            self.column.body.addWidget(widget)
        self.column.body.addWidget(row(self.button))
        self.column.body.addWidget(row(self.forgot))

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        """In a window that is not painted yet the wait, if there is one, follows with ``retranslate``."""
        self.error.hide()
        self.line.mark(False)
        if self.window().isVisible():
            self._wait()

    def retranslate(self) -> None:
        super().retranslate()
        self._wait()

    def shown(self) -> None:
        self.line.setFocus()

    def leave(self) -> None:
        self.line.clear()
        self.show_it.setChecked(False)

    def unlock(self) -> None:
        """Open the file, or say that the password is wrong and how long to wait."""
        if self.countdown.waiting:
            self.countdown.start()
            return
        if self.attempt(lambda: self.session.access.unlock(self.line.text())) is None:
            self.leave()
            self.line.mark(False)
            self.countdown.hide()
            self.opened.emit()
            return
        self.line.mark(True)
        self.line.selectAll()
        self.line.setFocus()
        self._wait()

    def _forgot(self) -> None:
        self.wants.emit("recover" if self.session.access.has_recovery else "lost")

    def _wait(self) -> None:
        self.button.setEnabled(not self.countdown.start())

    def _may_try(self) -> None:
        self.button.setEnabled(True)
        self.line.setFocus()
