"""What an archive would bring: each of its things is new here, the same as one kept here, or different from it.

Ids say nothing between two files, so things are matched by what names them: a person by name and birth, a month
by its place in the record, a certificate by its number. Nothing is decided here; see ``Plan``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, Final

from desktop.domain.record.contents import TABLES, Contents, Row, refer


class Standing(Enum):
    """How a thing of the archive stands to what is kept here."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the archive: ``theirs``, with what it refers to by ids of this file where that is kept here.

    Ids below zero stand for things that are new here. ``mine`` is the thing kept here, ``None`` for a new one;
    ``differing`` names the fields in which the two differ.
    """

    table: str
    theirs: Row
    standing: Standing
    mine: Row | None = None
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written: all that is new and, of what is different, the entries in ``taken`` alone."""

    entries: Sequence[Entry]
    taken: Collection[int] = ()

    def __iter__(self) -> Iterator[Entry]:
        for place, entry in enumerate(self.entries):
            if entry.standing is Standing.NEW or (
                entry.standing is Standing.DIFFERENT and place in self.taken
            ):
                yield entry


_NAMED_BY: Final[Mapping[str, Callable[[Any], Hashable]]] = {
    "persons": lambda row: (row.name, row.born_on),
    "employers": lambda row: (row.name, row.state),
    "cases": lambda row: (row.name, row.created_on),
    "evidence": lambda row: (row.person_id, row.title, row.dated, row.file_name),
    "contributions": lambda row: (row.person_id, row.place_in_record),
    "certificates": lambda row: (row.person_id, row.kind, row.state, row.host, row.number or row.starts_on),
    "custody": lambda row: (row.certificate_id, row.paper, row.number, row.since),
    "documents": lambda row: (row.person_id, row.kind, row.state, row.number or row.ends_on),
    "diary": lambda row: (row.case_id, row.on, row.stage, row.matter),
    "reminders": lambda row: (row.person_id, row.case_id, row.kind, row.due_on, row.title),
    "fact_proofs": lambda row: (row.case_id, row.fact, row.evidence_id),
    "settings": lambda row: (row.case_id, row.name),
}
_OF_THE_FILE: Final = frozenset({"id", "law_edition", "decided_on", "outcome", "changed_on"})
"""Fields in which two things may differ and still be the same: they follow from the rest, or from the day."""


def compare(mine: Contents, theirs: Contents) -> tuple[Entry, ...]:
    """Every thing of ``theirs`` as it stands to ``mine``, in the order of the tables."""
    numbers: dict[str, dict[int | None, int]] = {table: {} for table in TABLES}
    return tuple(entry for table in TABLES for entry in _table(table, mine, theirs, numbers))


def _table(
    table: str, mine: Contents, theirs: Contents, numbers: dict[str, dict[int | None, int]]
) -> Iterator[Entry]:
    named_by = _NAMED_BY[table]
    waiting: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in mine.of(table):
        waiting[named_by(row)].append(row)
    names = [f.name for f in fields(TABLES[table]) if f.name not in _OF_THE_FILE]
    for row in theirs.of(table):
        referring = refer(row, numbers)
        found = _match(table, referring, waiting[named_by(referring)], names)
        numbers[table][row.id] = -row.id if found is None else found.id
        differing = () if found is None else _differing(referring, found, names)
        standing = Standing.NEW if found is None else Standing.DIFFERENT if differing else Standing.SAME
        yield Entry(table, referring, standing, found, differing)


def _match(table: str, row: Row, candidates: list[Row], names: Sequence[str]) -> Row | None:
    """The thing of the same name, an equal one first; it can be matched once. A case is nobody else's case."""
    best, least = None, len(names) + 1
    for other in candidates:
        if (
            table == "cases"
            and None not in (row.person_id, other.person_id)
            and row.person_id != other.person_id
        ):
            continue
        count = len(_differing(row, other, names))
        if count < least:
            best, least = other, count
        if not count:
            break
    if best is not None:
        candidates.remove(best)
    return best


def _differing(row: Row, other: Row, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(row, name) != getattr(other, name))
