"""CERT-05, the sheet in front of a copy of a lost certificate: what it said, and the digest of the copy."""

from __future__ import annotations

from desktop.domain.paper import Block, Fingerprint, Paper, Row, Rows
from desktop.domain.papers.certificate_rows import certificate_rows, holder_row
from desktop.domain.papers.letter_blocks import finish, rows, say, title, words
from desktop.domain.papers.letter_case import entity_row
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.proof import grouped


def copy_sheet(material: Material) -> Paper:
    """CERT-05: it says of itself that it is no certificate; the digest lets anybody compare the file of the copy."""
    sheet = Sheet(material)
    held = material.held
    lost = held.lost_on if held else None
    blocks: list[Block | None] = [
        title("cert05.title"),
        say("cert05.lead", "lead"),
        Rows(
            (
                holder_row(sheet),
                *rows(sheet, ("person.birth_date",), ("person.birth_date",)),
                *certificate_rows(sheet),
                *_receiver(sheet),
                *((Row(words("row.lost_on"), lost),) if lost else ()),
            )
        ),
        *_copy(material),
    ]
    return finish(sheet, "CERT-05", blocks, bilingual=True)


def _receiver(sheet: Sheet) -> tuple[Row, ...]:
    """The place of work, where it is known."""
    material = sheet.material
    name = "host.name" if material.receiver == "host" else "unit.name_zh"
    latin = "host.name_en" if material.receiver == "host" else "unit.name_en"
    return (entity_row(sheet, material.receiver),) if material.has(name) and material.has(latin) else ()


def _copy(material: Material) -> tuple[Block, ...]:
    copy = material.held.copy if material.held else None
    if copy is None or not copy.digest:
        return (say("cert05.no_copy"),)
    seal = Fingerprint(
        grouped(copy.digest), copy.digest.upper(), words("cert05.digest"), (words("cert05.compare"),)
    )
    return (say("cert05.copy", file=copy.file_name or copy.title), seal)
