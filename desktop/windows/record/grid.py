"""The grid of months as it is drawn: a symbol and a colour for each look, words for whoever cannot see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.domain.record.grid import Look
from desktop.windows.controls import icons
from desktop.windows.controls.theme import GRID, colour, size, theme
from desktop.windows.controls.widgets import Label, row
from desktop.windows.record.grid_model import CELL, GridModel

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtWidgets import QWidget

    from desktop.domain.record.grid import Cell
    from desktop.session import Session
    from desktop.windows.record.grid_model import Index

LOOKS: Final[Mapping[Look, tuple[str, str, str]]] = {
    Look.GAP: ("cell-gap", "bad", "error_ground"),
    Look.DOUBLE: ("cell-double", "ask", "tint"),
    Look.UNPAID: ("cell-unpaid", "bad", "note_ground"),
    Look.DISPUTED: ("cell-disputed", "ask", ""),
    Look.DUE: ("cell-due", "wait", "note_ground"),
    Look.PAID_LATE: ("cell-paid-late", "wait", ""),
    Look.PAID: ("cell-paid", "good", ""),
    Look.REFUNDED: ("cell-refunded", "open", ""),
    Look.WAIVED: ("cell-waived", "open", ""),
    Look.OPEN: ("cell-open", "open", ""),
    Look.EXEMPT: ("cell-exempt", "good", ""),
}
"""Symbol, its colour and the ground of every look; ``NOTHING`` is an empty cell."""


class CellPainter(QStyledItemDelegate):
    """Draws a cell; a thicker line above each new year."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL)
        box = option.rect
        symbol, ink, ground = LOOKS.get(cell.look, ("", "", ""))
        painter.save()
        painter.fillRect(box, colour(ground or "raised"))
        if symbol:
            side = min(_symbol(), box.width() - 2, box.height() - 2)
            at = QRect(box.center().x() - side // 2, box.center().y() - side // 2, side, side)
            painter.drawPixmap(at.topLeft(), icons.pixmap(symbol, ink, side))
        model = index.model()
        assert isinstance(model, GridModel)
        if model.first_of_year(index.row()):
            painter.setPen(QPen(colour("strong_line"), 1))
            painter.drawLine(box.topLeft(), box.topRight())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_symbol() + GRID // 2, _symbol() + GRID)


class MonthGrid(QTableView):
    """``wanted`` carries row and column of a month to enter; ``spoken`` the sentence of the cell that is current."""

    wanted = Signal(int, int)
    spoken = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.model_ = GridModel(session, self)
        self.setModel(self.model_)
        self.setItemDelegate(CellPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.wanted.emit(index.row(), index.column()))
        self.selectionModel().currentChanged.connect(self._speak)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        names = self.verticalHeader()
        names.setMinimumSectionSize(1)
        names.setDefaultSectionSize(_row_height())
        names.setMaximumWidth(11 * size())
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumWidth(12 * (_symbol() + 2) + 8 * size())

    def height_of(self, rows: int) -> int:
        """The height that shows so many rows."""
        return self.horizontalHeader().sizeHint().height() + rows * _row_height() + 2 * self.frameWidth()

    def go_to(self, state: str, month: dt.date, last: dt.date | None = None) -> None:
        """Bring a month of a state into sight and choose it, with the months of its year up to ``last``."""
        index = self.model_.place(state, month)
        if index.isValid():
            self.choose(index)
            if last is not None and last.year == month.year:
                self._add(index, last.month - 1)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def choose(self, index: QModelIndex) -> None:
        """Choose one month, whatever keys are held down."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _add(self, first: QModelIndex, column: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.Select
        for at in range(first.column() + 1, column + 1):
            self.selectionModel().select(self.model_.index(first.row(), at), flag)

    def _speak(self, current: QModelIndex) -> None:
        self.spoken.emit(self.model_.sentence(current.row(), current.column()) if current.isValid() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the year of the month."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.wanted.emit(index.row(), index.column())
        else:
            super().keyPressEvent(event)


def legend(session: Session, looks: list[Look]) -> QWidget:
    """Symbol and word of every look that is to be seen."""
    parts: list[QWidget] = []
    for look in looks:
        symbol, ink, _ = LOOKS[look]
        picture = Label(wrap=False)
        picture.setPixmap(icons.pixmap(symbol, ink, _symbol()))
        parts.append(_pair(picture, Label(session.text(f"record.look.{look.value}"), "small", wrap=False)))
    return row(*parts)


def _pair(picture: Label, words: Label) -> QWidget:
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, GRID, 0)
    layout.setSpacing(GRID // 2)
    layout.addWidget(picture)
    layout.addWidget(words)
    return holder


def _row_height() -> int:
    """Room for the name of a lane with the padding of a header."""
    return max(_symbol() + GRID, round(1.5 * size("small")) + 12)


def _symbol() -> int:
    return round(size() * 1.2)
