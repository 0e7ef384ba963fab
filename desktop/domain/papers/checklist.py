"""APP-10, the checklist: what to enclose, who supplies it, the papers of the case, what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from desktop.domain.fields import Evidence
from desktop.domain.paper import (
    Block,
    Heading,
    Official,
    Paper,
    Paragraph,
    Row,
    Rows,
    Table,
    Ticks,
    Value,
    Words,
)
from desktop.domain.papers.conditions import holds
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.offers import ALWAYS, offers

Composer = Callable[[Material], Paper]

_SUPPLIERS: Final = ("worker", "employer", "host_employer", "body")
_OVERVIEW: Final = (
    "case.agreement",
    "case.host_country",
    "case.category",
    "case.request_kind",
    "case.prior_certificate_no",
    "case.channel",
    "case.internal_ref",
)


def checklist(material: Material, composers: Mapping[str, Composer]) -> Paper:
    """APP-10; ``composers`` are those of the other papers, asked what they still miss."""
    title = Words("papers.checklist.title")
    blocks: list[Block] = [
        Heading(title, level=1),
        Paragraph(Words("papers.checklist.lead"), "lead"),
        Rows(_overview(material)),
        *_evidence_blocks(material),
        *_paper_blocks(material, composers),
        *_missing_blocks(material, composers),
    ]
    determination = material.determination
    return Paper("APP-10", title, tuple(blocks), (), determination.law_edition, determination.day)


def evidence(material: Material) -> tuple[Evidence, ...]:
    """The proofs that belong to the case, in their order; ticked as ``check:KEY``."""
    return tuple(item for item in material.forms.evidence if holds(material, item.when))


def missing_fields(material: Material, composers: Mapping[str, Composer]) -> tuple[str, ...]:
    """The required fields that the papers of the case still miss, each once, in the order of the papers."""
    papers = (composers[paper](material) for paper in _always(material) if paper in composers)
    return tuple(dict.fromkeys(key for paper in papers for key in paper.missing))


def _overview(material: Material) -> tuple[Row, ...]:
    sheet = Sheet(material)
    rows = [Row(Words("papers.checklist.person"), sheet.person(), "person.surname_latin")]
    for key in _OVERVIEW:
        value = sheet.take(key)
        if value is not None:
            rows.append(Row(material.label(key), value, key))
    rows.append(Row(Words("papers.checklist.period"), material.posting(), "posting.start"))
    return tuple(rows)


def _evidence_blocks(material: Material) -> Iterator[Block]:
    items = evidence(material)
    for supplier in _SUPPLIERS:
        own = [item for item in items if item.supplier == supplier]
        if own:
            yield Heading(Words(f"papers.checklist.from.{supplier}"))
            yield Ticks(tuple((_item(material, item), f"check:{item.key}" in material.ticks) for item in own))
    yield Paragraph(Words("papers.checklist.advice"), "small")


def _item(material: Material, item: Evidence) -> Words:
    """``required`` items name their source; the others are advice."""
    text = Words(f"papers.evidence.{item.key}")
    instrument = material.law.instruments.get(item.cite)
    if instrument is None:
        return Words(f"papers.checklist.{item.need}", {"item": text})
    source = Official(instrument.short or instrument.titles)
    return Words("papers.checklist.required_by", {"item": text, "source": source})


def _always(material: Material) -> Sequence[str]:
    """The papers that the case always calls for, but for this one and the calendar."""
    wanted = offers(material.all_facts, material.determination)
    return [o.paper_id for o in wanted if o.need == ALWAYS and o.paper_id not in ("APP-10", "APP-14")]


def _paper_blocks(material: Material, composers: Mapping[str, Composer]) -> Iterator[Block]:
    papers = [paper for paper in _always(material) if paper in composers]
    if papers:
        yield Heading(Words("papers.checklist.papers"))
        yield Ticks(tuple((Words(f"papers.name.{p}"), f"check:{p}" in material.ticks) for p in papers))


def _missing_blocks(material: Material, composers: Mapping[str, Composer]) -> Iterator[Block]:
    yield Heading(Words("papers.checklist.missing"))
    missing = missing_fields(material, composers)
    if not missing:
        yield Paragraph(Words("papers.checklist.complete"))
        return
    head = (Words("papers.checklist.field"), Words("papers.checklist.who"))
    yield Table(head, tuple(_missing_line(material, key) for key in missing), (0.62, 0.38))


def _missing_line(material: Material, key: str) -> tuple[Value, Value]:
    return material.label(key), Words(f"papers.who.{_completer(material, key)}")


def _completer(material: Material, key: str) -> str:
    """Who completes the field; for people coming to China the two organisations change places."""
    spec = material.forms.fields[key]
    if not material.to_china or spec.completed_by not in ("employer", "host_employer"):
        return spec.completed_by
    return "host_employer" if spec.group == "unit" else "employer"
