"""APP-15, to carry while the certificate is on its way: what was filed, what holds until then, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.domain.paper import (
    Annex,
    Block,
    Fingerprint,
    Heading,
    Official,
    Paper,
    Paragraph,
    Row,
    Rows,
    Value,
    Words,
)
from desktop.domain.papers.letter_blocks import (
    finish,
    heading,
    period_row,
    rows,
    say,
    signatures,
    title,
    words,
)
from desktop.domain.papers.letter_case import alone, entity_row, name_row, state
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.proof_bodies import bodies_of, body_table, certificate_form
from desktop.domain.papers.proof_memo import employer_memo
from desktop.domain.practice import Authority
from desktop.domain.record.event_changes import FILED_ON, FILED_WITH

WAITING: Final = "APP-15"

_WITHOUT: Final = ("host_law_applies", "china_collects", "no_certificate_japan")
"""What the law data say of the time without a certificate, by the keys of the consequences."""


def waiting_sheet(material: Material) -> Paper:
    """APP-15: the filing, the case, the bodies of both states, and behind them the memo with the reasons.

    It is no certificate and says so; that contributions may be due meanwhile is said as the law data have it.
    """
    sheet = Sheet(material)
    blocks: list[Block | None] = [
        title("app15.title"),
        say("app15.lead", "lead", day=sheet.need(FILED_ON), body=_body(sheet), host=state(sheet, "host")),
        say("app15.no_certificate", "note"),
        Rows(_who(sheet)),
        heading("app15.meanwhile"),
        *_meanwhile(material),
        say("app15.ask", host=state(sheet, "host")),
        heading("app15.contact"),
        *body_table(material, _contacts(material)),
        signatures("worker") if alone(material) else signatures("employer", "worker"),
        Annex(Words("proof.memo.title"), _memo(material)),
    ]
    return finish(sheet, WAITING, blocks)


def _body(sheet: Sheet) -> Value:
    """The body by its official names where the law knows it, else as typed."""
    known = sheet.material.law.authorities.get(sheet.material.text(FILED_WITH))
    return Official(known.names) if known is not None else sheet.need(FILED_WITH)


def _who(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    found = [name_row(sheet), *rows(sheet, ("person.birth_date", "person.passport_no"))]
    if not alone(material):
        found.append(entity_row(sheet, material.sender))
    found += [
        entity_row(sheet, material.receiver),
        period_row(sheet, "posting", "posting.start", "posting.end"),
    ]
    return (*found, Row(words("app15.filed_on"), sheet.need(FILED_ON), FILED_ON))


def _meanwhile(material: Material) -> Iterator[Paragraph]:
    for row in material.law.consequences:
        concerns = material.determination.agreement in row.agreements and row.home in ("", "*", material.home)
        if concerns and row.host in ("", material.host) and row.key in _WITHOUT:
            yield Paragraph(Words(f"law.consequence.{row.key}"))


def _contacts(material: Material) -> Iterator[Authority]:
    """Who issues the certificate and who takes it; the memo is for those who want to know more."""
    form = certificate_form(material)
    dealing = (form.issued_by, form.shown_to) if form else ()
    return (body for body in bodies_of(material) if body.id in dealing)


def _memo(material: Material) -> tuple[Block, ...]:
    """The memo without its title, and without its digest, which belongs to the memo alone."""
    blocks = employer_memo(material).blocks
    return tuple(
        b for b in blocks if not (isinstance(b, Fingerprint) or (isinstance(b, Heading) and b.level == 1))
    )
