"""Building blocks of the letters: texts of the catalogue ``letters``, rows of fields, places to sign.

Sentences are chosen by facts; a required value that is missing stays in its sentence as ``Missing``, which
the page draws as a line to write on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.paper import (
    Block,
    Heading,
    Missing,
    Paper,
    Paragraph,
    Row,
    Rows,
    Signature,
    Signatures,
    Value,
    Words,
)
from desktop.domain.papers.material import Sheet


def words(key: str, **params: Value) -> Words:
    """A text of the catalogue ``letters``."""
    return Words(f"letters.{key}", params)


def say(key: str, style: str = "body", **params: Value) -> Paragraph:
    """A paragraph of the catalogue ``letters``."""
    return Paragraph(words(key, **params), style)


def heading(key: str) -> Heading:
    """A heading inside a paper."""
    return Heading(words(key))


def title(key: str) -> Heading:
    """The title of a paper that has no letterhead."""
    return Heading(words(key), level=1)


def finish(sheet: Sheet, paper_id: str, blocks: Iterable[Block | None], bilingual: bool = False) -> Paper:
    """The paper of these blocks, those without a reason (``None``) and empty tables left out."""
    kept = tuple(block for block in blocks if block is not None and block != Rows(()))
    determination = sheet.material.determination
    name = words(f"{paper_id.replace('-', '').lower()}.title")
    return Paper(paper_id, name, kept, sheet.missing, determination.law_edition, determination.day, bilingual)


def rows(sheet: Sheet, keys: Sequence[str], optional: Sequence[str] = ()) -> tuple[Row, ...]:
    """Rows of fields in the order of ``keys``; those in ``optional`` are left out while empty."""
    found = []
    for key in keys:
        value = sheet.take(key) if key in optional else sheet.need(key)
        if value is not None:
            found.append(Row(sheet.material.label(key), value, key))
    return tuple(found)


def period_row(sheet: Sheet, key: str, first: str, last: str) -> Row:
    """The period between two date fields, under the label ``letters.row.KEY``."""
    return Row(words(f"row.{key}"), sheet.period(first, last), first)


def numbered(paragraphs: Iterable[Paragraph | None], first: int = 1) -> tuple[Paragraph, ...]:
    """The paragraphs that have a reason, numbered as Korean official letters are."""
    kept = [paragraph for paragraph in paragraphs if paragraph is not None]
    return tuple(
        Paragraph(words("numbered", n=n, text=paragraph.text), paragraph.style)
        for n, paragraph in enumerate(kept, first)
    )


def signatures(*captions: str, seal: Sequence[str] = ()) -> Signatures:
    """Places to sign, ``letters.sign.CAPTION`` each; those in ``seal`` have an empty box for a seal."""
    return Signatures(tuple(Signature(words(f"sign.{name}"), name in seal) for name in captions))


def choice(sheet: Sheet, field: str, key: str, options: Sequence[str], **params: Value) -> Paragraph:
    """``KEY.OPTION`` for the field's value, or ``KEY.open`` with a line for the answer."""
    answer = sheet.need(field)
    picked = sheet.material.text(field)
    if picked in options and not isinstance(answer, Missing):
        return say(f"{key}.{picked}", "body", **params)
    return say(f"{key}.open", "body", answer=answer, **params)


def truth(sheet: Sheet) -> Paragraph:
    """The declaration of truth; required to be ticked before a final print."""
    sheet.need("decl.true")
    return say("declare.true")
