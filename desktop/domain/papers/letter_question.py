"""Q-01, the letter that asks the competent body about the open point behind an answer."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.determination import Outcome, Status
from desktop.domain.paper import Block, Official, Paper, Paragraph, Row, Rows, Value, Words
from desktop.domain.papers.letter_blocks import (
    finish,
    heading,
    numbered,
    period_row,
    rows,
    say,
    signatures,
    words,
)
from desktop.domain.papers.letter_case import (
    alone,
    entity_row,
    home_bodies,
    home_sender,
    letterhead,
    name_row,
    state,
)
from desktop.domain.papers.material import Material, Sheet


def question_letter(material: Material) -> Paper:
    """Q-01: the case, the points that stay open for it, and the request for a written answer.

    It asks, in this order: about a refusal, about the open points of the warnings, about conditions that
    failed, about facts still missing; and always how the body judges the case.
    """
    sheet = Sheet(material)
    subject = words("q01.subject", name=sheet.person(), host=state(sheet, "host"))
    blocks: list[Block | None] = [
        letterhead(sheet, home_sender(sheet), _addressee(material), subject),
        say("salutation"),
        say("q01.intro", home=state(sheet, "home"), host=state(sheet, "host")),
        Rows(_case(sheet)),
        heading("q01.questions"),
        *numbered(_questions(sheet)),
        heading("q01.request"),
        say("q01.answer"),
        say("q01.address"),
        say("closing"),
        signatures("worker") if alone(material) else signatures("employer", seal=("employer",)),
    ]
    return finish(sheet, "Q-01", blocks)


def _addressee(material: Material) -> tuple[Value, ...]:
    """The body that the first warning says to ask, else the body of the home state."""
    asked = next((warning.ask for warning in material.determination.warnings if warning.ask), "")
    body = material.law.authorities.get(asked)
    return home_bodies(material) if body is None else (Official(body.names),)


def _case(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    found = [name_row(sheet), *rows(sheet, ("person.birth_date", "person.nationality"))]
    kind: tuple[str, ...] = ("case.category",)
    if not alone(material):
        found.append(entity_row(sheet, material.sender))
        kind = ("host.relation", *kind)
    return (
        *found,
        entity_row(sheet, material.receiver),
        *rows(sheet, kind, kind),
        period_row(sheet, "posting", "posting.start", "posting.end"),
    )


def _questions(sheet: Sheet) -> Iterator[Paragraph]:
    material = sheet.material
    if material.all_facts.certificate == "refused":
        yield say("q01.refused")
    for point in _open_points(material):
        yield Paragraph(Words(f"law.open.{point}.question"))
    states = {"home": state(sheet, "home"), "host": state(sheet, "host")}
    for condition in _failed(material):
        yield say("q01.condition", condition=Words(f"law.condition.{condition}", states))
    if material.determination.outcome is Outcome.CANNOT_TELL:
        for fact in material.determination.missing:
            yield say("q01.fact", fact=Words(f"fields.fact.{fact}"))
    yield say("q01.judge", host=state(sheet, "host"))


def _open_points(material: Material) -> tuple[str, ...]:
    """Open points of the warnings, each once, in their order; settled ones are not asked about."""
    law = material.law.open_points
    points = (warning.open_point for warning in material.determination.warnings)
    return tuple(dict.fromkeys(p for p in points if p and not (p in law and law[p].closed)))


def _failed(material: Material) -> tuple[str, ...]:
    """Keys of the law's conditions that were not met and led to the answer, each once."""
    known = {
        condition.key
        for agreement in material.law.agreements
        for direction in agreement.directions.values()
        for category in direction.categories
        for condition in category.conditions
    }
    failed = (f.key for f in material.determination.reasons if f.status is Status.FAILED)
    return tuple(key for key in dict.fromkeys(failed) if key in known)
