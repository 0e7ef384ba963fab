"""PROOF-04, for the person at a counter who has never heard of the agreement: what it is and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.domain.determination import Outcome
from desktop.domain.paper import Block, Branches, Official, Paper, Paragraph, Row, Rows, Value
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.proof_bodies import bodies_of, body_table, certificate_form
from desktop.domain.papers.proof_end import finished, heading, section
from desktop.domain.papers.proof_reasons import instruments_of, official_titles
from desktop.domain.papers.proof_result import case_rows, sentence
from desktop.domain.papers.proof_words import cited, lines, say, states, words
from desktop.domain.sentence import PROMISING

_SUPERIOR: Final = ("competent", "liaison", "exceptions")
_NUMBERED: Final = ("notice", "order", "arrangement", "memorandum", "protocol", "notes", "decree")
"""Kinds of instruments beside the treaty that an official can look up by title and number."""
_LEGAL: Final = ("treaty", "law", *_NUMBERED)
_ASKED: Final = {
    "exempt": ("check", "record", "rest", "answer"),
    "open": ("forward", "answer"),
    "due": ("due", "answer"),
    "none": ("host_law", "answer"),
}


def clerk_kit(material: Material) -> Paper:
    """PROOF-04, in the language of the host state."""
    blocks = [
        heading("clerk.title.none" if _kind(material) == "none" else "clerk.title", 1),
        say(f"clerk.lead.{_kind(material)}", "lead", **states(material)),
        *section("clerk.case", (Rows(case_rows(Sheet(material))), Paragraph(sentence(material)))),
        *section("clerk.asked", _asked(material)),
        *section("clerk.agreement", _agreement(material)),
        *section("clerk.certificate", _certificate(material)),
        *section("clerk.superior", _superior(material)),
        say("no_advice", "small"),
    ]
    return finished(material, "PROOF-04", "clerk", blocks)


def _kind(material: Material) -> str:
    """What is claimed: ``exempt``, ``open`` (not settled), ``due`` (nothing), ``none`` (no agreement applies)."""
    answer = material.determination
    if answer.outcome is Outcome.NO_AGREEMENT or answer.agreement is None:
        return "none"
    if answer.outcome in PROMISING and answer.exempt_branches:
        return "exempt"
    return "open" if answer.outcome is Outcome.CANNOT_TELL else "due"


def _asked(material: Material) -> Iterator[Block]:
    """What the official is asked to do, numbered."""
    kind = _kind(material)
    params = {**states(material), "branches": Branches(material.exempt_branches, material.host)}
    for number, name in enumerate(_ASKED[kind], 1):
        yield Paragraph(words("step", n=number, text=words(f"clerk.ask.{name}", **params)))
    if kind != "none":
        yield say("clerk.ask.unsure")


def _agreement(material: Material) -> Iterator[Block]:
    """Titles and numbers of treaty and notices, and the articles that decide."""
    found = instruments_of(material)
    if _kind(material) == "none" or not found:
        return
    treaty, *others = found
    rows = [Row(words("head.text"), official_titles(treaty))]
    if treaty.number:
        rows.append(Row(words("head.number"), treaty.number))
    if treaty.in_force:
        rows.append(Row(words("clerk.in_force"), treaty.in_force))
    law = material.law
    own = (i for a in law.agreements if a.id == material.determination.agreement for i in a.instruments[1:])
    named = {item.id: item for item in (*(law.instruments[i] for i in own), *others)}
    listed = [
        _titled(item.number, official_titles(item)) for item in named.values() if item.kind in _NUMBERED
    ]
    if listed:
        rows.append(Row(words("clerk.notices"), lines(listed)))
    places = [p for f in material.determination.reasons for p in f.citations]
    legal = [p for p in places if law.instruments[p.instrument].kind in _LEGAL]
    if legal:
        rows.append(Row(words("clerk.articles"), cited(legal)))
    yield Rows(tuple(rows))


def _titled(number: str, titles: Value) -> Value:
    """The titles, and the number where it does not stand in them."""
    shown = isinstance(titles, str) and number in titles
    return titles if shown or not number else lines([titles, number])


def _certificate(material: Material) -> Iterator[Block]:
    form = certificate_form(material)
    if form is None or _kind(material) in ("none", "due"):
        return
    rows = [Row(words("clerk.title_of_certificate"), lines(dict.fromkeys(form.titles.values())))]
    if form.form_number:
        rows.append(Row(words("clerk.form_number"), form.form_number))
    issuer = material.law.authorities.get(form.issued_by)
    if issuer is not None:
        rows.append(Row(words("clerk.issued_by"), Official(issuer.names)))
    number = material.text("ca.cert_no")
    if number:
        rows.append(Row(material.label("ca.cert_no"), number, "ca.cert_no"))
    yield Rows(tuple(rows))


def _superior(material: Material) -> Iterator[Block]:
    """Competent authority and liaison body of the host state, then who can confirm the certificate."""
    bodies = bodies_of(material)
    form = certificate_form(material)
    issuer = form.issued_by if form and _kind(material) == "exempt" else ""
    above = [b for b in bodies if b.state == material.host and b.role in _SUPERIOR]
    yield from body_table(material, (*above, *(b for b in bodies if b.id == issuer and b not in above)))
