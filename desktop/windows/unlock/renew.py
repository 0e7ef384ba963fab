"""The last step after a recovery: a new password, because the old one is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.new_passphrase import NewPassphrase
from desktop.windows.controls.widgets import Button, row
from desktop.windows.unlock.step import Step

if TYPE_CHECKING:
    from desktop.session import Session


class RenewStep(Step):
    """Asks for the new password; the sheet opens the file as before."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "safety.renew.title", "safety.renew.lead")
        self.new, self.button = NewPassphrase(self.text), Button(role="primary", icon="lock")
        self.put(self.button.setText, "safety.renew.decide")
        self.new.entered.connect(self.decide)
        self.button.clicked.connect(self.decide)
        for widget in (self.new, self.error, row(self.button)):
            self.column.body.addWidget(widget)

    def retranslate(self) -> None:
        super().retranslate()
        self.new.retranslate()

    def shown(self) -> None:
        self.new.first.setFocus()

    def leave(self) -> None:
        self.new.forget()

    def decide(self) -> None:
        """Set the password and go on; what is wrong with it is said."""
        self.error.hide()
        typed = self.new.typed()
        if typed is not None and self.attempt(lambda: self.session.access.protect(typed)) is None:
            self.new.forget()
            self.opened.emit()
