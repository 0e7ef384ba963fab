"""The cases of the letters' tests after something happened to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from letter_samples import DAY, law, material

from desktop.domain.decide import decide
from desktop.domain.field_links import with_derived_facts
from desktop.domain.papers.material import Material
from desktop.domain.record.event_changes import Update
from desktop.domain.record.event_plan import plan
from desktop.domain.record.events import Answers, Event

DIRECTIONS = ("de_posted", "kr_short", "de_to_china", "kr_to_china")
"""China to Germany, China to Korea, and back."""

ANSWERS: dict[Event, Answers] = {
    Event.ARRIVED: {
        "matter": "certificate", "day": dt.date(2027, 4, 9), "number": "W-7", "first": dt.date(2027, 3, 1),
        "last": dt.date(2029, 2, 28),
    },
    Event.REFUSED: {"matter": "certificate", "day": dt.date(2027, 4, 9), "reason": "not_paid_at_home"},
    Event.EARLY_RETURN: {"day": dt.date(2028, 6, 30)},
    Event.LONGER_STAY: {"day": dt.date(2036, 12, 31)},
    Event.NEW_HOST: {
        "day": dt.date(2028, 7, 1), "name": "Brücke Netzbau GmbH", "address": "Am Wehr 3\n50667 Köln",
        "workplace": "subsidiary_or_affiliate",
    },
    Event.LOCAL_CONTRACT: {"day": dt.date(2028, 7, 1), "home_contract": "ended"},
    Event.NEW_NAME: {"day": dt.date(2028, 7, 1), "surname": "WANG", "given": "LAN", "local": "王岚"},
    Event.NEW_PASSPORT: {"day": dt.date(2028, 7, 1), "number": "EK1234567", "last": dt.date(2038, 6, 30)},
    Event.LOST: {"day": dt.date(2028, 7, 1)},
}  # fmt: skip


def taken_over(sample: Material, updates: tuple[Update, ...]) -> Material:
    """The case after the updates, decided anew."""
    facts, fields = sample.facts, dict(sample.fields)
    for update in updates:
        if update.what == "fact":
            assert not isinstance(update.after, tuple)
            facts = facts.with_(update.name, update.after)
        else:
            fields.pop(update.name, None)
            if update.after is not None:
                fields[update.name] = update.after
    now = decide(with_derived_facts(facts, fields), law(), DAY)
    return replace(sample, facts=facts, fields=fields, determination=now)


def after(case: str, event: Event) -> Material:
    """The case, or the posting after it, once the event was taken over."""
    sample = material(case)
    planned = plan(event, ANSWERS[event], sample.facts, sample.fields, law(), DAY)
    return taken_over(sample, planned.updates if planned.next_updates is None else planned.next_updates)
