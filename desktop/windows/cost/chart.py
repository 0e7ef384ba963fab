"""The chart of costs: bars with a filling of its own for each part, their sums, and the legend."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.paper import Number
from desktop.windows.controls.theme import GRID, colour, size, theme

if TYPE_CHECKING:
    from desktop.domain.paper import Bar, Chart
    from desktop.session import Session

_FILLS = (
    ("accent", Qt.BrushStyle.SolidPattern),
    ("accent", Qt.BrushStyle.BDiagPattern),
    ("strong_line", Qt.BrushStyle.Dense6Pattern),
)
"""By the order of the legend; patterns, so that no colour has to be told apart."""


class CostChart(QWidget):
    """The drawing; what a screen reader says of it holds the same sums."""

    def __init__(self, session: Session, chart: Chart) -> None:
        super().__init__()
        said = session.language.value
        self._chart = chart
        self._labels = [said(bar.label, session.law) for bar in chart.bars]
        self._sums = [said(Number(_total(bar), chart.decimals), session.law) for bar in chart.bars]
        self._legend = [said(words, session.law) for _, words in chart.legend]
        self.setAccessibleName(said(chart.caption, session.law))
        self.setAccessibleDescription(said(chart.spoken, session.law))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        rows = len(self._labels) * (self._line() + self._thick() + GRID)
        return QSize(theme.look.reading_width, rows + len(self._legend) * (self._line() + GRID // 2) + GRID)

    def minimumSizeHint(self) -> QSize:
        return QSize(30 * GRID, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = QFont(self.font())
            font.setPixelSize(size("small"))
            painter.setFont(font)
            top = 0
            for place in range(len(self._labels)):
                top = self._paint_bar(painter, place, top)
            for place in range(len(self._legend)):
                top = self._paint_key(painter, place, top)

    def _paint_bar(self, painter: QPainter, place: int, top: int) -> int:
        """Label and sum above, the bar below; returns where the next one begins."""
        room = QRectF(0, top, self.width(), self._line())
        painter.setPen(colour("text"))
        painter.drawText(
            room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._labels[place]
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._sums[place])
        longest = max((_total(bar) for bar in self._chart.bars), default=Decimal(0)) or Decimal(1)
        keys = [key for key, _ in self._chart.legend]
        left, wide = 1.0, self.width() - 2
        for key, amount in self._chart.bars[place].parts:
            part = float(amount / longest) * wide
            if part:
                _fill(painter, QRectF(left, top + self._line(), part, self._thick()), keys.index(key))
            left += part
        if left == 1.0:
            painter.setPen(QPen(colour("strong_line"), 2))
            painter.drawLine(1, top + self._line(), 1, top + self._line() + self._thick())
        return top + self._line() + self._thick() + GRID

    def _paint_key(self, painter: QPainter, place: int, top: int) -> int:
        side = self._line() - 4
        _fill(painter, QRectF(1, top + 2, side, side), place)
        painter.setPen(colour("text"))
        words = QRectF(side + GRID, top, self.width() - side - GRID, self._line())
        painter.drawText(
            words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._legend[place]
        )
        return top + self._line() + GRID // 2

    def _line(self) -> int:
        font = QFont(self.font())
        font.setPixelSize(size("small"))
        return round(QFontMetricsF(font).height())

    def _thick(self) -> int:
        return round(2.6 * GRID * theme.look.scale)


def _fill(painter: QPainter, box: QRectF, place: int) -> None:
    name, pattern = _FILLS[place % len(_FILLS)]
    painter.fillRect(box, colour("raised"))
    painter.fillRect(box, QBrush(colour(name), pattern))
    painter.setPen(QPen(colour(name), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _total(bar: Bar) -> Decimal:
    return sum((amount for _, amount in bar.parts), Decimal(0))
