"""A table whose lines speak whole sentences and open with Enter or a double click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTableWidget, QTableWidgetItem

from desktop.windows.controls import icons
from desktop.windows.controls.theme import GRID, size

_NARROWEST = 6
"""A column has room for at least so many large characters."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line: its key, its cells, the sentence a screen reader says, and symbols of states by column."""

    key: int
    cells: Sequence[str]
    sentence: str
    states: Mapping[int, str] = field(default_factory=dict)


def take_whole_lines(view: QTableView) -> None:
    """Let a table choose one whole line, let Tab leave it, and set heads left over columns of fixed width."""
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    header = view.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Table(QTableWidget):
    """Whole lines are chosen; ``opened`` carries the key of a line."""

    opened = Signal(int)

    def __init__(self, optional: Sequence[int] = ()) -> None:
        """``optional`` are columns that are left out where the width does not suffice for all."""
        super().__init__()
        self._optional = tuple(optional)
        take_whole_lines(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._key(index.row())))

    def fill(self, heads: Sequence[str], rows: Sequence[TableRow]) -> None:
        """Show these lines; the line chosen before stays chosen."""
        before = self.current()
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        self.setRowCount(len(rows))
        self.setIconSize(QSize(size() + 4, size() + 4))
        for place, line in enumerate(rows):
            for column, text in enumerate(line.cells):
                self.setItem(place, column, self._item(line, column, text))
        self._fit()
        if before is not None:
            self.choose(before)
        if self.currentRow() < 0 and rows:
            self.selectRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the width: narrow columns get what they wish, wide ones wrap their words in what is left."""
        header = self.horizontalHeader()
        room = self.viewport().width()
        tight = room < self.columnCount() * _NARROWEST * size()
        for column in self._optional:
            self.setColumnHidden(column, tight)
        shown = [column for column in range(self.columnCount()) if not self.isColumnHidden(column)]
        for column, width in zip(shown, self._shares(shown, room), strict=True):
            header.resizeSection(column, width)
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + GRID)

    def _shares(self, columns: Sequence[int], room: int) -> list[int]:
        """A width for each column: its wish up to an equal share, then what others leave, the rest to the first."""
        header = self.horizontalHeader()
        wishes = [max(self.sizeHintForColumn(c), header.sectionSizeHint(c)) + 2 * GRID for c in columns]
        share = max(room // max(len(columns), 1), _NARROWEST * size())
        widths = [min(wish, share) for wish in wishes]
        spare = max(room - sum(widths), 0)
        for place, wish in enumerate(wishes):
            extra = min(wish - widths[place], spare)
            widths[place] += extra
            spare -= extra
        if widths:
            widths[0] += spare
        return widths

    def _item(self, line: TableRow, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, line.key)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, line.sentence)
        if column in line.states:
            item.setIcon(QIcon(icons.state_pixmap(line.states[column], size() + 4)))
        return item

    def current(self) -> int | None:
        """The key of the line chosen, ``None`` where none is."""
        row = self.currentRow()
        return self._key(row) if row >= 0 else None

    def choose(self, key: int) -> None:
        """Choose the line with this key, if it is there."""
        for row in range(self.rowCount()):
            if self._key(row) == key:
                self.selectRow(row)

    def _key(self, row: int) -> int:
        item = self.item(row, 0)
        assert item is not None
        return int(item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line."""
        key = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key is not None:
            self.opened.emit(key)
        else:
            super().keyPressEvent(event)
