"""What the steps of opening the file have in common: a column, and a way from one step to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QCursor, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from desktop.problems import Problem
from desktop.windows.controls.widgets import Column, Label
from desktop.windows.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session import Session


class Step(Page):
    """One step. ``trouble`` carries problems that more typing cannot solve."""

    opened = Signal()
    """The file is open."""
    wants = Signal(str)
    """Asks for another step by its name."""

    def __init__(self, session: Session, title: str, lead: str) -> None:
        super().__init__(session)
        self.column = Column()
        self.title, self.lead, self.error = Label(role="title"), Label(), Label(role="error")
        self.put(self.title.setText, title)
        self.put(self.lead.setText, lead)
        self.column.body.addWidget(self.title)
        self.column.body.addWidget(self.lead)
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)

    def attempt(self, call: Callable[[], object]) -> Problem | None:
        """Open the file by ``call``. What went wrong is said here and returned; other troubles go to ``trouble``."""
        from desktop.windows.rescue.ways import WAYS

        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            call()
        except Problem as problem:
            if problem.key in WAYS:
                self.trouble.emit(problem)
            else:
                self.complain(self.text(problem.key, **problem.params))
            return problem
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.error.hide()
        return None

    def complain(self, sentence: str) -> None:
        """Say what went wrong, aloud too."""
        self.error.setText(sentence)
        self.error.show()
        self.column.show_widget(self.error)
        say_aloud(self.error)


def say_aloud(label: Label) -> None:
    """Let a screen reader say what ``label`` shows now."""
    QAccessible.updateAccessibility(QAccessibleEvent(label, QAccessible.Event.Alert))
