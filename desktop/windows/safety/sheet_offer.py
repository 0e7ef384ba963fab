"""The recovery sheet, offered right after a password was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.windows.controls.widgets import Button, row
from desktop.windows.unlock.step import Step

if TYPE_CHECKING:
    from desktop.safety.access import RecoverySheet
    from desktop.session import Session


class SheetOffer(Step):
    """Makes the sheet or leaves it for later; ``over`` follows either."""

    over = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "safety.sheet.offer", "safety.sheet.offer_more")
        self.make, self.later = Button(role="primary", icon="documents"), Button(role="quiet")
        self.put(self.make.setText, "safety.sheet.make")
        self.put(self.later.setText, "safety.sheet.later")
        self.make.clicked.connect(self._make)
        self.later.clicked.connect(self.over)
        self.column.body.addWidget(self.error)
        self.column.body.addWidget(row(self.make, self.later))

    def _make(self) -> None:
        from desktop.windows.safety.sheet_dialog import SheetDialog

        made: list[RecoverySheet] = []
        if self.attempt(lambda: made.append(self.session.access.new_recovery_sheet())) is None:
            dialog = SheetDialog(self, self.session, made[0])
            dialog.finished.connect(self.over)
            dialog.open()
