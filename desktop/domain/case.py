"""A case: one posting of one person, as the user left it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.domain.facts import Facts, FactValue

FieldValue = str | bool | int | dt.date | tuple[str, ...]
"""The value of a paper's field. Addresses and lists of periods are kept as one text, one part a line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the value, or ``None`` for "I don't know" (asked, and not known)."""

    value: FactValue | None


@dataclass(frozen=True, slots=True)
class Case:
    """A stored posting: answers and fields as typed, and what was decided of it last.

    ``answers`` may hold facts that the present rules no longer need; they are kept.
    """

    id: int
    name: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    ticks: frozenset[str] = frozenset()
    """What the user has ticked off: copied portal fields ("copy:person.name_zh"), enclosures ("check:…")."""
    law_edition: str | None = None
    """The edition that decided last, as ``DATE+DIGEST``."""
    decided_on: dt.date | None = None
    outcome: str | None = None
    created_on: dt.date | None = None
    changed_on: dt.date | None = None
    person_id: int | None = None
    """Whose posting it is, where the record knows; ``fields`` then holds the person's fields too."""
    china_employer_id: int | None = None
    abroad_employer_id: int | None = None

    def facts(self) -> Facts:
        """The facts stated by the answers; "I don't know" and absent are both unknown."""
        return Facts.of({name: a.value for name, a in self.answers.items() if a.value is not None})


class Sought(NamedTuple):
    """One word typed to find a case: the word, and the states and outcomes whose names hold it.

    ``outcomes`` are the words of the contract; an empty one stands for a case not decided yet.
    """

    word: str
    states: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
