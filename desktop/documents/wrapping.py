"""Cutting text into lines by the habits of its script.

Han characters break anywhere but before closing and after opening punctuation (GB/T 15834). Hangul, like
Latin, breaks at spaces. Digits stay together with the counter behind them (2026年, 36个月). What is wider
than a whole line is cut between characters, so nothing is ever lost.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Final

from desktop.documents.fonts import FIRST_BLANK, Stack

SOFT_HYPHEN: Final = "\u00ad"

_HAN: Final = re.compile(
    "[\u2e80-\u2fff\u3005-\u3007\u3021-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_OPEN: Final = frozenset("（《「『【〔〈〖［｛")
_CLOSE: Final = frozenset("，。、；：？！）》」』】〕〉〗］｝％·～…—")
_OPEN_BESIDE_HAN: Final = frozenset("“‘([")
_CLOSE_BESIDE_HAN: Final = frozenset("”’)].,;:!?%")
_COUNTERS: Final = frozenset("年月日号条款项个名岁")


@cache
def _kind(character: str) -> str:
    """``space``, ``open``, ``close``, ``han``, ``blank`` or ``word``."""
    if character == " ":
        return "space"
    if character >= FIRST_BLANK:
        return "blank"
    if character in _OPEN:
        return "open"
    if character in _CLOSE:
        return "close"
    return "han" if _HAN.match(character) else "word"


@cache
def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring characters."""
    left, right = _kind(before), _kind(after)
    if right == "space" or left == "open" or right == "close":
        return False
    if left in ("space", "close") or before == SOFT_HYPHEN:
        return True
    if "han" in (left, right) or "blank" in (left, right):
        tied = (
            before in _OPEN_BESIDE_HAN
            or after in _CLOSE_BESIDE_HAN
            or (before.isdigit() and after in _COUNTERS)
        )
        return not tied
    return right == "open" or before == "/" or (before == "-" and after.isalpha())


def wrap(
    text: str, stack: Stack, size: float, width: float, indent: float = 0, blank: float = 0
) -> list[str]:
    """The lines of ``text``, each at most ``width`` points wide at ``size``; the first is shorter by
    ``indent``.

    A line feed starts a new line. ``blank`` is the width of a place to write on. No character is lost but
    spaces at the end of a line; a soft hyphen shows as a hyphen where a line ends at it and not at all
    elsewhere.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        lines.extend(_wrapped(part, stack, size, width, indent if not lines else 0, blank))
    return lines


def longest_word(text: str, stack: Stack) -> float:
    """The width, for size 1, of the longest stretch of ``text`` that is better not cut."""
    longest = width = 0.0
    for before, after, own in zip(" " + text, text, stack.widths(text), strict=False):
        width = own if may_break(before, after) else width + own
        longest = max(longest, width)
    return longest


def _wrapped(
    part: str, stack: Stack, size: float, width: float, indent: float, blank: float
) -> Iterator[str]:
    widths = [blank if c >= FIRST_BLANK else w * size for c, w in zip(part, stack.widths(part), strict=True)]
    edges = [0.0, *accumulate(widths)]
    hyphen = stack.width("-") * size
    start, room = 0, width - indent
    while True:
        fits = bisect_right(edges, edges[start] + room + 1e-6) - 1
        if fits >= len(part):
            yield part[start:].rstrip(" ").replace(SOFT_HYPHEN, "")
            return
        end = _cut(part, edges, start, fits, room - hyphen)
        hyphenated = part[end - 1] == SOFT_HYPHEN
        yield part[start:end].rstrip(" ").replace(SOFT_HYPHEN, "") + ("-" if hyphenated else "")
        start, room = end, width
        while start < len(part) and part[start] == " ":
            start += 1


def _cut(part: str, edges: Sequence[float], start: int, fits: int, room_before_hyphen: float) -> int:
    """Where the line from ``start`` ends: at the last place that allows it, else between two characters."""
    for end in range(min(fits, len(part) - 1), start, -1):
        if part[end - 1] == SOFT_HYPHEN and edges[end] - edges[start] > room_before_hyphen:
            continue
        if may_break(part[end - 1], part[end]):
            return end
        if part[end] == " ":
            return end
    end = max(fits, start + 1)
    while end < len(part) and unicodedata.combining(part[end]):
        end += 1
    return end
