"""Trying a recovery sheet: two of its words while it is new; all of it, or a photo, at any time."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop.problems import Problem
from desktop.windows.controls.labelled import labelled
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, StateWord, row
from desktop.windows.unlock.recover import PICTURES, SecretText
from desktop.windows.unlock.step import say_aloud

if TYPE_CHECKING:
    from desktop.safety.access import RecoverySheet
    from desktop.session import Session


class SheetTest(QWidget):
    """What both tests have in common: a button for what was typed, one for a picture, and what came out."""

    def __init__(self, session: Session, lead: str) -> None:
        super().__init__()
        self.session = session
        self.title = Label(session.text("safety.sheet.test_title"), "heading")
        self.lead = Label(session.text(lead))
        self.check = Button(session.text("safety.sheet.check"), icon="check")
        self.picture = Button(session.text("safety.sheet.check_picture"), icon="search")
        self.result = StateWord("exempt", session.text("safety.sheet.works"))
        self.error = Label(role="error")
        self.result.hide()
        self.error.hide()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID)
        self.check.clicked.connect(self.check_typed)
        self.picture.clicked.connect(self._choose)

    def check_typed(self) -> None:
        """Compare what was typed."""

    def check_picture(self, path: Path) -> None:
        """Compare the code that the picture at ``path`` shows."""

    def attempt(self, call: Callable[[], bool]) -> None:
        """Say whether the sheet works; then it is the one that counts."""
        try:
            works = call()
            if works:
                self.session.access.confirm_recovery_sheet()
        except Problem as problem:
            self._tell(False, self.session.text(problem.key, **problem.params))
            return
        self._tell(works, self.session.text("safety.sheet.other_words"))

    def _tell(self, works: bool, wrong: str) -> None:
        self.result.setVisible(works)
        self.error.setVisible(not works)
        self.error.setText(wrong)
        say_aloud(self.result.word if works else self.error)

    def _choose(self) -> None:
        text = self.session.text
        kinds = f"{text('safety.recover.pictures')} ({PICTURES})"
        chosen, _ = QFileDialog.getOpenFileName(self, text("safety.recover.picture"), str(Path.home()), kinds)
        if chosen:
            self.check_picture(Path(chosen))


class NewSheetTest(SheetTest):
    """Asks for two words of a ``sheet`` that was just made, so that nobody keeps a page that never left the printer."""

    def __init__(self, session: Session, sheet: RecoverySheet) -> None:
        super().__init__(session, "safety.sheet.test_two")
        self._sheet = sheet
        self.places = sorted(SystemRandom().sample(range(len(sheet.words)), 2))
        self.lines = [TextInput() for _ in self.places]
        fields = []
        for place, line in zip(self.places, self.lines, strict=True):
            words = session.text("safety.sheet.word", number=place + 1)
            line.setMaximumWidth(10 * size())
            line.setAccessibleName(words)
            line.returnPressed.connect(self.check_typed)
            fields.append(labelled(Label(words, wrap=False), line))
        for widget in (
            self.title,
            self.lead,
            row(*fields, self.check, self.picture),
            self.result,
            self.error,
        ):
            self.body.addWidget(widget)

    def check_typed(self) -> None:
        typed = [line.text() for line in self.lines]
        wanted = [self._sheet.words[place] for place in self.places]
        self.attempt(lambda: [_plain(word) for word in typed] == [_plain(word) for word in wanted])

    def check_picture(self, path: Path) -> None:
        self.attempt(lambda: self.session.access.code_in_image(path) == self._sheet.code)


class OldSheetTest(SheetTest):
    """Asks for all words of a sheet, or its code: the program keeps neither."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "safety.sheet.test_all")
        self.words = SecretText()
        self.words.setAccessibleName(session.text("safety.recover.words"))
        self.words.entered.connect(self.check_typed)
        for widget in (self.lead, self.words, row(self.check, self.picture), self.result, self.error):
            self.body.addWidget(widget)

    def check_typed(self) -> None:
        self.attempt(lambda: self._fits(self.words.toPlainText()))

    def check_picture(self, path: Path) -> None:
        self.attempt(lambda: self._fits(self.session.access.code_in_image(path)))

    def _fits(self, text: str) -> bool:
        self.session.access.check_recovery_sheet(text)
        return True


class OldSheetDialog(QDialog):
    """The test of a sheet that was made some time ago."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(session.text("safety.sheet.test_title"))
        self.test, self.shut = OldSheetTest(session), Button(session.text("safety.sheet.close"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.addWidget(self.test)
        layout.addStretch(1)
        layout.addWidget(row(self.shut))
        self.shut.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.resize(min(36 * size(), parent.window().width()), 20 * size())
        self.test.words.setFocus()


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip().casefold()
