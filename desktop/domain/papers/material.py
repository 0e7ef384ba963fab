"""What a paper is made of: the facts, the typed fields and the determination of one case, as typed values.

A composer asks a ``Sheet`` for values in the order of its page; the sheet remembers which required ones were
missing. What a fact implies (``field_links``) or the determination says is not asked again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from desktop.domain.agreement import Law
from desktop.domain.case import FieldValue
from desktop.domain.determination import Determination
from desktop.domain.facts import Facts
from desktop.domain.field_case import case_fields
from desktop.domain.field_links import derived_fields, with_derived_facts
from desktop.domain.fields import (
    BY_HAND,
    Field,
    FieldKind,
    Forms,
    UnreadableValue,
    is_empty,
    lines,
    read_periods,
    read_value,
)
from desktop.domain.paper import (
    Address,
    Missing,
    Months,
    Official,
    Period,
    PersonName,
    Phone,
    State,
    Value,
    Words,
)
from desktop.domain.papers.held import Held
from desktop.domain.states import STATES


@dataclass(frozen=True)
class Material:
    """One case on one day. ``fields`` are the values as typed; typed ones win over derived ones."""

    facts: Facts
    fields: Mapping[str, FieldValue]
    determination: Determination
    law: Law
    day: dt.date
    forms: Forms
    ticks: frozenset[str] = frozenset()
    """What the user has ticked off, as in ``Case.ticks``."""
    stated: Facts | None = None
    """The facts as answered, without what fields imply; ``None`` where ``facts`` are just those."""
    held: Held | None = None
    """The certificate of the register that a paper is about; ``None`` for the papers of an application."""

    @cached_property
    def all_facts(self) -> Facts:
        """The facts as stated and, where one is unknown, what the typed fields imply."""
        return with_derived_facts(self.facts, self.fields)

    @cached_property
    def all_fields(self) -> Mapping[str, FieldValue]:
        """The typed values and, where nothing was typed, what facts and determination imply."""
        typed = {key: value for key, value in self.fields.items() if not is_empty(value)}
        derived = derived_fields(self.all_facts)
        return {**case_fields(self.all_facts, self.determination), **derived, **typed}

    def has(self, key: str) -> bool:
        """Whether the field has a value, typed or derived."""
        return key in self.all_fields

    def raw(self, key: str) -> FieldValue | None:
        """The value in the type of its kind, as typed where it cannot be read, ``None`` where empty."""
        value = self.all_fields.get(key)
        if value is None:
            return None
        try:
            return read_value(self.forms.fields[key], value)
        except UnreadableValue:
            return value

    def date(self, key: str) -> dt.date | None:
        """A date field's day, ``None`` where it is empty or cannot be read."""
        value = self.raw(key)
        return value if isinstance(value, dt.date) else None

    def value(self, key: str) -> Value:
        """The field as a value of a paper; ``Missing(key)`` where it is empty. Raises ``KeyError``."""
        spec = self.forms.fields[key]
        raw = self.raw(key)
        if raw is None or spec.kind in BY_HAND:
            return Missing(key)
        if key == "case.agreement":
            return self._agreement(str(raw))
        if spec.kind is FieldKind.CHOICE and raw in self.forms.choices(key, self.host):
            return Words(f"fields.enum.{spec.choices}.{raw}")
        return _typed(spec, raw, {"CN": "CN", "other": self.other, "host": self.host}.get(spec.address, ""))

    def text(self, key: str) -> str:
        """The field as plain text, empty where it has none: for names, numbers and references."""
        value = self.all_fields.get(key, "")
        return value.isoformat() if isinstance(value, dt.date) else str(value).strip()

    def label(self, key: str) -> Words:
        """The field's label for the direction of this case."""
        return self.forms.label(key, self.to_china)

    def person(self) -> PersonName:
        """The worker's name, parts that are not known left empty; Korean script first for Koreans."""
        korean = self.text("person.nationality") == "KR"
        scripts = ("person.name_hangul", "person.name_zh") if korean else ("person.name_zh",)
        local = next((self.text(key) for key in scripts if self.has(key)), "")
        return PersonName(self.text("person.surname_latin"), self.text("person.given_latin"), local)

    def posting(self) -> Period | Missing:
        """First and last day of the posting, or the first of the two that is missing."""
        return self.period("posting.start", "posting.end")

    def period(self, first: str, last: str) -> Period | Missing:
        """The period between two date fields, both days inclusive, or the first of them that is missing."""
        begin, end = self.date(first), self.date(last)
        if begin is None:
            return Missing(first)
        return Missing(last) if end is None else Period(begin, end)

    @property
    def home(self) -> str:
        """The state whose insurance is kept (ISO code), empty where unknown."""
        if self.all_facts.from_state:
            return self.all_facts.from_state
        return "CN" if self.host not in ("", "CN") else ""

    @property
    def host(self) -> str:
        """The state of work (ISO code), empty where unknown."""
        return self.all_facts.to_state or ""

    @property
    def other(self) -> str:
        """The state of the two that is not China: the side of ``host.*``; empty where unknown."""
        return next((state for state in (self.host, self.home) if state not in ("", "CN")), "")

    @property
    def to_china(self) -> bool:
        """Whether the person comes to China."""
        return self.host == "CN"

    @property
    def german(self) -> bool:
        """Whether Germany is one of the two states."""
        return self.other == "DE"

    @property
    def korean(self) -> bool:
        """Whether Korea is one of the two states."""
        return self.other == "KR"

    @property
    def sender(self) -> str:
        """The group of the entity in the home state: ``unit``, or ``host`` for people coming to China."""
        return "host" if self.to_china else "unit"

    @property
    def receiver(self) -> str:
        """The group of the entity in the state of work: ``host``, or ``unit`` for people coming to China."""
        return "unit" if self.to_china else "host"

    @property
    def exempt_branches(self) -> tuple[str, ...]:
        """The branches of the host state that are, or after the named approval would be, exempt."""
        return self.determination.exempt_branches

    def _agreement(self, agreement_id: str) -> Value:
        for agreement in self.law.agreements:
            instrument = self.law.instruments.get(agreement.instruments[0]) if agreement.instruments else None
            if agreement.id == agreement_id and instrument is not None:
                return Official(instrument.short or instrument.titles)
        return agreement_id


class Sheet:
    """Gives a composer its values and keeps the required keys without one, each once, in page order."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._missing: dict[str, None] = {}

    def need(self, key: str) -> Value:
        """A required value; where it is missing, ``Missing(key)``, and the key is remembered."""
        value = self.material.value(key)
        if isinstance(value, Missing):
            self._missing[key] = None
        return value

    def take(self, key: str) -> Value | None:
        """An optional value, ``None`` where it is empty."""
        value = self.material.value(key)
        return None if isinstance(value, Missing) else value

    def person(self) -> Value:
        """The worker's name; required: surname and given name as in the passport."""
        parts = [self.need(key) for key in ("person.surname_latin", "person.given_latin")]
        gap = next((part for part in parts if isinstance(part, Missing)), None)
        return gap or self.material.person()

    def period(self, first: str, last: str) -> Value:
        """A required period; both keys are remembered where they are missing."""
        self.need(first)
        self.need(last)
        return self.material.period(first, last)

    @property
    def missing(self) -> tuple[str, ...]:
        """The required keys that had no value, in the order they were asked for."""
        return tuple(self._missing)


def _typed(spec: Field, raw: FieldValue, state: str) -> Value:
    if isinstance(raw, bool):
        return Words("fields.yes" if raw else "fields.no")
    if isinstance(raw, int):
        return Months(raw) if spec.key in ("posting.months", "ins.months_paid") else raw
    if isinstance(raw, dt.date):
        return raw
    text = str(raw)
    if spec.kind is FieldKind.STATE:
        return State(text) if text in STATES else text
    if spec.kind is FieldKind.MONTH:
        return _month(text)
    if spec.kind is FieldKind.ADDRESS:
        return Address(lines(raw), state)
    if spec.kind is FieldKind.PERIODS:
        return _periods(text)
    return Phone(text) if spec.validator == "phone" else text


def _month(text: str) -> Value:
    year, _, month = text.partition("-")
    known = len(month) == 2 and month.isdigit() and 1 <= int(month) <= 12
    return Words(f"fields.month.{int(month)}", {"year": year}) if known else text


def _periods(text: str) -> Value:
    try:
        periods: list[Value] = [Period(first, last) for first, last in read_periods(text)]
    except UnreadableValue:
        return text
    return reduce(lambda head, tail: Words("fields.list", {"head": head, "tail": tail}), periods)
