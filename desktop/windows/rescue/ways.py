"""What can be done where the file cannot be opened, for each problem, and the list to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, card, row

if TYPE_CHECKING:
    from desktop.session import Session

WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "errors.storage.keyring_lost": ("retry", "recover", "backups", "anew"),
    "errors.storage.key_missing": ("retry", "key", "backups", "anew"),
    "errors.storage.key_damaged": ("recover", "key", "backups", "retry", "anew"),
    "errors.storage.wrong_key": ("key", "backups", "retry", "anew"),
    "errors.storage.cases_missing": ("backups", "retry", "anew"),
    "errors.storage.damaged": ("repair", "backups", "retry"),
    "errors.storage.journal_damaged": ("repair", "backups", "retry"),
    "errors.storage.newer": ("retry", "backups", "anew"),
}
"""The ways out of each problem of opening, by the problem's key, the most likely first. Other problems pass by."""

_ICONS = {
    "retry": "redo", "recover": "documents", "key": "lock", "backups": "save", "repair": "check", "anew": "plus",
    "password": "lock",
}  # fmt: skip


class WaysList(QWidget):
    """One card for each way: what it does in a line, and the button; ``chosen`` carries its name."""

    chosen = Signal(str)

    def __init__(self, session: Session, names: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self.buttons: dict[str, Button] = {}
        self._more: dict[str, Label] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID)
        for name in names:
            button, more = Button(icon=_ICONS[name]), Label()
            button.clicked.connect(partial(self._choose, name))
            self.buttons[name], self._more[name] = button, more
            self._layout.addWidget(card(more, row(button)))
        self.retranslate()

    def retranslate(self) -> None:
        """Write every text again."""
        for name, button in self.buttons.items():
            button.setText(self._session.text(f"safety.way.{name}"))
            self._more[name].setText(self._session.text(f"safety.way.{name}_more"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus belongs to the first way."""
        next(iter(self.buttons.values())).setFocus()

    def _choose(self, name: str, _on: bool = False) -> None:
        self.chosen.emit(name)
