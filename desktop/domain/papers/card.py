"""APP-13, the pocket card: what the certificate is, for whoever checks the worker at the place of work."""

from __future__ import annotations

from desktop.domain.paper import (
    Branches,
    Card,
    Heading,
    Missing,
    Official,
    Paper,
    Paragraph,
    Row,
    Rows,
    State,
    Value,
    Words,
)
from desktop.domain.papers.material import Material, Sheet


def pocket_card(material: Material) -> Paper:
    """APP-13: the person, the branches and days of the certificate, and whom to call. It proves nothing."""
    sheet = Sheet(material)
    card = Card(
        (
            Heading(Words("papers.card.heading")),
            Paragraph(_statement(sheet)),
            Rows(_rows(sheet)),
            Paragraph(Words("papers.card.proof"), "small"),
        )
    )
    title = Words("papers.card.title")
    blocks = (Heading(title, level=1), Paragraph(Words("papers.card.lead"), "lead"), card)
    determination = material.determination
    return Paper(
        "APP-13", title, blocks, sheet.missing, determination.law_edition, determination.day, bilingual=True
    )


def _statement(sheet: Sheet) -> Words:
    """Names exactly the exempt branches; none where the determination exempts none."""
    material = sheet.material
    home = State(material.home) if material.home else Missing("case.host_country")
    params: dict[str, Value] = {"person": sheet.person(), "home": home}
    if not material.exempt_branches:
        return Words("papers.card.statement_open", params)
    branches = Branches(material.exempt_branches, material.host)
    return Words("papers.card.statement", {**params, "branches": branches})


def _rows(sheet: Sheet) -> tuple[Row, ...]:
    """The employer at home answers questions; a worker without one names the place of work."""
    material = sheet.material
    alone = material.text("case.category") in ("no_employer", "short_term", "self_employed", "investor")
    group = material.receiver if alone else material.sender
    contact, phone = _contact(group)
    return (
        Row(Words("papers.card.period"), sheet.period("ca.valid_from", "ca.valid_to"), "ca.valid_from"),
        Row(material.label("ca.cert_no"), sheet.need("ca.cert_no"), "ca.cert_no"),
        Row(Words("papers.card.contact"), _entity(sheet, group), f"{group}.name_en"),
        Row(Words("papers.card.person"), sheet.need(contact), contact),
        Row(Words("papers.card.phone"), sheet.need(phone), phone),
    )


def _contact(group: str) -> tuple[str, str]:
    if group == "unit":
        return "unit.contact_name", "unit.contact_phone"
    return "host.contact", "host.phone"


def _entity(sheet: Sheet, group: str) -> Value:
    """The entity by its local name and its Latin one."""
    if group == "unit":
        local, latin = sheet.need("unit.name_zh"), sheet.take("unit.name_en")
        language = "zh"
    else:
        local, latin = sheet.need("host.name"), sheet.take("host.name_en")
        language = {"DE": "de", "KR": "ko"}.get(sheet.material.other, "en")
    if not isinstance(local, str):
        return local
    return Official({language: local, "en": latin if isinstance(latin, str) else local})
