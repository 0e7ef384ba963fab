"""What is filled in by hand: boxes to tick, lines to sign, empty places for seals (never a seal itself)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop.documents.flow import Band, Column, Piece
from desktop.documents.marks import Frame, Mark, Shape, Stroke
from desktop.documents.setting import Setting
from desktop.documents.structure import Element
from desktop.documents.styles import ACCENT, INK, LINE, MM
from desktop.documents.tables import both
from desktop.domain.paper import Signature, Signatures, Ticks, Words

_BOX: Final = 8.5
_BOX_COLUMN: Final = 16.0
_SEAL: Final = 36 * MM
_SEAL_GAP: Final = 4 * MM
_SIGN_SPACE: Final = 16 * MM
_PLACE_GAP: Final = 9 * MM


def ticks(block: Ticks, setting: Setting) -> list[Band]:
    """One band a box, as a list with the boxes for labels."""
    listing = setting.element("L")
    look = setting.style("value")
    bands = []
    for value, ticked in block.items:
        item = listing.add("LI")
        state = setting.voice.text("tick.yes" if ticked else "tick.no")
        label, body = item.add("Lbl", alternative=state), item.add("LBody")
        box = Piece(look.leading, _box(look.baseline, ticked, label))
        text = setting.said(value, "value", body, width=setting.width - _BOX_COLUMN)
        pad = (0.5, 0.5) if setting.dense else (2, 2)
        bands.append(Band((Column(0, [box]), Column(_BOX_COLUMN, text)), pad=pad))
    if bands and not setting.dense:
        bands[0].before = 4
    return bands


def _box(baseline: float, ticked: bool, label: Element) -> list[Mark]:
    top = baseline - _BOX + 0.8
    marks: list[Mark] = [Frame(0.5, top, _BOX, _BOX, width=0.7, colour=INK, element=label)]
    if ticked:
        points = ((2.2, top + 4.4), (4.2, top + 6.6), (7.6, top + 1.6))
        marks.append(Shape(points, ACCENT, width=1.3, element=label))
    return marks


def signatures(block: Signatures, settings: Sequence[Setting], width: float) -> list[Band]:
    """Rows of places to sign: two side by side where a seal stands with one, else up to three."""
    sealed = any(place.seal for place in block.places)
    most = 2 if sealed else 3
    height = _SEAL if sealed else _SIGN_SPACE
    bands = []
    for start in range(0, len(block.places), most):
        places = block.places[start : start + most]
        count = max(2, len(places))
        share = (width - _PLACE_GAP * (count - 1)) / count
        shift = share + _PLACE_GAP
        first = shift if len(block.places) == 1 and _signs_right(settings[0]) else 0
        columns = [
            column
            for number, place in enumerate(places)
            for column in _place(place, settings, first + number * shift, share, height)
        ]
        bands.append(Band(tuple(columns), before=14, whole=True))
    return bands


def _signs_right(setting: Setting) -> bool:
    """Chinese letters are signed on the right (落款)."""
    return setting.letter and setting.voice.code == "zh_Hans"


def _place(
    place: Signature, settings: Sequence[Setting], x: float, width: float, height: float
) -> list[Column]:
    line_width = width - _SEAL - _SEAL_GAP if place.seal else width
    line = Piece(height + 3, [Stroke(0, height, line_width, height, colour=LINE, width=0.7)])
    caption = both(place.caption, settings, "caption", settings[0].element("P"), line_width)
    columns = [Column(x, [line, *caption])]
    if place.seal:
        box = Piece(height + 3, [Frame(0, 0, _SEAL, _SEAL, width=0.6, colour=LINE, dashed=True)])
        under = both(Words("documents.seal"), settings, "caption", settings[0].element("P"), _SEAL)
        columns.append(Column(x + line_width + _SEAL_GAP, [box, *under]))
    return columns
