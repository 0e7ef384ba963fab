"""CERT-02, what to do when a certificate is lost: steps, what the sources say, and what to keep at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.domain.paper import Block, Paper, Paragraph, Row, Rows, Ticks, Value, Words
from desktop.domain.papers.certificate_rows import (
    agreement_between,
    certificate_rows,
    holder_row,
    issuer,
    paper_words,
    receiver_name,
    where_words,
)
from desktop.domain.papers.letter_blocks import finish, heading, numbered, say, title, words
from desktop.domain.papers.letter_case import sealed
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.proof_words import cited_in_line, confidence_words, states
from desktop.domain.practice import Consequence

_SAID: Final = ("lost_certificate", "changes_japan", "seal_china", "copy_", "home_payment_gap")
"""Consequences of the law data that matter after a loss, by the beginnings of their keys."""
_ON_REPLACEMENT: Final = ("lost_certificate", "changes_japan")
"""Those that say how a lost certificate is replaced."""
_PACK: Final = ("CERT-05", "CERT-03", "APP-03", "PROOF-02")
"""Papers of this program for the time until the new certificate is there."""
_ENCLOSED: Final = ("home_payments", "contract", "passport")


def lost_steps(material: Material) -> Paper:
    """CERT-02: nobody signs it. Where the sources are silent it says so, and whom to ask."""
    sheet = Sheet(material)
    held = material.held
    last = held.papers if held else ()
    said = sorted((row for row in material.law.consequences if _concerns(row, material)), key=_order)
    blocks: list[Block | None] = [
        title("cert02.title"),
        say("cert02.lead", "lead"),
        Rows((holder_row(sheet), *certificate_rows(sheet), *_lost(material))),
        heading("cert02.last") if last else None,
        Rows(tuple(Row(paper_words(row), where_words(row)) for row in last)),
        heading("cert02.steps"),
        *numbered(_steps(sheet)),
        heading("cert02.pack"),
        say("cert02.pack.text"),
        Ticks(tuple(_pack(material))),
        heading("cert02.sources"),
        *_sources(material, said),
    ]
    return finish(sheet, "CERT-02", blocks)


def _lost(material: Material) -> tuple[Row, ...]:
    day = material.held.lost_on if material.held else None
    return (Row(words("row.lost_on"), day),) if day else ()


def _steps(sheet: Sheet) -> list[Paragraph | None]:
    material = sheet.material
    held = material.held
    last = held.original if held else None
    return [
        say("cert02.step.search_at", holder=last.holder, since=last.since)
        if last and last.holder
        else say("cert02.step.search"),
        say("cert02.step.print") if sealed(material) else None,
        say("cert02.step.issuer", body=issuer(material)[0]),
        say("cert02.step.host", body=receiver_name(material)),
        say("cert02.step.pay"),
        say("cert02.step.wait"),
        say("cert02.step.found"),
    ]


def _pack(material: Material) -> Iterator[tuple[Value, bool]]:
    held = material.held
    yield words("cert02.pack.copy"), bool(held and held.copy)
    for paper in _PACK:
        yield Words(f"papers.name.{paper}"), False
    for name in _ENCLOSED:
        yield words(f"cert02.pack.{name}"), False


def _concerns(row: Consequence, material: Material) -> bool:
    here = material.determination.agreement or agreement_between(material)
    return (
        here in row.agreements
        and row.home in ("", "*", material.home)
        and row.host in ("", material.host)
        and row.key.startswith(_SAID)
    )


def _order(row: Consequence) -> int:
    return next(place for place, beginning in enumerate(_SAID) if row.key.startswith(beginning))


def _sources(material: Material, said: list[Consequence]) -> Iterator[Paragraph]:
    """Each sentence with its source; without one on replacement, that the sources are silent."""
    if not any(row.key.startswith(_ON_REPLACEMENT) for row in said):
        yield say("cert02.silent")
    for row in said:
        yield Paragraph(Words(f"law.consequence.{row.key}", states(material)))
        yield say(
            "cert02.source",
            "small",
            source=cited_in_line(row.sourced.citations),
            confidence=confidence_words(row.sourced.confidence),
        )
