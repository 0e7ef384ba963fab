"""APP-12: contributions paid wrongly are claimed; of rightly paid ones it is first asked what a claim would bring.

A claim for rightly paid contributions ends rights, so that letter asks for the body's form and for its
consequences; it is no claim yet. Roads and bodies come from the law data.
"""

from __future__ import annotations

from typing import Final

from desktop.domain.paper import Block, Official, Paper, Paragraph, Row, Rows, Value
from desktop.domain.papers.letter_blocks import (
    finish,
    heading,
    numbered,
    period_row,
    rows,
    say,
    signatures,
    truth,
    words,
)
from desktop.domain.papers.letter_case import (
    OWN_BUSINESS,
    basis,
    by_branches,
    certificate,
    entity_row,
    entity_sender,
    host_body,
    law_of_home,
    letterhead,
    name_row,
    person_sender,
    state,
)
from desktop.domain.papers.material import Material, Sheet

RIGHTLY: Final = "rightly"
KIND: Final = "refund.kind"
"""The field that tells which of the two letters it is; a claim for wrongly paid contributions unless typed."""

_NUMBERS: Final = {
    "DE": ("hostid.de_vsnr", "hostid.de_kvnr"),
    "KR": ("hostid.kr_arn",),
}
_EMPLOYER: Final = {"DE": ("host.de_bbnr",), "KR": ("host.kr_workplace_no", "host.kr_brn")}
_OPTIONAL: Final = (
    "hostid.de_kvnr", "hostid.other_ssn", "host.kr_workplace_no", "refund.own_share", "refund.employer_share",
    "bank.bic", "refund.left_on",
)  # fmt: skip
_SUMS: Final = ("refund.own_share", "refund.employer_share")
_BANK: Final = ("bank.holder", "bank.account", "bank.bic")


def refund_letter(material: Material) -> Paper:
    """APP-12, by the kind of road that was chosen."""
    sheet = Sheet(material)
    blocks = _inquiry(sheet) if material.text(KIND) == RIGHTLY else _claim(sheet)
    return finish(sheet, "APP-12", blocks)


# -- wrongly paid


def _claim(sheet: Sheet) -> list[Block | None]:
    material = sheet.material
    own = material.text("case.category") in OWN_BUSINESS
    sender = person_sender(sheet, "host") if own else entity_sender(sheet, material.receiver)
    body = host_body(sheet) if material.host == "DE" else _body(material, "wrongly")
    return [
        letterhead(sheet, sender, body, words("app12.subject.wrongly", name=sheet.person())),
        say("salutation"),
        *_paragraphs(sheet),
        Rows(_claim_rows(sheet)),
        heading("app12.payment"),
        say("app12.shares"),
        Rows(rows(sheet, _BANK, _OPTIONAL)),
        say("app12.enclosures.wrongly", style="small"),
        truth(sheet),
        say("closing"),
        signatures("worker") if own else signatures("host", "worker"),
    ]


def _paragraphs(sheet: Sheet) -> tuple[Paragraph, ...]:
    material = sheet.material
    found = [
        by_branches(material, "app12.ask", first=_month(sheet, "first"), last=_month(sheet, "last")),
        say(
            "app12.reason",
            certificate=certificate(material),
            number=sheet.need("ca.cert_no"),
            first=sheet.need("ca.valid_from"),
            last=sheet.need("ca.valid_to"),
            law=law_of_home(material),
            basis=basis(material),
        ),
        say("app12.limitation.DE") if material.host == "DE" else None,
        say("app12.decide"),
    ]
    if material.host == "KR":
        return numbered(found)
    return tuple(paragraph for paragraph in found if paragraph is not None)


def _claim_rows(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    group = material.receiver
    employer = _EMPLOYER.get(material.host, ()) if group == "host" else ("unit.uscc",)
    keys = ("person.birth_date", *_numbers(material), *employer, *_SUMS)
    return (name_row(sheet), entity_row(sheet, group), *rows(sheet, keys, _OPTIONAL))


# -- rightly paid


def _inquiry(sheet: Sheet) -> list[Block | None]:
    material = sheet.material
    host = state(sheet, "host")
    asked = [
        say("app12.inquiry", host=host, first=_month(sheet, "first"), last=_month(sheet, "last")),
        say("app12.questions"),
        *(say("numbered", n=n, text=words(f"app12.question.{n}")) for n in range(1, 5)),
        say("app12.no_claim"),
    ]
    return [
        letterhead(
            sheet,
            person_sender(sheet, "home"),
            _body(material, RIGHTLY),
            words("app12.subject.rightly", name=sheet.person()),
        ),
        say("salutation"),
        *asked,
        Rows(_inquiry_rows(sheet)),
        say("app12.enclosures.rightly", style="small"),
        say("closing"),
        signatures("worker"),
    ]


def _inquiry_rows(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    keys = (
        "person.birth_date",
        "person.nationality",
        "person.passport_no",
        *_numbers(material),
        "refund.left_on",
    )
    work = period_row(sheet, "posting", "posting.start", "posting.end")
    return (name_row(sheet), *rows(sheet, keys, _OPTIONAL), work, entity_row(sheet, material.receiver))


# -- both


def _numbers(material: Material) -> tuple[str, ...]:
    return _NUMBERS.get(material.host, ("hostid.other_ssn",))


def _month(sheet: Sheet, which: str) -> Value:
    return sheet.need(f"refund.{which}_month")


def _body(material: Material, kind: str) -> tuple[Value, ...]:
    """The body that the law data names for this kind of road in the host state."""
    for rule in material.law.refunds:
        authority = material.law.authorities.get(rule.ask)
        if rule.state == material.host and rule.kind in (kind, "any") and authority is not None:
            return (Official(authority.names),)
    return (words("body.host"),)
