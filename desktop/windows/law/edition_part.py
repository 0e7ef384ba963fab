"""The edition of the law as a part of the law section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.part import Part
from desktop.windows.controls.widgets import Column, clear
from desktop.windows.law.edition import EditionPanel

if TYPE_CHECKING:
    from desktop.session import Session


class EditionPart(Part):
    """What edition decides, its changes, and how to install another."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.column = Column()
        self.whole.addWidget(self.column)
        self.retranslate()

    def retranslate(self) -> None:
        clear(self.column.body)
        self.column.body.addWidget(EditionPanel(self.session, self.column.content))
