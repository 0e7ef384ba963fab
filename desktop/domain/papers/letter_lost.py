"""CERT-03 and CERT-04, the letters about a lost certificate: to who issued it, and to the state of work."""

from __future__ import annotations

from desktop.domain.paper import Block, Paper, Paragraph, Row, Rows, Value
from desktop.domain.papers.certificate_rows import certificate_rows, issuer
from desktop.domain.papers.letter_blocks import finish, rows, say, signatures, words
from desktop.domain.papers.letter_case import (
    alone,
    certificate,
    entity_row,
    entity_sender,
    home_sender,
    home_signatures,
    host_body,
    letterhead,
    name_row,
    person_sender,
)
from desktop.domain.papers.material import Material, Sheet


def replacement_request(material: Material) -> Paper:
    """CERT-03: asks the issuing body for a new paper, or for the way to one.

    That contributions at home go on is stated only where the facts say so.
    """
    sheet = Sheet(material)
    paying = material.all_facts.paying_at_home is True
    blocks: list[Block | None] = [
        letterhead(sheet, home_sender(sheet), issuer(material), words("cert03.subject", name=sheet.person())),
        say("salutation"),
        _intro(material, "cert03"),
        Rows(_identity(sheet)),
        say("cert03.ask"),
        say("cert03.paying") if paying else None,
        say("cert03.found"),
        _enclosed(material, "cert03"),
        say("closing"),
        home_signatures(material),
    ]
    return finish(sheet, "CERT-03", blocks)


def loss_notice(material: Material) -> Paper:
    """CERT-04: tells the body of the state of work, and the payroll office, and asks whether its copy is enough."""
    sheet = Sheet(material)
    own = alone(material)
    sender = person_sender(sheet, "host") if own else entity_sender(sheet, material.receiver)
    addressees: tuple[Value, ...] = (*host_body(sheet), *(() if own else (words("body.payroll_copy"),)))
    blocks: list[Block | None] = [
        letterhead(sheet, sender, addressees, words("cert04.subject", name=sheet.person())),
        say("salutation"),
        _intro(material, "cert04"),
        Rows(_identity(sheet)),
        say("cert04.copy"),
        say("cert04.meanwhile"),
        _enclosed(material, "cert04"),
        say("closing"),
        signatures("worker" if own else "host"),
    ]
    return finish(sheet, "CERT-04", blocks)


def _intro(material: Material, paper: str) -> Paragraph:
    """What was lost, with the day on which that was noticed where it is known."""
    day = material.held.lost_on if material.held else None
    lost = certificate(material)
    if day is None:
        return say(f"{paper}.intro", certificate=lost)
    return say(f"{paper}.intro_day", certificate=lost, day=day)


def _identity(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    employer = () if alone(material) else (entity_row(sheet, material.sender),)
    return (
        name_row(sheet),
        *rows(sheet, ("person.birth_date", "person.passport_no")),
        *certificate_rows(sheet),
        *employer,
    )


def _enclosed(material: Material, paper: str) -> Paragraph:
    """What lies beside the letter; a copy of the certificate only where the register has one."""
    copy = material.held is not None and material.held.copy is not None
    return say(f"{paper}.enclosures.copy" if copy else f"{paper}.enclosures")
