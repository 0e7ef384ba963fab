"""The costs as a paper: chosen in one of four languages and saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.documents.files import save_one
from desktop.windows.side import LANGUAGE_NAMES

if TYPE_CHECKING:
    from desktop.domain.money.cost_report import CostReport
    from desktop.session import Session


class CostPaperButton(QWidget):
    """A button with a menu of languages; says below where the paper was saved."""

    def __init__(self, session: Session, report: CostReport) -> None:
        super().__init__()
        self._session, self._report = session, report
        self.button = Button(session.text("money.paper.save"), icon="save")
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
        menu.aboutToHide.connect(menu.deleteLater)
        own = self._session.language.code
        for code in sorted(LANGUAGE_NAMES, key=lambda code: code != own):
            menu.addAction(LANGUAGE_NAMES[code]).triggered.connect(partial(self.save, code))
        return menu

    def save(self, code: str, _on: bool = False) -> None:
        """Ask where the paper in the language ``code`` goes, and write it."""
        told = save_one(self, self._session, self._session.costs.file(self._report, code))
        if told is not None:
            self.said.setText(told[0])
            self.said.show()

    def _offer(self) -> None:
        self.languages().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
