"""PROOF-03, the page for the payroll office in the state of work: branch by branch what stops and what stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.domain.determination import BranchAnswer, Outcome
from desktop.domain.facts import BRANCHES
from desktop.domain.paper import Block, Branches, Paper, Paragraph, Rows, Table, Value
from desktop.domain.papers.letter_payroll import of_host, outside_exemption
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.proof_bodies import certificate_form
from desktop.domain.papers.proof_end import finished, heading, section
from desktop.domain.papers.proof_result import HOST, case_rows, official_scheme, sentence
from desktop.domain.papers.proof_words import body_words, lines, say, states, warning_words, words
from desktop.domain.sentence import PROMISING

_STOPS: Final = tuple(outcome.value for outcome in PROMISING)
_DOES: Final = {"cannot_tell": "keep_open", "not_charged": "not_charged", "local_law": "local_law"}


def payroll_page(material: Material) -> Paper:
    """PROOF-03; the rules of the host state are those of the payroll note APP-05."""
    sheet = Sheet(material)
    blocks = [
        heading("payroll.title", 1),
        Paragraph(sentence(material), "lead"),
        Rows(case_rows(sheet)),
        *section("payroll.what", _branches(material)),
        say(_from_when(material)),
        *outside_exemption(material),
        *(of_host(sheet) if material.exempt_branches else ()),
        *section("section.confirm", _confirm(material)),
        say("no_advice", "small"),
    ]
    return finished(material, "PROOF-03", "payroll", blocks)


def _from_when(material: Material) -> str:
    """Until the certificate is there contributions are due; without an exemption nothing stops at all."""
    if not material.exempt_branches:
        return "payroll.nothing"
    held = material.all_facts.certificate == "held"
    return "payroll.held" if held else "payroll.until_certificate"


def _branches(material: Material) -> Iterator[Block]:
    given = {a.branch: a for a in material.determination.branches if a.side == HOST}
    if not given:
        return
    head = (words("head.scheme"), words("head.do"), words("head.until"))
    body = tuple(_branch(material, given[code]) for code in BRANCHES if code in given)
    yield Table(head, body, (5, 3.4, 3.4))


def _branch(material: Material, answer: BranchAnswer) -> tuple[Value, ...]:
    name = Branches((answer.branch,), material.host)
    official = official_scheme(material, answer.branch, material.host)
    scheme: Value = name if official is None else lines([name, words("official", names=official)])
    if answer.answer not in _STOPS or answer.branch not in material.exempt_branches:
        return scheme, words(f"do.{_DOES.get(answer.answer, 'keep')}"), "–"
    if answer.answer == Outcome.EXEMPT.value:
        return scheme, words("do.stop"), answer.until or words("until.certificate")
    then = words(f"until.{answer.answer}")
    if answer.until is None:
        return scheme, words("do.keep"), then
    return scheme, words("do.stop"), words("until.then", date=answer.until, then=then)


def _confirm(material: Material) -> Iterator[Block]:
    """Whom to have it confirmed by, and the doubts that concern the answer."""
    form = certificate_form(material)
    body = body_words(material, form.shown_to if form else None)
    keyed = "payroll.confirm_keys" if material.host == "DE" else "payroll.confirm"
    yield say(keyed, body=body) if body is not None else say("payroll.confirm_open", **states(material))
    if material.determination.warnings:
        yield say("you", "small")
    for warning in material.determination.warnings:
        yield Paragraph(words("bullet", text=warning_words(material, warning)), "small")
