"""The facts and fields that an event changes, each with its value before and after; a step of ``event_plan``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Law
from desktop.domain.case import FieldValue
from desktop.domain.clock import prior_rule
from desktop.domain.determination import Determination
from desktop.domain.facts import Facts, FactValue
from desktop.domain.field_links import LINKS
from desktop.domain.periods import ONE_DAY, months_between
from desktop.domain.record.events import Answers, Event, local_name_field
from desktop.domain.rulebook import rulebook

KIND: Final = "case.event"
ON: Final = "case.event_on"
BEFORE: Final = "case.event_before"
REASON: Final = "case.event_reason"
FILED_ON: Final = "case.filed_on"
FILED_WITH: Final = "case.filed_with"
"""Fields of the case that keep its last event, for its papers; ``BEFORE`` holds old values as JSON.

``FILED_ON`` and ``FILED_WITH`` are there while an application is on its way.
"""

_STARTS_ANEW: Final = (
    "as_of", "planned_end", "certificate", "certificate_issued_on", "certificate_until",
    "certificate_handed_in_on", "extension", "final_extension", "extension_until", "exception_agreement",
    "exception_until", "work_permit_on",
)  # fmt: skip
"""Facts of a posting that the one after it does not share."""
_KEPT_FIELDS: Final = (
    "person.",
    "unit.",
    "host.",
    "hostid.",
    "posting.",
    "employment.",
    "ins.",
    "agency.",
    "ship.",
    "case.internal_ref",
)
_NOT_KEPT: Final = ("posting.start", "posting.months", "posting.previous")


@dataclass(frozen=True, slots=True)
class Update:
    """One change: ``what`` is ``fact`` or ``field``, ``name`` its name; ``None`` is unknown or empty."""

    what: str
    name: str
    before: FieldValue | None
    after: FieldValue | None


ChangedValues = tuple[dict[str, FactValue | None], dict[str, FieldValue | None]]
"""Facts and fields by name; ``None`` is unknown or empty."""

_SHOWN: Final[Mapping[Event, tuple[str, ...]]] = {
    Event.EARLY_RETURN: ("posting.end",),
    Event.LONGER_STAY: ("posting.end",),
    Event.NEW_HOST: ("host.name", "unit.name_zh", "host.address", "unit.address"),
    Event.NEW_NAME: ("person.surname_latin", "person.given_latin", "person.name_zh", "person.name_hangul"),
    Event.NEW_PASSPORT: ("person.passport_no", "person.passport_expiry"),
}
"""Fields whose old values a notice shows."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One case and what was answered: ``stated`` are its facts as answered, ``facts`` with what fields imply."""

    stated: Facts
    fields: Mapping[str, FieldValue]
    answers: Answers
    facts: Facts

    def by(self, event: Event, on: dt.date) -> tuple[Update, ...]:
        """The changes of facts, fields and what is linked with them."""
        changes: Mapping[Event, Callable[[dt.date], ChangedValues]] = {
            Event.EARLY_RETURN: self._early_return,
            Event.LONGER_STAY: self._longer_stay,
            Event.NEW_NAME: self._new_name,
            Event.NEW_PASSPORT: self._new_passport,
            Event.ARRIVED: self._arrived,
            Event.REFUSED: self._refused,
            Event.LOST: lambda _on: ({}, {}),
        }
        facts, fields = changes[event](on)
        return self._updates(facts, fields)

    def remembered(self, event: Event, on: dt.date) -> tuple[Update, ...]:
        """The fields that keep the event for its papers, with the values it replaced."""
        shown = {
            key: str(value)
            for key in _SHOWN.get(event, ())
            if (value := self._value(key)) is not None and str(value).strip()
        }
        kept: dict[str, FieldValue | None] = {
            KIND: event.value,
            ON: on,
            BEFORE: json.dumps(shown, ensure_ascii=False) if shown else None,
            REASON: str(self.answers["reason"]) if event is Event.REFUSED else None,
        }
        if event in (Event.ARRIVED, Event.REFUSED):
            kept |= {FILED_ON: None, FILED_WITH: None}
        return self._updates({}, kept)

    def ending(self, last: dt.date) -> tuple[Update, ...]:
        """The end of a posting that another one follows."""
        planned = self.facts.planned_end or self.facts.end
        return self._updates({"end": last, "planned_end": planned}, {})

    def next_posting(self, event: Event, on: dt.date, law: Law, before: Determination) -> tuple[Update, ...]:
        """What is otherwise in the posting after this one."""
        facts: dict[str, FactValue | None] = dict.fromkeys(_STARTS_ANEW)
        facts |= {"start": on, **self._counted(event, on, law, before)}
        fields: dict[str, FieldValue | None] = {
            key: None for key in self.fields if not key.startswith(_KEPT_FIELDS) or key in _NOT_KEPT
        }
        fields |= self._earlier_certificate()
        if event is Event.NEW_HOST:
            facts["host_workplace"] = str(self.answers["workplace"])
            fields |= self._new_host()
        else:
            facts |= {"host_contract": True, "home_contract": str(self.answers["home_contract"])}
        return (*self._updates(facts, fields), *self.remembered(event, on))

    def _counted(
        self, event: Event, on: dt.date, law: Law, before: Determination
    ) -> dict[str, FactValue | None]:
        """How the earlier months go on counting: the work was not interrupted, unless a new workplace begins anew.

        Where the agreement counts by workplace (Korea, short-term employees) they are months before the start.
        """
        start = self.facts.working_since or self.facts.start
        if start is None:
            return {}
        regimes = rulebook(law).get((self.facts.from_state or "", self.facts.to_state or ""))
        directions = (
            [r.direction for r in regimes.regimes if r.agreement.id == before.agreement] if regimes else []
        )
        by_workplace = any(prior_rule(d, before.category or "*").rule == "workplace" for d in directions)
        if event is not Event.NEW_HOST or not by_workplace:
            return {"working_since": start}
        counting = before.clock.counting if before.clock else "date_to_date"
        months = months_between(start, on - ONE_DAY, counting) + (self.facts.prior_months or 0)
        return {
            "working_since": None, "prior_months": months, "months_since_prior": 0, "workplace_changed": True,
        }  # fmt: skip

    def _earlier_certificate(self) -> dict[str, FieldValue | None]:
        numbers = {
            "case.prior_certificate_no": "ca.cert_no",
            "case.prior_period_from": "ca.valid_from",
            "case.prior_period_to": "ca.valid_to",
        }
        found = {key: self._value(old) for key, old in numbers.items()}
        return {key: value for key, value in found.items() if value is not None}

    def _new_host(self) -> dict[str, FieldValue | None]:
        group = "unit" if self.facts.to_state == "CN" else "host"
        fields: dict[str, FieldValue | None] = {
            key: None for key in self.fields if key.startswith(f"{group}.") or key == "posting.workplace"
        }
        fields["unit.name_zh" if group == "unit" else "host.name"] = str(self.answers["name"]).strip()
        address = str(self.answers.get("address", "")).strip()
        fields[f"{group}.address"] = address or None
        return fields

    def _early_return(self, on: dt.date) -> ChangedValues:
        return {"planned_end": self.facts.planned_end or self.facts.end, "end": on}, {}

    def _longer_stay(self, on: dt.date) -> ChangedValues:
        """An end that was planned when the person left stays known, unless it lies after the new one."""
        planned = self.facts.planned_end or self.facts.end
        return {"planned_end": planned if planned is None or planned < on else None, "end": on}, {}

    def _new_name(self, _on: dt.date) -> ChangedValues:
        fields: dict[str, FieldValue | None] = {
            "person.surname_latin": str(self.answers["surname"]).strip(),
            "person.given_latin": str(self.answers["given"]).strip(),
        }
        if local := str(self.answers.get("local", "")).strip():
            fields[local_name_field(self.facts)] = local
        return {}, fields

    def _new_passport(self, on: dt.date) -> ChangedValues:
        number = str(self.answers["number"]).strip()
        return {}, {
            "person.passport_no": number, "person.passport_issue": on,
            "person.passport_expiry": self.answers["last"],
        }  # fmt: skip

    def _arrived(self, on: dt.date) -> ChangedValues:
        """``certificate_until`` stays that of the first certificate; an extension runs on from there."""
        first, last, matter = self.answers["first"], self.answers["last"], self.answers["matter"]
        number = str(self.answers.get("number", "")).strip()
        facts: dict[str, FactValue | None] = {"certificate": "held"}
        if matter == "certificate":
            facts |= {"certificate_issued_on": on, "certificate_until": last}
        elif matter == "extension":
            facts |= {"extension": "approved", "extension_until": last}
        else:
            facts |= {"exception_agreement": "agreed", "exception_until": last}
        fields: dict[str, FieldValue | None] = {
            "ca.valid_from": first,
            "ca.valid_to": last,
            "ca.issue_date": on,
        }
        if matter != "certificate":
            fields |= self._earlier_certificate()
        return facts, fields | ({"ca.cert_no": number} if number else {})

    def _refused(self, _on: dt.date) -> ChangedValues:
        """A refused extension is none that runs; a refused exception is as if none had been asked for."""
        changes: dict[str, dict[str, FactValue | None]] = {
            "certificate": {"certificate": "refused"},
            "extension": {"extension": "not_requested"},
            "exception": {"exception_agreement": None},
        }
        return changes[str(self.answers["matter"])], {}

    def _updates(
        self, facts: Mapping[str, FactValue | None], fields: Mapping[str, FieldValue | None]
    ) -> tuple[Update, ...]:
        changed = [Update("fact", name, self.stated.get(name), value) for name, value in facts.items()]
        linked = {key: value for key, value in self._linked(facts) if key not in fields}
        updates = [*changed, *(self._field(key, value) for key, value in {**linked, **fields}.items())]
        return tuple(update for update in updates if update.before != update.after)

    def _linked(self, facts: Mapping[str, FactValue | None]) -> Iterator[tuple[str, FieldValue | None]]:
        """Typed fields that would contradict the new facts, or imply old ones: written anew or emptied."""
        for link in LINKS:
            typed = self.fields.get(link.field)
            if link.fact in facts and typed is not None:
                value, possible = facts[link.fact], link.facts_for(typed)
                if possible is not None and value not in possible:
                    yield link.field, None if value is None else link.field_for(value)
        if "certificate_until" in facts and "ca.valid_to" in self.fields:
            yield "ca.valid_to", facts["certificate_until"]

    def _field(self, key: str, value: FieldValue | None) -> Update:
        return Update("field", key, self.fields.get(key), value)

    def _value(self, key: str) -> FieldValue | None:
        """A field as typed, or as the facts have it."""
        if key in self.fields:
            value = self.fields[key]
            return "\n".join(value) if isinstance(value, tuple) else value
        facts = {"ca.valid_to": "certificate_until", "ca.issue_date": "certificate_issued_on"}
        facts |= {link.field: link.fact for link in LINKS if link.allowed is None}
        return self.facts.get(facts[key]) if key in facts else None
