"""One term explained: in four languages, what the thing looks like, who issues it and what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, row, set_role
from desktop.windows.page import Page
from desktop.windows.side import LANGUAGE_NAMES
from desktop.windows.terms.index import COLUMNS

if TYPE_CHECKING:
    from desktop.domain.practice import Term
    from desktop.session import Session

ASPECTS = ("looks", "issuer", "not")
"""What is said of a term beside its words: ``law.term.KEY.ASPECT``, as far as the sources support it."""


class TermCard(QWidget):
    """The words of a term (left out where they stand beside it) and what is known of the thing."""

    def __init__(self, session: Session, key: str, words: bool = True) -> None:
        super().__init__()
        term = session.law.terms[key]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(Label(term.words.get(COLUMNS[session.language.code], ""), "heading"))
        if words:
            layout.addWidget(_words(term))
        for aspect, sentence in term_aspects(session, key):
            layout.addWidget(Label(session.text(f"pages.terms.{aspect}"), "small"))
            layout.addWidget(Label(sentence))


def _words(term: Term) -> QWidget:
    """The term in each language under the language's own name."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setColumnStretch(1, 1)
    for place, (code, name) in enumerate(LANGUAGE_NAMES.items()):
        grid.addWidget(Label(name, "small", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(term.words.get(COLUMNS[code], "")), place, 1)
    return holder


def term_aspects(session: Session, key: str) -> list[tuple[str, str]]:
    """What is said of a term, by aspect; empty where the sources say nothing."""
    keys = ((aspect, f"law.term.{key}.{aspect}") for aspect in ASPECTS)
    return [(aspect, session.text(text)) for aspect, text in keys if session.language.has(text)]


class TermPanel(QFrame):
    """The card in a small window of its own; Esc or a click elsewhere closes it."""

    def __init__(self, parent: QWidget, session: Session, key: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.key = key
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(session.text("pages.terms.panel"))
        set_role(self, "card")
        self.open = Button(session.text("pages.terms.open"), icon="law")
        self.close_button = Button(session.text("pages.close"))
        self.card, self.buttons = TermCard(session, key), row(self.open, self.close_button)
        column = Column(wide=True)
        column.body.addWidget(self.card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(column, 1)
        layout.addWidget(self.buttons)
        self.buttons.setContentsMargins(4 * GRID, 0, 4 * GRID, 2 * GRID)
        self.open.clicked.connect(self._open)
        self.close_button.clicked.connect(self.close)
        self.setFixedWidth(min(34 * size(), parent.window().width() - 4 * GRID))

    def show_near(self, place: QPoint) -> None:
        """Show the panel below ``place`` (of the screen), moved so that all of it can be seen; a long one scrolls."""
        screen = (QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()).availableGeometry()
        room = self.width() - 8 * GRID - 2
        wanted = self.card.heightForWidth(room) + self.buttons.heightForWidth(room) + 12 * GRID
        self.resize(self.width(), min(wanted, screen.height()))
        left = max(screen.left(), min(place.x(), screen.right() - self.width()))
        top = max(screen.top(), min(place.y() + GRID, screen.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.open.setFocus()

    def _open(self) -> None:
        page = _page_of(self.parentWidget())
        self.close()
        if page is not None:
            page.go.emit("law", None, f"terms:{self.key}")


def explain_term(near: QWidget, session: Session, key: str) -> TermPanel:
    """Show what ``key`` means beside the pointer, or at ``near`` where the pointer is elsewhere."""
    panel = TermPanel(near, session, key)
    pointer = QCursor.pos()
    inside = near.rect().contains(near.mapFromGlobal(pointer))
    panel.show_near(pointer if inside else near.mapToGlobal(near.rect().bottomLeft()))
    return panel


def _page_of(widget: QWidget | None) -> Page | None:
    """The page on which ``widget`` stands."""
    while widget is not None and not isinstance(widget, Page):
        widget = widget.parentWidget()
    return widget
