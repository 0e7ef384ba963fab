"""Two small drawings: months towards China's minimum, and the years of a career added up and apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.windows.controls.theme import GRID, colour, size, theme

PATTERNS = (
    ("accent", Qt.BrushStyle.SolidPattern),
    ("wait", Qt.BrushStyle.BDiagPattern),
    ("ask", Qt.BrushStyle.FDiagPattern),
    ("good", Qt.BrushStyle.DiagCrossPattern),
)
"""Each part has a pattern of its own, so that no colour has to be told apart."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: its length in any unit, and the place of its pattern."""

    length: float
    pattern: int


@dataclass(frozen=True, slots=True)
class Line:
    """A bar with its caption above; ``mark`` is where a minimum lies, in the unit of the parts."""

    caption: str
    parts: tuple[Part, ...]
    mark: float | None = None


class Bars(QWidget):
    """Bars one under the other on one scale. What they show stands in words beside them, and is read out."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._full = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_lines(self, lines: Sequence[Line], name: str, spoken: str) -> None:
        """Draw ``lines``; ``spoken`` says the same in sentences."""
        self._lines = tuple(lines)
        lengths = [max(sum(part.length for part in line.parts), line.mark or 0) for line in self._lines]
        self._full = max([*lengths, 0]) or 1.0
        self.setAccessibleName(name)
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.look.reading_width, round(self._step() * len(self._lines)) + GRID)

    def minimumSizeHint(self) -> QSize:
        return QSize(30 * GRID, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._font())
            for place, line in enumerate(self._lines):
                self._paint(painter, line, place * self._step())

    def _paint(self, painter: QPainter, line: Line, top: float) -> None:
        metrics = QFontMetricsF(self._font())
        painter.setPen(colour("text"))
        caption = metrics.elidedText(line.caption, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QPointF(0, top + metrics.ascent()), caption)
        bar = QRectF(1, top + metrics.height() + GRID // 4, self._width(), self._thick())
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        left = bar.left()
        for part in line.parts:
            left += self._piece(painter, part, left, bar)
        if line.mark is not None:
            x = bar.left() + bar.width() * line.mark / self._full
            painter.setPen(QPen(colour("text"), 3))
            painter.drawLine(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 4))

    def _piece(self, painter: QPainter, part: Part, left: float, bar: QRectF) -> float:
        width = bar.width() * part.length / self._full
        name, pattern = PATTERNS[part.pattern % len(PATTERNS)]
        painter.setPen(QPen(colour(name), 2))
        painter.setBrush(QBrush(colour(name), pattern))
        painter.drawRect(QRectF(left, bar.top(), width, bar.height()))
        return width

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size("small"))
        return font

    def _width(self) -> float:
        return min(self.width(), theme.look.reading_width) - 4

    def _thick(self) -> float:
        return 1.4 * size("small")

    def _step(self) -> float:
        return QFontMetricsF(self._font()).height() + self._thick() + 1.5 * GRID
