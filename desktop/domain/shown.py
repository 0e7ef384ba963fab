"""Which characters have no place in a name: they break the line, turn its direction or cannot be written at all."""

from __future__ import annotations

import unicodedata
from typing import Final

_CATEGORIES: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Turn all that follows round, so that another name is read than is kept (Unicode Standard Annex 9)."""


def unshown(text: str) -> str:
    """The first character of ``text`` that no name may have; empty where there is none."""
    return next((c for c in text if c in _TURNS or unicodedata.category(c) in _CATEGORIES), "")
