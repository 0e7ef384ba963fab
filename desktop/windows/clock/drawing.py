"""The drawn clock: a bar of months with its stages, the days they end, today and the planned end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.windows.clock.reading import Reading
from desktop.windows.controls.theme import GRID, colour, size, theme

_FILLS = {
    "first": ("good", Qt.BrushStyle.SolidPattern),
    "extension": ("wait", Qt.BrushStyle.BDiagPattern),
    "final_extension": ("wait", Qt.BrushStyle.DiagCrossPattern),
    "exception": ("ask", Qt.BrushStyle.FDiagPattern),
}
"""Each stage has a pattern of its own, so that no colour has to be told apart."""
_OPEN_MONTHS = 60
"""How far a clock without limit is drawn, in months, where no planned end says more."""


class ClockBar(QWidget):
    """The bar alone; the lines under it (see ``clock_panel``) say the same in words.

    ``name_day`` writes a day, ``spoken`` is what a screen reader says of the drawing.
    """

    def __init__(self, name_day: Callable[[dt.date], str]) -> None:
        super().__init__()
        self._name_day = name_day
        self._reading: Reading | None = None
        self._words: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_reading(self, reading: Reading, words: dict[str, str], name: str, spoken: str) -> None:
        """Draw ``reading``; ``words`` names the marks ``today`` and ``end``."""
        self._reading, self._words = reading, words
        self.setAccessibleName(name)
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.look.reading_width, self._above() + self._thick() + self._below())

    def minimumSizeHint(self) -> QSize:
        return QSize(30 * GRID, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._reading is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._small())
            self._paint_stages(painter, self._reading)
            self._paint_used(painter, self._reading)
            self._paint_days(painter, self._reading)
            self._paint_marks(painter, self._reading)

    def _paint_stages(self, painter: QPainter, reading: Reading) -> None:
        left = self._x(reading.clock.start)
        for stage in reading.clock.stages:
            right = self._x(stage.last) if stage.last else float(self.width() - 1)
            box = QRectF(left, self._above(), max(right - left, 1), self._thick())
            name, pattern = _FILLS[stage.stage]
            painter.fillRect(box, colour("tint"))
            ink = colour(name)
            if pattern is Qt.BrushStyle.SolidPattern:
                ink.setAlphaF(0.35)
            painter.fillRect(box, QBrush(ink, pattern))
            painter.setPen(QPen(colour(name), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            left = right

    def _paint_used(self, painter: QPainter, reading: Reading) -> None:
        if not reading.begun:
            return
        until = min(reading.today, reading.end) if reading.end else reading.today
        left = self._x(reading.clock.start)
        inset = self._thick() * 0.3
        box = QRectF(left, self._above() + inset, self._x(until) - left, self._thick() - 2 * inset)
        painter.fillRect(box, colour("text"))

    def _paint_days(self, painter: QPainter, reading: Reading) -> None:
        """The days under the bar: those that would touch an earlier one are left to the lines below."""
        metrics = QFontMetricsF(self._small())
        painter.setPen(colour("muted"))
        free_from = 0.0
        for day in [reading.clock.start, *(s.last for s in reading.clock.stages if s.last)]:
            text = self._name_day(day)
            width = metrics.horizontalAdvance(text)
            left = min(max(self._x(day) - width / 2, 0), self.width() - width)
            if left >= free_from:
                painter.drawText(QPointF(left, self._above() + self._thick() + metrics.ascent() + 4), text)
                free_from = left + width + GRID

    def _paint_marks(self, painter: QPainter, reading: Reading) -> None:
        marks = [("today", reading.today)] if reading.begun and reading.today <= reading.last else []
        if reading.end:
            marks.append(("end", reading.end))
        metrics = QFontMetricsF(self._small())
        free_from = 0.0
        for name, day in sorted(marks, key=lambda mark: mark[1]):
            x, text = self._x(day), self._words.get(name, "")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent" if name == "today" else "text"))
            top = self._above() - 2.0
            half = GRID * 0.6
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x - half, top - half * 1.6),
                        QPointF(x + half, top - half * 1.6),
                        QPointF(x, top),
                    ]
                )
            )
            painter.setPen(QPen(painter.brush().color(), 2))
            painter.drawLine(QPointF(x, top), QPointF(x, self._above() + self._thick()))
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0), self.width() - width)
            if left >= free_from:
                painter.drawText(QPointF(left, metrics.ascent()), text)
                free_from = left + width + GRID

    def _x(self, day: dt.date) -> float:
        reading = self._reading
        assert reading is not None
        first = reading.clock.start
        last = reading.last
        if not reading.limited and reading.end is None:
            last = first + dt.timedelta(days=_OPEN_MONTHS * 30)
        share = (day - first).days / max((last - first).days, 1)
        room = self.width() - 2 * GRID - (0 if reading.limited else 3 * GRID)
        return GRID + min(max(share, 0.0), 1.0) * room

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size("small"))
        return font

    def _above(self) -> int:
        return round(QFontMetricsF(self._small()).height()) + 2 * GRID

    def _thick(self) -> int:
        return round(2.6 * GRID * theme.look.scale)

    def _below(self) -> int:
        return round(QFontMetricsF(self._small()).height()) + GRID
