"""Bars on paper: each part has a filling of its own that black and white print keeps apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from desktop.documents.flow import Band, Column, Piece
from desktop.documents.marks import Frame, Mark, Stroke
from desktop.documents.setting import Setting
from desktop.documents.structure import Element
from desktop.documents.styles import ACCENT, INK, MM, PALE, Colour
from desktop.documents.tables import both
from desktop.domain.paper import Bar, Chart, Number

_LABELS: Final = 46 * MM
_TOTALS: Final = 30 * MM
_GAP: Final = 3 * MM
_HIGH: Final = 6 * MM
_BETWEEN: Final = 2.5 * MM
_KEY: Final = 3.2 * MM
_HATCH: Final = 2.8
"""Points between the lines of a hatched part."""
_WHITE: Final[Colour] = (1.0, 1.0, 1.0)
_FILLS: Final[tuple[tuple[Colour, bool], ...]] = ((ACCENT, False), (_WHITE, True), (PALE, False))
"""By the order of the legend: the colour, and whether lines run across it."""


def chart(block: Chart, settings: Sequence[Setting], width: float) -> list[Band]:
    """Caption, a band for each bar with its sum, and the legend; drawn in the first language alone."""
    first = settings[0]
    figure = first.parent.add("Figure", alternative=first.voice.say(block.spoken))
    longest = max((_total(bar) for bar in block.bars), default=Decimal(0))
    caption = both(block.caption, settings, "subheading", first.element("P"), width)
    bands = [Band((Column(0, caption),), before=10, pad=(0, 3), keep=True)]
    bands += [_bar(bar, block, first, figure, width, longest) for bar in block.bars]
    bands += [_key(place, block, settings, figure, width) for place in range(len(block.legend))]
    for band in bands[:-1]:
        band.keep = True
    return bands


def _bar(bar: Bar, block: Chart, setting: Setting, figure: Element, width: float, longest: Decimal) -> Band:
    room = width - _LABELS - _TOTALS - 2 * _GAP
    label = setting.said(bar.label, "cell", setting.element("P"), width=_LABELS)
    sums = setting.said(
        Number(_total(bar), block.decimals), "cell", setting.element("P"), width=_TOTALS, align=1
    )
    marks = _parts(bar, block, longest or Decimal(1), room, figure)
    columns = (
        Column(0, label),
        Column(_LABELS + _GAP, [Piece(_HIGH, marks)]),
        Column(width - _TOTALS, sums),
    )
    return Band(columns, pad=(0, _BETWEEN), whole=True)


def _parts(bar: Bar, block: Chart, longest: Decimal, room: float, figure: Element) -> list[Mark]:
    """The axis, and the filled parts from left to right; the longest bar takes all of ``room``."""
    places = [key for key, _ in block.legend]
    marks: list[Mark] = [Stroke(0, 0, 0, _HIGH, 0.8, INK, figure)]
    left = 0.0
    for key, amount in bar.parts:
        wide = float(amount / longest) * room
        if amount:
            marks += _filled(places.index(key), left, 0, wide, _HIGH, figure)
        left += wide
    return marks


def _filled(place: int, x: float, y: float, wide: float, high: float, figure: Element) -> list[Mark]:
    fill, hatched = _FILLS[place % len(_FILLS)]
    box = (x, y, wide, high)
    lines = [_slant(start, box, figure) for start in _steps(wide, high)] if hatched else []
    return [
        Frame(x, y, wide, high, fill=fill, element=figure),
        *lines,
        Frame(x, y, wide, high, width=0.5, colour=INK, element=figure),
    ]


def _slant(start: float, box: tuple[float, float, float, float], figure: Element) -> Stroke:
    """A line that rises to the right from ``start`` on the lower edge, cut off at the edges of its box."""
    x, y, wide, high = box
    low, top = max(0.0, -start), min(high, wide - start)
    return Stroke(x + start + low, y + high - low, x + start + top, y + high - top, 0.5, ACCENT, figure)


def _steps(wide: float, high: float) -> list[float]:
    """Where the lines across a part begin on its lower edge, or would begin to the left of it."""
    return [number * _HATCH - high for number in range(1, int((wide + high) / _HATCH) + 1)]


def _key(place: int, block: Chart, settings: Sequence[Setting], figure: Element, width: float) -> Band:
    words = both(block.legend[place][1], settings, "small", settings[0].element("P"), width - _KEY - _GAP)
    box = Piece(_KEY, _filled(place, 0, 2, _KEY, _KEY, figure))
    return Band((Column(0, [box]), Column(_KEY + _GAP, words)), before=1, whole=True)


def _total(bar: Bar) -> Decimal:
    return sum((amount for _, amount in bar.parts), Decimal(0))
