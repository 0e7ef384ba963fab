"""The sample people: invented names, real kinds of cases; each opens as a case of one's own to try things with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Fold, Label, row

if TYPE_CHECKING:
    from desktop.samples import Sample
    from desktop.windows.page import Page


class Samples(QWidget):
    """A fold with one line a person; opening one makes a case of it and shows its result."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.fold = Fold(page.text("app.samples.title"))
        self.fold.toggled.connect(self._fill)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold)

    def _fill(self, open_: bool) -> None:
        if not open_ or self.fold.body.count():
            return
        self.fold.body.addWidget(Label(self.page.text("app.samples.lead"), "muted"))
        for sample in self.page.session.samples:
            self.fold.body.addWidget(self._line(sample))
        self.fold.body.setSpacing(GRID)

    def _line(self, sample: Sample) -> QWidget:
        about = self.page.text(f"samples.{sample.key}.about")
        button = Button(self.page.text(f"samples.{sample.key}.name"), icon="person")
        button.setAccessibleDescription(about)
        button.clicked.connect(partial(self._open, sample))
        return row(button, Label(about, "muted"))

    def _open(self, sample: Sample) -> None:
        self.page.go.emit("result", self.page.session.open_sample(sample).id, None)
