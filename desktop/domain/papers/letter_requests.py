"""APP-06 and APP-07: the request for an extension and the request for an exceptional agreement."""

from __future__ import annotations

from desktop.domain.paper import Block, Paper, Paragraph, Row, Rows
from desktop.domain.papers.letter_blocks import choice, finish, heading, period_row, rows, say, truth, words
from desktop.domain.papers.letter_case import (
    address_field,
    alone,
    basis,
    by_branches,
    entity_row,
    home_bodies,
    home_sender,
    home_signatures,
    host_body,
    law_of_home,
    letterhead,
    name_row,
    occupation_field,
    state,
)
from desktop.domain.papers.material import Material, Sheet

_TIE = (
    "employment.contract_cn_start", "employment.contract_cn_end", "employment.contract_cn_kept",
    "employment.hired_for_posting", "employment.wage_payer", "employment.wage_recharged",
    "employment.instructions", "employment.local_contract", "employment.local_contract_from",
    "employment.local_contract_to",
)  # fmt: skip
_TIE_OPTIONAL = (
    "employment.contract_cn_end", "employment.hired_for_posting", "employment.instructions",
    "employment.local_contract_from", "employment.local_contract_to",
)  # fmt: skip
_PERSON = (
    "person.sex", "person.birth_date", "person.birth_place", "person.nationality", "person.passport_no",
    "person.address_home", "person.address_host",
)  # fmt: skip


def extension_request(material: Material) -> Paper:
    """APP-06: the certificate in hand, the new end, reasons, and that employment and contributions go on."""
    sheet = Sheet(material)
    head = letterhead(
        sheet, home_sender(sheet), home_bodies(material), words("app06.subject", name=sheet.person())
    )
    new_end = sheet.need("ext.new_end")
    blocks: list[Block | None] = [
        head,
        say("app06.ask", style="lead", basis=basis(material, material.date("ext.new_end")), until=new_end),
        Rows(_held(sheet)),
        Rows(_who(sheet)),
        heading("part.reasons"),
        say("text", text=sheet.need("ext.reason")),
        heading("part.continuing"),
        None if alone(material) else _contract(sheet),
        by_branches(material, "app06.insured", "home"),
        say("app06.until_consent", last=sheet.need("case.prior_period_to")),
        say("app06.copy.KR" if material.host == "KR" else "app06.copy", body=host_body(sheet)[-1]),
        truth(sheet),
        home_signatures(material),
    ]
    return finish(sheet, "APP-06", blocks)


def exception_request(material: Material) -> Paper:
    """APP-07: facts, reasons and period, in the order in which the DVKA weighs them.

    Germany: Art. 8 of the agreement. Korea: an exceptions clause could not be confirmed, so the letter asks.
    """
    sheet = Sheet(material)
    head = letterhead(
        sheet, home_sender(sheet), home_bodies(material), words("app07.subject", name=sheet.person())
    )
    blocks: list[Block | None] = [
        head,
        _ask(sheet),
        say("app07.electronic", style="note") if material.home == "DE" else None,
        heading("part.person"),
        Rows(_person(sheet)),
        heading("part.employment"),
        Rows(_tie(sheet)),
        heading("part.time"),
        Rows(_time(sheet)),
        say("app07.limited") if material.all_facts.limited_in_advance else None,
        heading("part.insurance"),
        Rows(_record(sheet)),
        by_branches(material, "app06.insured", "home"),
        heading("part.reasons"),
        say("text", text=sheet.need("exc.reason")),
        say("app07.interest"),
        say("app07.discretion", host=state(sheet, "host")),
        truth(sheet),
        home_signatures(material),
    ]
    return finish(sheet, "APP-07", blocks)


def _held(sheet: Sheet) -> tuple[Row, ...]:
    return (
        *rows(sheet, ("case.prior_certificate_no",)),
        period_row(sheet, "prior", "case.prior_period_from", "case.prior_period_to"),
        *rows(sheet, ("ext.new_end", "posting.months", "posting.previous"), ("posting.previous",)),
    )


def _who(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    identity = ("person.resident_id",) if material.home == "CN" else ()
    found = [name_row(sheet), *rows(sheet, (*identity, "person.passport_no"))]
    if not alone(material):
        found.append(entity_row(sheet, material.sender))
        found += rows(sheet, ("unit.uscc",)) if material.sender == "unit" else ()
    return (*found, entity_row(sheet, material.receiver), *rows(sheet, (f"{material.receiver}.address",)))


def _person(sheet: Sheet) -> tuple[Row, ...]:
    optional = (address_field(sheet.material, "host"), "hostid.de_vsnr")
    keys = (*_PERSON, occupation_field(sheet.material), "hostid.de_vsnr")
    return (name_row(sheet), *rows(sheet, keys, optional))


def _contract(sheet: Sheet) -> Paragraph:
    return choice(sheet, "employment.contract_cn_kept", "app06.contract", ("yes", "dormant"))


def _ask(sheet: Sheet) -> Paragraph:
    material = sheet.material
    return say(
        f"app07.ask.{material.other if material.german or material.korean else 'other'}",
        style="lead",
        law=law_of_home(material),
        first=sheet.need("exc.period_from"),
        last=sheet.need("exc.period_to"),
    )


def _tie(sheet: Sheet) -> tuple[Row, ...]:
    """The labour-law tie to the sending employer, which is weighed first."""
    material = sheet.material
    host = (entity_row(sheet, material.receiver), *rows(sheet, (f"{material.receiver}.address",)))
    if alone(material):
        return (*host, *rows(sheet, _TIE[-3:], _TIE_OPTIONAL))
    number = ("unit.uscc",) if material.sender == "unit" else ("host.de_bbnr",) if material.german else ()
    employer = (entity_row(sheet, material.sender), *rows(sheet, (*number, f"{material.sender}.address")))
    return (*employer, *host, *rows(sheet, ("host.relation", *_TIE), _TIE_OPTIONAL))


def _time(sheet: Sheet) -> tuple[Row, ...]:
    return (
        period_row(sheet, "posting", "posting.start", "posting.end"),
        *rows(
            sheet,
            ("posting.months", "posting.previous", "case.prior_certificate_no"),
            ("posting.previous", "case.prior_certificate_no"),
        ),
        period_row(sheet, "exception", "exc.period_from", "exc.period_to"),
    )


def _record(sheet: Sheet) -> tuple[Row, ...]:
    """Integration in the home scheme so far; the fields of China's insurance only where that is home."""
    return rows(sheet, ("ins.region", "ins.scheme", "ins.start")) if sheet.material.home == "CN" else ()
