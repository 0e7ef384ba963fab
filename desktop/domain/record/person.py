"""Persons and employers, and which fields of the papers are theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.case import FieldValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whose working life is kept.

    ``fields`` are the fields of the papers that are the person's own (``owner_of``); ``born_on`` is ``None``
    while nobody entered it. ``keep_until`` is the last day on which a law or a contract wants the data kept, with
    the reason in the user's words. ``uid`` is the same in every copy of the person, 32 hexadecimal digits given by
    the store; it says nothing of the person and makes no two of them different.
    """

    id: int | None = None
    uid: str = field(default="", compare=False)
    name: str
    born_on: dt.date | None = None
    note: str = ""
    keep_until: dt.date | None = None
    keep_reason: str = ""
    fields: Mapping[str, FieldValue] = field(default_factory=dict, hash=False)

    @property
    def written_name(self) -> str:
        """The name for a paper; empty where the record has only the number of a case, as ``#12``, in its place."""
        return "" if self.name.startswith("#") else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """Somebody who employs or hosts; ``state`` is an ISO 3166-1 code, empty where unknown; ``uid`` as for persons."""

    id: int | None = None
    uid: str = field(default="", compare=False)
    name: str
    state: str = ""
    note: str = ""
    fields: Mapping[str, FieldValue] = field(default_factory=dict, hash=False)


def owner_of(key: str) -> str | None:
    """Who keeps a field of the papers: ``person``, ``china_employer``, ``abroad_employer``, or ``None``: the case.

    Fields of the person and of the firms are entered once and stand in the papers of all their postings.
    """
    match key.partition("."):
        case ("person", ".", name) if name not in {"occupation_home", "occupation_host", "address_host"}:
            return "person"
        case ("unit", ".", _):
            return "china_employer"
        case ("host", ".", name) if name != "relation":
            return "abroad_employer"
        case _:
            return None
