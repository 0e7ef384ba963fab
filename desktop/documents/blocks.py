"""The blocks of a paper as bands, in one language or in two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.documents.card import card
from desktop.documents.chart import chart
from desktop.documents.fingerprint import fingerprint
from desktop.documents.flow import Band, Column, Rule, beside
from desktop.documents.forms import signatures, ticks
from desktop.documents.letterhead import letterhead
from desktop.documents.setting import Setting
from desktop.documents.styles import ACCENT, GUTTER, TINT
from desktop.documents.tables import rows, table
from desktop.documents.timeline import timeline
from desktop.documents.word_grid import word_grid
from desktop.domain.paper import (
    Annex,
    Block,
    Card,
    Chart,
    Fingerprint,
    Heading,
    Letterhead,
    Paragraph,
    Rows,
    Signatures,
    Table,
    Ticks,
    Timeline,
    WordGrid,
)

_HEADING: Final = {1: "title", 2: "heading", 3: "subheading"}
_SPACE_ABOVE: Final = {1: 0.0, 2: 15.0, 3: 9.0}
_SPACE_BEFORE_TEXT: Final = {"small": 3.0, "note": 7.0}
_NOTE_INSET: Final = 8.0


@dataclass(frozen=True, slots=True)
class Layout:
    """One language or two of a paper: their settings, and the width of the whole."""

    settings: tuple[Setting, ...]
    width: float

    @classmethod
    def of(cls, settings: Sequence[Setting], width: float) -> Layout:
        """Settings that share ``width``: each as wide as its column."""
        share = width if len(settings) == 1 else (width - GUTTER) / 2
        return cls(tuple(setting.narrowed(share) for setting in settings), width)

    def bands(self, blocks: Sequence[Block]) -> list[Band]:
        """The bands of ``blocks`` in order; the words before a signature or a digest stay with it."""
        bands: list[Band] = []
        for place, block in enumerate(blocks):
            bands.extend(self._block(block))
            if bands and _stays(block, blocks[place + 1 :]):
                bands[-1].keep = True
        return bands

    def _block(self, block: Block) -> list[Band]:
        match block:
            case Table():
                return table(block, self.settings, self.width)
            case Chart():
                return chart(block, self.settings, self.width)
            case Timeline():
                return timeline(block, self.settings[0].narrowed(self.width))
            case Signatures():
                return signatures(block, self.settings, self.width)
            case Card():
                return card(block, self.settings, _faces)
            case Fingerprint():
                return fingerprint(block, self.settings, self.width)
            case Annex():
                heading, *others = self._block(Heading(block.heading, 1))
                return [replace(heading, turn=True), *others, *self.bands(block.blocks)]
            case _:
                return self._in_each(block)

    def _in_each(self, block: Block) -> list[Band]:
        first, *second = (_single(block, setting) for setting in self.settings)
        if not second:
            return first
        shift = self.settings[0].width + GUTTER
        return [beside(left, right, shift) for left, right in zip(first, second[0], strict=True)]


def _stays(block: Block, after: Sequence[Block]) -> bool:
    """Whether a block stays on the page of the next one: what stands before a place to sign or a digest does.

    A closing alone says nothing, so the paragraph before it stays too: nobody signs a page without a word of theirs.
    """
    match after:
        case [Signatures() | Fingerprint(), *_]:
            return True
        case [Paragraph(), Signatures(), *_]:
            return isinstance(block, Paragraph)
        case _:
            return False


def _faces(blocks: Sequence[Block], setting: Setting) -> list[Band]:
    return Layout.of([setting], setting.width).bands(blocks)


def _single(block: Block, setting: Setting) -> list[Band]:
    match block:
        case Heading():
            return [_heading(block, setting)]
        case Paragraph():
            return [_paragraph(block, setting)]
        case Rows():
            return rows(block, setting)
        case Ticks():
            return ticks(block, setting)
        case Letterhead():
            return letterhead(block, setting)
        case WordGrid():
            return word_grid(block, setting)
        case _:
            raise TypeError(f"{type(block).__name__} is not set in one language")


def _heading(block: Heading, setting: Setting) -> Band:
    level = min(block.level, 3)
    pieces = setting.said(block.text, _HEADING[level], setting.element(f"H{level}"))
    band = Band((Column(0, pieces),), before=_SPACE_ABOVE[level], pad=(0, 3), keep=True)
    if setting.dense:
        return replace(band, before=min(band.before, 4), pad=(0, 1))
    if level == 1:
        return replace(band, pad=(0, 6), rules=(Rule(0, setting.width, ACCENT, 1.1),))
    return band


def _paragraph(block: Paragraph, setting: Setting) -> Band:
    text = setting.voice.say(block.text)
    look = setting.style(block.style)
    element = setting.element("P")
    if setting.dense:
        return Band((Column(0, setting.pieces(text, look, element)),), before=2)
    if block.style == "note":
        pieces = setting.pieces(text, look, element, width=setting.width - 2 * _NOTE_INSET)
        return Band((Column(_NOTE_INSET, pieces),), before=8, pad=(5, 5), tint=(0, setting.width, TINT))
    running = block.style in ("body", "lead")
    indent = 2 * look.size if running and _indented(text, setting) else 0
    pieces = setting.pieces(text, look, element, indent=indent)
    return Band((Column(0, pieces),), before=_SPACE_BEFORE_TEXT.get(block.style, 6.0))


def _indented(text: str, setting: Setting) -> bool:
    """Paragraphs of Chinese letters start two characters in, but not the salutation and the closing 敬礼."""
    chinese = setting.letter and setting.voice.code == "zh_Hans"
    return chinese and not text.endswith(("：", ":")) and not text.startswith("敬礼")
