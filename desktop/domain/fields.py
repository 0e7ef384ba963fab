"""The fields of the papers: what kinds there are, what each may hold and how a typed value is read.

Objects of this module are made by ``desktop.law.forms_reader`` from ``resources/documents``. ``unit.*`` is
always the entity in China and ``host.*`` the entity in the other state, also for people coming to China;
``turned`` fields therefore carry a second label for that direction. Labels are texts of the catalogue
``fields``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from desktop.domain.case import FieldValue
from desktop.domain.paper import Value, Words


class FieldKind(Enum):
    """What sort of value a field takes.

    ``MONTH`` is kept as ``YYYY-MM``, ``PERIODS`` as one ``YYYY-MM-DD/YYYY-MM-DD`` a line, ``ADDRESS`` one
    part a line. ``SIGNATURE``, ``STAMP`` and ``FILE`` are made by hand or by a body, never by the program.
    """

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    MONTH = "month"
    INTEGER = "integer"
    BOOL = "bool"
    STATE = "state"
    CHOICE = "choice"
    ADDRESS = "address"
    PERIODS = "periods"
    SIGNATURE = "signature"
    STAMP = "stamp"
    FILE = "file"


LONGEST = 10_000
"""Characters that any field holds at most."""

BY_HAND = frozenset({FieldKind.SIGNATURE, FieldKind.STAMP, FieldKind.FILE})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the papers.

    ``completed_by``: app, applicant, employer, host_employer, local_agency, central_agency, host_agency.
    ``sensitivity``: none, low, medium, identity, high. ``validator`` names a check of ``desktop.numbers``.
    Lengths count characters, ``minimum`` and ``maximum`` bound integers; all four are inclusive.
    """

    key: str
    group: str
    kind: FieldKind
    completed_by: str
    sensitivity: str = "none"
    validator: str = ""
    pattern: str = ""
    min_length: int = 0
    max_length: int = LONGEST
    minimum: int | None = None
    maximum: int | None = None
    choices: str = ""
    """The name of an enumeration of ``Forms.enums``."""
    open: bool = False
    """A value outside ``choices`` is allowed and printed as typed."""
    address: str = ""
    """``CN``, ``other`` (the state that is not China) or ``host`` (the state of work): where it lies."""
    state: str = ""
    """Asked only where this state (ISO code) is one of the two."""
    turned: bool = False
    """Has a second label, ``label_to_cn``, for people coming to China."""
    hint: bool = False
    """Has a text ``hint``."""

    def label(self, to_china: bool = False) -> Words:
        """The name of the field; ``to_china`` for people coming to China."""
        return Words(f"fields.{self.key}.{'label_to_cn' if self.turned and to_china else 'label'}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A field's place on a data sheet.

    ``need``: required, optional. ``when`` names conditions of ``desktop.domain.papers.conditions``, all of
    which must hold; empty: always.
    """

    field: str
    need: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A block of a data sheet, headed ``papers.sheet.section.KEY``, in the order of the online form."""

    key: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proof that belongs to the application; its words are ``papers.evidence.KEY``.

    ``supplier``: worker, employer, host_employer, body. ``need``: required, advised. ``when`` names
    conditions, all of which must hold. ``cite`` names the instrument behind it, empty where it is our advice.
    """

    key: str
    supplier: str
    need: str
    when: tuple[str, ...] = ()
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Forms:
    """All that ``resources/documents`` says: fields, enumerations, address parts, data sheets, evidence."""

    fields: Mapping[str, Field]
    groups: tuple[str, ...] = ()
    enums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    def label(self, key: str, to_china: bool = False) -> Words:
        """The label of the field ``key``; raises ``KeyError`` for an unknown field."""
        return self.fields[key].label(to_china)

    def choices(self, key: str, state: str = "") -> tuple[str, ...]:
        """The values the field ``key`` may take; those of ``state`` where it has its own list."""
        name = self.fields[key].choices
        return self.enums.get(f"{name}_{state.lower()}", self.enums.get(name, ()))

    def group(self, name: str) -> tuple[Field, ...]:
        """The fields of one group, in their order."""
        return tuple(f for f in self.fields.values() if f.group == name)


class Severity(Enum):
    """``BLOCK`` must be mended before a final print; ``WARN`` is for the user to judge."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with typed fields, or between fields and facts.

    Its words are ``key`` (``fields.problem.…`` or a reason of ``numbers``) with ``params``; it names every
    field and every fact concerned.
    """

    severity: Severity
    key: str
    fields: tuple[str, ...]
    facts: tuple[str, ...] = ()
    params: Mapping[str, Value] = field(default_factory=dict)


class UnreadableValue(ValueError):
    """A typed value that is not of its field's kind."""


def read_value(spec: Field, raw: FieldValue) -> FieldValue:
    """The value in the type of its kind: ISO text becomes a date, ``2`` an integer, lines stay text.

    Raises ``UnreadableValue`` where that is not possible. Enumerations are not looked up here.
    """
    if spec.kind is FieldKind.DATE:
        return _date(raw)
    if spec.kind is FieldKind.MONTH:
        return _month(raw)
    if spec.kind is FieldKind.INTEGER:
        return _integer(raw)
    if spec.kind is FieldKind.BOOL:
        return _bool(raw)
    if isinstance(raw, tuple):
        return "\n".join(raw)
    if not isinstance(raw, str):
        raise UnreadableValue(spec.key)
    return raw.strip()


def read_periods(text: str) -> tuple[tuple[dt.date, dt.date], ...]:
    """First and last days, inclusive, of a ``PERIODS`` value; raises ``UnreadableValue``."""
    periods = []
    for line in filter(None, map(str.strip, text.splitlines())):
        first, _, last = line.partition("/")
        periods.append((_date(first.strip()), _date(last.strip())))
    return tuple(periods)


def is_empty(value: FieldValue | None) -> bool:
    """Whether nothing was typed; ``False`` and ``0`` are values."""
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def lines(value: FieldValue) -> tuple[str, ...]:
    """The non-empty lines of a text of several lines."""
    parts: Iterable[str] = value if isinstance(value, tuple) else str(value).splitlines()
    return tuple(part.strip() for part in parts if part.strip())


def _date(raw: FieldValue) -> dt.date:
    if isinstance(raw, dt.date):
        return raw
    try:
        return dt.date.fromisoformat(str(raw).strip())
    except ValueError as error:
        raise UnreadableValue(str(raw)) from error


def _month(raw: FieldValue) -> str:
    if isinstance(raw, dt.date):
        return f"{raw.year:04d}-{raw.month:02d}"
    text = str(raw).strip()
    _date(f"{text}-01")
    return text


def _integer(raw: FieldValue) -> int:
    if isinstance(raw, bool):
        raise UnreadableValue(str(raw))
    if isinstance(raw, int):
        return raw
    text = str(raw).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise UnreadableValue(text)
    return int(text)


def _bool(raw: FieldValue) -> bool:
    if isinstance(raw, bool):
        return raw
    answers = {"true": True, "yes": True, "false": False, "no": False}
    text = str(raw).strip().lower()
    if text not in answers:
        raise UnreadableValue(text)
    return answers[text]
