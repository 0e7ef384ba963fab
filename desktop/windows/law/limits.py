"""Limits drawn to scale: one bar a category, its stages one after the other on an axis of months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.windows.controls.theme import GRID, colour, size, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.agreement import Category

_FILLS = {
    "first": ("good", Qt.BrushStyle.SolidPattern),
    "extension": ("wait", Qt.BrushStyle.BDiagPattern),
    "final_extension": ("wait", Qt.BrushStyle.DiagCrossPattern),
    "exception": ("ask", Qt.BrushStyle.FDiagPattern),
    "unread": ("open", Qt.BrushStyle.NoBrush),
}
"""As in the clock of a posting: each stage has a pattern of its own, so that no colour has to be told apart."""
_UNLIMITED = 60
"""The length of an axis, in months, on which nothing has a limit."""
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Span:
    """A stage from one month to another, counted from the clock's start; ``until`` is ``None`` without limit."""

    stage: str
    first: int
    until: int | None


def spans(category: Category) -> tuple[Span, ...]:
    """The stages of a category; one span ``unread`` where the limits or the whole category were not found."""
    if category.limits_unread or not category.readable:
        return (Span("unread", 0, None),)
    found, begins = [], 0
    for limit in category.limits:
        found.append(Span(limit.stage, begins, limit.months))
        begins = limit.months or begins
    return tuple(found) or (Span("first", 0, None),)


def axis(categories: Sequence[Category]) -> int:
    """The months that the axis of these categories is long: the longest limit and a year more."""
    ends = [span.until for category in categories for span in spans(category) if span.until is not None]
    return max(ends, default=_UNLIMITED - _YEAR) + _YEAR


class LimitBar(QWidget):
    """One category's bar; what it shows stands in words in ``spoken`` and in the lines of the page."""

    def __init__(
        self, drawn: tuple[Span, ...], months: int, name: str, spoken: str, ticks: bool = False
    ) -> None:
        """``months`` is the length of the axis, ``ticks`` writes its numbers under the bar."""
        super().__init__()
        self._spans, self._months, self._ticks = drawn, months, ticks
        self.setAccessibleName(name)
        self.setAccessibleDescription(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.look.reading_width, self._thick() + self._below() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(30 * GRID, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._small())
            self._paint_axis(painter)
            for span in self._spans:
                self._paint_span(painter, span)

    def _paint_axis(self, painter: QPainter) -> None:
        """A thin line at every year, and its number where there is room."""
        metrics = QFontMetricsF(self._small())
        free_from = 0.0
        for month in range(0, self._months + 1, _YEAR):
            x = self._x(month)
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, self._thick() + GRID // 2))
            text = str(month)
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0), self.width() - width)
            if self._ticks and left >= free_from:
                painter.setPen(colour("muted"))
                painter.drawText(QPointF(left, self._thick() + GRID // 2 + metrics.ascent()), text)
                free_from = left + width + 2 * GRID

    def _paint_span(self, painter: QPainter, span: Span) -> None:
        left = self._x(span.first)
        right = self._x(span.until) if span.until is not None else self.width() - 2 * GRID
        name, pattern = _FILLS[span.stage]
        shape = _arrow(left, right, self._thick()) if span.until is None else _box(left, right, self._thick())
        ink = colour(name)
        if pattern is Qt.BrushStyle.SolidPattern:
            ink.setAlphaF(0.35)
        line = Qt.PenStyle.DashLine if span.stage == "unread" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour(name), 1.5, line))
        painter.setBrush(colour("tint"))
        painter.drawPolygon(shape)
        painter.setBrush(QBrush(ink, pattern))
        painter.drawPolygon(shape)
        self._paint_number(painter, span, left, right)

    def _paint_number(self, painter: QPainter, span: Span, left: float, right: float) -> None:
        """The month in which the stage ends, on a plain ground inside the bar where it fits; "?" where unread."""
        text = "?" if span.stage == "unread" else "" if span.until is None else str(span.until)
        metrics = QFontMetricsF(self._small())
        width = metrics.horizontalAdvance(text) + GRID
        if not text or width + GRID > right - left:
            return
        box = QRectF(right - width - GRID // 2, 0, width, self._thick())
        inner = box.adjusted(0, 3, 0, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(inner, 3, 3)
        painter.setPen(colour("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)

    def _x(self, month: int) -> float:
        return 1 + month / self._months * (self.width() - 3 * GRID)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size("small"))
        return font

    def _thick(self) -> int:
        return round(QFontMetricsF(self._small()).height()) + GRID

    def _below(self) -> int:
        return round(QFontMetricsF(self._small()).height()) + GRID if self._ticks else GRID // 2


class LegendMark(QWidget):
    """A small piece of a stage's pattern, for the legend."""

    def __init__(self, stage: str) -> None:
        super().__init__()
        self._stage = stage
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(2 * size("small"), round(1.3 * size("small")))

    def paintEvent(self, event: QPaintEvent) -> None:
        name, pattern = _FILLS[self._stage]
        with QPainter(self) as painter:
            ink = colour(name)
            if pattern is Qt.BrushStyle.SolidPattern:
                ink.setAlphaF(0.35)
            line = Qt.PenStyle.DashLine if self._stage == "unread" else Qt.PenStyle.SolidLine
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.fillRect(box, colour("tint"))
            painter.setPen(QPen(colour(name), 1.5, line))
            painter.setBrush(QBrush(ink, pattern))
            painter.drawRect(box)


def _box(left: float, right: float, high: float) -> QPolygonF:
    return QPolygonF(QRectF(left, 1, max(right - left, 1), high - 1))


def _arrow(left: float, right: float, high: float) -> QPolygonF:
    """A bar that goes on past the end of the axis."""
    neck, middle = right, (high + 1) / 2
    tip = right + 1.6 * GRID
    corners = ((left, 1), (neck, 1), (tip, middle), (neck, high), (left, high))
    return QPolygonF([QPointF(x, y) for x, y in corners])
