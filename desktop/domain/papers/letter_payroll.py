"""APP-05, the note for the payroll office in the state of work: what to stop, to go on paying, to report."""

from __future__ import annotations

from typing import Final

from desktop.domain.facts import BRANCHES
from desktop.domain.paper import Block, Branches, Paper, Paragraph, Row, Rows
from desktop.domain.papers.letter_blocks import finish, heading, period_row, rows, say, title
from desktop.domain.papers.letter_case import (
    alone,
    basis,
    by_branches,
    entity_row,
    exempt,
    law_of_home,
    name_row,
    sealed,
    verification,
)
from desktop.domain.papers.material import Material, Sheet

STAY_DUE: Final = ("stays_due", "not_exempt")


def payroll_note(material: Material) -> Paper:
    """APP-05, by the rules of the state of work; nobody signs it."""
    sheet = Sheet(material)
    blocks: list[Block | None] = [
        title("app05.title"),
        say("app05.intro", style="lead", law=law_of_home(material), basis=basis(material)),
        Rows(_case(sheet)),
        heading("app05.stop"),
        by_branches(
            material, "app05.stop", first=sheet.need("ca.valid_from"), last=sheet.need("ca.valid_to")
        ),
        say("app05.until_certificate"),
        heading("app05.stays"),
        *_stays(material),
        *of_host(sheet),
        heading("app05.end"),
        say("app05.end.text", last=sheet.need("ca.valid_to")),
    ]
    return finish(sheet, "APP-05", blocks)


def _case(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    keys = {
        "DE": ("host.de_bbnr", "ha.de_pgr", "ha.de_bgr"),
        "KR": ("host.kr_workplace_no",),
        "CN": ("unit.ss_reg_no",),
    }.get(material.host, ())
    return (
        name_row(sheet),
        *rows(sheet, ("person.birth_date",)),
        entity_row(sheet, material.receiver),
        *rows(sheet, (*keys, "ca.cert_no"), (*keys[1:], "host.kr_workplace_no", "unit.ss_reg_no")),
        period_row(sheet, "certificate", "ca.valid_from", "ca.valid_to"),
        period_row(sheet, "posting", "posting.start", "posting.end"),
    )


def _stays(material: Material) -> list[Paragraph]:
    """The host state's branches that stay due, and unemployment insurance where it is not exempt."""
    due = {answer.branch for answer in material.determination.branches if _is_due(answer.side, answer.answer)}
    due -= {"unemployment", *material.exempt_branches}
    codes = tuple(code for code in BRANCHES if code in due)
    named = say("app05.stays.branches", branches=Branches(codes, material.host))
    return [named if codes else say("app05.stays.rest"), *outside_exemption(material)]


def outside_exemption(material: Material) -> list[Paragraph]:
    """What becomes of unemployment insurance where the pension alone is exempt, by the rules of the host state."""
    pension_only = material.exempt_branches and "unemployment" not in material.exempt_branches
    known = pension_only and material.host in _OF_HOST
    return [say(f"app05.unemployment.{material.host}")] if known else []


def of_host(sheet: Sheet) -> list[Block]:
    """What payroll has to key in, report and keep by the rules of the state of work; empty where none are known."""
    return _OF_HOST.get(sheet.material.host, lambda _: [])(sheet)


def _is_due(side: str, answer: str) -> bool:
    return side == "host" and answer in STAY_DUE


def _germany(sheet: Sheet) -> list[Block]:
    """Contribution group key, notifications (DEÜV), § 5 SGB IV, payroll records."""
    material = sheet.material
    return [
        heading("app05.key"),
        *_key(material),
        heading("app05.report"),
        say("app05.report.DE"),
        say("app05.report.DE.switch"),
        *([] if alone(material) else [say("app05.sgb4")]),
        heading("app05.file"),
        say("app05.file.DE"),
        say("app05.file.DE.time"),
    ]


def _key(material: Material) -> list[Paragraph]:
    """Digits: health, pension, unemployment, care. Only those of exempt branches become 0.

    How Germany codes a person exempt in the pension alone was not found, so that key is only proposed. For
    seafarers the combination of keys was not found either, and the note only tells the rule.
    """
    exempted = exempt(material).codes
    if "pension" not in exempted:
        return [say("app05.key.ask")]
    if "unemployment" in exempted:
        rule = say("app05.key.rule")
        key = say("app05.key.usual", usual="1001", voluntary="9001", group="101")
    else:
        rule = say("app05.key.rule.pension")
        key = say("app05.key.proposal", usual="1011", voluntary="9011", group="101")
    if material.text("case.category") == "seafarer":
        return [rule, say("app05.key.ask")]
    return [rule, key, say("app05.key.private"), say("app05.key.ask")]


def _korea(sheet: Sheet) -> list[Block]:
    posted = sheet.material.text("case.category") == "posted"
    return [
        heading("app05.report"),
        say("app05.report.KR"),
        *([say("app05.report.KR.sealed")] if sealed(sheet.material) else []),
        *verification(sheet),
        *([say("app05.extension.KR")] if posted else []),
        heading("app05.file"),
        say("app05.file.KR"),
    ]


def _china(sheet: Sheet) -> list[Block]:
    """Registration within 30 days (Order No. 16, 2011), certificate within three months (notice No. 113)."""
    return [
        heading("app05.report"),
        say("app05.report.CN"),
        say("app05.report.CN.certificate"),
        say("app05.report.CN.late"),
        heading("app05.file"),
        say("app05.file.CN"),
    ]


_OF_HOST: Final = {"DE": _germany, "KR": _korea, "CN": _china}
