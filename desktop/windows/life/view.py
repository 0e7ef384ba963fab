"""The line of a working life to look at: it scrolls, zooms, and is walked with the arrows.

Left and right go through the items of a lane by their days, up and down to the item nearest in time of the next
lane, Home and End to the first and last. Plus and minus, or Ctrl and the wheel, zoom; 0 shows all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from desktop.windows.controls.theme import GRID, colour, size, theme
from desktop.windows.life.drawing import Layout, paint

if TYPE_CHECKING:
    from desktop.domain.paper import Span, Timeline, Words

STEP: Final = 1.5
_WIDEST_DAY: Final = 12.0
"""Pixels of a day at the largest zoom and a text size of 100 %."""


class LifeView(QAbstractScrollArea):
    """See the module. ``chosen`` is sent with the span that has the focus."""

    chosen = Signal(object)

    def __init__(self, say: Callable[[Words], str]) -> None:
        super().__init__()
        self._say = say
        self._line: Timeline | None = None
        self._layout: Layout | None = None
        self._zoom = 1.0
        self.current: Span | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self._lay)

    # -- what is shown

    def show_line(self, line: Timeline | None) -> None:
        """Draw ``line``; the item in focus stays so where it still says the same."""
        before = None if self.current is None else self.current.words
        self._line = line
        self.current = next((span for span in self.spans() if span.words == before), None)
        self._lay()

    def spans(self) -> list[Span]:
        """All items in the order in which they are drawn and read."""
        return [span for lane in self._line.lanes for span in lane.spans] if self._line else []

    def _lay(self) -> None:
        if self._line is None:
            self._layout = None
        else:
            width = max(self.viewport().width(), 1) * self._zoom
            self._layout = Layout(self._line, width, self.font(), self._say)
        self._set_bars()
        self.viewport().update()

    def _set_bars(self) -> None:
        room = self.viewport().size()
        wide, high = (self._layout.scale.width, self._layout.height) if self._layout else (0, 0)
        for bar, length, seen in (
            (self.horizontalScrollBar(), round(wide), room.width()),
            (self.verticalScrollBar(), round(high) + GRID, room.height()),
        ):
            bar.setRange(0, max(length - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(4 * GRID)

    # -- zoom

    def zoom_by(self, factor: float, at: float | None = None) -> None:
        """Make days wider or narrower; what stands at ``at`` pixels from the left stays there."""
        if self._line is None or self._layout is None:
            return
        at = self.viewport().width() / 2 if at is None else at
        day = (self.horizontalScrollBar().value() + at) / self._layout.scale.per_day
        days = (self._line.last - self._line.first).days + 1
        widest = _WIDEST_DAY * theme.look.scale * days / max(self.viewport().width(), 1)
        self._zoom = min(max(self._zoom * factor, 1.0), max(widest, 1.0))
        self._lay()
        self.horizontalScrollBar().setValue(round(day * self._layout.scale.per_day - at))

    def fit(self) -> None:
        """Show the whole line."""
        self._zoom = 1.0
        self._lay()

    # -- the item in focus

    def choose(self, span: Span) -> None:
        """Put the focus on an item and bring it into sight."""
        self.current = span
        layout = self._layout
        for lane, placed in layout.items() if layout else ():
            if layout is not None and placed.span is span:
                self._show_box(layout.box(lane, placed), layout.head)
        self.viewport().update()
        self.chosen.emit(span)

    def _show_box(self, box: QRectF, head: float) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        for bar, first, last, seen in (
            (across, box.left(), box.right(), self.viewport().width()),
            (down, box.top() - head, box.bottom(), self.viewport().height()),
        ):
            if first < bar.value() or last - first > seen:
                bar.setValue(round(first) - GRID)
            elif last > bar.value() + seen:
                bar.setValue(round(last - seen) + GRID)

    def _step(self, by: int) -> None:
        """The next item of the lane by its day, going on in the next lane at its end."""
        spans = self.spans()
        if spans:
            place = next((n for n, span in enumerate(spans) if span is self.current), -1 if by > 0 else 0)
            self.choose(spans[min(max(place + by, 0), len(spans) - 1)])

    def _change_lane(self, by: int) -> None:
        lanes = self._line.lanes if self._line else ()
        here = next((n for n, lane in enumerate(lanes) if any(s is self.current for s in lane.spans)), None)
        if here is None or self.current is None:
            self._step(by)
        elif 0 <= here + by < len(lanes):
            day = self.current.first
            self.choose(min(lanes[here + by].spans, key=lambda span: abs((span.first - day).days)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Right: lambda: self._step(1),
            Qt.Key.Key_Left: lambda: self._step(-1),
            Qt.Key.Key_Down: lambda: self._change_lane(1),
            Qt.Key.Key_Up: lambda: self._change_lane(-1),
            Qt.Key.Key_Home: lambda: self._step(-len(self.spans())),
            Qt.Key.Key_End: lambda: self._step(len(self.spans())),
            Qt.Key.Key_Plus: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Equal: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom_by(1 / STEP),
            Qt.Key.Key_0: self.fit,
        }
        call = keys.get(Qt.Key(event.key()))
        if call is None:
            super().keyPressEvent(event)
        else:
            call()

    # -- mouse, painting, size

    def at(self, point: QPoint) -> Span | None:
        """The item under a point of the viewport."""
        if self._layout is None:
            return None
        there = point + self._offset()
        found = (
            placed.span
            for lane, placed in self._layout.items()
            if self._layout.box(lane, placed).contains(there.x(), there.y())
        )
        return next(found, None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (span := self.at(event.position().toPoint())) is not None:
            self.choose(span)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position().x())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            span = self.at(event.pos())
            QToolTip.showText(event.globalPos(), self._say(span.words) if span else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), colour("ground"))
            if self._layout is not None:
                offset = self._offset()
                painter.translate(-offset.x(), -offset.y())
                seen = QRectF(self.viewport().rect().translated(offset))
                paint(painter, self._layout, seen, self.current if self.hasFocus() else None)
                painter.resetTransform()
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour("accent"), 2))
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def sizeHint(self) -> QSize:
        return QSize(60 * GRID, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * GRID, 16 * size())

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
