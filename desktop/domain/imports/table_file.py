"""A file with a table, looked at but not read yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ENCODINGS: Final = ("utf-8", "utf-16", "gb18030", "cp949", "cp1252")
"""What a text may be in, by Python's names."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in (one of ``ENCODINGS``), and whether that was only guessed."""

    text: str
    encoding: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class TableFile:
    """A workbook with its worksheets in order, or a text with its encoding.

    ``hidden`` are the worksheets that the spreadsheet program does not show.
    """

    path: str
    data: bytes
    worksheets: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    decoded: Decoded | None = None

    @property
    def first_shown(self) -> str:
        """The worksheet to begin with: the first that is not hidden; the empty text for a text file."""
        shown = [name for name in self.worksheets if name not in self.hidden]
        return next(iter((*shown, *self.worksheets)), "")
