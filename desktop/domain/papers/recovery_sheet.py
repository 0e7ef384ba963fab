"""SAFE-01, the recovery sheet: twelve words and a code that open the file of the program."""

from __future__ import annotations

import datetime as dt
from typing import Final

from desktop.domain.paper import Block, Fingerprint, Heading, Paper, Paragraph, Row, Rows, WordGrid, Words

ID: Final = "SAFE-01"
_KEEPING: Final = ("nobody", "place", "photo", "newer")
_USING: Final = ("start", "give", "password")


def recovery_sheet(words: tuple[str, ...], code: str, made_on: dt.date) -> Paper:
    """The sheet with the twelve ``words`` in the language it is drawn in and the same secret as ``code``.

    Neither file nor folder nor person is named: whoever finds the sheet must not learn what it opens where.
    """
    title = _words("title")
    blocks: tuple[Block, ...] = (
        Heading(title, 1),
        Paragraph(_words("lead"), "lead"),
        Rows((Row(_words("made_on"), made_on),)),
        Heading(_words("words")),
        WordGrid(words),
        Fingerprint(code, code, _words("code"), (_words("code.note"),), large=True),
        Heading(_words("keeping")),
        *(Paragraph(_words(f"keeping.{point}")) for point in _KEEPING),
        Heading(_words("using")),
        *(Paragraph(_words(f"using.{step}")) for step in _USING),
    )
    return Paper(ID, title, blocks, (), "", made_on)


def _words(key: str) -> Words:
    return Words(f"papers.recovery.{key}")
