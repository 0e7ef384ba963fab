"""APP-02, the statement of the employer at home on the posting, Chinese or foreign."""

from __future__ import annotations

from desktop.domain.paper import Block, Paper, Paragraph, Row, Rows, Ticks
from desktop.domain.papers.letter_blocks import (
    choice,
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
from desktop.domain.papers.letter_case import (
    entity_row,
    exempt,
    law_of_home,
    name_row,
    occupation_field,
    state,
)
from desktop.domain.papers.material import Material, Sheet

_UNIT = ("unit.uscc", "unit.address", "unit.legal_rep", "unit.contact_name", "unit.contact_phone")
_MISSION = ("diplomatic_staff", "public")


def posting_statement(material: Material) -> Paper:
    """APP-02: who is posted by whom, where, how long, and what stays as it was. Both sides sign."""
    sheet = Sheet(material)
    blocks: list[Block | None] = [
        title("app02.title"),
        _intro(sheet),
        Rows(_worker(sheet)),
        heading("part.employer"),
        Rows(_employer(sheet)),
        heading("part.posting"),
        Rows(_posting(sheet)),
        heading("part.statement"),
        choice(
            sheet,
            "employment.contract_cn_kept",
            "app02.contract",
            ("yes", "dormant"),
            since=sheet.need("employment.contract_cn_start"),
        ),
        *_terms(sheet),
        _insured(sheet),
        _return() if material.text("case.category") not in _MISSION else None,
        say("app02.joint", law=law_of_home(material))
        if material.all_facts.activity == "mission_staff"
        else None,
        truth(sheet),
        say("app02.close"),
        signatures("employer", "worker_countersigns", seal=("employer",)),
    ]
    return finish(sheet, "APP-02", blocks, bilingual=True)


def _return() -> Ticks:
    """To be ticked by hand: nobody was asked, and the employer signs for it."""
    return Ticks(((words("app02.return"), False), (words("app02.return_open"), False)))


def _intro(sheet: Sheet) -> Paragraph:
    category = sheet.material.text("case.category")
    key = {"seafarer": "ship", "diplomatic_staff": "mission"}.get(category, "posted")
    return say(f"app02.intro.{key}", style="lead", host=state(sheet, "host"))


def _worker(sheet: Sheet) -> tuple[Row, ...]:
    work = occupation_field(sheet.material)
    keys = ("person.birth_date", "person.nationality", "person.passport_no", work)
    return (name_row(sheet), *rows(sheet, keys, ("person.nationality", work)))


def _employer(sheet: Sheet) -> tuple[Row, ...]:
    material = sheet.material
    number = "host.kr_brn" if material.korean else "host.de_bbnr"
    keys = _UNIT if material.sender == "unit" else (number, "host.address", "host.contact", "host.phone")
    optional = ("unit.legal_rep", "host.contact", "host.phone")
    return (entity_row(sheet, material.sender), *rows(sheet, keys, optional))


def _posting(sheet: Sheet) -> tuple[Row, ...]:
    group = sheet.material.receiver
    at_sea = sheet.material.text("case.category") == "seafarer"
    ship = ("ship.name", "ship.flag", "ship.imo") if at_sea else ()
    keys = (f"{group}.address", "host.relation", *ship, "posting.workplace", "posting.purpose")
    return (
        period_row(sheet, "posting", "posting.start", "posting.end"),
        entity_row(sheet, group),
        *rows(sheet, keys, ("posting.workplace", "ship.imo")),
    )


def _terms(sheet: Sheet) -> list[Block | None]:
    """Pay, instructions, local contract and limit: said where the facts tell."""
    material = sheet.material
    terms: list[Block | None] = [
        choice(sheet, "employment.wage_payer", "app02.wages", ("home", "host", "both")),
        _known(sheet, "employment.wage_recharged", "app02.recharged", ("no", "partly", "fully")),
        _known(sheet, "employment.instructions", "app02.instructions", ("home", "host", "both")),
    ]
    if material.has("employment.local_contract"):
        local = "yes" if material.raw("employment.local_contract") is True else "no"
        terms.append(say(f"app02.local.{local}"))
    if material.all_facts.limited_in_advance:
        terms.append(say("app02.limited"))
    return terms


def _known(sheet: Sheet, field: str, key: str, options: tuple[str, ...]) -> Paragraph | None:
    value = sheet.material.text(field)
    return say(f"{key}.{value}") if value in options else None


def _insured(sheet: Sheet) -> Paragraph | None:
    """Contributions at home go on; not said of branches nobody knows to be paid."""
    material = sheet.material
    if not material.exempt_branches or material.all_facts.paying_at_home is False:
        return None
    place = sheet.need("ins.region") if material.home == "CN" else state(sheet, "home")
    return say("app02.insured", place=place, branches=exempt(material, "home"))
