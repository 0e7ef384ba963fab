"""The vocabulary of facts: everything the program can be told about a posting.

The names and their values are a contract with case files, the command line and (later) rosters.
An unknown fact is a value too: it is ``None`` here and simply absent in a file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Final

FactValue = bool | int | str | dt.date


class Kind(Enum):
    """What sort of value a fact takes."""

    BOOL = "bool"
    DATE = "date"
    INTEGER = "integer"
    STATE = "state"
    REGION = "region"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Fact:
    """One word of the vocabulary: its name in files, its kind and the values it may take."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    default: FactValue | None = None
    """What holds until someone says otherwise; ``None`` where absent means unknown."""


BRANCHES: Final = ("pension", "unemployment", "medical", "long_term_care", "work_injury", "maternity")

_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "activity": (
        "employee", "self_employed", "investor", "seafarer", "aircrew", "transport_staff",
        "civil_servant", "diplomat", "mission_staff", "trainee", "family_member",
    ),
    "branch": BRANCHES,
    "home_contract": ("active", "dormant", "ended", "none"),
    "host_workplace": (
        "office_or_branch", "subsidiary_or_affiliate", "client", "unrelated_employer", "public_body",
        "own_business", "ship", "aircraft", "none",
    ),
    "wages_borne_by": ("home", "host"),
    "agency_contract": ("none", "labour", "service"),
    "home_pension": ("employees", "residents", "voluntary", "none"),
    "certificate": ("held", "refused", "none", "superseded"),
    "extension": ("approved", "requested", "not_requested"),
    "final_extension": ("approved",),
    "exception_agreement": ("agreed", "requested"),
    "sex": ("male", "female"),
    "worker_category": ("men_60", "women_55", "women_50"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one posting; ``None`` means unknown.

    ``from`` and ``to`` are ``from_state`` and ``to_state`` here, because ``from`` is a word of Python.
    Dates are inclusive on both ends; months are whole numbers.
    """

    from_state: str | None = None
    to_state: str | None = None
    to_region: str | None = None
    sent_from: str | None = None
    nationality: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    as_of: dt.date | None = None
    branch: str | None = None
    activity: str | None = None
    home_employer: bool | None = None
    home_contract: str | None = None
    works_for_home_employer: bool | None = None
    host_workplace: str | None = None
    host_contract: bool | None = None
    wages_borne_by: str | None = None
    limited_in_advance: bool | None = None
    agency_contract: str | None = None
    employed_before_months: int | None = None
    home_pension: str | None = None
    home_unemployment: bool | None = None
    paying_at_home: bool | None = None
    residence: str | None = None
    normally_self_employed_at_home: bool | None = None
    flag: str | None = None
    airline_seat: str | None = None
    employed_by_branch_in: str | None = None
    family_of_exempt_worker: bool | None = None
    works_in_host: bool | None = None
    maintained_by_worker: bool | None = None
    joint_application: bool | None = None
    working_since: dt.date | None = None
    prior_months: int | None = None
    months_since_prior: int | None = None
    workplace_changed: bool | None = None
    certificate: str | None = None
    certificate_issued_on: dt.date | None = None
    certificate_until: dt.date | None = None
    extension: str | None = None
    final_extension: str | None = None
    exception_agreement: str | None = None
    age_at_start: int | None = None
    sex: str | None = None
    enrolled_in_host_medical: bool | None = None
    holds_post: bool | None = None
    worker_category: str | None = None
    residence_status: str | None = None
    planned_end: dt.date | None = None
    extension_until: dt.date | None = None
    exception_until: dt.date | None = None
    work_permit_on: dt.date | None = None
    certificate_handed_in_on: dt.date | None = None
    private_medical: bool | None = None
    private_medical_from: dt.date | None = None
    private_medical_until: dt.date | None = None

    @classmethod
    def of(cls, values: Mapping[str, FactValue]) -> Facts:
        """Facts by their names in files; raises ``KeyError`` for a name outside the vocabulary."""
        return cls(**{ATTRIBUTES[name]: value for name, value in values.items()})  # type: ignore[arg-type]

    def get(self, name: str) -> FactValue | None:
        """The value of the fact called ``name`` in files, ``None`` when unknown."""
        value: FactValue | None = getattr(self, ATTRIBUTES[name])
        return value

    def with_(self, name: str, value: FactValue | None) -> Facts:
        """A copy in which ``name`` has ``value`` (``None`` makes it unknown again)."""
        return replace(self, **{ATTRIBUTES[name]: value})  # type: ignore[arg-type]

    def known(self) -> Iterator[tuple[str, FactValue]]:
        """The stated facts, in the order of the vocabulary."""
        for name, attribute in ATTRIBUTES.items():
            value = getattr(self, attribute)
            if value is not None:
                yield name, value


_STATE_FACTS: Final = {
    "from", "to", "sent_from", "nationality", "residence", "flag", "airline_seat", "employed_by_branch_in",
}  # fmt: skip
_DEFAULTS: Final[dict[str, FactValue]] = {
    "prior_months": 0,
    "agency_contract": "none",
    "workplace_changed": False,
}


def _file_name(attribute: str) -> str:
    return {"from_state": "from", "to_state": "to"}.get(attribute, attribute)


def _kind(name: str, annotation: str) -> Kind:
    if name in _STATE_FACTS:
        return Kind.STATE
    if name == "to_region":
        return Kind.REGION
    if name in _CHOICES:
        return Kind.CHOICE
    return {
        "bool | None": Kind.BOOL,
        "int | None": Kind.INTEGER,
        "dt.date | None": Kind.DATE,
        "str | None": Kind.TEXT,
    }[annotation]


ATTRIBUTES: Final[Mapping[str, str]] = {_file_name(field.name): field.name for field in fields(Facts)}
VOCABULARY: Final[Mapping[str, Fact]] = {
    name: Fact(name, _kind(name, str(field.type)), _CHOICES.get(name, ()), _DEFAULTS.get(name))
    for field in fields(Facts)
    for name in [_file_name(field.name)]
}
