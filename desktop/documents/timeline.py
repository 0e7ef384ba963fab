"""A line of time on a page: years on top, a row of bars for each lane, today across.

Rows flow over pages one by one and the years stand again on top. The drawing is one figure with words of its own;
its labels are those of the spans, shortened where they are very long.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.documents.flow import Band, Column, Piece
from desktop.documents.marks import Frame, Mark, Shape, Stroke, Text
from desktop.documents.setting import Setting
from desktop.documents.structure import Element
from desktop.documents.styles import ACCENT, HAIR, INK, LINE, Colour, Style
from desktop.domain.paper import Lane, Span, Timeline
from desktop.domain.record.life_layout import Placed, Scale, place, rows_of

_GAP: Final = 4.0
_MARK: Final = 6.0
_LONGEST: Final = 150.0
"""Points of a label; the table below the drawing has all of it."""
_AIR: Final = 4.0
_INKS: Final[dict[str, Colour]] = {
    "good": (0.0, 0.40, 0.30),
    "wait": (0.50, 0.33, 0.0),
    "ask": (0.42, 0.24, 0.64),
    "bad": (0.67, 0.19, 0.0),
    "open": (0.36, 0.39, 0.43),
}


def timeline(block: Timeline, setting: Setting) -> list[Band]:
    """The years, then a band for each lane."""
    figure = setting.element("Figure", alternative=setting.voice.say(block.spoken))
    drawing = _Drawing(block, setting, figure, setting.style("caption"))
    head = drawing.years()
    bands = [head]
    for lane in block.lanes:
        band = drawing.lane(lane)
        band.head = head
        bands.append(band)
    return bands


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One line in one language."""

    line: Timeline
    setting: Setting
    figure: Element
    look: Style

    @property
    def scale(self) -> Scale:
        return Scale.over(self.line.first, self.line.last, self.setting.width)

    @property
    def row(self) -> float:
        """The height of a row of bars."""
        return self.look.leading + _AIR

    def years(self) -> Band:
        """The names of the years, those that would touch the one before left out, and the word for today."""
        marks: list[Mark] = []
        free = 0.0
        baseline = 2 * self.look.leading - 3
        for day in self._new_years():
            x, text = self.scale.x(day), str(day.year)
            if x >= free:
                marks.append(self._text(x + 2, baseline, text))
                free = x + self._width(text) + 2 * _GAP
        if self.line.first <= self.line.today <= self.line.last:
            word = self.setting.voice.say(self.line.today_label)
            wide = self._width(word)
            x = min(max(self._today - wide / 2, 0), self.setting.width - wide)
            marks.append(self._text(x, self.look.leading - 3, word, ACCENT))
        height = 2 * self.look.leading
        return Band(
            (Column(0, [Piece(height, [*self._lines(self.look.leading, height), *marks])]),),
            before=6,
            keep=True,
        )

    def lane(self, lane: Lane) -> Band:
        """The name of the lane and its rows, each of which may come to stand on another page."""
        placed = place(lane.spans, self.scale, lambda s: self._width(self._label(s)), gap=_GAP, mark=_MARK)
        rows: list[list[Mark]] = [[] for _ in range(rows_of(placed))]
        for one in placed:
            rows[one.row] += self._span(one)
        title = self._text(2, self.row - 5, self.setting.voice.say(lane.title), INK, strong=True)
        across = Stroke(0, 0, self.setting.width, 0, 0.6, LINE)
        pieces = [Piece(self.row, [across, *self._lines(0, self.row), title])]
        pieces += [Piece(self.row, [*self._lines(0, self.row), *marks]) for marks in rows]
        return Band((Column(0, pieces),))

    def _span(self, placed: Placed) -> list[Mark]:
        span, ink = placed.span, _INKS[placed.span.look]
        middle = self.row / 2
        label = self._text(placed.label_left, self.look.baseline + _AIR / 2, self._label(span))
        if span.point:
            half, x = _MARK / 2, (placed.left + placed.right) / 2
            points = ((x - half, middle), (x, middle - half), (x + half, middle), (x, middle + half))
            return [Shape(points, ink, element=self.figure), label]
        wide, high = placed.right - placed.left, self.row - 2
        dashed = span.open_end or span.look == "open"
        return [
            Frame(placed.left, 1, wide, high, fill=_pale(ink), element=self.figure),
            Frame(placed.left, 1, wide, high, colour=ink, dashed=dashed, element=self.figure),
            label,
        ]

    def _label(self, span: Span) -> str:
        text = self.setting.voice.say(span.label, one_line=True)
        if self._width(text) <= _LONGEST:
            return text
        while text and self._width(text + "…") > _LONGEST:
            text = text[:-1]
        return text.rstrip() + "…"

    def _width(self, text: str) -> float:
        return float(self.setting.voice.stack.width(text) * self.look.size)

    def _text(self, x: float, y: float, text: str, colour: Colour = INK, strong: bool = False) -> Text:
        look = Style(self.look.size, self.look.leading, colour, strong)
        return Text(x, y, tuple(self.setting.voice.stack.runs(text)), look, self.figure)

    def _lines(self, top: float, bottom: float) -> list[Mark]:
        """The years, and today, from ``top`` to ``bottom`` of a row."""
        marks: list[Mark] = [
            Stroke(self.scale.x(day), top, self.scale.x(day), bottom, 0.4, HAIR) for day in self._new_years()
        ]
        if self.line.first <= self.line.today <= self.line.last:
            marks.append(Stroke(self._today, top, self._today, bottom, 0.9, ACCENT))
        return marks

    @property
    def _today(self) -> float:
        return self.scale.x(self.line.today) + self.scale.per_day / 2

    def _new_years(self) -> Sequence[dt.date]:
        return [dt.date(year, 1, 1) for year in range(self.line.first.year, self.line.last.year + 1)]


def _pale(ink: Colour) -> Colour:
    red, green, blue = (1 - (1 - part) * 0.13 for part in ink)
    return red, green, blue
