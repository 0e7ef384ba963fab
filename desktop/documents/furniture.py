"""What stands on every page beside its content: honest line, law edition, page number, draft mark."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from desktop.documents.flow import Placed
from desktop.documents.marks import Mark, Stroke, Text
from desktop.documents.setting import pointer
from desktop.documents.styles import (
    BODY_WIDTH,
    BOTTOM,
    GREY,
    HAIR,
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PALE,
    TOP,
    Style,
    style,
)
from desktop.documents.voice import Voice
from desktop.domain.paper import Paper

_DRAFT_SIZE: Final = 110.0
_DRAFT_ANGLE: Final = math.radians(52)


@dataclass(slots=True)
class Turned:
    """A text turned around the middle of the page."""

    text: Text
    width: float
    element: None = None

    def operators(self, x: float, y: float, document: Any) -> str:
        """As ``Text.operators``."""
        cos, sin = math.cos(_DRAFT_ANGLE), math.sin(_DRAFT_ANGLE)
        turn = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {PAGE_WIDTH / 2:.2f} {PAGE_HEIGHT / 2:.2f} cm"
        size = self.text.style.size
        return f"q {turn} {self.text.operators(-self.width / 2, -size * 0.36, document)} Q"


def watermark(voice: Voice) -> Turned:
    """The word for a draft across the page, pale enough to read the page through it."""
    words = voice.text("draft")
    look = Style(_DRAFT_SIZE, _DRAFT_SIZE, PALE)
    width = voice.stack.width(words) * _DRAFT_SIZE
    longest = 1.12 * math.hypot(PAGE_WIDTH, PAGE_HEIGHT) * 0.72
    if width > longest:
        look = replace(look, size=_DRAFT_SIZE * longest / width)
        width = longest
    return Turned(Text(0, 0, voice.stack.runs(words), look), width)


def footer(paper: Paper, voices: Sequence[Voice], page: int, pages: int, blanks: bool) -> list[Placed]:
    """The foot of a page, placed from the upper left corner of the body. Two languages share the lines.

    A paper that does not come from the law needs neither the honest line nor the edition.
    """
    top = PAGE_HEIGHT - TOP - BOTTOM + 6 * MM
    honest = " / ".join(voice.text("honest") for voice in voices) if paper.law_edition else ""
    first = voices[0]
    number = first.text("page", page=page, pages=pages)
    number = first.text("page_on", page=number, date=first.language.date(paper.decided_on))
    edition = f"{paper.id} · {_edition(paper, first)}" if paper.law_edition else paper.id
    marks: list[Mark] = [Stroke(0, 0, BODY_WIDTH, 0, colour=HAIR)]
    marks += [_line(honest, first, 0, 0), _line(number, first, 0, 1), _line(edition, first, 1, 0)]
    if blanks:
        legend = first.text("to_fill")
        text = _line(legend, first, 1, 1)
        marks += [pointer(text.x - 7, text.y), text]
    return [Placed(mark, 0, top) for mark in marks]


def fold_marks() -> list[Placed]:
    """Where a letter is folded for the envelope (DIN 5008 form B: 105 mm and 210 mm from the top)."""
    marks = (Stroke(5 * MM - LEFT, y, 9 * MM - LEFT, y, 0.4, GREY) for y in (85 * MM, 190 * MM))
    return [Placed(mark, 0, 0) for mark in marks]


def _line(text: str, voice: Voice, number: int, align: float) -> Text:
    look = style("furniture", voice.code)
    x = align * (BODY_WIDTH - voice.stack.width(text) * look.size)
    return Text(x, 4 + number * look.leading + look.baseline, voice.stack.runs(text), look)


def _edition(paper: Paper, voice: Voice) -> str:
    """The law edition in words: ``DATE+DIGEST`` becomes the date and the digest, anything else stays."""
    day, _, digest = paper.law_edition.partition("+")
    try:
        date = voice.language.date(dt.date.fromisoformat(day))
    except ValueError:
        return voice.text("edition.plain", edition=paper.law_edition)
    return (
        voice.text("edition", date=date, digest=digest)
        if digest
        else voice.text("edition.plain", edition=date)
    )
