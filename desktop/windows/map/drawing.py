"""The map of the whole check as a drawing: pages of questions from top to bottom, what each decides beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF, QTextLayout
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from desktop.windows.controls.theme import colour
from desktop.windows.result.grid import lay_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.windows.map.words import Row

WIDTH = 1180.0
_BAND, _QUESTION, _DECIDES = 150.0, 470.0, 460.0
"""Widths of the three columns: section, question, what it decides."""
_GAP, _PAD = 26.0, 12.0
_TEXT, _SMALL = 17, 14
"""Sizes of letters in the drawing's own units; the drawing is zoomed as a whole."""


class Box(QGraphicsItem):
    """A rounded box with a text, a smaller text under it and a number before it."""

    def __init__(self, font: QFont, width: float, text: str, more: str, ink: str, ground: str) -> None:
        super().__init__()
        self._ink, self._ground = colour(ink), colour(ground)
        self._colours = colour("text"), colour("muted")
        self._parts: list[tuple[QTextLayout, float, QColor]] = []
        height = _PAD
        for words, size, tone in ((text, _TEXT, self._colours[0]), (more, _SMALL, self._colours[1])):
            if words:
                layout, high = lay_text(words, _sized(font, size), round(width - 2 * _PAD))
                self._parts.append((layout, height, tone))
                height += high + 3
        self.rect = QRectF(0, 0, width, height + _PAD - 3)

    def boundingRect(self) -> QRectF:
        return self.rect.adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(QPen(self._ink, 1.5))
        painter.setBrush(self._ground)
        painter.drawRoundedRect(self.rect, 8, 8)
        for layout, top, tone in self._parts:
            painter.setPen(tone)
            layout.draw(painter, QPointF(_PAD, top))


def draw_map(scene: QGraphicsScene, font: QFont, title: str, rows: Sequence[Row], end: Sequence[str]) -> None:
    """Fill ``scene``: the title, a row for each page of questions, and the possible answers at the end."""
    scene.clear()
    scene.setBackgroundBrush(QBrush(colour("ground")))
    y = _words(scene, font, title, 0.0, WIDTH) + _GAP
    section = ""
    before: Box | None = None
    for row in rows:
        if row.section != section:
            section = row.section
            y += _GAP / 2
            scene.addLine(0, y - _GAP * 0.75, WIDTH, y - _GAP * 0.75, QPen(colour("line"), 1))
            _words(scene, font, section, y, _BAND - _PAD)
        box = _place(scene, Box(font, _QUESTION, row.question, row.skipped, "accent", "raised"), _BAND, y)
        effect = Box(font, _DECIDES, row.decides, row.agreements, "line", "side")
        _place(scene, effect, _BAND + _QUESTION + 2 * _GAP, y)
        _arrow(scene, QPointF(_BAND + _QUESTION, y + 24), QPointF(_BAND + _QUESTION + 2 * _GAP, y + 24))
        if before is not None:
            middle = _BAND + _QUESTION / 2
            _arrow(scene, QPointF(middle, before.y() + before.rect.height()), QPointF(middle, y))
        before = box
        y += max(box.rect.height(), effect.rect.height()) + _GAP
    _answers(scene, font, end, before, y)
    scene.setSceneRect(scene.itemsBoundingRect().adjusted(-_GAP, -_GAP, _GAP, _GAP))


def _answers(scene: QGraphicsScene, font: QFont, end: Sequence[str], before: Box | None, y: float) -> None:
    """The answers side by side under the last question."""
    wide = (WIDTH - _GAP * (len(end) - 1) / 2) / len(end)
    top = y + _GAP
    if before is not None:
        middle = _BAND + _QUESTION / 2
        _arrow(scene, QPointF(middle, before.y() + before.rect.height()), QPointF(middle, top - 4))
    for place, words in enumerate(end):
        _place(scene, Box(font, wide, words, "", "strong_line", "tint"), place * (wide + _GAP / 2), top)


def _place(scene: QGraphicsScene, box: Box, x: float, y: float) -> Box:
    box.setPos(x, y)
    scene.addItem(box)
    return box


def _words(scene: QGraphicsScene, font: QFont, text: str, y: float, width: float) -> float:
    """A text without a frame; returns where it ends."""
    bold = _sized(font, _TEXT)
    bold.setBold(True)
    item = scene.addText(text, bold)
    item.setDefaultTextColor(colour("text"))
    item.setTextWidth(width)
    item.setPos(0, y)
    return y + item.boundingRect().height()


def _arrow(scene: QGraphicsScene, first: QPointF, last: QPointF) -> None:
    pen = QPen(colour("strong_line"), 1.5)
    scene.addLine(first.x(), first.y(), last.x(), last.y(), pen)
    down = last.y() > first.y()
    back, side = QPointF(0, -9) if down else QPointF(-9, 0), QPointF(5, 0) if down else QPointF(0, 5)
    head = QPolygonF([last, last + back + side, last + back - side])
    scene.addPolygon(head, QPen(Qt.PenStyle.NoPen), QBrush(colour("strong_line")))


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    return sized
