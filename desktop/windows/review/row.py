"""One line of the review: what was asked, what was answered, and Change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.windows.controls.hidden_value import HiddenValue
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label

if TYPE_CHECKING:
    from desktop.session import Session


class ReviewRow(QWidget):
    """A question or label in small letters, the answer under it, and a button that leads to its place.

    ``secret``: the answer is an identity number.
    """

    def __init__(
        self, session: Session, question: str, answer: str, change: Callable[[], None], secret: bool = False
    ) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(question, "small"))
        words.addWidget(HiddenValue(session.text, question, answer) if secret else Label(answer))
        self.button = Button(session.text("pages.review.change"), "quiet")
        self.button.setAccessibleName(session.text("pages.review.change_named", what=question))
        self.button.clicked.connect(lambda _on=False: change())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(words, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
