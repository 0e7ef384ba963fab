"""Whose row it is: people by their numbers and names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.identity import masked
from desktop.domain.imports.lines import Finding, Who
from desktop.domain.imports.matching import plain

_SHOWN: Final = 80
"""Characters of a name or number that are repeated in a finding; of a number only its end can be read."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the record: all names and all numbers of papers by which a table may name them."""

    id: int
    names: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    born_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class People:
    """All people of the record, found by number first and then by name."""

    by_id: dict[int, KnownPerson] = field(default_factory=dict)
    _by_number: dict[str, set[int]] = field(default_factory=dict)
    _by_name: dict[str, set[int]] = field(default_factory=dict)
    _new: dict[tuple[str, str], Who] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[KnownPerson]) -> People:
        """The people to be found."""
        people = cls()
        for person in known:
            people.by_id[person.id] = person
            for index, words in ((people._by_number, person.numbers), (people._by_name, person.names)):
                for word in words:
                    index.setdefault(plain(word), set()).add(person.id)
        return people

    def find(self, name: str, number: str) -> Who | Finding:
        """Who is meant; somebody new where nobody is; a finding where several are, or nobody is named."""
        if not (name or number):
            return Finding("record.import.refused.nobody")
        if number and (found := self._by_number.get(plain(number))):
            return _one(found, name or masked(number))
        named = self._by_name.get(plain(name), set()) if name else set()
        # A number that the record does not hold may belong to a namesake whose number was never entered.
        fitting = {one for one in named if not (number and self.by_id[one].numbers)}
        if fitting:
            return _one(fitting, name)
        if not name:
            return Finding("record.import.refused.unknown_number", {"number": masked(number[:_SHOWN])})
        return self._new.setdefault((plain(name), plain(number)), Who(None, name, number))


def _one(found: set[int], name: str) -> Who | Finding:
    if len(found) > 1:
        return Finding("record.import.refused.namesakes", {"name": name[:_SHOWN]})
    (person_id,) = found
    return Who(person_id)
