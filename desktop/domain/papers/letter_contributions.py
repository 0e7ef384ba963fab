"""APP-03, the statement that contributions at home run on during the whole posting."""

from __future__ import annotations

from desktop.domain.paper import Block, Paper, Paragraph, Row, Rows
from desktop.domain.papers.letter_blocks import (
    finish,
    heading,
    period_row,
    rows,
    say,
    signatures,
    title,
    truth,
)
from desktop.domain.papers.letter_case import alone, by_branches, entity_row, home_signatures, name_row
from desktop.domain.papers.material import Material, Sheet

_RECORD = (
    "ins.region", "ins.local_agency", "ins.scheme", "ins.status", "ins.payer", "ins.start", "ins.paid_to",
    "ins.months_paid", "ins.personal_no",
)  # fmt: skip
_UNEMPLOYMENT = ("ins.unemployment", "ins.unemp_paid_to")
_RECORD_OPTIONAL = ("ins.months_paid", "ins.personal_no")
_ABROAD = {"DE": ("hostid.de_vsnr", "host.health_insurer"), "KR": ("host.kr_workplace_no",)}


def contribution_statement(material: Material) -> Paper:
    """APP-03: employment, insurance so far, and the undertaking to go on paying.

    Persons without an employer at home and flexible workers speak and sign for themselves; otherwise the
    employer does, and the worker signs too.
    """
    sheet = Sheet(material)
    who = "self" if _speaks_alone(material) else "employer"
    blocks: list[Block | None] = [
        title("app03.title"),
        say(f"app03.intro.{who}", style="lead"),
        Rows(_person(sheet)),
        heading("part.insurance"),
        Rows(_insurance(sheet)),
        _arrears(material),
        say("app03.record"),
        heading("part.statement"),
        by_branches(
            material,
            f"app03.undertaking.{who}",
            "home",
            first=sheet.need("posting.start"),
            last=sheet.need("posting.end"),
        ),
        say("app03.changes"),
        truth(sheet),
        signatures("worker") if who == "self" else home_signatures(material),
    ]
    return finish(sheet, "APP-03", blocks, bilingual=True)


def _speaks_alone(material: Material) -> bool:
    return alone(material) or material.text("ins.payer") in ("flexible_self", "resident_self")


def _person(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    identity = "person.resident_id" if material.home == "CN" else "person.passport_no"
    found = [name_row(sheet), *rows(sheet, ("person.birth_date", identity))]
    if not alone(material):
        numbers = ("unit.uscc", "unit.ss_reg_no") if material.sender == "unit" else ()
        found += [entity_row(sheet, material.sender), *rows(sheet, numbers, ("unit.ss_reg_no",))]
    return (*found, period_row(sheet, "posting", "posting.start", "posting.end"))


def _insurance(sheet: Sheet) -> tuple[Row, ...]:
    """The record at home; unemployment insurance only where its exemption is asked for."""
    material = sheet.material
    if material.home != "CN":
        numbers = _ABROAD.get(material.home, ())
        return rows(sheet, numbers, numbers)
    asked = _UNEMPLOYMENT if "unemployment" in material.exempt_branches else ()
    return rows(sheet, (*_RECORD, *asked), _RECORD_OPTIONAL)


def _arrears(material: Material) -> Paragraph | None:
    if not material.has("ins.arrears"):
        return None
    return say("app03.arrears.yes" if material.raw("ins.arrears") is True else "app03.arrears.no")
