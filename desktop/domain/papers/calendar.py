"""The dates of a case: what to do by when, and what ends when. Content of APP-14 and of the calendar file.

Deadlines come from the law (``Law.deadlines``), with their source; ends come from the fields and the clock. A
date that no source demands is marked as a house rule. No event names the person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Citation
from desktop.domain.paper import Heading, Official, Paper, Paragraph, Table, Value, Words
from desktop.domain.papers.conditions import FAVOURABLE
from desktop.domain.papers.material import Material
from desktop.domain.periods import FOREVER, ONE_DAY, add_months
from desktop.domain.practice import Deadline

_ALARMS: Final = {
    "passport_expiry": (180, 30),
    "title_expiry": (90, 30),
    "certificate_end": (90, 30),
    "ceiling": (180, 30),
    "file_before_start": (60, 14),
}
_USUAL_ALARMS: Final = (14, 3)

_ALWAYS_DUE: Final = ("register_in_china",)
"""Deadlines that run whatever the determination says."""


@dataclass(frozen=True, slots=True)
class Event:
    """One date of the case.

    ``key`` tells the events of a case apart and stays the same when the date moves. ``alarms`` are days
    before it. ``house_rule``: our recommendation, demanded by no source that was read.
    """

    key: str
    day: dt.date
    title: Words
    text: Words
    alarms: tuple[int, ...]
    house_rule: bool
    citations: tuple[Citation, ...] = ()


def events(material: Material) -> tuple[Event, ...]:
    """The dates of the case that are known, earliest first."""
    found = [*_deadlines(material), *_ends(material)]
    return tuple(sorted(found, key=lambda event: (event.day, event.key)))


def calendar_sheet(material: Material) -> Paper:
    """APP-14 as a page: the same dates as the calendar file, for people who like a list on the wall."""
    title = Words("papers.calendar.title")
    found = events(material)
    lead = Words("papers.calendar.lead" if found else "papers.calendar.empty")
    head = tuple(Words(f"papers.calendar.{name}") for name in ("day", "what", "basis"))
    body = tuple(_line(event) for event in found)
    blocks = (
        Heading(title, level=1),
        Paragraph(lead, "lead"),
        *((Table(head, body, (0.18, 0.55, 0.27)),) if body else ()),
    )
    determination = material.determination
    return Paper("APP-14", title, blocks, (), determination.law_edition, determination.day)


def _line(event: Event) -> tuple[Value, ...]:
    basis = "house_rule" if event.house_rule else "source" if event.citations else "typed"
    return event.day, event.text, Words(f"papers.calendar.{basis}")


def _deadlines(material: Material) -> Iterator[Event]:
    start = material.all_facts.start
    if start and material.determination.outcome not in FAVOURABLE:
        text = Words("papers.event.ask_before_start.text")
        yield _event("ask_before_start", start - ONE_DAY, text, house_rule=True)
    for deadline in material.law.deadlines:
        due = _due(material, deadline) if _applies(material, deadline) else None
        if due:
            yield _event(deadline.key, due, _text(material, deadline), deadline)


def _text(material: Material, deadline: Deadline) -> Words:
    words = Words(f"law.deadline.{deadline.key}")
    authority = material.law.authorities.get(deadline.ask)
    if authority is None:
        return words
    return Words("papers.event.at", {"text": words, "body": Official(authority.names)})


def _applies(material: Material, deadline: Deadline) -> bool:
    """Whether the deadline is one of this case; an extension only where the category knows a later stage."""
    if material.determination.agreement not in deadline.agreements or deadline.home != material.home:
        return False
    if material.determination.outcome not in FAVOURABLE:
        return deadline.key in _ALWAYS_DUE
    clock = material.determination.clock
    renews = deadline.anchor == "certificate_until" and deadline.months < 0
    return not (renews and clock and len(clock.stages) == 1 and clock.stages[0].last)


def _due(material: Material, deadline: Deadline) -> dt.date | None:
    anchor = _anchor(material, deadline.anchor)
    if anchor is None:
        return None
    try:
        return add_months(anchor, deadline.months) + dt.timedelta(days=deadline.days)
    except (ValueError, OverflowError):
        return None


def _anchor(material: Material, name: str) -> dt.date | None:
    facts = material.all_facts
    return {
        "start": facts.start,
        "end": facts.end,
        "limit_end": _ceiling(material),
        "certificate_until": _certificate_end(material),
        "work_permit": facts.work_permit_on,
    }[name]


def _ends(material: Material) -> Iterator[Event]:
    dates = {
        "certificate_end": material.date("ca.valid_to") or material.date("case.prior_period_to"),
        "ceiling": _ceiling(material),
        "passport_expiry": material.date("person.passport_expiry"),
        "title_expiry": material.date("hostid.title_expiry"),
    }
    for key, day in dates.items():
        if day:
            yield _event(key, day, Words(f"papers.event.{key}.text"))


def _certificate_end(material: Material) -> dt.date | None:
    """The last day of the certificate; before it is issued, the last day one can be expected for."""
    known = material.date("ca.valid_to") or material.date("case.prior_period_to")
    days = [day for day in (material.all_facts.end, _first_stage(material)) if day]
    return known or min(days, default=None)


def _first_stage(material: Material) -> dt.date | None:
    clock = material.determination.clock
    last = clock.stages[0].last if clock and clock.stages else None
    return None if last == FOREVER else last


def _ceiling(material: Material) -> dt.date | None:
    """The last day that any stage can reach; ``None`` where a stage has no limit."""
    clock = material.determination.clock
    lasts = [stage.last for stage in clock.stages] if clock else []
    known = [last for last in lasts if last is not None and last != FOREVER]
    return max(known) if known and len(known) == len(lasts) else None


def _event(
    key: str, day: dt.date, text: Words, deadline: Deadline | None = None, house_rule: bool = False
) -> Event:
    house_rule = deadline.house_rule if deadline else house_rule
    citations = deadline.sourced.citations if deadline else ()
    title = Words(f"law.event.{key}" if deadline else f"papers.event.{key}.title")
    return Event(key, day, title, text, _ALARMS.get(key, _USUAL_ALARMS), house_rule, citations)
