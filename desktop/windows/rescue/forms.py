"""Two ways out of a rescue: the key of a backup in the place of the lost one, and a new, empty file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.windows.controls.text_input import PassphraseLine
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.unlock.step import Step

if TYPE_CHECKING:
    from desktop.session import Session


class KeyForm(Step):
    """Asks for the folder of a backup and the password it had; its key comes back if it fits the cases."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "safety.way.key", "safety.key.lead")
        self.folder: Path | None = None
        self.choose, self.named = Button(icon="search"), Label()
        self.label, self.line = Label(role="heading"), PassphraseLine()
        self.hint, self.button = Label(role="muted"), Button(role="primary", icon="lock")
        self.label.setBuddy(self.line)
        self.put(self.choose.setText, "safety.key.choose")
        self.put(self.label.setText, "safety.key.password")
        self.put(self.line.setAccessibleName, "safety.key.password")
        self.put(self.hint.setText, "safety.key.password_hint")
        self.put(self.button.setText, "safety.way.key")
        self.choose.clicked.connect(self._choose)
        self.button.clicked.connect(self.take)
        self.line.returnPressed.connect(self.take)
        for widget in (row(self.choose), self.named, self.label, self.line, self.hint, self.error):
            self.column.body.addWidget(widget)
        self.column.body.addWidget(row(self.button))
        self.take_folder(None)

    def take_folder(self, folder: Path | None) -> None:
        """Go on with this backup."""
        self.folder = folder
        self.button.setEnabled(folder is not None)
        self.named.setText(self.text("safety.key.none") if folder is None else str(folder))

    def retranslate(self) -> None:
        super().retranslate()
        self.take_folder(self.folder)

    def shown(self) -> None:
        self.choose.setFocus()

    def leave(self) -> None:
        self.line.clear()

    def take(self) -> None:
        """Put the key of the backup in place and open the file with it."""
        folder = self.folder
        if folder is None:
            return
        typed = self.line.text() or None
        if self.attempt(lambda: self.session.access.key_from_backup(folder, typed)) is None:
            self.line.clear()
            self.opened.emit()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.text("safety.key.choose"), str(Path.home()))
        if chosen:
            self.take_folder(Path(chosen))


class AnewForm(Step):
    """A new, empty file beside the one that does not open, which stays as it is."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "safety.way.anew", "safety.anew.lead")
        self.button = Button(role="primary", icon="plus")
        self.put(self.button.setText, "safety.anew.decide")
        self.button.clicked.connect(self.begin)
        self.column.body.addWidget(self.error)
        self.column.body.addWidget(row(self.button))

    def shown(self) -> None:
        self.button.setFocus()

    def begin(self) -> None:
        """Begin with an empty file; the window opens it."""
        if self.attempt(self.session.places.begin_anew) is None:
            self.opened.emit()
