"""The embedded fonts: which of them draws a character, how wide it is, and which characters none can draw.

The three fonts are registered with reportlab once per process, on first use. A ``Stack`` is the order in
which they are asked for a language: its own script first, so that punctuation and digits look native.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from desktop.documents.tounicode import to_unicode_map
from desktop.paths import resources_folder

SC: Final = "NotoSansSC"
KR: Final = "NotoSansKR"
LATIN: Final = "NotoSans"

_ORDER: Final = {
    "zh_Hans": (SC, KR, LATIN),
    "ko": (KR, SC, LATIN),
    "de": (LATIN, SC, KR),
    "en": (LATIN, SC, KR),
}
_EMBED_WITHOUT: Final = frozenset({"name", "OS/2"})

FIRST_BLANK: Final = "\U0010f000"
"""From here on characters stand for values that are not there yet, each a line to write on."""

_SPACES: Final = {ord(c): " " for c in "\t\u2007\u2008\u2009\u200a\u205f"} | {0x202F: "\u00a0"}
_INVISIBLE: Final = {ord(c): None for c in "\r\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one font; ``width`` is for size 1."""

    font: str
    text: str
    width: float


class _Face(ttfonts.TTFontFace):  # type: ignore[misc]
    """A typeface that is embedded without the tables a PDF does not use, and keeps the others at hand."""

    def get_table(self, tag: str) -> bytes:
        if tag in _EMBED_WITHOUT:
            raise KeyError(tag)
        return _table(self, tag)


@cache
def _table(face: Any, tag: str) -> bytes:
    table: bytes = ttfonts.TTFontFace.get_table(face, tag)
    return table


@cache
def load() -> dict[str, Any]:
    """The reportlab fonts by name, registered; sets what of reportlab's settings decides about bytes.

    Settings are set here, not left to a ``reportlab_settings`` file that may lie on the user's machine.
    """
    rl_config.invariant = 1
    rl_config.useA85 = 0
    rl_config.ttfAsciiReadable = 0
    rl_config.pageCompression = 1
    rl_config.pdfMultiLine = 0
    rl_config.pdfComments = 0
    rl_config.trustedHosts = None
    ttfonts.makeToUnicodeCMap = to_unicode_map
    folder = resources_folder() / "fonts"
    fonts = {}
    for name in (LATIN, SC, KR):
        font = ttfonts.TTFont(name, str(folder / f"{name}-Regular.ttf"), asciiReadable=0, shapable=False)
        font.face.__class__ = _Face
        pdfmetrics.registerFont(font)
        fonts[name] = font
    return fonts


def clean(text: str) -> str:
    """``text`` as it is drawn: composed (NFC), invisible characters dropped, rare spaces made common ones."""
    if text.isascii():
        return text.replace("\t", " ").replace("\r", "")
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_SPACES)


class Stack:
    """The fonts in the order of one language, with what was learnt about each character."""

    def __init__(self, names: tuple[str, ...]) -> None:
        fonts = load()
        self._faces = [(name, fonts[name].face) for name in names]
        self._known: dict[str, tuple[str, float]] = {"\n": ("", 0.0), "\u00ad": ("", 0.0)}
        self.runs = lru_cache(maxsize=4096)(self._runs)

    def _look_up(self, character: str) -> tuple[str, float] | None:
        known = self._known.get(character)
        if known is None:
            code = 32 if character == "\u00a0" else ord(character)
            for name, face in self._faces:
                if code in face.charToGlyph:
                    known = self._known[character] = (name, face.getCharWidth(code) / 1000)
                    break
        return known

    def unprintable(self, text: str) -> set[str]:
        """The characters of ``text`` (cleaned) that no font of the stack has."""
        return {c for c in set(text) if c not in self._known and self._look_up(c) is None}

    def allow(self, blank: str) -> None:
        """Take ``blank`` for a place to write on: printable, of no width and no font."""
        self._known[blank] = ("", 0.0)

    def widths(self, text: str) -> list[float]:
        """The width of each character of ``text`` for size 1; all of them must be printable."""
        known = self._known
        try:
            return [known[c][1] for c in text]
        except KeyError:
            self.unprintable(text)
            return [known[c][1] for c in text]

    def width(self, text: str) -> float:
        """The width of ``text`` for size 1."""
        return sum(self.widths(text))

    def _runs(self, text: str) -> tuple[Run, ...]:
        """``text`` cut into runs of one font."""
        self.unprintable(text)
        known = self._known
        pieces = ("".join(group) for _, group in groupby(text, key=lambda c: known[c][0]))
        return tuple(Run(known[piece[0]][0], piece, self.width(piece)) for piece in pieces)


@cache
def stack(language: str) -> Stack:
    """The stack of a language (``zh_Hans``, ``de``, ``ko``, ``en``); raises ``KeyError`` for others."""
    return Stack(_ORDER[language])


def unprintable(text: str) -> set[str]:
    """The characters of ``text`` that cannot be printed in any language: no embedded font has them."""
    text = clean(text)
    return stack("en").unprintable(text) | {c for c in text if c >= FIRST_BLANK}
