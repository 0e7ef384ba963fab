"""The recovery sheet opens the file: its words, its code, or a picture of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from desktop.windows.controls.theme import size, theme
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.unlock.step import Step

if TYPE_CHECKING:
    from desktop.problems import Problem
    from desktop.session import Session

PICTURES = "*.png *.jpg *.jpeg"
"""Endings of the pictures that are read."""
_LINES = 4


class SecretText(QPlainTextEdit):
    """A few lines to type words into that no input method shall learn; Enter is ``entered``."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self._fit()
        theme.changed.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def choose_word(self, word: str) -> None:
        """Select ``word`` where it stands, so that it can be typed anew at once."""
        if word and not self.find(word):
            self.moveCursor(self.textCursor().MoveOperation.Start)
            self.find(word)

    def _fit(self) -> None:
        self.setFixedHeight(round(size() * 1.6 * _LINES) + 16)


class RecoverStep(Step):
    """Words in any of the four languages, the code, or a photo or scan, which may be dropped here too."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "safety.recover.title", "safety.recover.lead")
        self.label, self.words = Label(role="heading"), SecretText()
        self.button, self.picture = Button(role="primary", icon="lock"), Button(icon="search")
        self.back, self.lost = Button(role="quiet", icon="back"), Button(role="quiet")
        self.or_picture = Label()
        self.label.setBuddy(self.words)
        self.put(self.label.setText, "safety.recover.words")
        self.put(self.words.setAccessibleName, "safety.recover.words")
        self.put(self.button.setText, "app.unlock.open")
        self.put(self.or_picture.setText, "safety.recover.or_picture")
        self.put(self.picture.setText, "safety.recover.picture")
        self.put(self.back.setText, "safety.recover.back")
        self.put(self.lost.setText, "safety.recover.no_sheet")
        self.words.entered.connect(self.open_with_words)
        self.button.clicked.connect(self.open_with_words)
        self.picture.clicked.connect(self._choose)
        self.back.clicked.connect(self._back)
        self.lost.clicked.connect(lambda: self.wants.emit("lost"))
        for widget in (
            self.label,
            self.words,
            self.error,
            row(self.button),
            self.or_picture,
            row(self.picture),
        ):
            self.column.body.addWidget(widget)
        self.column.body.addWidget(row(self.back, self.lost))
        self.setAcceptDrops(True)

    def shown(self) -> None:
        self.words.setFocus()

    def leave(self) -> None:
        self.words.clear()
        self.error.hide()

    def open_with_words(self) -> None:
        """Open the file with what was typed; an unknown word is named and selected."""
        problem = self.attempt(lambda: self.session.access.unlock_with_words(self.words.toPlainText()))
        self.words.setFocus()
        self._end(problem)
        if problem is not None:
            self.words.choose_word(str(problem.params.get("word", "")))

    def open_with_picture(self, path: Path) -> None:
        """Open the file with the sheet that the picture at ``path`` shows."""
        self._end(self.attempt(lambda: self.session.access.unlock_with_image(path)))

    def _back(self) -> None:
        """To the password where there is one; else whatever keeps the file shut has its own page."""
        self.wants.emit("password" if self.session.locked else "rescue")

    def _end(self, problem: Problem | None) -> None:
        if problem is None:
            self.leave()
            self.opened.emit()

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = f"{self.text('safety.recover.pictures')} ({PICTURES})"
        title = self.text("safety.recover.picture")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if chosen:
            self.open_with_picture(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            self.open_with_picture(Path(path))
