"""What differs between a file and what is kept here, field by field, and what becomes of the fields one chose.

A field that the file fills where nothing is kept here overwrites nothing. Of a file that holds only a part, an empty
field says nothing; an archive of everything may also empty a field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from desktop.domain.case import Answer
from desktop.domain.record.merge import Entry, Plan, Standing

_EMPTY: Final = (None, "", (), Answer(None))


class Spot(NamedTuple):
    """Where a difference is: the place of the thing among all entries, its field, and the key inside that."""

    place: int
    field: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is ``mine`` here and ``theirs`` in the file."""

    spot: Spot
    entry: Entry
    mine: Any
    theirs: Any

    @property
    def fills(self) -> bool:
        """Whether nothing is kept here yet; "I don't know" is an answer that was given."""
        return self.mine in (None, "", ())


def differences(entries: Sequence[Entry], emptying: bool) -> tuple[Difference, ...]:
    """Every difference that can be taken over; those that only empty a field where ``emptying`` says so."""
    return tuple(
        found
        for place, entry in enumerate(entries)
        if entry.standing is Standing.DIFFERENT
        for found in _of_entry(place, entry)
        if emptying or found.theirs not in _EMPTY
    )


def settled(entries: Sequence[Entry], found: Collection[Difference]) -> tuple[Entry, ...]:
    """The entries, with those that have none of the differences ``found`` as the same."""
    places = {difference.spot.place for difference in found}
    return tuple(
        replace(entry, standing=Standing.SAME, differing=())
        if entry.standing is Standing.DIFFERENT and place not in places
        else entry
        for place, entry in enumerate(entries)
    )


def plan(entries: Sequence[Entry], chosen: Collection[Spot]) -> Plan:
    """All that is new and, of what differs, the fields in ``chosen`` and no other."""
    by_place: defaultdict[int, list[Spot]] = defaultdict(list)
    for spot in chosen:
        by_place[spot.place].append(spot)
    merged = tuple(
        replace(entry, theirs=_merged(entry, by_place[place])) if place in by_place else entry
        for place, entry in enumerate(entries)
    )
    return Plan(merged, by_place.keys())


def _of_entry(place: int, entry: Entry) -> Iterator[Difference]:
    for field in entry.differing:
        mine, theirs = getattr(entry.mine, field), getattr(entry.theirs, field)
        if not isinstance(mine, Mapping):
            yield Difference(Spot(place, field), entry, mine, theirs)
            continue
        for key in dict.fromkeys((*mine, *theirs)):
            if mine.get(key) != theirs.get(key):
                yield Difference(Spot(place, field, key), entry, mine.get(key), theirs.get(key))


def _merged(entry: Entry, spots: Sequence[Spot]) -> Any:
    """The thing kept here with the fields of ``spots`` as the file has them."""
    mine: Any = entry.mine
    changed: dict[str, Any] = {}
    for _place, field, key in spots:
        theirs = getattr(entry.theirs, field)
        if not key:
            changed[field] = theirs
            continue
        values = changed.setdefault(field, dict(getattr(mine, field)))
        if key in theirs:
            values[key] = theirs[key]
        else:
            values.pop(key, None)
    return replace(mine, **changed)
