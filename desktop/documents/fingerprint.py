"""A digest on paper: the QR code to scan, and beside it the same digits to read or type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Final

from desktop.documents.flow import Band, Column, Piece
from desktop.documents.marks import Squares
from desktop.documents.setting import Setting
from desktop.documents.structure import Element
from desktop.documents.styles import MM
from desktop.documents.tables import both
from desktop.domain.paper import Fingerprint

_SIDE: Final = 20 * MM
_GAP: Final = 5 * MM


def fingerprint(block: Fingerprint, settings: Sequence[Setting], width: float) -> list[Band]:
    """The code on the left, caption, digits and notes on the right; two languages share the one code."""
    first = settings[0]
    room = width - _SIDE - _GAP
    label = first.voice.say(block.caption)
    figure = first.parent.add("Figure", alternative=f"{label}: {block.digest}")
    code = Piece(_SIDE, [_code(block.code, figure)])
    words = both(block.caption, settings, "subheading", first.element("P"), room)
    words += first.pieces(block.digest, first.style("cell"), first.element("P"), width=room)
    for note in block.notes:
        words += both(note, settings, "small", first.element("P"), room)
    return [Band((Column(0, [code]), Column(_SIDE + _GAP, words)), before=10, whole=True)]


def _code(text: str, figure: Element) -> Squares:
    count, bars = _bars(text)
    return Squares(0, 0, _SIDE / count, bars, element=figure)


@cache
def _bars(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The modules along one side, and the dark ones as bars (column, row, columns wide)."""
    import segno

    matrix = segno.make(text, error="m", micro=False).matrix
    bars = []
    for row, modules in enumerate(matrix):
        column = 0
        for dark, run in groupby(modules):
            wide = len(list(run))
            if dark:
                bars.append((column, row, wide))
            column += wide
    return len(matrix), tuple(bars)
