"""The recovery sheet in a window of its own: seen, printed, saved, and tried before it is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.documents.files import print_paper, save_one
from desktop.windows.documents.preview import Preview
from desktop.windows.safety.sheet_test import NewSheetTest

if TYPE_CHECKING:
    from desktop.safety.access import RecoverySheet
    from desktop.session import Session

_WIDE, _HIGH = 56, 46
"""In heights of the text."""


class SheetDialog(QDialog):
    """Shows ``sheet``, which the program keeps nowhere: once this is closed nobody can print it again."""

    def __init__(self, parent: QWidget, session: Session, sheet: RecoverySheet) -> None:
        super().__init__(parent)
        self._session = session
        text = session.text
        self.setWindowTitle(text("safety.sheet.title"))
        self.preview, self.test = Preview(session), NewSheetTest(session, sheet)
        self.print = Button(text("safety.sheet.print"), "primary", "print")
        self.save = Button(text("safety.sheet.save"), icon="save")
        self.shut = Button(text("safety.sheet.close"))
        self.said = Label()
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(Label(text("safety.sheet.lead")))
        layout.addWidget(row(self.print, self.save))
        layout.addWidget(self.said)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.test)
        layout.addWidget(row(self.shut))
        self.preview.retranslate()
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.shut.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        room = parent.window().size()
        self.resize(min(_WIDE * size(), room.width()), min(_HIGH * size(), room.height()))
        access = session.access
        self.preview.show_paper(
            text("safety.sheet.title"), lambda _plain: access.draw_recovery_sheet(sheet), Label
        )
        self.preview.bar.hide()  # one page has nowhere to turn to
        self.print.setFocus()

    def _print(self) -> None:
        if self.preview.file is not None:
            self._tell(print_paper(self, self._session, self.preview.file))

    def _save(self) -> None:
        file = self.preview.file
        said = save_one(self, self._session, file) if file is not None else None
        if said is not None:
            self._tell(said)

    def _tell(self, said: tuple[str, str]) -> None:
        self.said.setText(said[0])
        self.said.show()
