"""CERT-01, the receipt for a paper of a certificate: the same slip twice on one sheet, for giver and taker."""

from __future__ import annotations

from typing import Final

from desktop.domain.paper import Block, Heading, Missing, Paper, Row, Rows, Signature, Signatures, Value
from desktop.domain.papers.certificate_rows import certificate_rows, holder_row, paper_words
from desktop.domain.papers.letter_blocks import finish, say, words
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.record.certificate import Custody

_FOR: Final = ("giver", "taker")


def receipt_slip(material: Material) -> Paper:
    """CERT-01: which paper went from whom to whom on which day; what is not known is left to be written in."""
    sheet = Sheet(material)
    blocks: list[Block | None] = []
    for level, reader in enumerate(_FOR, start=1):
        blocks += [
            Heading(words(f"cert01.title.{reader}"), level),
            Rows((*_handing(sheet), holder_row(sheet), *_certificate(sheet))),
            Signatures(tuple(Signature(words(f"sign.{name}")) for name in _FOR)),
        ]
        if reader == "giver":
            blocks.append(say("cert01.cut", "small"))
    return finish(sheet, "CERT-01", blocks, bilingual=True)


def _handing(sheet: Sheet) -> tuple[Row, ...]:
    held = sheet.material.held
    row = held.handing if held else None
    giver = held.giver if held else None
    return (
        Row(words("row.paper"), paper_words(row) if row else Missing("custody.paper")),
        Row(words("row.giver"), _name(giver)),
        Row(words("row.taker"), _name(row)),
        Row(words("row.handed_on"), row.since if row else Missing("custody.since")),
    )


def _certificate(sheet: Sheet) -> tuple[Row, ...]:
    """Number and days are enough to tell certificates apart, and leave room for two slips on a sheet."""
    return tuple(row for row in certificate_rows(sheet) if row.field in ("ca.cert_no", "ca.valid_from"))


def _name(row: Custody | None) -> Value:
    if row is None or not row.holder:
        return Missing("custody.holder")
    return words("paper.holder_at", holder=row.holder, place=row.place) if row.place else row.holder
