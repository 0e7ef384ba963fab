"""The part of the notice of change (APP-11) that tells of one event: what happened, old and new, what is asked."""

from __future__ import annotations

import datetime as dt
from typing import Final

from desktop.domain.fields import FieldKind
from desktop.domain.paper import Block, Paragraph, Table, Value, Words
from desktop.domain.papers.letter_blocks import heading, say, words
from desktop.domain.papers.letter_case import state
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.record.event_changes import ON
from desktop.domain.record.event_plan import event_of, old_values
from desktop.domain.record.events import Event

TOLD: Final = (
    Event.EARLY_RETURN, Event.LONGER_STAY, Event.NEW_HOST, Event.LOCAL_CONTRACT, Event.NEW_NAME,
    Event.NEW_PASSPORT,
)  # fmt: skip
"""Events of which the bodies are told by this notice; the others have letters of their own."""

_ENDS: Final = (Event.EARLY_RETURN, Event.LOCAL_CONTRACT)
"""After these the conditions may have fallen away, so the law of the host state may apply."""


def told_event(material: Material) -> Event | None:
    """The event that the case remembers, if this notice tells of it."""
    event = event_of(material.fields)
    return event if event in TOLD else None


def event_blocks(sheet: Sheet, event: Event) -> list[Block]:
    """What happened on which day, the old and the new values, what each side is asked to do.

    The home body is asked to judge the certificate, the host body to note the change, the payroll office to keep
    the notice. The texts read are silent on most changes, so the letter asks and claims nothing.
    """
    name = event.value
    params = {"day": sheet.need(ON), "home": state(sheet, "home"), "host": state(sheet, "host")}
    blocks: list[Block] = [heading("app11.changes"), say(f"app11.event.{name}", "body", **params)]
    rows = _changes(sheet)
    if rows:
        blocks.append(Table(tuple(words(f"app11.head.{head}") for head in ("what", "old", "new")), rows))
    blocks += [heading("app11.request"), *_requests(name, params)]
    if event in _ENDS:
        blocks.append(say("app11.after", host=params["host"]))
    return blocks


def _requests(name: str, params: dict[str, Value]) -> list[Paragraph]:
    """Home body, host body, payroll office; the last paragraph asks for a written answer."""
    sides = [say(f"app11.{side}.{name}", "body", **params) for side in ("home_body", "host_body")]
    return [*sides, say("app11.payroll", "body", **params), say("app11.answer")]


def _changes(sheet: Sheet) -> tuple[tuple[Value, ...], ...]:
    """Each field that has another value now: its name, the old value, the new one."""
    material = sheet.material
    found = []
    for key, old in old_values(material.fields).items():
        if key in material.forms.fields and material.text(key) != old:
            found.append((material.label(key), _old(material, key, old), sheet.need(key)))
    return tuple(found)


def _old(material: Material, key: str, text: str) -> Value:
    """The old value as the page writes its kind: days as days, the lines of an address one after the other."""
    if material.forms.fields[key].kind is FieldKind.DATE:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    return Words("letters.text", {"text": ", ".join(line.strip() for line in text.splitlines())})
