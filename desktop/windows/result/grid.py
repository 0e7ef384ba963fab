"""A table that is as high as its rows, wraps its words and speaks whole sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from desktop.windows.controls import icons
from desktop.windows.controls.theme import GRID, colour, size, theme

_STATE = Qt.ItemDataRole.UserRole
_MORE = Qt.ItemDataRole.UserRole + 1

_COMPOUND = re.compile(
    "(?<=[a-zäöüß])(?=versicherung|förderung|beiträge|bescheinigung|vereinbarung|verwaltung|behörde)"
)
"""Where long German words of the field may break, with a hyphen."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, a smaller second text, a state whose symbol and colour stand before it."""

    text: str
    more: str = ""
    state: str = ""
    spoken: str = ""
    """What a screen reader says; the texts themselves where it is empty."""


class Wrapped(QStyledItemDelegate):
    """Draws cells with every word whole where it fits, and never cuts one off."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        box = _inner(option.rect)
        painter.save()
        state = str(index.data(_STATE) or "")
        if state:
            symbol = icons.state_pixmap(state, _symbol())
            painter.drawPixmap(box.topLeft(), symbol)
            box.setLeft(box.left() + _symbol() + GRID)
        top = float(box.top())
        for text, font, ink in _texts(index, option.font):
            painter.setPen(colour(ink))
            layout, height = lay_text(text, font, box.width())
            layout.draw(painter, QPointF(box.left(), top))
            top += height
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.columnWidth(index.column()) if isinstance(view, QTableWidget) else option.rect.width()
        room = _inner(QRect(0, 0, width, 0)).width() - (_symbol() + GRID if index.data(_STATE) else 0)
        height = sum(lay_text(text, font, room)[1] for text, font, _ in _texts(index, option.font))
        return QSize(width, round(max(height, _symbol() if index.data(_STATE) else 0)) + 2 * GRID)


def _texts(index: Index, font: QFont) -> list[tuple[str, QFont, str]]:
    small = QFont(font)
    small.setPixelSize(size("small"))
    texts = [(str(index.data(Qt.ItemDataRole.DisplayRole) or ""), font, "text")]
    if more := str(index.data(_MORE) or ""):
        texts.append((more, small, "muted"))
    return texts


def lay_text(text: str, font: QFont, width: int) -> tuple[QTextLayout, float]:
    """The text broken into lines of ``width``, and the height they take."""
    layout = QTextLayout(_COMPOUND.sub("\u00ad", text).replace("\n", "\u2028"), font)
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(GRID, GRID, -GRID, -GRID)


def _symbol() -> int:
    return round(size() * 1.3)


class Grid(QTableWidget):
    """A table to read; Tab leaves it, arrows walk in it.

    ``shares`` are the columns' shares of the width. ``scrolls``: a long table that scrolls by itself instead
    of taking the height of all its rows.
    """

    def __init__(
        self, name: str, head: Sequence[str], shares: Sequence[int] = (), scrolls: bool = False
    ) -> None:
        super().__init__(0, len(head))
        self._scrolls = scrolls
        self._head = tuple(head)
        self._shares = tuple(shares) or (1,) * len(head)
        self._fitting = False
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(head))
        self.setItemDelegate(Wrapped(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        header.setHighlightSections(False)
        header.setDefaultAlignment(_HEAD)
        theme.changed.connect(self.fit)

    def set_head(self, head: Sequence[str]) -> None:
        """Name the columns anew, as when the language changes."""
        self._head = tuple(head)
        self.setHorizontalHeaderLabels(list(head))

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows."""
        self.setRowCount(len(rows))
        for y, cells in enumerate(rows):
            for x, cell in enumerate(cells):
                self.setItem(y, x, _item(cell))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share out the width and take the height that the rows need."""
        if self._fitting:
            return
        self._fitting = True
        try:
            self._share_out()
            self.resizeRowsToContents()
            head = self._head_height()
            if self._scrolls:
                return
            rows = sum(self.rowHeight(y) for y in range(self.rowCount()))
            self.setFixedHeight(head + rows + 2 * self.frameWidth() + 4)
        finally:
            self._fitting = False

    def _share_out(self) -> None:
        room = self.viewport().width()
        shown = [x for x in range(self.columnCount()) if not self.isColumnHidden(x)]
        total = sum(self._shares[x] for x in shown) or 1
        for x in shown:
            self.setColumnWidth(x, room * self._shares[x] // total)

    def _head_height(self) -> int:
        header = self.horizontalHeader()
        if header.isHidden():
            return 0
        font = QFont(header.font())
        font.setPixelSize(size("small"))
        widths = [(text, self.columnWidth(x)) for x, text in enumerate(self._head)]
        height = max(lay_text(text, font, width - 2 * GRID)[1] for text, width in widths if width)
        header.setFixedHeight(round(height) + 2 * GRID)
        return header.height()


_HEAD = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


def _item(cell: Cell) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.text)
    item.setData(_STATE, cell.state)
    item.setData(_MORE, cell.more)
    spoken = cell.spoken or ", ".join(filter(None, (cell.text, cell.more)))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item
