"""The grid of months as a model: the lanes of each year as rows, its months as columns."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.windows.controls.plain_tip import plain_tip
from desktop.windows.record.words import lane_words, said

if TYPE_CHECKING:
    from desktop.domain.record.grid import Cell, Grid, Lane
    from desktop.session import Session

Index = QModelIndex | QPersistentModelIndex
CELL: Final = Qt.ItemDataRole.UserRole
"""The role under which the delegate finds the ``Cell``."""


class GridModel(QAbstractTableModel):
    """See the module; ``branches`` says whether the lanes of the branches are shown under their state."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._grid: Grid | None = None
        self.branches = False
        self.rows: tuple[tuple[int, Lane], ...] = ()
        """Year and lane of each row."""

    def show(self, found: Grid | None, branches: bool) -> None:
        """Show these cells; ``None`` shows nothing."""
        self.beginResetModel()
        self._grid, self.branches = found, branches
        self.rows = () if found is None else tuple(
            (year, lane) for year in found.years for lane in found.lanes if branches or not lane.branch
        )  # fmt: skip
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 12

    def cell(self, row: int, column: int) -> Cell:
        """The cell in a row and column."""
        assert self._grid is not None
        year, lane = self.rows[row]
        return self._grid.cell(lane, year, column + 1)

    def place(self, state: str, month: dt.date) -> QModelIndex:
        """Where the month stands in the lane of the state; an invalid index where it does not."""
        for row, (year, lane) in enumerate(self.rows):
            if (year, lane.state, lane.branch) == (month.year, state, ""):
                return self.index(row, month.month - 1)
        return QModelIndex()

    def first_of_year(self, row: int) -> bool:
        """Whether a year begins with the row: a line is drawn above it."""
        return row == 0 or self.rows[row - 1][0] != self.rows[row][0]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = self.sentence(index.row(), index.column())
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def sentence(self, row: int, column: int) -> str:
        """What the cell says, in full."""
        return said(self._session, self.cell(row, column).words)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return str(section + 1)
        year, lane = self.rows[section]
        name = lane_words(self._session, lane)
        if lane.branch and role == Qt.ItemDataRole.DisplayRole:
            name = f"\u2003{name}"
        return (
            self._session.text("record.grid.year", year=str(year), lane=name)
            if self.first_of_year(section)
            else name
        )
