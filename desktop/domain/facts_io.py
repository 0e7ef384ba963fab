"""Facts from and to plain values, as they stand in case files and in the database."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.facts import VOCABULARY, Fact, Facts, FactValue, Kind
from desktop.domain.states import STATES

LONGEST_TEXT = 10_000
MOST_MONTHS = 1_200


@dataclass(frozen=True, slots=True)
class FactError(Exception):
    """A fact that cannot be read: which one, what was found and what is allowed.

    ``key`` is ``errors.fact.KIND``; ``found`` and ``allowed`` are its parameters.
    """

    fact: str
    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.fact}: {self.found!r} is not allowed; allowed: {self.allowed}"


def read_facts(data: Mapping[str, object]) -> Facts:
    """The facts of a file; raises the first ``FactError`` found."""
    values: dict[str, FactValue] = {}
    for name, value in data.items():
        fact = VOCABULARY.get(name)
        if fact is None:
            raise FactError(name, "errors.fact.unknown_name", str(name), ", ".join(VOCABULARY))
        values[name] = read_value(fact, value)
    return ordered(Facts.of(values))


def ordered(facts: Facts) -> Facts:
    """The same facts; raises a ``FactError`` where an end lies before its start."""
    if facts.from_state is not None and facts.from_state == facts.to_state:
        raise FactError("to", "errors.fact.same_state", facts.to_state, f"≠ {facts.from_state}")
    for first, last in (
        ("start", "end"),
        ("working_since", "start"),
        ("private_medical_from", "private_medical_until"),
        ("certificate_issued_on", "certificate_until"),
    ):
        earlier, later = facts.get(first), facts.get(last)
        if isinstance(earlier, dt.date) and isinstance(later, dt.date) and later < earlier:
            raise FactError(last, "errors.fact.end_before_start", later.isoformat(), f"≥ {earlier} ({first})")
    return facts


def read_value(fact: Fact, value: object) -> FactValue:
    """One value as the vocabulary wants it; raises ``FactError``."""
    if fact.kind is Kind.BOOL:
        return _bool(fact, value)
    if fact.kind is Kind.INTEGER:
        return _integer(fact, value)
    if fact.kind is Kind.DATE:
        return _date(fact, value)
    if fact.kind is Kind.CHOICE and (not isinstance(value, str) or value not in fact.choices):
        raise FactError(fact.name, "errors.fact.choice", _shown(value), ", ".join(fact.choices))
    if fact.kind is Kind.STATE and (not isinstance(value, str) or value not in STATES):
        raise FactError(fact.name, "errors.fact.state", _shown(value), "ISO 3166-1: CN, DE, KR …")
    if fact.kind is Kind.REGION and not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", str(value)):
        raise FactError(fact.name, "errors.fact.region", _shown(value), "ISO 3166-2: CA-QC, GL, FO …")
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise FactError(fact.name, "errors.fact.text", _shown(value), f"1–{LONGEST_TEXT}")
    return value


def write_facts(facts: Facts) -> dict[str, bool | int | str]:
    """The stated facts as plain values, dates in ISO form; ``read_facts`` gives them back."""
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in facts.known()}


def _bool(fact: Fact, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise FactError(fact.name, "errors.fact.bool", _shown(value), "true, false")


def _integer(fact: Fact, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_MONTHS:
        return value
    raise FactError(fact.name, "errors.fact.integer", _shown(value), f"0–{MOST_MONTHS}")


def _date(fact: Fact, value: object) -> dt.date:
    if type(value) is dt.date:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = dt.date.min
        if 1900 <= day.year <= 2199:
            return day
    raise FactError(fact.name, "errors.fact.date", _shown(value), "1900-01-01 … 2199-12-31")


def _shown(value: object) -> str:
    """Short, and without characters that could command a terminal or turn the line round."""
    text = "null" if value is None else str(value)[:61]
    text = "".join(character if character.isprintable() else "�" for character in text)
    return text if len(text) <= 60 else text[:57] + "…"
