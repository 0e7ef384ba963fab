"""Texts that a spreadsheet program would compute: whatever leaves for one gets an apostrophe in front."""

from __future__ import annotations

from typing import Final

_ACTIVE: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What begins a formula in a spreadsheet program; those of East Asia take signs of full width too."""


def tamed(text: str) -> str:
    """The text so that no spreadsheet computes it."""
    return f"'{text}" if text.startswith(_ACTIVE) else text


def as_written(text: str) -> str:
    """The text that was tamed, as it was before; every other text as it is."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_ACTIVE) else text
