"""One entry of the history, field by field: what was there before and what after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.windows.controls.table import Table, TableRow
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.safety.change_words import field_line

if TYPE_CHECKING:
    from desktop.domain.record.change import Change
    from desktop.session import Session

_COLUMNS = ("field", "before", "after")
_WIDE, _HIGH = 52, 36
"""In heights of the text."""


class ChangeDialog(QDialog):
    """See the module; ``what`` is the change in a few words."""

    def __init__(self, parent: QWidget, session: Session, change: Change, what: str) -> None:
        super().__init__(parent)
        self._session = session
        text = session.text
        self.setWindowTitle(text("safety.change.title"))
        self.table, self.shut = Table(), Button(text("record.close"))
        self.table.setAccessibleName(text("safety.change.title"))
        lines = [field_line(session, field) for field in session.history.fields(change)]
        self.table.fill(
            [text(f"safety.change.{name}") for name in _COLUMNS],
            [
                TableRow(
                    number, cells, text("safety.change.line", field=cells[0], before=cells[1], after=cells[2])
                )
                for number, cells in enumerate(lines)
            ],
        )
        self.table.setVisible(bool(lines))
        self._lay_out(change, what)
        self.shut.clicked.connect(self.reject)
        (self.table if lines else self.shut).setFocus()

    def _lay_out(self, change: Change, what: str) -> None:
        text, language = self._session.text, self._session.language
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(Label(what, "heading"))
        layout.addWidget(Label(language.moment(change.made_at), "muted"))
        added = self._session.history.added_in_bulk(change)
        if added:
            layout.addWidget(Label(text("safety.change.bulk", count=language.number(added))))
        if change.erased:
            layout.addWidget(Label(text("safety.change.erased")))
        layout.addWidget(self.table, 1)
        if self.table.isHidden():
            layout.addStretch(1)
        layout.addWidget(row(self.shut))
        self.resize(_WIDE * size(), _HIGH * size())
