"""A table over what is in the file: whole lines, each made when it is first seen, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView

from desktop.windows.controls import icons
from desktop.windows.controls.table import TableRow, take_whole_lines
from desktop.windows.controls.theme import GRID, size

_Index = QModelIndex | QPersistentModelIndex
_PAGE: Final = 50
"""So many lines are made together."""
_ROOT: Final = QModelIndex()


class LinesModel(QAbstractTableModel):
    """Lines by key. ``read`` makes the lines of some keys; one that is gone has no line and stays empty."""

    def __init__(self, read: Callable[[Sequence[int]], Mapping[int, TableRow]]) -> None:
        super().__init__()
        self._read = read
        self._heads: Sequence[str] = ()
        self._keys: Sequence[int] = ()
        self._lines: dict[int, TableRow] = {}

    def show(self, heads: Sequence[str], keys: Sequence[int]) -> None:
        """Show the lines with these keys, in this order, all made anew."""
        self.beginResetModel()
        self._heads, self._keys = heads, keys
        self._lines.clear()
        self.endResetModel()

    def key(self, row: int) -> int:
        """The key of a line."""
        return self._keys[row]

    def row_of(self, key: int) -> int:
        """The row of the line with this key; raises ``ValueError`` where it is not shown."""
        return self._keys.index(key)

    def line(self, row: int) -> TableRow | None:
        """A line, made together with its neighbours when first asked for."""
        key = self._keys[row]
        if key not in self._lines:
            first = row - row % _PAGE
            self._lines.update(self._read(self._keys[first : first + _PAGE]))
        return self._lines.get(key)

    # -- as Qt asks

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.sentence
        if role == Qt.ItemDataRole.DecorationRole and index.column() in line.states:
            return QIcon(icons.state_pixmap(line.states[index.column()], size() + 4))
        return None


class LinesTable(QTableView):
    """The table of a ``LinesModel``; ``opened`` carries the key of a line. ``shares`` are the widths of its columns.

    Columns in ``optional`` are left out where the room is short. Words wrap; a line gets its height when it is seen.
    """

    opened = Signal(int)

    def __init__(self, model: LinesModel, shares: Sequence[int], optional: Sequence[int] = ()) -> None:
        super().__init__()
        self._model, self._shares, self._optional = model, shares, optional
        self.setModel(model)
        take_whole_lines(self)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.key(index.row())))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._fit_seen())
        model.modelReset.connect(self._fit)

    def current(self) -> int | None:
        """The key of the line chosen, ``None`` where none is."""
        row = self.currentIndex().row()
        return self._model.key(row) if row >= 0 else None

    def choose(self, key: int) -> None:
        """Choose the line with this key, if it is there."""
        try:
            self.selectRow(self._model.row_of(key))
        except ValueError:
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line."""
        key = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key is not None:
            self.opened.emit(key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the width out and give the lines in sight their height."""
        self.setIconSize(QSize(size() + 4, size() + 4))
        room = self.viewport().width()
        tight = room < len(self._shares) * 9 * size()
        for column in self._optional:
            self.setColumnHidden(column, tight)
        shown = [column for column in range(len(self._shares)) if not self.isColumnHidden(column)]
        total = sum(self._shares[column] for column in shown)
        for column in shown:
            self.setColumnWidth(column, room * self._shares[column] // total)
        self.verticalHeader().setDefaultSectionSize(round(size() * 2.3))
        self._fit_seen()

    def _fit_seen(self) -> None:
        """Let the words of the lines in sight wrap."""
        row = max(self.rowAt(0), 0)
        below = self.viewport().height()
        while row < self._model.rowCount() and self.rowViewportPosition(row) < below:
            self.resizeRowToContents(row)
            self.setRowHeight(row, self.rowHeight(row) + GRID)
            row += 1
