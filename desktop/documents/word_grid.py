"""Numbered words in large print, so that each can be found, read and typed without counting."""

from __future__ import annotations

from typing import Final

from desktop.documents.flow import Band, Column, Rule
from desktop.documents.setting import Setting
from desktop.documents.structure import Element
from desktop.documents.styles import LINE, MM, centred
from desktop.domain.paper import WordGrid

_IN_A_ROW: Final = 3
_NUMBER: Final = 9 * MM
_PAD: Final = (5.0, 5.0)


def word_grid(block: WordGrid, setting: Setting) -> list[Band]:
    """One band a row; a screen reader says each number before its word."""
    listing = setting.element("L")
    rows = [block.words[start : start + _IN_A_ROW] for start in range(0, len(block.words), _IN_A_ROW)]
    bands = [
        Band(
            tuple(
                column
                for place, word in enumerate(row)
                for column in _word(word, number * _IN_A_ROW + place + 1, place, setting, listing.add("LI"))
            ),
            pad=_PAD,
            whole=True,
            keep=number < len(rows) - 1,
            rules=(Rule(0, setting.width, LINE, 0.5),),
        )
        for number, row in enumerate(rows)
    ]
    if bands:
        bands[0].before = 4
    return bands


def _word(word: str, number: int, place: int, setting: Setting, item: Element) -> tuple[Column, Column]:
    look = setting.style("word")
    width = setting.width / _IN_A_ROW
    x = place * width
    count = setting.pieces(
        str(number), centred(setting.style("label"), look.leading), item.add("Lbl"), width=_NUMBER
    )
    return Column(x, count), Column(
        x + _NUMBER, setting.pieces(word, look, item.add("LBody"), width=width - _NUMBER)
    )
