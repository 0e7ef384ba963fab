"""The leaflet of a country: chosen in one of four languages and saved, to hand on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.documents.files import save_one
from desktop.windows.side import LANGUAGE_NAMES

if TYPE_CHECKING:
    from desktop.session import Session


class LeafletButton(QWidget):
    """A button with a menu of languages; says below where the leaflet was saved."""

    def __init__(self, session: Session, home: str, host: str) -> None:
        super().__init__()
        self._session, self._route = session, (home, host)
        self.button = Button(session.text("pages.law.leaflet"), icon="save")
        self.button.clicked.connect(self._offer)
        self.said = Label(role="small")
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row(self.button))
        layout.addWidget(self.said)

    def languages(self) -> QMenu:
        """The menu of languages, that of the screen first."""
        menu = QMenu(self)
        own = self._session.language.code
        for code in sorted(LANGUAGE_NAMES, key=lambda code: code != own):
            menu.addAction(LANGUAGE_NAMES[code]).triggered.connect(partial(self.save, code))
        return menu

    def save(self, code: str, _on: bool = False) -> None:
        """Ask where the leaflet in the language ``code`` goes, and write it."""
        told = save_one(self, self._session, self._session.leaflet(*self._route, code))
        if told is not None:
            self.said.setText(told[0])
            self.said.show()

    def _offer(self) -> None:
        self.languages().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
