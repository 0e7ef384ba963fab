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
_LARGE_SIDE: Final = 42 * MM
_GAP: Final = 5 * MM
_ABOVE: Final = 10.0
_QUIET: Final = 6 * MM
"""Four modules without print around the code (ISO/IEC 18004)."""


def fingerprint(block: Fingerprint, settings: Sequence[Setting], width: float) -> list[Band]:
    """The code on the left, caption, digits and notes on the right; two languages share the one code."""
    first = settings[0]
    side = _LARGE_SIDE if block.large else _SIDE
    room = width - side - _GAP
    label = first.voice.say(block.caption)
    figure = first.parent.add("Figure", alternative=f"{label}: {block.digest}")
    code = Piece(side, [_code(block, side, figure)])
    words = both(block.caption, settings, "subheading", first.element("P"), room)
    digits = first.style("digits" if block.large else "cell")
    words += first.pieces(block.digest, digits, first.element("P"), width=room)
    for note in block.notes:
        words += both(note, settings, "small", first.element("P"), room)
    before = _QUIET if block.large else _ABOVE
    return [Band((Column(0, [code]), Column(side + _GAP, words)), before=before, whole=True)]


def _code(block: Fingerprint, side: float, figure: Element) -> Squares:
    count, bars = _bars(block.code, "h" if block.large else "m")
    return Squares(0, 0, side / count, bars, element=figure)


@cache
def _bars(text: str, error: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The modules along one side, and the dark ones as bars (column, row, columns wide).

    ``error``: with ``m`` 15 % of the code may be spoilt, with ``h`` 30 % (ISO/IEC 18004).
    """
    import segno

    matrix = segno.make(text, error=error, micro=False).matrix
    bars = []
    for row, modules in enumerate(matrix):
        column = 0
        for dark, run in groupby(modules):
            wide = len(list(run))
            if dark:
                bars.append((column, row, wide))
            column += wide
    return len(matrix), tuple(bars)
