"""The dialog that checks a paper, or looks up its digest among one's own cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop.domain.proof import read_digest
from desktop.problems import Problem
from desktop.verify import case_sentences, cases_of, check_paper, check_sentences
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, row

if TYPE_CHECKING:
    from desktop.session import Session

_WIDE, _HIGH = 46, 40
"""In heights of the text."""


class VerifyDialog(QDialog):
    """What came out stands in ``said``, below the two ways to ask."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        text = session.text
        self.setWindowTitle(text("proof.verify.title"))
        self.choose = Button(text("proof.verify.choose"), "primary", icon="documents")
        self.typed = TextInput()
        self.typed.setAccessibleName(text("proof.verify.field"))
        label = Label(text("proof.verify.field"))
        label.setBuddy(self.typed)
        self.look, self.shut = (
            Button(text("proof.verify.look"), icon="search"),
            Button(text("proof.verify.close")),
        )
        self.said = Label()
        self.choose.clicked.connect(self._choose)
        self.look.clicked.connect(self.look_up)
        self.typed.returnPressed.connect(self.look_up)
        self.shut.clicked.connect(self.accept)
        column = Column()
        for widget in (
            Label(text("proof.verify.title"), "heading"),
            Label(text("proof.verify.lead")),
            row(self.choose),
            label,
            self.typed,
            row(self.look),
            self.said,
        ):
            column.body.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        layout.addWidget(column, 1)
        closing = row(self.shut)
        closing.setContentsMargins(4 * GRID, 0, 0, 0)
        layout.addWidget(closing)
        self.look.setAutoDefault(False)
        self.resize(_WIDE * size(), _HIGH * size())

    def check(self, path: Path) -> None:
        """Check the paper at ``path`` and say what came out."""
        try:
            self._say(*check_sentences(self._session, check_paper(self._session, path)))
        except Problem as problem:
            self._say(self._session.text(problem.key, **problem.params))

    def look_up(self) -> None:
        """Look for the digest typed among the stored cases."""
        typed = self.typed.text()
        digest = read_digest(typed)
        self.typed.mark(digest is None)
        if digest is None:
            self._say(self._session.text("proof.verify.no_digest"))
        elif self._session.locked:
            self._say(self._session.text("proof.verify.locked"))
        else:
            self._say(*case_sentences(self._session, cases_of(self._session, digest, typed)))

    def _choose(self) -> None:
        title = self._session.text("proof.verify.choose")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), "*.pdf")
        if chosen:
            self.check(Path(chosen))

    def _say(self, *sentences: str) -> None:
        self.said.setText("\n".join(sentences))
