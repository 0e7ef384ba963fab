"""The bin: what was removed in the last 90 days, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.problems import Problem
from desktop.windows.controls.part import Part
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.widgets import Button, Column, Label, row
from desktop.windows.record.words import change_words

if TYPE_CHECKING:
    from desktop.domain.record.change import BinEntry
    from desktop.session import Session

_COLUMNS: Final = ("what", "when", "left")


class BinPart(Part):
    """See the module. Enter on a line restores it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._entries: tuple[BinEntry, ...] = ()
        self.column = Column(wide=True)
        self.intro, self.none = Label(), Label(role="muted")
        self.table, self.back = ShortTable(), Button(role="primary", icon="undo")
        for widget in (self.intro, self.table, self.none, row(self.back)):
            self.column.body.addWidget(widget)
        self.whole.addWidget(self.column)
        self.table.opened.connect(self.restore)
        self.back.clicked.connect(lambda: self.restore(self.table.current()))
        self.retranslate()

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        self._load()

    def retranslate(self) -> None:
        self.intro.setText(self.text("safety.bin.intro"))
        self.none.setText(self.text("safety.bin.none"))
        self.back.setText(self.text("safety.bin.restore"))
        self.table.setAccessibleName(self.text("safety.bin.title"))
        self._show()

    def focus(self) -> None:
        self.table.setFocus()

    def _load(self) -> None:
        self._entries = self.session.history.bin()
        self._show()

    def _show(self) -> None:
        heads = [self.text(f"safety.bin.column.{name}") for name in _COLUMNS]
        self.table.fill(heads, [self._line(entry) for entry in self._entries])
        for widget in (self.table, self.back):
            widget.setVisible(bool(self._entries))
        self.none.setVisible(not self._entries)

    def _line(self, entry: BinEntry) -> TableRow:
        language = self.session.language
        what, when = change_words(self.session, entry.change), language.moment(entry.change.made_at)
        left = language.plural("safety.bin.days", entry.days_left)
        return TableRow(
            entry.change.id, (what, when, left), self.text("safety.bin.line", what=what, when=when, left=left)
        )

    def restore(self, change_id: int | None) -> None:
        """Bring a removed thing back, or say why that cannot be."""
        entry = next((entry for entry in self._entries if entry.change.id == change_id), None)
        if entry is None:
            return
        try:
            self.session.history.restore(entry)
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
            return
        self._load()
        self.say.emit(self.text("safety.bin.restored", what=change_words(self.session, entry.change)), "info")
