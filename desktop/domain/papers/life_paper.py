"""LIFE-01: the line of a working life on paper, the same things in a table, and what it is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from desktop.domain.paper import (
    Block,
    Heading,
    Missing,
    Paper,
    Paragraph,
    PersonName,
    Row,
    Rows,
    Table,
    Value,
    Words,
)
from desktop.domain.record.life import WorkingLife
from desktop.domain.record.life_layout import stretches
from desktop.domain.record.life_line import LifeLine, life_line

ID: Final = "LIFE-01"
_YEARS: Final = 12
"""So many years stand side by side at most; a longer life takes several lines under one another."""


def life_paper(life: WorkingLife, edition: str, day: dt.date) -> Paper:
    """The paper of one person as the record stands on ``day``; ``edition`` is that of the law which decided."""
    line = life_line(life, day)
    title = _words("title")
    blocks = (Heading(title, 1), Rows(tuple(_person(life, day))), *_drawing(line), *_table(line), *_end(line))
    return Paper(ID, title, blocks, (), edition, day)


def _words(key: str, **params: Value) -> Words:
    return Words(f"papers.life.{key}", params)


def _person(life: WorkingLife, day: dt.date) -> Iterator[Row]:
    yield Row(_words("name"), _name(life))
    yield Row(_words("born"), life.person.born_on or Missing("person.birth_date"), "person.birth_date")
    yield Row(_words("as_of"), day)


def _name(life: WorkingLife) -> Value:
    """As in the passport where that is kept, else as the record calls the person."""
    fields = life.person.fields
    surname, given = fields.get("person.surname_latin"), fields.get("person.given_latin")
    if not isinstance(surname, str) or not isinstance(given, str):
        return life.person.name
    local = next((fields[key] for key in ("person.name_zh", "person.name_hangul") if fields.get(key)), "")
    return PersonName(surname, given, local if isinstance(local, str) else "")


def _drawing(line: LifeLine) -> Iterator[Block]:
    if line.timeline is None:
        yield Paragraph(_words("empty"))
        return
    yield Heading(_words("line"))
    yield from stretches(line.timeline, _YEARS)


def _table(line: LifeLine) -> Iterator[Block]:
    if line.timeline is None:
        return
    yield Heading(_words("table"))
    head = (_words("head.what"), _words("head.words"))
    yield Table(head, tuple((lane.title, span.words) for lane, span in line), (1, 3))


def _end(line: LifeLine) -> Iterator[Block]:
    if line.left_out:
        yield Heading(_words("left_out"))
        yield from (Paragraph(words) for words in line.left_out)
    yield Paragraph(_words("end"), "small")
