"""A paper in a window of its own: seen, printed, saved, in one language or two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.documents.files import print_paper, save_one, with_true_paper
from desktop.windows.documents.options import PaperOptions
from desktop.windows.documents.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.paperwork import PaperFile
    from desktop.windows.documents.files import Act
    from desktop.windows.page import Page

    Draw = Callable[[tuple[str, ...], bool], PaperFile]
    """Draws the paper in these languages, with its identity numbers (``True``) or with them hidden."""

_WIDE, _HIGH = 52, 44
"""In heights of the text."""


class PaperDialog(QDialog):
    """Shows what ``draw`` returns for the languages chosen; ``languages`` are chosen at first."""

    def __init__(self, page: Page, name: str, draw: Draw, languages: tuple[str, ...]) -> None:
        super().__init__(page)
        self._page, self._draw = page, draw
        self.setWindowTitle(name)
        self.options, self.preview = PaperOptions(page.session), Preview(page.session)
        self.options.draft.hide()
        self.options.draft_why.hide()
        self.options.show_languages(languages)
        text = page.text
        self.save = Button(text("pages.documents.save"), "primary", "save")
        self.print = Button(text("pages.documents.print"), icon="print")
        self.shut = Button(text("record.close"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for widget in (self.options, self.preview):
            layout.addWidget(widget, 1 if widget is self.preview else 0)
        layout.addWidget(row(self.save, self.print, self.shut))
        self.options.retranslate()
        self.preview.retranslate()
        self.options.changed.connect(self.preview.draw_soon)
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.shut.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        room = page.window().size()
        self.resize(min(_WIDE * size(), room.width()), min(_HIGH * size(), room.height()))
        self.preview.show_paper(name, self._drawn, partial(_nothing, self))
        self.save.setFocus()

    def _drawn(self, plain: bool) -> PaperFile:
        return self._draw(self.options.languages(), plain)

    def _save(self) -> None:
        self._keep(save_one)

    def _print(self) -> None:
        self._keep(print_paper)

    def _keep(self, act: Act) -> None:
        said = with_true_paper(self, self._page.session, self.preview, act)
        if said is not None:
            self._page.say.emit(*said)


def _nothing(dialog: QDialog) -> QWidget:
    return Label(dialog.windowTitle())
