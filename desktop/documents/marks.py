"""What can stand on a page: text, strokes, frames, filled shapes, codes. Each knows how to write itself as PDF
operators.

A mark's place is relative to the piece that holds it: x to the right, y down, in points. Marks with an
element of the structure tree are content; marks without one are furniture and become artifacts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from desktop.documents.fonts import Run, load
from desktop.documents.structure import Element
from desktop.documents.styles import BLACK, HAIR, INK, Colour, Style

_STRONG = 0.028
"""Stroke width of strengthened text, as a share of its size."""


@dataclass(slots=True)
class Text:
    """One line of text in one style; ``y`` is its baseline."""

    x: float
    y: float
    runs: tuple[Run, ...]
    style: Style
    element: Element | None = None

    def moved(self, x: float, y: float) -> Text:
        """The same, ``x`` further to the right and ``y`` further down."""
        return replace(self, x=self.x + x, y=self.y + y)

    def operators(self, x: float, y: float, document: Any) -> str:
        """The PDF operators; (``x``, ``y``) is the piece's place from the lower left corner of the page."""
        style = self.style
        colour = _numbers(style.colour)
        parts = [f"BT {colour} rg"]
        if style.strong:
            parts.append(f"2 Tr {style.size * _STRONG:.3f} w {colour} RG")
        parts.append(f"1 0 0 1 {x + self.x:.2f} {y - self.y:.2f} Tm")
        fonts = load()
        for run in self.runs:
            font = fonts[run.font]
            for subset, codes in font.splitString(run.text, document):
                name = font.getSubsetInternalName(subset, document)
                parts.append(f"{name} {style.size:g} Tf <{codes.hex()}> Tj")
        parts.append("0 Tr ET" if style.strong else "ET")
        return " ".join(parts)


@dataclass(slots=True)
class Stroke:
    """A straight line from (``x``, ``y``) to (``to_x``, ``to_y``)."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float = 0.5
    colour: Colour = HAIR
    element: Element | None = None

    def moved(self, x: float, y: float) -> Stroke:
        """As ``Text.moved``."""
        return replace(self, x=self.x + x, y=self.y + y, to_x=self.to_x + x, to_y=self.to_y + y)

    def operators(self, x: float, y: float, document: Any) -> str:
        """As ``Text.operators``."""
        start, end = f"{x + self.x:.2f} {y - self.y:.2f}", f"{x + self.to_x:.2f} {y - self.to_y:.2f}"
        return f"{_numbers(self.colour)} RG {self.width:g} w {start} m {end} l S"


@dataclass(slots=True)
class Frame:
    """A rectangle with its upper left corner at (``x``, ``y``): filled, or drawn, or dashed."""

    x: float
    y: float
    wide: float
    high: float
    fill: Colour | None = None
    width: float = 0.6
    colour: Colour = INK
    dashed: bool = False
    element: Element | None = None

    def moved(self, x: float, y: float) -> Frame:
        """As ``Text.moved``."""
        return replace(self, x=self.x + x, y=self.y + y)

    def operators(self, x: float, y: float, document: Any) -> str:
        """As ``Text.operators``."""
        box = f"{x + self.x:.2f} {y - self.y - self.high:.2f} {self.wide:.2f} {self.high:.2f} re"
        if self.fill:
            return f"{_numbers(self.fill)} rg {box} f"
        dash, undash = ("[3 2.5] 0 d ", " [] 0 d") if self.dashed else ("", "")
        return f"{_numbers(self.colour)} RG {self.width:g} w {dash}{box} S{undash}"


@dataclass(slots=True)
class Shape:
    """A path through ``points``: filled, or drawn with round joins where ``width`` is given."""

    points: tuple[tuple[float, float], ...]
    colour: Colour = INK
    width: float = 0
    element: Element | None = None

    def moved(self, x: float, y: float) -> Shape:
        """As ``Text.moved``."""
        return replace(self, points=tuple((px + x, py + y) for px, py in self.points))

    def operators(self, x: float, y: float, document: Any) -> str:
        """As ``Text.operators``."""
        first, *others = (f"{x + px:.2f} {y - py:.2f}" for px, py in self.points)
        path = f"{first} m " + " ".join(f"{point} l" for point in others)
        if self.width:
            return f"{_numbers(self.colour)} RG {self.width:g} w 1 J 1 j {path} S 0 J 0 j"
        return f"{_numbers(self.colour)} rg {path} f"


@dataclass(slots=True)
class Squares:
    """Filled bars of one height on a grid, such as the dark modules of a QR code.

    ``bars`` are (column, row, columns wide), counted from the upper left corner at (``x``, ``y``); ``unit`` is
    the side of a square.
    """

    x: float
    y: float
    unit: float
    bars: tuple[tuple[int, int, int], ...]
    colour: Colour = BLACK
    element: Element | None = None

    def moved(self, x: float, y: float) -> Squares:
        """As ``Text.moved``."""
        return replace(self, x=self.x + x, y=self.y + y)

    def operators(self, x: float, y: float, document: Any) -> str:
        """As ``Text.operators``; one path, so that no hairlines show between bars."""
        unit = self.unit
        path = " ".join(
            f"{x + self.x + column * unit:.3f} {y - self.y - (row + 1) * unit:.3f} {wide * unit:.3f} {unit:.3f} re"
            for column, row, wide in self.bars
        )
        return f"{_numbers(self.colour)} rg {path} f"


Mark = Text | Stroke | Frame | Shape | Squares


@cache
def _numbers(colour: Colour) -> str:
    return "{:g} {:g} {:g}".format(*colour)
