"""The look of a page in numbers: A4, margins, sizes, colours. All lengths are points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

Colour = tuple[float, float, float]

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
LEFT: Final = 25 * MM
"""Room for the holes of a file; also where DIN 5008 starts the text of a letter."""
RIGHT: Final = 20 * MM
TOP: Final = 20 * MM
BOTTOM: Final = 22 * MM
BODY_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
BODY_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
GUTTER: Final = 7 * MM
"""Between the two columns of a paper in two languages."""

BLACK: Final[Colour] = (0.0, 0.0, 0.0)
"""For what machines read."""
INK: Final[Colour] = (0.09, 0.11, 0.14)
GREY: Final[Colour] = (0.36, 0.39, 0.43)
ACCENT: Final[Colour] = (0.05, 0.29, 0.43)
HAIR: Final[Colour] = (0.78, 0.80, 0.82)
LINE: Final[Colour] = (0.35, 0.38, 0.42)
TINT: Final[Colour] = (0.955, 0.965, 0.973)
PALE: Final[Colour] = (0.905, 0.912, 0.92)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; ``strong`` thickens the strokes, since no bold font is embedded."""

    size: float
    leading: float
    colour: Colour = INK
    strong: bool = False

    @property
    def baseline(self) -> float:
        """From the top of the line down to the baseline."""
        return (self.leading + self.size * 0.72) / 2


_STYLES: Final = {
    "title": Style(17, 1.3, ACCENT, strong=True),
    "heading": Style(11.5, 1.35, ACCENT, strong=True),
    "subheading": Style(10, 1.4, INK, strong=True),
    "lead": Style(11.5, 1.45),
    "body": Style(10, 1.42),
    "small": Style(8.5, 1.42, GREY),
    "note": Style(9, 1.42),
    "label": Style(8.5, 1.42, GREY),
    "value": Style(10, 1.42),
    "head": Style(8.5, 1.42, GREY, strong=True),
    "cell": Style(9, 1.42),
    "digits": Style(17, 1.4),
    "word": Style(16, 1.25),
    "caption": Style(8, 1.35, GREY),
    "sender": Style(12.5, 1.35, ACCENT, strong=True),
    "subject": Style(10.5, 1.4, INK, strong=True),
    "furniture": Style(6.8, 1.4, GREY),
    "card_title": Style(8.5, 1.25, ACCENT, strong=True),
    "card": Style(7, 1.3),
    "card_label": Style(6.2, 1.3, GREY),
    "fine_title": Style(7.2, 1.2, ACCENT, strong=True),
    "fine": Style(6, 1.22),
    "fine_label": Style(5.6, 1.22, GREY),
}
_HAN_SIZE: Final = {"body": 10.5, "lead": 12, "subject": 15}
_MORE_LEADING: Final = {"zh_Hans": 1.14, "ko": 1.10}


@cache
def style(name: str, language: str) -> Style:
    """The style called ``name`` for a language: Han and Hangul get more room between the lines.

    Raises ``KeyError`` for a style that is not there.
    """
    base = _STYLES[name]
    size = _HAN_SIZE.get(name, base.size) if language == "zh_Hans" else base.size
    return replace(base, size=size, leading=size * base.leading * _MORE_LEADING.get(language, 1))


@cache
def centred(base: Style, leading: float) -> Style:
    """``base`` set in lines of another height, so that two texts in one row share their baselines."""
    return replace(base, leading=leading)
