"""Two states of the same file, person by person: what the one has more, the other has more, and what differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from desktop.domain.record.contents import Contents, Row
from desktop.domain.record.merge import Entry, Standing, compare


class Who(NamedTuple):
    """A person by what names them in every file; an empty name stands for what belongs to nobody."""

    name: str
    born_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs about one person, each as a number of things by the table they stand in.

    ``only_then``: in the earlier state alone; ``only_now``: in the later alone; ``changed``: in both, and not equal.
    """

    who: Who
    only_then: Mapping[str, int] = field(default_factory=dict)
    only_now: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)


def differences(then: Contents, now: Contents) -> tuple[Difference, ...]:
    """Everyone about whom the two differ, by name; what belongs to nobody comes last."""
    only_then: dict[Who, Counter[str]] = {}
    only_now: dict[Who, Counter[str]] = {}
    changed: dict[Who, Counter[str]] = {}
    for entry, who in _with_whose(now, then):
        if entry.standing is Standing.NEW:
            only_then.setdefault(who, Counter())[entry.table] += 1
        elif entry.standing is Standing.DIFFERENT:
            changed.setdefault(who, Counter())[entry.table] += 1
    for entry, who in _with_whose(then, now):
        if entry.standing is Standing.NEW:
            only_now.setdefault(who, Counter())[entry.table] += 1
    everyone = sorted({*only_then, *only_now, *changed}, key=_by_name)
    return tuple(
        Difference(who, only_then.get(who, {}), only_now.get(who, {}), changed.get(who, {}))
        for who in everyone
    )


def without_uids(contents: Contents) -> Contents:
    """The same things known by their names alone: ids that a migration made up at random say nothing."""
    rows = {
        table: tuple(replace(row, uid="") for row in contents.of(table)) if table in _WITH_UID else each
        for table, each in contents.rows.items()
    }
    return Contents(rows)


def _with_whose(mine: Contents, theirs: Contents) -> Iterator[tuple[Entry, Who]]:
    """What ``compare`` finds, with whose each thing of ``theirs`` is."""
    here, there = _people(mine), _people(theirs)
    cases: dict[int, Who] = {}
    for entry in compare(mine, theirs):
        who = _whose(entry.theirs, entry.table, here, there, cases)
        if entry.table == "cases":
            cases[_number(entry)] = who
        yield entry, who


def _number(entry: Entry) -> int:
    """How things of later tables name this one: the id here, below zero for what is not here."""
    return int(-entry.theirs.id if entry.mine is None else entry.mine.id)


def _whose(
    row: Row, table: str, here: Mapping[int, Who], there: Mapping[int, Who], cases: Mapping[int, Who]
) -> Who:
    if table == "persons":
        return Who(row.name, row.born_on)
    number = getattr(row, "person_id", None)
    if number is not None:
        return here[number] if number > 0 else there[-number]
    return cases.get(getattr(row, "case_id", None) or 0, _NOBODY)


def _people(contents: Contents) -> dict[int, Who]:
    return {person.id: Who(person.name, person.born_on) for person in contents.of("persons")}


def _by_name(who: Who) -> tuple[bool, str, str]:
    return not who.name, who.name, who.born_on.isoformat() if who.born_on else ""


_NOBODY = Who("", None)
_WITH_UID = ("persons", "employers", "cases")
