"""The first page: what this is for, what was left half-way, what is due next, and one large action."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, clear
from desktop.windows.page import Page

if TYPE_CHECKING:
    from desktop.session import Session


class StartPage(Page):
    """Its heading and the large action paint at once; what needs the file or the law follows."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.column = Column()
        self.title, self.lead = Label(role="title"), Label()
        self.begin = Button(role="primary")
        self.put(self.title.setText, "app.start.title")
        self.put(self.lead.setText, "app.start.lead")
        self.put(self.begin.setText, "app.start.begin")
        self.put(self.begin.setToolTip, "app.start.begin_keys")
        self.begin.clicked.connect(partial(self.go.emit, "check", None, "new"))
        self.private = Label(role="small")
        self.put(self.private.setText, "app.start.private")
        self.more = QVBoxLayout()
        self.more.setSpacing(2 * GRID)
        for widget in (self.title, self.lead):
            self.column.body.addWidget(widget)
        action = QHBoxLayout()
        action.addWidget(self.begin)
        action.addStretch(1)
        self.column.body.addLayout(action)
        self.column.body.addWidget(self.private)
        self.column.body.addLayout(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        """In a window that is not painted yet, what stands below the large action waits for ``retranslate``."""
        if self.window().isVisible():
            QTimer.singleShot(0, self, self._fill)

    def retranslate(self) -> None:
        super().retranslate()
        self._fill()

    def shown(self) -> None:
        self.begin.setFocus()

    def _fill(self) -> None:
        from desktop.windows.edition_warning import add_edition_warnings
        from desktop.windows.start.parts import HALF_WAY, first_day, other_days

        clear(self.more)
        begun = self.session.cases_begun(HALF_WAY)
        used = begun or self.session.cases_that_fit([])
        parts: list[QWidget] = other_days(self, begun) if used else first_day(self)
        add_edition_warnings(self.session, self.more)
        for part in parts:
            self.more.addWidget(part)
