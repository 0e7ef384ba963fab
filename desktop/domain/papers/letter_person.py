"""APP-08 and APP-09: what the worker alone signs, the statement of interest and the power of attorney."""

from __future__ import annotations

from desktop.domain.paper import Block, Paper, Rows
from desktop.domain.papers.letter_blocks import (
    finish,
    heading,
    period_row,
    rows,
    say,
    signatures,
    title,
    truth,
    words,
)
from desktop.domain.papers.letter_case import law_of_home, name_row
from desktop.domain.papers.material import Material, Sheet


def worker_interest(material: Material) -> Paper:
    """APP-08: why the law of the home state should go on applying, in the worker's own words."""
    sheet = Sheet(material)
    blocks: list[Block | None] = [
        title("app08.title"),
        say("app08.intro", style="lead"),
        Rows(
            (
                name_row(sheet),
                *rows(sheet, ("person.birth_date", "person.passport_no")),
                period_row(sheet, "exception", "exc.period_from", "exc.period_to"),
            )
        ),
        say(
            "app08.wish",
            law=law_of_home(material),
            first=sheet.need("exc.period_from"),
            last=sheet.need("exc.period_to"),
        ),
        heading("app08.reasons"),
        say("text", text=sheet.need("exc.worker_interest")),
        say("app08.decision"),
        say("app08.personal"),
        truth(sheet),
        signatures("worker"),
    ]
    return finish(sheet, "APP-08", blocks, bilingual=True)


def power_of_attorney(material: Material) -> Paper:
    """APP-09: somebody else files and receives for the worker, who still signs declarations personally."""
    sheet = Sheet(material)
    identity = "person.resident_id" if material.home == "CN" else "person.birth_date"
    phone = "person.phone_cn" if material.home == "CN" else "person.phone_host"
    keys = (identity, "person.passport_no", phone)
    sheet.need("decl.poa")
    blocks: list[Block | None] = [
        title("app09.title"),
        heading("app09.principal"),
        Rows((name_row(sheet), *rows(sheet, keys, ("person.passport_no",)))),
        heading("app09.attorney"),
        Rows(rows(sheet, ("agency.name", "agency.uscc"), ("agency.uscc",))),
        heading("app09.powers"),
        say("app09.grant", style="lead"),
        *(say("numbered", n=n, text=words(f"app09.power.{n}")) for n in (1, 2, 3)),
        say("app09.personal"),
        say("app09.term", until=sheet.need("posting.end")),
        signatures("principal", "attorney"),
    ]
    return finish(sheet, "APP-09", blocks)
