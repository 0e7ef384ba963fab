"""Everything that is kept, of one person or of all, as tables of plain things: what an archive holds.

Things refer to each other by ids that count inside these contents alone. The history of changes is not part of
them, nor are deleted cases.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, Final, cast

from desktop.domain.case import Answer, Case, FieldValue
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Reminder
from desktop.domain.record.evidence import Evidence, FactProof
from desktop.domain.record.person import Employer, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case by itself: ``fields`` are those that neither person nor firm keeps; see ``Case`` for the rest.

    ``uid`` is the same in every copy of the case, as for persons.
    """

    id: int | None = None
    uid: str = field(default="", compare=False)
    name: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict, hash=False)
    fields: Mapping[str, FieldValue] = field(default_factory=dict, hash=False)
    ticks: tuple[str, ...] = ()
    law_edition: str | None = None
    decided_on: dt.date | None = None
    outcome: str | None = None
    created_on: dt.date
    changed_on: dt.date
    person_id: int | None = None
    china_employer_id: int | None = None
    abroad_employer_id: int | None = None

    @classmethod
    def of(cls, case: Case, own: Mapping[str, FieldValue], uid: str = "") -> CaseRow:
        """The row of a stored case, whose own fields are ``own``."""
        assert case.created_on is not None
        assert case.changed_on is not None
        values = {f.name: getattr(case, f.name) for f in fields(cls) if f.name != "uid"}
        return cls(**{**values, "uid": uid, "fields": dict(own), "ticks": tuple(sorted(case.ticks))})


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """Something remembered; ``*`` in the name stands for the case it belongs to."""

    id: int | None = None
    case_id: int | None = None
    name: str
    value: FieldValue


TABLES: Final[Mapping[str, type]] = {
    "persons": Person,
    "employers": Employer,
    "cases": CaseRow,
    "evidence": Evidence,
    "contributions": ContributionMonth,
    "certificates": Certificate,
    "custody": Custody,
    "documents": Document,
    "diary": DiaryEntry,
    "reminders": Reminder,
    "fact_proofs": FactProof,
    "settings": SettingRow,
}
"""The tables by name, those before that others refer to."""

REFERS: Final[Mapping[str, str]] = {
    "person_id": "persons",
    "employer_id": "employers",
    "china_employer_id": "employers",
    "abroad_employer_id": "employers",
    "case_id": "cases",
    "evidence_id": "evidence",
    "certificate_id": "certificates",
}
"""The table that a field refers to."""

NOT_CARRIED: Final = (
    "calendar_id",
    "reminders_seen",
    "filing_counted",
    "opened_on",
    "opened_before",
    "untidy",
    "salvaged",
    "own_key",
    "recipients",
)
"""Settings that name this copy of the program, rows of its own file or what was worked out from them; and keys:
one's own is a secret, and those of others must not come in with a file, or it would name itself as their owner."""

Row = Any
"""A thing of one of the classes of ``TABLES``."""
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of each table, in the order in which they are kept; tables without rows may be absent."""

    rows: Rows

    def of(self, table: str) -> Sequence[Row]:
        """The rows of one table."""
        return self.rows.get(table, ())

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        """Every row with its table, those before that others refer to."""
        for table in TABLES:
            for row in self.of(table):
                yield table, row

    def __len__(self) -> int:
        return sum(len(rows) for rows in self.rows.values())

    def renumbered(self) -> Contents:
        """The same things with ids from 1 on in every table, so that equal contents are equal as they stand."""
        numbers = {
            table: {row.id: number for number, row in enumerate(self.of(table), start=1)} for table in TABLES
        }
        return Contents(
            {
                table: tuple(
                    replace(refer(row, numbers), id=number)
                    for number, row in enumerate(self.of(table), start=1)
                )
                for table in TABLES
                if self.of(table)
            }
        )


@cache
def references(kind: type) -> tuple[str, ...]:
    """The fields of a class of ``TABLES`` that hold the id of something else."""
    return tuple(f.name for f in fields(kind) if f.name in REFERS)


def refer(row: Row, numbers: Mapping[str, Mapping[int | None, int]]) -> Row:
    """``row`` with every id it refers to exchanged, by table; raises ``KeyError`` for one that is not there."""
    changed = {
        name: number
        for name in references(cast(type, type(row)))
        if (value := getattr(row, name)) is not None and (number := numbers[REFERS[name]][value]) != value
    }
    return replace(row, **changed) if changed else row
