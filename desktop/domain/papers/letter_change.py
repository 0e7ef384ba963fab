"""APP-11, the notice of change to the bodies of both states; the part on one event is in ``letter_event``."""

from __future__ import annotations

from desktop.domain.paper import Block, Paper, Row, Rows, Ticks, Value
from desktop.domain.papers.letter_blocks import finish, heading, period_row, rows, say, words
from desktop.domain.papers.letter_case import (
    certificate,
    entity_row,
    home_bodies,
    home_sender,
    home_signatures,
    host_body,
    letterhead,
    name_row,
    state,
)
from desktop.domain.papers.letter_event import event_blocks, told_event
from desktop.domain.papers.material import Material, Sheet


def change_notice(material: Material) -> Paper:
    """APP-11: what has changed and what the bodies are asked to do.

    An event that the case remembers is told with its day, old and new values, and both languages stand side by
    side. Without one the changes are ticked where the facts state them.
    """
    sheet = Sheet(material)
    event = told_event(material)
    addressees = (home_bodies(material)[0], *host_body(sheet))
    blocks: list[Block | None] = [
        letterhead(sheet, home_sender(sheet), addressees, words("app11.subject", name=sheet.person())),
        say("salutation"),
        say("app11.intro", certificate=certificate(material)),
        Rows(_who(sheet)),
        *(_ticked(sheet) if event is None else event_blocks(sheet, event)),
        say("closing"),
        home_signatures(material),
    ]
    return finish(sheet, "APP-11", blocks, bilingual=event is not None)


def _who(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    return (
        name_row(sheet),
        *rows(sheet, ("person.birth_date", "person.passport_no", _number(material))),
        _period(sheet),
        entity_row(sheet, material.receiver),
        *rows(sheet, (f"{material.receiver}.address",)),
    )


def _ticked(sheet: Sheet) -> tuple[Block, ...]:
    return (
        heading("app11.changes"),
        Ticks(_changes(sheet)),
        heading("app11.request"),
        say("app11.request.text"),
        say("app11.after", host=state(sheet, "host")),
    )


def _number(material: Material) -> str:
    earlier = material.has("case.prior_certificate_no") and not material.has("ca.cert_no")
    return "case.prior_certificate_no" if earlier else "ca.cert_no"


def _period(sheet: Sheet) -> Row:
    """The time of the certificate; after a new posting has begun that of the one before."""
    material = sheet.material
    earlier = material.has("case.prior_period_from") and not material.has("ca.valid_from")
    first, last = (
        ("case.prior_period_from", "case.prior_period_to") if earlier else ("ca.valid_from", "ca.valid_to")
    )
    return period_row(sheet, "certificate", first, last)


def _changes(sheet: Sheet) -> tuple[tuple[Value, bool], ...]:
    """The changes that end or alter a certificate, each with whether the facts state it."""
    material = sheet.material
    facts = material.all_facts
    early = bool(facts.planned_end and facts.end and facts.end < facts.planned_end)
    return (
        (
            words("app11.end", last=sheet.need("posting.end")),
            early or material.text("case.request_kind") == "early_end",
        ),
        (words("app11.host"), facts.workplace_changed is True),
        (words("app11.contract"), facts.home_contract == "ended"),
        (words("app11.unpaid"), facts.paying_at_home is False),
        (words("app11.identity"), False),
    )
