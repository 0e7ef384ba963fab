"""A paper that is not of one case: its language is chosen from a menu, then it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.problems import Problem
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.documents.files import save_one
from desktop.windows.side import LANGUAGE_NAMES

if TYPE_CHECKING:
    from desktop.paperwork import PaperFile
    from desktop.session import Session

Draw = Callable[[str], "PaperFile"]
"""Makes the paper in the language of this code."""


class PaperButton(QWidget):
    """A button with a menu of languages; says below where the paper was saved."""

    def __init__(self, session: Session, key: str, draw: Draw) -> None:
        """``key`` is the text of the button."""
        super().__init__()
        self._session, self._draw = session, draw
        self.button = Button(session.text(key), icon="save")
        self.button.clicked.connect(lambda: offer_languages(self.button, session, self.save))
        self.said = Label(role="small")
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row(self.button))
        layout.addWidget(self.said)

    def save(self, code: str) -> None:
        """Ask where the paper in the language ``code`` goes, and write it."""
        told = save_drawn(self, self._session, self._draw, code)
        if told is not None:
            self.said.setText(told[0])
            self.said.show()


def language_menu(parent: QWidget, session: Session, choose: Callable[[str], object]) -> QMenu:
    """The languages a paper can have, that of the screen first; ``choose`` takes the code of the one chosen."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.triggered.connect(lambda action: choose(action.data()))
    own = session.language.code
    for code in sorted(LANGUAGE_NAMES, key=lambda code: code != own):
        menu.addAction(LANGUAGE_NAMES[code]).setData(code)
    return menu


def offer_languages(button: Button, session: Session, choose: Callable[[str], object]) -> None:
    """Open the menu of languages under its button."""
    below = button.mapToGlobal(button.rect().bottomLeft())
    language_menu(button, session, choose).popup(below)


def save_drawn(parent: QWidget, session: Session, draw: Draw, code: str) -> tuple[str, str] | None:
    """Draw the paper, ask where it goes, and write it; returns what to say and its mood.

    ``None`` where the user thinks better of it.
    """
    try:
        file = draw(code)
    except Problem as problem:
        return session.text(problem.key, **problem.params), "error"
    return save_one(parent, session, file)
