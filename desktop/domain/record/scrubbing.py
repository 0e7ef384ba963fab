"""Finding texts that must not be seen in other texts, however they are written there.

Case, blanks, hyphens, points and slashes make no difference. Very short texts are not looked for, because every
word would hold them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

MARK: Final = "…"
"""Stands where something was taken out; never longer than what it replaces."""
SHORTEST: Final = 4
"""Letters and digits of a text that is looked for."""
SHORTEST_WIDE: Final = 2
"""The same for texts with Chinese or Korean characters."""
WIDE: Final = re.compile("[\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
_BETWEEN: Final = frozenset(" \t\r\n\u00a0-./·")


class Scrubber:
    """Takes ``hidden`` texts out of any other."""

    def __init__(self, hidden: Iterable[str]) -> None:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for text in hidden:
            letters = _letters(text)[0]
            if len(letters) >= (SHORTEST_WIDE if WIDE.search(letters) else SHORTEST):
                found[letters[:SHORTEST_WIDE]].add(letters)
        self._begin = {start: sorted(texts, key=len, reverse=True) for start, texts in found.items()}

    def clean(self, text: str) -> str:
        """``text`` with ``MARK`` in the place of each hidden one."""
        letters, places = _letters(text)
        pieces, kept, at = [], 0, 0
        while at < len(letters):
            length = self._found(letters, at)
            if length:
                pieces.append(text[kept : places[at]])
                kept = places[at + length - 1] + 1
            at += length or 1
        return text if not kept else MARK.join((*pieces, text[kept:]))

    def _found(self, letters: str, at: int) -> int:
        """How many letters from ``at`` on are hidden."""
        for text in self._begin.get(letters[at : at + SHORTEST_WIDE], ()):
            if letters.startswith(text, at):
                return len(text)
        return 0


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters that count, each in lower case, and where each stands."""
    found = [(_small(letter), place) for place, letter in enumerate(text) if letter not in _BETWEEN]
    return "".join(letter for letter, _ in found), [place for _, place in found]


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter
