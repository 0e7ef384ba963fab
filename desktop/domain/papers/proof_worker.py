"""PROOF-05, the plain summary for the worker: what not to pay, until when, what to pay, what to do, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.determination import Outcome
from desktop.domain.next_steps import Step, next_steps
from desktop.domain.paper import Block, Branches, Paper, Paragraph, Table, Value, Words
from desktop.domain.papers.material import Material
from desktop.domain.papers.proof_bodies import body_table, certificate_form
from desktop.domain.papers.proof_end import finished, heading, section
from desktop.domain.papers.proof_reasons import labels_in_line
from desktop.domain.papers.proof_result import HOME, HOST, kept_branches, sentence
from desktop.domain.papers.proof_words import body_words, lines, say, states, warning_words, words

_OPEN = (Outcome.CANNOT_TELL.value,)
_DUE = ("stays_due", Outcome.NOT_EXEMPT.value, Outcome.NO_AGREEMENT.value)
_TOLD = ("keep_paying", "other_branches")
"""Steps that the sections on paying tell already."""


def worker_summary(material: Material) -> Paper:
    """PROOF-05, on one page where the case is simple."""
    blocks = [
        heading("worker.title", 1),
        *section("worker.not_pay", _not_pay(material)),
        *section("worker.pay", _pay(material)),
        *section("worker.do", _steps(material)),
        *section("worker.unsure", _unsure(material)),
        *section("worker.ask", _ask(material)),
        say("no_advice", "small"),
    ]
    return finished(material, "PROOF-05", "worker", blocks)


def _not_pay(material: Material) -> Iterator[Block]:
    answer = material.determination
    yield Paragraph(sentence(material), "lead")
    if not answer.exempt_branches:
        return
    held = material.all_facts.certificate == "held"
    yield say("worker.certificate_held" if held else "worker.certificate", **states(material))


def _pay(material: Material) -> Iterator[Block]:
    """What goes on at home, what the host state charges, what is not known."""
    names = states(material)
    home = kept_branches(material, HOME, ("keep_paying",))
    if home:
        kept = "worker.pay.home" if material.exempt_branches else "worker.pay.home_only"
        yield say(kept, branches=Branches(home, material.home), **names)
    due = tuple(b for b in kept_branches(material, HOST, _DUE) if b not in material.exempt_branches)
    if due and material.determination.agreement is None:
        yield say("worker.pay.host_all", **names)
    elif due:
        yield say("worker.pay.host", branches=Branches(due, material.host), **names)
    unknown = kept_branches(material, HOST, _OPEN)
    if unknown:
        yield say("worker.pay.open", branches=Branches(unknown, material.host), **names)


def _steps(material: Material) -> Iterator[Block]:
    answer = material.determination
    steps = next_steps(material.all_facts, answer, material.law, material.day)
    found = [step for step in steps if step.key not in _TOLD]
    if found:
        head = (words("head.by"), words("head.what"))
        yield Table(head, tuple(_step(material, step) for step in found), (2.2, 8))


def _step(material: Material, step: Step) -> tuple[Value, Value]:
    body = body_words(material, step.ask)
    params = {**states(material), "body": body or "", "date": step.day or ""}
    text = Words(step.text, params)
    what = text if body is None else lines([text, words("turn_to", body=body)])
    if step.day is None:
        return words("no_day"), what
    return words("overdue", date=step.day) if step.overdue else step.day, what


def _unsure(material: Material) -> Iterator[Block]:
    for warning in material.determination.warnings:
        yield Paragraph(words("bullet", text=warning_words(material, warning)))
    if material.determination.missing and material.determination.outcome is Outcome.CANNOT_TELL:
        yield say("missing")
        yield Paragraph(words("bullet", text=labels_in_line(material.determination.missing)))


def _ask(material: Material) -> Iterator[Block]:
    """The body that issues the certificate and the one that takes it; of a doubt, the body to ask."""
    answer, law = material.determination, material.law
    form = certificate_form(material)
    ids = [form.issued_by, form.shown_to] if form else []
    ids += [warning.ask for warning in answer.warnings if warning.ask]
    found = (law.authorities[name] for name in dict.fromkeys(ids) if name in law.authorities)
    yield from body_table(material, found)
