"""One entry of the copy companion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.identity import masked
from desktop.windows.controls.hidden_value import HiddenValue
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row, set_role

if TYPE_CHECKING:
    from desktop.session import Session


class CopyRow(QFrame):
    """Label and value at the left; at the right a button that copies, or one that leads to the field.

    ``names`` are the field's names on the screen and in the portal, the second empty where it is the same.
    ``secret``: the value is an identity number, which is copied without being seen.
    """

    def __init__(
        self, session: Session, names: tuple[str, str], value: str, ticked: bool, secret: bool = False
    ) -> None:
        super().__init__()
        set_role(self, "card")
        label = names[0]
        self.value, self.secret = value, secret
        self.copy = Button(session.text("pages.copy.copy"), icon="copy")
        told = masked(value) if secret else value
        self.copy.setAccessibleName(session.text("pages.copy.copy_named", label=label, value=told))
        self.fill = Button(session.text("pages.copy.fill"), "quiet", "edit")
        self.fill.setAccessibleName(session.text("pages.copy.fill_named", label=label))
        (self.fill if value else self.copy).hide()
        self.tick = QCheckBox(session.text("pages.copy.done"))
        self.tick.setAccessibleName(session.text("pages.copy.done_named", label=label))
        self.tick.setChecked(ticked)
        self.tick.setMinimumHeight(self.copy.sizeHint().height())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(" · ".join(filter(None, names)), "small"))
        if value and secret:
            words.addWidget(HiddenValue(session.text, label, value))
        else:
            words.addWidget(Label(value or session.text("pages.copy.empty"), "body" if value else "muted"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.addLayout(words, 1)
        layout.addWidget(row(self.copy, self.fill, self.tick), 0, Qt.AlignmentFlag.AlignTop)
