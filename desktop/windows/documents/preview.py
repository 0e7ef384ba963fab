"""The preview: the finished paper, page by page, drawn anew shortly after a change.

Identity numbers are hidden in it until they are asked for; what is saved and printed has them in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QTimer, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.problems import Problem
from desktop.windows.controls.reveal import Reveal
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, clear

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent

    from desktop.paperwork import PaperFile
    from desktop.session import Session

    Draw = Callable[[bool], PaperFile]
    """Draws the paper: with its identity numbers (``True``), or with them hidden."""

_PAUSE = 200
"""Milliseconds of quiet before the paper is drawn again."""


class Preview(QWidget):
    """Shows what ``draw`` returns. ``drawn`` follows each drawing."""

    drawn = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._draw: Draw | None = None
        self._name = ""
        self._words: Callable[[], QWidget] | None = None
        self.file: PaperFile | None = None
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.words = Column()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.words)
        self.back, self.ahead = Button(icon="back"), Button(icon="next")
        self.page = Label(wrap=False)
        self.bar = QWidget()
        across = QHBoxLayout(self.bar)
        across.setContentsMargins(0, 0, 0, 0)
        for widget in (self.back, self.page, self.ahead):
            across.addWidget(widget)
        across.addStretch(1)
        self.reveal = Reveal(self)
        self.numbers, self.kept = QCheckBox(), Label(role="small")
        self.hiding = QWidget()
        beside = QHBoxLayout(self.hiding)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2 * GRID)
        beside.addWidget(self.numbers)
        beside.addWidget(self.kept, 1)
        self.hiding.hide()
        self._stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.hiding)
        layout.addWidget(self.bar)
        self.numbers.clicked.connect(lambda _on: self.reveal.turn())
        self.reveal.changed.connect(self._turned)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.ahead.clicked.connect(lambda: self._turn(1))
        self.view.pageNavigator().currentPageChanged.connect(self._number)
        self._timer.timeout.connect(self.draw_now)

    def show_paper(self, name: str, draw: Draw, words: Callable[[], QWidget]) -> None:
        """Show another paper. ``words`` makes what stands in its place where the file has no pages."""
        self._name, self._draw, self._words = name, draw, words
        self.draw_now()

    def draw_soon(self) -> None:
        """Draw again once the typing pauses."""
        self._timer.start()

    def draw_now(self) -> None:
        """Draw the paper; a character that cannot be printed is said in words instead."""
        self._timer.stop()
        self._stale = False
        if self._draw is None:
            return
        try:
            self.file = self._draw(self.reveal.on)
        except Problem as problem:
            self.file = None
            self._say(Label(self._session.text(problem.key, **problem.params), "error"))
        else:
            if self.file.pages:
                self._show(self.file.data)
            elif self._words is not None:
                self._say(self._words())
        self.hiding.setVisible(self.file is not None and self.file.has_numbers)
        self.drawn.emit()

    def true_file(self) -> PaperFile | None:
        """The paper with all its numbers, to be saved or printed; ``None`` where none is drawn.

        Raises ``PaperStopped`` for a number that cannot be printed.
        """
        if self.file is None or self._draw is None or not self.file.numbers_hidden:
            return self.file
        return self._draw(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reveal.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """A paper whose numbers were hidden while it was out of sight is drawn again."""
        super().showEvent(event)
        if self._stale:
            self.draw_now()

    def _turned(self, on: bool) -> None:
        self.numbers.setChecked(on)
        if self.isVisible():
            self.draw_now()
        else:
            self._stale = True
            self.document.close()

    def retranslate(self) -> None:
        """Write the words of the switch and of the page bar again."""
        self.numbers.setText(self._session.text("safety.mask.show_all"))
        self.kept.setText(self._session.text("safety.mask.true_paper"))
        for button, key in ((self.back, "previous_page"), (self.ahead, "next_page")):
            button.setAccessibleName(self._session.text(f"pages.documents.{key}"))
            button.setToolTip(self._session.text(f"pages.documents.{key}"))
        self._number()

    def _show(self, data: bytes) -> None:
        """Put new pages in place and stay on the page that was looked at."""
        place = self.view.pageNavigator().currentPage()
        scrolled = self.view.verticalScrollBar().value()
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.stack.setCurrentWidget(self.view)
        self.bar.show()
        if place < self.document.pageCount():
            self.view.verticalScrollBar().setValue(scrolled)
        self.view.setAccessibleName(self._session.text("pages.documents.preview_of", paper=self._name))
        self.view.setAccessibleDescription(self._spoken())
        self._number()

    def _spoken(self) -> str:
        """The words on the pages, for a screen reader."""
        pages = range(self.document.pageCount())
        return "\n".join(self.document.getAllText(page).text() for page in pages)

    def _say(self, widget: QWidget) -> None:
        clear(self.words.body)
        self.words.body.addWidget(widget)
        self.stack.setCurrentWidget(self.words)
        self.bar.hide()

    def _turn(self, by: int) -> None:
        navigator = self.view.pageNavigator()
        page = navigator.currentPage() + by
        if 0 <= page < self.document.pageCount():
            navigator.jump(page, QPointF(), navigator.currentZoom())

    def _number(self) -> None:
        if self.document.pageCount():
            number = self._session.language.number
            page = number(self.view.pageNavigator().currentPage() + 1)
            words = self._session.text(
                "pages.documents.page", page=page, pages=number(self.document.pageCount())
            )
            self.page.setText(words)
