"""How the line of a working life is laid out and painted: years on top, lanes below, today across.

Every span has its word, its symbol and its colour, in this order of weight; neither bars nor words ever touch.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.domain.periods import add_months
from desktop.domain.record.life_layout import Placed, Scale, place, rows_of
from desktop.windows.controls import icons
from desktop.windows.controls.theme import GRID, colour, size

if TYPE_CHECKING:
    from desktop.domain.paper import Lane, Span, Timeline, Words

SYMBOLS: Final = {
    "good": "state-yes",
    "wait": "state-wait",
    "ask": "state-ask",
    "bad": "state-no",
    "open": "state-open",
}
_LONGEST: Final = 22
"""A label has room for so many large characters; the whole of it stands below the drawing."""


@dataclass(frozen=True, slots=True)
class LaidLane:
    """A lane at its height, with every span in its row."""

    lane: Lane
    top: float
    placed: tuple[Placed, ...]
    height: float


class Layout:
    """Where everything stands at one zoom; all lengths are logical pixels from the upper left corner.

    ``say`` puts words into the screen's language.
    """

    def __init__(self, line: Timeline, width: float, font: QFont, say: Callable[[Words], str]) -> None:
        self.line, self.say = line, say
        self.font = QFont(font)
        self.font.setPixelSize(size("small"))
        self.bold = QFont(self.font)
        self.bold.setBold(True)
        self.metrics = QFontMetricsF(self.font)
        self.symbol = size("small") + 2
        self.row = self.metrics.height() + GRID
        self.head = 2 * self.metrics.height() + GRID
        self.scale = Scale.over(line.first, line.last, width)
        self.lanes = tuple(self._lay())

    def _lay(self) -> Iterator[LaidLane]:
        top = self.head
        for lane in self.line.lanes:
            placed = place(lane.spans, self.scale, self._label_width, gap=GRID, mark=self.symbol)
            height = self.row + rows_of(placed) * (self.row + GRID / 2) + GRID
            yield LaidLane(lane, top, placed, height)
            top += height

    def _label_width(self, span: Span) -> float:
        symbol = 0 if span.point else self.symbol + GRID / 2
        return symbol + self.metrics.horizontalAdvance(self.label(span))

    def label(self, span: Span) -> str:
        """The words beside a span, shortened where they are very long."""
        longest = _LONGEST * size("small")
        return self.metrics.elidedText(self.say(span.label), Qt.TextElideMode.ElideRight, longest)

    @property
    def height(self) -> float:
        """The height of the whole drawing."""
        return self.lanes[-1].top + self.lanes[-1].height if self.lanes else self.head

    def items(self) -> Iterator[tuple[LaidLane, Placed]]:
        """All spans, lane by lane in the order of their days."""
        for lane in self.lanes:
            for placed in lane.placed:
                yield lane, placed

    def box(self, lane: LaidLane, placed: Placed) -> QRectF:
        """The place of a span with its label."""
        top = lane.top + self.row + placed.row * (self.row + GRID / 2)
        return QRectF(placed.begin, top, placed.end - placed.begin, self.row)


def paint(painter: QPainter, layout: Layout, seen: QRectF, current: Span | None) -> None:
    """Paint what lies in ``seen``; ``current`` gets the frame of the focus. Years and names of lanes stay in sight."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(layout.font)
    ticks = list(_ticks(layout, seen))
    for day in ticks:
        x = layout.scale.x(day)
        painter.setPen(QPen(colour("line"), 1 if day.month == 1 else 0.5))
        painter.drawLine(QPointF(x, seen.top()), QPointF(x, layout.height))
    x = _today(layout)
    painter.setPen(QPen(colour("accent"), 2))
    painter.drawLine(QPointF(x, seen.top()), QPointF(x, layout.height))
    for lane in layout.lanes:
        _paint_lane(painter, layout, lane, seen, current)
    _paint_head(painter, layout, seen, ticks)


def _paint_lane(
    painter: QPainter, layout: Layout, lane: LaidLane, seen: QRectF, current: Span | None
) -> None:
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(QPointF(seen.left(), lane.top), QPointF(seen.right(), lane.top))
    title = layout.say(lane.lane.title)
    wide = QFontMetricsF(layout.bold).horizontalAdvance(title) + 2 * GRID
    painter.fillRect(QRectF(seen.left(), lane.top + 1, wide, layout.row - 1), colour("ground"))
    painter.setFont(layout.bold)
    painter.setPen(colour("text"))
    baseline = lane.top + GRID / 2 + layout.metrics.ascent()
    painter.drawText(QPointF(seen.left() + GRID, baseline), title)
    painter.setFont(layout.font)
    for placed in lane.placed:
        box = layout.box(lane, placed)
        if box.intersects(seen):
            _paint_span(painter, layout, _in_sight(placed, seen), box, placed.span is current)


def _in_sight(placed: Placed, seen: QRectF) -> Placed:
    """The same with its label in sight as long as there is room for it inside the bar."""
    wide = placed.label_right - placed.label_left
    inside = placed.left <= placed.label_left and placed.label_right <= placed.right
    if not inside or placed.label_left >= seen.left() + GRID:
        return placed
    left = min(seen.left() + GRID, placed.right - wide - GRID)
    return replace(placed, label_left=left, label_right=left + wide)


def _paint_head(painter: QPainter, layout: Layout, seen: QRectF, ticks: Sequence[dt.date]) -> None:
    """Years, or months where there is room; names only where they do not touch. Today stands above them."""
    metrics, top = layout.metrics, seen.top()
    painter.fillRect(QRectF(seen.left(), top, seen.width(), layout.head), colour("ground"))
    painter.setPen(colour("muted"))
    free = seen.left()
    for day in ticks:
        x = layout.scale.x(day) + GRID / 2
        month = f"{day.year}-{day.month:02}" if free == seen.left() else str(day.month)
        text = str(day.year) if day.month == 1 else month  # the first name says the year in any case
        if x >= free:
            painter.drawText(QPointF(x, top + 2 * metrics.height()), text)
            free = x + metrics.horizontalAdvance(text) + GRID
    text = layout.say(layout.line.today_label)
    wide = metrics.horizontalAdvance(text)
    left = min(max(_today(layout) - wide / 2, 0), layout.scale.width - wide)
    painter.setPen(colour("accent"))
    painter.drawText(QPointF(left, top + metrics.ascent()), text)
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(QPointF(seen.left(), top + layout.head), QPointF(seen.right(), top + layout.head))


def _today(layout: Layout) -> float:
    return layout.scale.x(layout.line.today) + layout.scale.per_day / 2


def _ticks(layout: Layout, seen: QRectF) -> Iterator[dt.date]:
    first, last = layout.scale.day(seen.left()).replace(day=1), layout.scale.day(seen.right())
    monthly = layout.scale.per_day * 28 > 3.5 * size("small")
    day = first if monthly else first.replace(month=1)
    while day <= last:
        yield day
        if day.year == dt.MAXYEAR:
            return
        day = add_months(day, 1 if monthly else 12)


def _paint_span(painter: QPainter, layout: Layout, placed: Placed, box: QRectF, current: bool) -> None:
    span = placed.span
    ink = colour(span.look)
    symbol = icons.pixmap(SYMBOLS[span.look], span.look, layout.symbol)
    middle = box.center().y()
    if placed.label_left >= placed.right or placed.label_right <= placed.left:
        behind = QRectF(placed.label_left, box.top(), placed.label_right - placed.label_left, box.height())
        painter.fillRect(behind, colour("ground"))  # no line of a year runs through the words
    if span.point:
        painter.drawPixmap(QPointF(placed.left, middle - layout.symbol / 2), symbol)
        text_left = placed.label_left
    else:
        _paint_bar(
            painter, QRectF(placed.left, box.top(), placed.right - placed.left, box.height()), span, ink
        )
        painter.drawPixmap(QPointF(placed.label_left, middle - layout.symbol / 2), symbol)
        text_left = placed.label_left + layout.symbol + GRID / 2
    painter.setPen(colour("text"))
    baseline = middle + (layout.metrics.ascent() - layout.metrics.descent()) / 2
    painter.drawText(QPointF(text_left, baseline), layout.label(span))
    if current:
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-3, -2, 3, 2), 5, 5)


def _paint_bar(painter: QPainter, bar: QRectF, span: Span, ink: QColor) -> None:
    pale = QColor(ink)
    pale.setAlphaF(0.16)
    style = Qt.PenStyle.DashLine if span.look == "open" or span.open_end else Qt.PenStyle.SolidLine
    painter.setPen(QPen(ink, 1.5, style))
    painter.setBrush(pale)
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
