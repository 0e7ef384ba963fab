"""What an archive would bring: each of its things is new here, the same as one kept here, or different from it.

Ids say nothing between two files. A person, a firm or a case is known by its ``uid`` whatever it is called now; a
copy that was typed anew has another one, so people are also known by identity number and by name and birth. Other
things are matched by what names them: a month by its place in the record, a certificate by its number. Nothing is
decided here; see ``Plan``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
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


_Name = Callable[[Any], Hashable]


def _field(key: str) -> _Name:
    """Names a person or firm by a number among its fields, written with blanks or without; ``None`` for none."""

    def name(row: Any) -> Hashable:
        value = row.fields.get(key)
        return "".join(value.split()).upper() or None if isinstance(value, str) else None

    return name


_UID: Final[_Name] = lambda row: row.uid or None  # noqa: E731
_resident, _passport, _credit = map(_field, ("person.resident_id", "person.passport_no", "unit.uscc"))
_NAMED_BY: Final[Mapping[str, tuple[_Name, ...]]] = {
    "persons": (_UID, _resident, _passport, lambda row: (row.name, row.born_on)),
    "employers": (_UID, _credit, lambda row: (row.name, row.state)),
    "cases": (_UID, lambda row: (row.name, row.created_on)),
    "evidence": (lambda row: (row.person_id, row.title, row.dated, row.file_name),),
    "contributions": (lambda row: (row.person_id, row.place_in_record),),
    "certificates": (
        lambda row: (row.person_id, row.kind, row.state, row.host, row.number or row.starts_on),
    ),
    "custody": (lambda row: (row.certificate_id, row.paper, row.number, row.since),),
    "documents": (lambda row: (row.person_id, row.kind, row.state, row.number or row.ends_on),),
    "diary": (lambda row: (row.case_id, row.on, row.stage, row.matter),),
    "reminders": (lambda row: (row.person_id, row.case_id, row.kind, row.due_on, row.title),),
    "fact_proofs": (lambda row: (row.case_id, row.fact, row.evidence_id),),
    "settings": (lambda row: (row.case_id, row.name),),
}
"""What a thing is known by, the surest first; a name that is ``None`` says nothing."""
_OF_THE_FILE: Final = frozenset({"id", "uid", "law_edition", "decided_on", "outcome", "changed_on"})
"""Fields in which two things may differ and still be the same: they follow from the rest, or from the day."""


def compare(mine: Contents, theirs: Contents) -> tuple[Entry, ...]:
    """Every thing of ``theirs`` as it stands to ``mine``, in the order of the tables."""
    numbers: dict[str, dict[int | None, int]] = {table: {} for table in TABLES}
    return tuple(entry for table in TABLES for entry in _table(table, mine, theirs, numbers))


def _table(
    table: str, mine: Contents, theirs: Contents, numbers: dict[str, dict[int | None, int]]
) -> Iterator[Entry]:
    names = [f.name for f in fields(TABLES[table]) if f.name not in _OF_THE_FILE]
    waiting = _Waiting(table, mine.of(table), theirs.of(table), names)
    used: set[str] = set()
    known = {uid for row in mine.of(table) if (uid := getattr(row, "uid", ""))}
    for row in theirs.of(table):
        referring = _own_uid(refer(row, numbers), used)
        found = waiting.take(referring)
        if found is None and getattr(referring, "uid", "") in known:
            referring = replace(referring, uid="")
        numbers[table][row.id] = -row.id if found is None else found.id
        differing = () if found is None else differing_fields(referring, found, names)
        standing = Standing.NEW if found is None else Standing.DIFFERENT if differing else Standing.SAME
        yield Entry(table, referring, standing, found, differing)


def _own_uid(row: Row, used: set[str]) -> Row:
    """The row, without the ``uid`` that one before it in the file has; it is then given one of its own."""
    uid: str = getattr(row, "uid", "")
    if uid in used:
        return replace(row, uid="")
    used.update({uid} - {""})
    return row


class _Waiting:
    """The things kept here that nothing of the archive was matched with yet."""

    def __init__(self, table: str, mine: Sequence[Row], theirs: Sequence[Row], names: Sequence[str]) -> None:
        self._table, self._names = table, names
        self._named_by = _NAMED_BY[table]
        self._by: list[defaultdict[Hashable, list[Row]]] = [defaultdict(list) for _ in self._named_by]
        for row in mine:
            for named_by, rows in zip(self._named_by, self._by, strict=True):
                if (name := named_by(row)) is not None:
                    rows[name].append(row)
        self._taken: set[int | None] = set()
        self._claimed = {row.uid for row in theirs if row.uid} if self._named_by[0] is _UID else set()

    def take(self, row: Row) -> Row | None:
        """The thing that ``row`` is, an equal one first; it can be taken once."""
        for named_by, rows in zip(self._named_by, self._by, strict=True):
            name = named_by(row)
            found = [] if name is None else [other for other in rows.get(name, ()) if self._free(row, other)]
            if found:
                best = self._nearest(row, found)
                self._taken.add(best.id)
                return best
        return None

    def _nearest(self, row: Row, found: Sequence[Row]) -> Row:
        if len(found) == 1:
            return found[0]
        return min(found, key=lambda other: len(differing_fields(row, other, self._names)))

    def _free(self, row: Row, other: Row) -> bool:
        """Whether ``other`` may be the thing: cases that were begun apart are two, and so are those of two people."""
        if other.id in self._taken:
            return False
        if self._named_by[0] is not _UID:
            return True
        if row.uid == other.uid != "":
            return self._table != "persons" or _is_plausible(row, other)
        if other.uid in self._claimed:
            return False
        if self._table == "persons":
            return None in (_resident(row), _resident(other)) or _resident(row) == _resident(other)
        if self._table == "cases":
            persons = (row.person_id, other.person_id)
            return "" in (row.uid, other.uid) and (None in persons or row.person_id == other.person_id)
        return True


def _is_plausible(row: Row, other: Row) -> bool:
    """Whether two people with one ``uid`` may be one: who once got a file knows the ``uid`` and could claim it."""
    if row.name == other.name or (row.born_on is not None and row.born_on == other.born_on):
        return True
    return any(
        named_by(row) is not None and named_by(row) == named_by(other) for named_by in (_resident, _passport)
    )


def differing_fields(row: Row, other: Row, names: Sequence[str]) -> tuple[str, ...]:
    """Which of the fields called ``names`` differ."""
    return tuple(name for name in names if getattr(row, name) != getattr(other, name))
