"""The buttons by which papers leave the program: save one, save all, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.windows.controls.flow import Flow
from desktop.windows.controls.widgets import Button
from desktop.windows.documents.files import print_paper, save_all, save_one, with_true_paper

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session
    from desktop.windows.documents.preview import Preview


class PaperActions(QWidget):
    """Acts on the paper in ``preview``; ``said`` carries a sentence for the window's bar and its mood."""

    said = Signal(str, str)

    def __init__(self, session: Session, preview: Preview) -> None:
        super().__init__()
        self._session, self._preview = session, preview
        self._case: Case | None = None
        self.save, self.save_every = Button(role="primary", icon="save"), Button(icon="save")
        self.print = Button(icon="print")
        flow = Flow(self)
        for button in (self.save, self.save_every, self.print):
            flow.addWidget(button)
        self.save.clicked.connect(self._save)
        self.save_every.clicked.connect(self._save_every)
        self.print.clicked.connect(self._print)

    def show_case(self, case: Case, printable: bool) -> None:
        """Act on this case from now on; what has no pages is not ``printable``."""
        self._case = case
        self.print.setVisible(printable)

    def retranslate(self) -> None:
        """Write every word again."""
        for button, key in ((self.save, "save"), (self.save_every, "save_all"), (self.print, "print")):
            button.setText(self._session.text(f"pages.documents.{key}"))

    def _save(self) -> None:
        self._tell(with_true_paper(self, self._session, self._preview, save_one))

    def _save_every(self) -> None:
        if self._case is not None:
            self._tell(save_all(self, self._session, self._session.case(self._case.id)))

    def _print(self) -> None:
        if self._preview.file is not None and self._preview.file.pages:
            self._tell(with_true_paper(self, self._session, self._preview, print_paper))

    def _tell(self, said: tuple[str, str] | None) -> None:
        if said is not None:
            self.said.emit(*said)
