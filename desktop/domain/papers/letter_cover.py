"""APP-04, the letter with which the certificate is handed in to the body of the state of work."""

from __future__ import annotations

from desktop.domain.paper import Block, Letterhead, Paper, Paragraph, Row, Rows, Signatures, Value, Words
from desktop.domain.papers.letter_blocks import finish, numbered, period_row, rows, say, signatures, words
from desktop.domain.papers.letter_case import (
    OWN_BUSINESS,
    alone,
    basis,
    by_branches,
    certificate,
    entity_sender,
    host_body,
    law_of_home,
    letterhead,
    name_row,
    person_sender,
    sealed,
    verification,
)
from desktop.domain.papers.material import Material, Sheet

_ROWS = {
    "DE": ("hostid.de_vsnr", "hostid.de_kvnr", "hostid.title_kind", "host.de_bbnr"),
    "KR": (
        "person.birth_date", "person.nationality", "hostid.kr_arn", "hostid.title_kind",
        "host.kr_workplace_no", "host.kr_brn",
    ),
    "CN": ("person.birth_date", "person.nationality", "person.passport_no", "unit.uscc", "unit.ss_reg_no"),
}  # fmt: skip
_OPTIONAL = (
    "person.nationality", "hostid.de_vsnr", "hostid.de_kvnr", "host.kr_workplace_no",
    "unit.ss_reg_no",
)  # fmt: skip


def host_cover_letter(material: Material) -> Paper:
    """APP-04: hands in the certificate, names branches and time, asks for a written answer.

    To Germany it goes to the Krankenkasse as collecting body; to Korea to the branch of the National Pension
    Service, with a copy to COMWEL where employment insurance is exempt; to China to the local agency.
    """
    sheet = Sheet(material)
    place = material.host if material.host in _ROWS else "other"
    head = _head(sheet, place)
    blocks: list[Block | None] = [
        head,
        say("salutation"),
        *_body(sheet, place),
        Rows(_identity(sheet, place)),
        *_end(material, place),
    ]
    return finish(sheet, "APP-04", blocks)


def _head(sheet: Sheet, place: str) -> Letterhead:
    own = sheet.material.text("case.category") in OWN_BUSINESS
    sender = person_sender(sheet, "host") if own else entity_sender(sheet, sheet.material.receiver)
    return letterhead(sheet, sender, _addressee(sheet), _subject(sheet, place))


def _addressee(sheet: Sheet) -> tuple[Value, ...]:
    material = sheet.material
    agency = sheet.take("ins.local_agency") if material.to_china else None
    bodies = host_body(sheet) if agency is None else (agency,)
    return (*bodies, words("body.comwel_copy")) if _to_comwel(material) else bodies


def _subject(sheet: Sheet, place: str) -> Words:
    if place != "DE":
        return words(f"app04.subject.{place}", name=sheet.person())
    born, start = sheet.need("person.birth_date"), sheet.need("posting.start")
    return words("app04.subject.DE", name=sheet.person(), born=born, start=start)


def _identity(sheet: Sheet, place: str) -> tuple[Row, ...]:
    """Who it is about; in the German letter the subject already gives name, birth date and start."""
    found = rows(sheet, _ROWS.get(place, ("person.birth_date", "person.nationality")), _OPTIONAL)
    if place == "DE":
        return found
    found = (name_row(sheet), *found)
    permit = sheet.material.all_facts.work_permit_on
    if place == "CN" and permit:
        found = (*found, Row(words("row.work_permit"), permit))
    return (*found, period_row(sheet, "posting", "posting.start", "posting.end"))


def _body(sheet: Sheet, place: str) -> tuple[Paragraph, ...]:
    paragraphs = [
        _enclosed(sheet, place),
        _validity(sheet),
        say("app04.e_seal") if sealed(sheet.material) else None,
        *verification(sheet),
        *_requests(sheet.material, place),
    ]
    return numbered(paragraphs) if place == "KR" else tuple(p for p in paragraphs if p is not None)


def _enclosed(sheet: Sheet, place: str) -> Paragraph:
    known = ("DE", "KR") if place == "CN" else ("CN",)
    issuer = sheet.material.home if sheet.material.home in known else "other"
    return say(
        f"app04.enclosed.{issuer}",
        certificate=certificate(sheet.material),
        number=sheet.need("ca.cert_no"),
        issued=sheet.need("ca.issue_date"),
    )


def _validity(sheet: Sheet) -> Paragraph:
    return by_branches(
        sheet.material,
        "app04.validity",
        first=sheet.need("ca.valid_from"),
        last=sheet.need("ca.valid_to"),
        law=law_of_home(sheet.material),
        basis=basis(sheet.material),
    )


def _requests(material: Material, place: str) -> list[Paragraph | None]:
    """What the body is asked to do; § 5 SGB IV only where the employer abroad alone bears the wages."""
    sent = material.all_facts.wages_borne_by == "home" and material.all_facts.host_contract is not True
    return [
        say(f"app04.confirm.{place}"),
        say("app04.comwel") if _to_comwel(material) else None,
        say(f"app04.rest.{place}") if place in ("KR", "CN") else None,
        say("app04.sgb4") if place == "DE" and sent and not alone(material) else None,
    ]


def _to_comwel(material: Material) -> bool:
    return material.host == "KR" and "unemployment" in material.exempt_branches


def _end(material: Material, place: str) -> tuple[Block, ...]:
    """Closing, signature and enclosures in the order that the reader's letters have."""
    closing, enclosures, sign = say("closing"), _enclosures(material, place), _sign(material)
    if place == "KR":
        return (closing, enclosures, sign)
    return (enclosures, closing, sign) if place == "CN" else (closing, sign, enclosures)


def _enclosures(material: Material, place: str) -> Paragraph:
    """The list of enclosures; Korea asks for the original certificate, which with an e-seal is a print-out."""
    category = material.text("case.category")
    kind = "business" if category in OWN_BUSINESS else "contract" if alone(material) else "posting"
    if place == "KR":
        original = words("app04.original.sealed" if sealed(material) else "app04.original.paper")
        return say(f"app04.enclosures.KR.{kind}", style="small", certificate=original)
    return say(f"app04.enclosures.{'DE' if place == 'other' else place}.{kind}", style="small")


def _sign(material: Material) -> Signatures:
    if material.text("case.category") in OWN_BUSINESS:
        return signatures("worker")
    return signatures("host", seal=() if material.host == "DE" else ("host",))
