"""How amounts are written in a column: with a decimal point or a decimal comma. Never guessed for one cell.

"1.234" is one thousand two hundred and thirty-four in German and one and a fraction in English. Which of the two a
column means shows in cells that only one of them can read; where no cell shows it, the user is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Convention(Enum):
    """What separates the fraction of an amount."""

    POINT = "point"
    """1,234.56: Chinese, Korean, English; Swiss with 1'234.56."""
    COMMA = "comma"
    """1.234,56: German and most of Europe, also as 1 234,56."""

    @property
    def other(self) -> Convention:
        """The convention that this is not."""
        return Convention.COMMA if self is Convention.POINT else Convention.POINT


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written; ``currencies`` are the codes its sign may mean, empty where it has no sign."""

    value: Decimal
    currencies: frozenset[str] = frozenset()


class AmountUnreadable(ValueError):
    """No amount in this convention. ``elsewise`` is what it is in the other one, ``None`` where it is none."""

    def __init__(self, text: str, elsewise: Decimal | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.elsewise = elsewise


ReadAmount = Callable[[str, Convention], Amount]
"""Reads a text in a convention; raises ``AmountUnreadable``."""


class Evidence(Enum):
    """What a column tells of its convention."""

    NONE = "none"
    """No cell has a separator: both conventions read the same."""
    SHOWN = "shown"
    """Some cells are readable in one convention only, and none in the other only."""
    OPEN = "open"
    """Every cell with a separator is readable in both, with different values."""
    MIXED = "mixed"
    """Some cells are readable in the one only, some in the other only."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The convention of a column as far as it shows, and an example for each reading of a doubtful cell."""

    evidence: Evidence
    convention: Convention = Convention.POINT
    example: str = ""

    @property
    def asks(self) -> bool:
        """Whether the user has to say which convention it is."""
        return self.evidence in (Evidence.OPEN, Evidence.MIXED)


def judge(texts: Iterable[str], read: ReadAmount) -> Judgement:
    """What the texts of a column show of its convention; ``example`` is the first cell that decides or is open."""
    votes = dict.fromkeys(Convention, 0)
    example, doubtful = "", ""
    for text in texts:
        values = {convention: _value(text, convention, read) for convention in Convention}
        readable = [convention for convention, value in values.items() if value is not None]
        if len(readable) == 1:
            votes[readable[0]] += 1
            example = example or text
        elif readable and values[Convention.POINT] != values[Convention.COMMA]:
            doubtful = doubtful or text
    if not any(votes.values()):
        return Judgement(Evidence.OPEN if doubtful else Evidence.NONE, example=doubtful)
    convention = max(votes, key=votes.__getitem__)
    mixed = votes[convention.other] > 0
    return Judgement(Evidence.MIXED if mixed else Evidence.SHOWN, convention, example)


def _value(text: str, convention: Convention, read: ReadAmount) -> Decimal | None:
    try:
        return read(text, convention).value
    except AmountUnreadable:
        return None
