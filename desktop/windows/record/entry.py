"""A year of payslips: what all months share above, the table of months below, its sums, and the way back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.record.year_entry import AMOUNTS, YearFrame, firm_of, usual
from desktop.languages.money import decimal
from desktop.record.entries import months_of
from desktop.windows.controls.keys import named_keys
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, row
from desktop.windows.record.entry_frame import FrameChoice
from desktop.windows.record.entry_model import EntryModel
from desktop.windows.record.entry_table import EntryTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page

_ACTS = {"fill_down": "Ctrl+D", "copy": "Ctrl+C", "paste": "Ctrl+V", "clear": "Del"}


class YearEntry(QWidget):
    """``left`` is sent when the user goes back to the overview, ``written`` after every change of the record."""

    left = Signal()
    written = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._session = page, page.session
        self._life: WorkingLife | None = None
        self.frame = FrameChoice(page)
        self.model = EntryModel(page.session, self)
        self.table = EntryTable(page.session, self.model)
        self.said = StateWord()
        self.sums, self.others, self.hint = Label(), Label(role="muted"), Label(role="small")
        self.back = Button(icon="back")
        self.acts = {name: Button() for name in _ACTS}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.column = column = Column(wide=True)
        column.body.setSpacing(GRID)
        for widget in (self.frame, self.said, self.table, self.sums, self.others, self.hint):
            column.body.addWidget(widget)
        column.body.insertWidget(0, row(self.back, *self.acts.values()))
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.frame.changed.connect(self._chosen)
        self.table.selectionModel().currentChanged.connect(self._show_cell)
        self.model.refused.connect(partial(self._say, "not_exempt"))
        self.model.kept.connect(self._kept)
        for name, button in self.acts.items():
            button.clicked.connect(partial(self._act, name))
        shortcut = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.left)

    def _act(self, name: str) -> None:
        getattr(self.table, name)()
        self.table.setFocus()

    def _show_cell(self, index: QModelIndex) -> None:
        """Scroll with the cell that is typed into; the line that says what is wrong stays in sight above it."""
        box, ground = self.table.visualRect(index), self.column.widget()
        assert ground is not None
        at = self.table.viewport().mapTo(ground, box.center())
        self.column.ensureVisible(at.x(), at.y(), 2 * box.width(), 3 * box.height())

    # -- showing

    def open(self, life: WorkingLife, year: int, state: str, branch: str, near: Sequence[str] = ()) -> None:
        """Show a year of one state and branch; ``near`` are the states that stand first in their list."""
        assert life.person.id is not None
        self._life = life
        months = months_of(self._session.store, life.person.id)
        frame = usual(life.person.id, year, state, branch or "pension", months)
        if not any((row.state, row.branch) == (state, frame.branch) for row in months):
            frame = replace(frame, employer_id=frame.employer_id or firm_of(life.postings, state, year))
        self._show(frame, near)

    def _show(self, frame: YearFrame, near: Sequence[str] = ()) -> None:
        self.frame.show_frame(frame, near)
        self.model.show(self.frame.frame)
        self.table.fit()
        self._tell()
        self.said.hide()

    def focus(self, month: int) -> None:
        """Put the focus on a month (1 to 12), ready to type the worker's share."""
        self.table.go_to(month, AMOUNTS.index("employee"))

    def read_again(self) -> None:
        """Show what is kept now, after an undo; the adding of the employer may have been taken back too."""
        if self.model.frame is None:
            return
        at, frame = self.table.currentIndex(), self.frame.frame
        known = {firm.id for firm in self._session.record.employers()}
        self._show(frame if frame.employer_id in known else replace(frame, employer_id=None))
        self.table.go_to(max(at.row(), 0) + 1, max(at.column(), 0))

    def retranslate(self) -> None:
        """Write every text again."""
        text = self._page.text
        self.back.setText(text("record.entry.back"))
        for name, keys in _ACTS.items():
            words = text(f"record.entry.act.{name}")
            self.acts[name].setText(words)
            self.acts[name].setToolTip(text("app.nav.shortcut", name=words, keys=named_keys(keys)))
        self.frame.retranslate()
        self.hint.setText(text("record.entry.hint"))
        self.table.setAccessibleName(text("record.entry.table"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        if self.model.frame is not None:
            self.model.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.model.rowCount() - 1)
            self.table.fit()
            self._tell()

    def _tell(self) -> None:
        """The sums of the year, and who else has entries in it."""
        frame, language = self.frame.frame, self._session.language
        totals = {
            name: sum((getattr(row, name) or Decimal(0) for row in self.model.rows), Decimal(0))
            for name in AMOUNTS
        }
        written = {name: decimal(value, language.locale, 2) for name, value in totals.items()}
        count = language.months(len(self.model.rows))
        currency = self.frame.boxes["currency"].currentText() or "–"
        self.sums.setText(
            self._page.text(
                "record.entry.sums", year=str(frame.year), count=count, currency=currency, **written
            )
        )
        self.others.setVisible(bool(self.model.others))
        names = {row.employer_id: "" for row in self.model.others}
        firms = {firm.id: firm.name for firm in self._session.record.employers()} if names else {}
        known = [firms.get(number, self._page.text("record.entry.no_employer")) for number in names]
        self.others.setText(
            self._page.text("record.entry.others", names=language.list(known)) if known else ""
        )

    # -- after something happened

    def _chosen(self, name: str) -> None:
        """Another year, state or branch brings its own employer and currency; the rest frames what is typed next."""
        frame = self.frame.frame
        if name in ("year", "state", "branch"):
            assert self._life is not None
            self.open(self._life, frame.year, frame.state, frame.branch)
        else:
            self.model.show(frame)
            self._tell()
        self.written.emit()

    def _kept(self, doubt: str) -> None:
        if doubt:
            self._say("cannot_tell", doubt)
        else:
            self.said.hide()
        self._tell()
        self.written.emit()

    def _say(self, state: str, sentence: str) -> None:
        self.said.show_state(state, sentence)
        self.said.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self.said.word, QAccessible.Event.Alert))
