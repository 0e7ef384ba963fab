"""The words of other programs' tables, in our four languages: heads of columns, branches, schemes, statuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from desktop.domain.imports.amount import ReadAmount
from desktop.domain.imports.matching import Field, plain
from desktop.domain.imports.month import ReadMonth, ReadMonthNumber
from desktop.domain.record.contribution import Payment


@dataclass(frozen=True, slots=True)
class Words:
    """What words mean; every word is as ``matching.plain`` writes it."""

    heads: Mapping[str, Field]
    branches: Mapping[str, str]
    schemes: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, Payment] = field(default_factory=dict)
    sums: frozenset[str] = frozenset()
    """Words that stand in a row of sums."""
    states: Mapping[str, str] = field(default_factory=dict)
    """Further names of states, by ISO 3166-1 codes, beside those of our languages."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What understands cells: the words, and amounts, months, states and currencies in our languages."""

    words: Words
    amount: ReadAmount
    month: ReadMonth
    month_number: ReadMonthNumber
    state_named: Callable[[str], str]
    """The ISO 3166-1 code of a state by its code or a name in our languages; empty where it is none."""
    currency: Callable[[str], frozenset[str]]
    """The ISO 4217 codes that a name or sign may mean; empty where it is none."""

    def state(self, text: str) -> str:
        """The ISO 3166-1 code of the state that a word means; empty where it is none."""
        return self.words.states.get(plain(text)) or self.state_named(text)

    def branch(self, text: str) -> str:
        """The branch that a word means; empty where it is none."""
        return self.words.branches.get(plain(text), "")

    def scheme(self, text: str) -> str | None:
        """The scheme that a word means; ``None`` where it is none."""
        return self.words.schemes.get(plain(text))

    def status(self, text: str) -> Payment | None:
        """The status that a word means; ``None`` where it is none."""
        return self.words.statuses.get(plain(text))
