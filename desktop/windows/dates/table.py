"""The table of what is due: whole lines, opened with Enter or a double click, as high as a few of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.windows.controls.table import take_whole_lines
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.dates.model import COLUMNS, DatesModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.dates.due import DueItem

_SHARE_OF_WHAT: Final = 60
"""Percent of the width that the measured columns leave over; whom it is for takes the rest."""
_LEAST_LINES: Final = 4
_TIGHT: Final = 22
"""Heights of the text that the first two columns need; where they get less, the lines are stacked."""
_STACKED: Final = ("what", "left")
"""The columns of stacked lines: what and for whom, the day and the days left."""


class DatesTable(QTableView):
    """``opened`` and ``chosen`` carry a date, ``chosen`` also ``None``: a heading, or nothing."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, model: DatesModel) -> None:
        super().__init__()
        self._model = model
        self._room = 0
        self.setModel(model)
        take_whole_lines(self)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda index, _before: self._choose(index))
        model.modelReset.connect(self.fit)
        theme.changed.connect(self.fit)

    def current(self) -> DueItem | None:
        """The date chosen, ``None`` where none is."""
        row = self.currentIndex().row()
        return self._model.item(row) if row >= 0 else None

    def choose_row(self, row: int) -> None:
        """Choose a line, the last one where there are fewer."""
        last = self._model.rowCount() - 1
        if last >= 0:
            self.selectRow(min(row, last))

    def set_room(self, height: int) -> None:
        """The height that the table may take; a few lines it always has."""
        self._room = height
        self.fit()

    def fit(self) -> None:
        """Share the width out, take the height of a few lines, and let headings go across."""
        self._share_out()
        self.clearSpans()
        for block in self._model.blocks:
            self.setSpan(block.row, 0, 1, len(COLUMNS))
        line = round(size() * (3.6 if self._model.stacked else 2.3))
        self.verticalHeader().setDefaultSectionSize(line)
        most = max(_LEAST_LINES, self._room // line)
        lines = max(_LEAST_LINES, min(self._model.rowCount(), most))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + lines * line + GRID)

    def _share_out(self) -> None:
        """Days, days left and rule get what their longest words take; the first two share what is left."""
        room = self.viewport().width()
        fixed = {name: self._widest(words) for name, words in self._model.words.longest().items()}
        self._model.stacked = room - sum(fixed.values()) < _TIGHT * size()
        for place, name in enumerate(COLUMNS):
            self.setColumnHidden(place, self._model.stacked and name not in _STACKED)
        if self._model.stacked:
            fixed = {"left": max(fixed["when"], fixed["left"])}
        rest = max(room - sum(fixed.values()), 0)
        what = rest if self._model.stacked else rest * _SHARE_OF_WHAT // 100
        for name, width in {"what": what, "whom": rest - what, **fixed}.items():
            if width:
                self.setColumnWidth(COLUMNS.index(name), width)

    def _widest(self, words: Sequence[str]) -> int:
        symbol = size() + 3 * GRID
        return max(self.fontMetrics().horizontalAdvance(word) for word in words) + symbol

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        item = self._model.item(row)
        if item is not None:
            self.opened.emit(item)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.item(index.row()) if index.isValid() else None)
