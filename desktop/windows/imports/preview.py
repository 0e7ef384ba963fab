"""The third step: what would be taken over, and what not and why. Nothing is written before the last button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.domain.imports.lines import Verdict
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.labelled import labelled
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.imports.model import COLUMNS, LinesModel
from desktop.windows.imports.words import sentences

if TYPE_CHECKING:
    from desktop.domain.imports.lines import Preview
    from desktop.windows.page import Page

_WIDTHS = {"row": 3.5, "verdict": 7.5, "person": 8, "month": 7.5, "branch": 14, "base": 7, "shares": 12}
"""Widths of columns in heights of the text; the reasons take what is left."""
_NARROW = {**_WIDTHS, "person": 6, "branch": 10, "shares": 8}
_WIDE = 70
"""Below this width, in heights of the text, the columns are ``_NARROW`` and the base is left out."""
_LINES = 2
"""Lines of text in a row: words that do not fit beside each other stand below."""


class PreviewStep(QWidget):
    """``take_wanted`` carries whether rows in conflict replace what the record says."""

    take_wanted = Signal(bool)
    save_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.preview: Preview | None = None
        self.counts = Label()
        self.filter_label, self.filter = Label(wrap=False), ChoiceBox()
        self.model = LinesModel(page.session, self)
        self.table = _LinesView(self.model)
        self.why = Label(role="small")
        self.conflict_label, self.conflict = Label(wrap=False), ChoiceBox()
        self.conflict_row = labelled(self.conflict_label, self.conflict)
        self.take, self.save = Button(role="primary", icon="plus"), Button(icon="save")
        self.back = Button(icon="back")
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.counts)
        layout.addWidget(row(labelled(self.filter_label, self.filter)))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.why)
        layout.addWidget(row(self.conflict_row))
        layout.addWidget(row(self.take, self.save, self.back))

    def _connect(self) -> None:
        self.filter.activated.connect(lambda _place: self._filter())
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.conflict.activated.connect(lambda _place: self._say())
        self.take.clicked.connect(lambda: self.take_wanted.emit(self.replaces))
        self.save.clicked.connect(self.save_wanted)
        self.back.clicked.connect(self.back_wanted)

    @property
    def replaces(self) -> bool:
        """Whether rows in conflict replace what the record says."""
        return bool(self.conflict.currentData())

    @property
    def taken(self) -> int:
        """How many rows would be taken over."""
        if self.preview is None:
            return 0
        conflicts = self.preview.count(Verdict.CONFLICT) if self.replaces else 0
        return self.preview.count(Verdict.ACCEPTED) + conflicts

    def show_preview(self, preview: Preview) -> None:
        """Show what became of every row."""
        self.preview = preview
        self.filter.setCurrentIndex(0)
        self.conflict.setCurrentIndex(0)
        self.table.show_people(len(preview.people) > 1 or bool(preview.new_people))
        self.model.show_preview(preview)
        self._say()
        if self.model.rowCount():
            self.table.selectRow(0)

    def _filter(self) -> None:
        chosen = self.filter.currentData()
        self.model.keep(Verdict(chosen) if chosen else None)
        if self.model.rowCount():
            self.table.selectRow(0)
        else:
            self.why.setText("")

    def _chosen(self, now: QModelIndex) -> None:
        self.why.setText(self.model.why(self.model.line(now.row())) if now.isValid() else "")

    def retranslate(self) -> None:
        """Write every text again in the page's language."""
        text = self.page.text
        self.filter_label.setText(text("record.import.show"))
        self.filter.setAccessibleName(text("record.import.show"))
        self.conflict_label.setText(text("record.import.conflicts"))
        self.conflict.setAccessibleName(text("record.import.conflicts"))
        kept, chosen = self.conflict.currentIndex(), self.filter.currentIndex()
        self.conflict.clear()
        self.conflict.addItem(text("record.import.keep_record"), False)
        self.conflict.addItem(text("record.import.replace"), True)
        self.conflict.setCurrentIndex(max(kept, 0))
        self.filter.clear()
        self.filter.addItem(text("record.import.all"), "")
        for verdict in Verdict:
            self.filter.addItem(text(f"record.import.verdict.{verdict.value}"), verdict.value)
        self.filter.setCurrentIndex(max(chosen, 0))
        self.save.setText(text("record.import.save_refused"))
        self.back.setText(text("record.import.back"))
        self.table.setAccessibleName(text("record.import.table"))
        self._say()
        if self.preview is not None:
            self._filter()

    def _say(self) -> None:
        """The counts in words, and what the button would do."""
        plural = self.page.session.language.plural
        self.take.setText(plural("record.import.take", self.taken))
        if self.preview is None:
            return
        said = [
            plural(f"record.import.count.{verdict.value}", count)
            for verdict in Verdict
            if (count := self.preview.count(verdict)) or verdict is Verdict.ACCEPTED
        ]
        if people := len(self.preview.new_people):
            said.append(plural("record.import.count.new_people", people))
        self.counts.setText(sentences(self.page.session, said))
        self.conflict_row.setVisible(self.preview.count(Verdict.CONFLICT) > 0)
        self.save.setVisible(self.preview.count(Verdict.REFUSED) > 0)


class _LinesView(QTableView):
    """Whole lines are chosen; the reasons take the width that is left."""

    def __init__(self, model: LinesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        self._people = False
        self._fit()
        theme.changed.connect(self._fit)

    def show_people(self, people: bool) -> None:
        """Whether the rows are about several people, who are then named."""
        self._people = people
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setIconSize(QSize(size() + 4, size() + 4))
        wide = self.width() > _WIDE * size()
        for column, name in enumerate(COLUMNS[:-1]):
            self.setColumnWidth(column, round((_WIDTHS if wide else _NARROW)[name] * size()))
        self.setColumnHidden(COLUMNS.index("person"), not self._people)
        self.setColumnHidden(COLUMNS.index("base"), not wide)
        self.verticalHeader().setDefaultSectionSize(_LINES * self.fontMetrics().lineSpacing() + GRID)
