"""SAFE-02: what a salvage restored, kept in part and lost, as a list to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from desktop.domain.paper import Block, Heading, Paper, Paragraph, Table, Value, Words

ID: Final = "SAFE-02"
_HEAD: Final = ("what", "whose", "count", "which")


class Listed(NamedTuple):
    """One line: what it is, whose, how many, and what is known of each."""

    what: Words
    whose: str
    amount: int
    which: str


class Section(NamedTuple):
    """Lines that share a heading; without lines the heading says all."""

    heading: Words
    lines: tuple[Listed, ...]


def salvage_list(sections: Sequence[Section], made_on: dt.date) -> Paper:
    """The list; ``made_on`` is the day of the salvage."""
    title = Words("papers.salvaged.title")
    blocks: list[Block] = [Heading(title, 1), Paragraph(Words("papers.salvaged.lead"), "lead")]
    for section in sections:
        blocks.append(Heading(section.heading))
        if section.lines:
            blocks.append(_table(section.lines))
    return Paper(ID, title, tuple(blocks), (), "", made_on)


def _table(lines: Sequence[Listed]) -> Table:
    body: tuple[tuple[Value, ...], ...] = tuple(
        (line.what, line.whose, line.amount, line.which) for line in lines
    )
    return Table(tuple(Words(f"papers.salvaged.{name}") for name in _HEAD), body, (0.28, 0.22, 0.1, 0.4))
