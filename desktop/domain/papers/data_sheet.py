"""APP-01, the data sheet: every answer the online application asks for, in its order, ready to copy.

It is no form: it shows the fields that the certificate needs, in the order in which they are asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.fields import Entry, Section
from desktop.domain.paper import Block, Heading, Missing, Paper, Paragraph, Row, Rows, Words
from desktop.domain.papers.conditions import holds
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.offers import sheet_variant


def data_sheet(material: Material) -> Paper:
    """APP-01 in the variant of the case: sections, required marks, values, lines where a value is missing."""
    sheet, variant = Sheet(material), _variant(material)
    title = Words(f"papers.sheet.{variant}.title")
    blocks: list[Block] = [
        Heading(title, level=1),
        Paragraph(Words(f"papers.sheet.{variant}.lead"), "lead"),
        Paragraph(Words(f"papers.sheet.{variant}.note"), "note"),
    ]
    for section, entries in _sections(material):
        blocks.append(Heading(Words(f"papers.sheet.section.{section.key}")))
        blocks.append(Rows(tuple(_row(sheet, entry) for entry in entries)))
    blocks.append(Paragraph(Words("papers.sheet.required_note"), "small"))
    determination = material.determination
    return Paper(
        "APP-01", title, tuple(blocks), sheet.missing, determination.law_edition, determination.day, True
    )


def portal_order(material: Material) -> tuple[str, ...]:
    """The fields of the case in the order of the online application, for copying one after the other."""
    return tuple(entry.field for _, entries in _sections(material) for entry in entries)


def _variant(material: Material) -> str:
    return sheet_variant(material.all_facts, material.determination)


def _sections(material: Material) -> Iterator[tuple[Section, tuple[Entry, ...]]]:
    for section in material.forms.sheets[_variant(material)]:
        entries = tuple(entry for entry in section.entries if holds(material, entry.when))
        if entries:
            yield section, entries


def _row(sheet: Sheet, entry: Entry) -> Row:
    label = sheet.material.label(entry.field)
    if entry.need == "required":
        return Row(Words("papers.sheet.required", {"label": label}), sheet.need(entry.field), entry.field)
    return Row(label, sheet.take(entry.field) or Missing(entry.field), entry.field)
