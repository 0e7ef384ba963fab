"""What the papers about a certificate have in common: whose it is and what it says, as rows."""

from __future__ import annotations

from desktop.domain.facts import BRANCHES
from desktop.domain.paper import Branches, Missing, Official, Row, Value, Words
from desktop.domain.papers.letter_blocks import period_row, rows, words
from desktop.domain.papers.letter_case import home_bodies, name_row
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.practice import CertificateForm
from desktop.domain.record.certificate import Custody


def holder_row(sheet: Sheet) -> Row:
    """The worker's name as in the passport, or as the register has it where the entries lack it."""
    material = sheet.material
    known = material.has("person.surname_latin") and material.has("person.given_latin")
    if known or material.held is None or not material.held.person:
        return name_row(sheet)
    return Row(words("row.name"), material.held.person)


def certificate_rows(sheet: Sheet) -> tuple[Row, ...]:
    """Number, issue, days and branches; the number and the day of issue stand there where they are known."""
    branches = covered(sheet.material)
    return (
        *rows(sheet, ("ca.cert_no", "ca.issue_date"), ("ca.cert_no", "ca.issue_date")),
        period_row(sheet, "certificate", "ca.valid_from", "ca.valid_to"),
        *((Row(words("row.branches"), branches),) if branches.codes else ()),
    )


def covered(material: Material) -> Branches:
    """The branches that the certificate names, else those of the answer, as the host state calls them."""
    named = material.held.certificate.branches if material.held else material.exempt_branches
    return Branches(tuple(code for code in BRANCHES if code in named), material.host)


def issuer(material: Material) -> tuple[Value, ...]:
    """The body that issued the certificate: as typed in the register, else by the law data.

    What both sides agreed on as an exception came from the bodies that agree on exceptions.
    """
    held = material.held.certificate if material.held else None
    if held is not None and held.issuer.strip():
        known = material.law.authorities.get(held.issuer.strip())
        return (Official(known.names) if known else held.issuer.strip(),)
    form = _form(material)
    exceptional = held is not None and held.kind == "exception"
    if material.home in ("CN", "KR") or exceptional or form is None:
        return home_bodies(material)
    return (Official(material.law.authorities[form.issued_by].names),)


def receiver_name(material: Material) -> Value:
    """The body of the state of work to which certificates are shown, for a sentence."""
    known = {"DE": "body.einzugsstelle", "KR": "body.nps_branch", "CN": "body.cn_agency"}.get(material.host)
    form = _form(material)
    if known or form is None:
        return words(known or "body.host")
    return Official(material.law.authorities[form.shown_to].names)


def _form(material: Material) -> CertificateForm | None:
    """The usual certificate from the home state, under the agreement that decides or the one there is."""
    now = material.determination.agreement or agreement_between(material)
    forms = (form for form in material.law.certificates if form.home == material.home)
    return next((form for form in forms if form.agreement == now), None)


def agreement_between(material: Material) -> str:
    """The agreement of the two states by its id, where the facts are too few to decide; empty where none is."""
    pair = {material.home, material.host}
    return next((one.id for one in material.law.agreements if set(one.states) == pair), "")


def paper_words(row: Custody) -> Words:
    """Which paper it is: the original, or a copy or scan by its number."""
    if row.paper == "original":
        return words("paper.original")
    return words(f"paper.{row.paper}", n=row.number)


def where_words(row: Custody) -> Words:
    """In whose hands the paper is since when, and where."""
    place: dict[str, Value] = {"place": row.place} if row.place else {}
    key = "paper.with_at" if row.place else "paper.with"
    return words(key, holder=row.holder or Missing("custody.holder"), since=row.since, **place)
