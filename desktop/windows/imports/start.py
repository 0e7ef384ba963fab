"""The first step of taking over a table: what can be taken, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.widgets import Button, Column, Label, card, row

if TYPE_CHECKING:
    from desktop.windows.page import Page


class StartStep(QWidget):
    """``file_wanted`` and ``paste_wanted`` are sent when the user chose a way in."""

    file_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.intro, self.kinds, self.promise = Label(), Label(role="small"), Label(role="small")
        self.choose, self.paste = Button(role="primary", icon="documents"), Button(icon="copy")
        for label, name in ((self.intro, "intro"), (self.kinds, "kinds"), (self.promise, "promise")):
            page.put(label.setText, f"record.import.{name}")
        page.put(self.choose.setText, "record.import.choose_file")
        page.put(self.paste.setText, "record.import.paste")
        self.choose.clicked.connect(self.file_wanted)
        self.paste.clicked.connect(self.paste_wanted)
        column = Column()
        column.body.addWidget(card(self.intro, row(self.choose, self.paste), self.kinds, self.promise))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
