"""The page of a locked file: the password, the recovery sheet, and what is left without both."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.windows.page import Page
from desktop.windows.unlock.step import Step

if TYPE_CHECKING:
    from desktop.session import Session

STEPS: Final = {
    "password": "password:PasswordStep",
    "recover": "recover:RecoverStep",
    "lost": "lost:LostStep",
    "renew": "renew:RenewStep",
}
"""Each step is made when it is first needed: mostly the first one is enough."""


class UnlockPage(Page):
    """Asks for the password; then the window goes back to where one was. ``load`` takes the name of a step."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.steps: dict[str, Step] = {}
        self.step = ""
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self._show("password")

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self._show(self._due() or detail or "password")

    def retranslate(self) -> None:
        for step in self.steps.values():
            step.retranslate()

    def shown(self) -> None:
        self.steps[self.step].shown()

    def leave(self) -> None:
        self.steps[self.step].leave()

    def _due(self) -> str:
        """The step that cannot be left out now."""
        return "renew" if not self.session.locked and self.session.access.needs_new_passphrase else ""

    def _show(self, name: str) -> None:
        if self.step:
            self.steps[self.step].leave()
        if name not in self.steps:
            self._make(name)
        self.step = name
        self.steps[name].load()
        self.stack.setCurrentWidget(self.steps[name])

    def _make(self, name: str) -> None:
        module, _, cls = STEPS[name].partition(":")
        step: Step = getattr(import_module(f"desktop.windows.unlock.{module}"), cls)(self.session)
        step.opened.connect(self._opened)
        step.wants.connect(self._want)
        step.trouble.connect(self.trouble)
        self.steps[name] = step
        self.stack.addWidget(step)

    def _want(self, name: str) -> None:
        """Another step, or another way out of a rescue."""
        if name in STEPS:
            self._show(name)
            self.shown()
        else:
            self.go.emit("rescue", None, None if name == "rescue" else name)

    def _opened(self) -> None:
        """Go on, but first set the new password where the old one was forgotten."""
        if self._due():
            self._want("renew")
        else:
            self.trouble.emit(None)
