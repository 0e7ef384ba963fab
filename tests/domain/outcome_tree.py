"""All complete walks of the questionnaire as a tree, with equal branches merged, and its printed form.

"I don't know" is an answer and is written ``?``. Dates are reduced to one posting for each class of days that
can differ; numbers to one on either side of each rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.facts import VOCABULARY, Facts, FactValue, Kind
from desktop.domain.questions import topic_for
from desktop.domain.topics import SITUATIONS

DAY = dt.date(2026, 11, 21)
decided = lru_cache(maxsize=1 << 15)(decide)
"""Many walks lead to the same facts."""
Node = tuple[str, tuple[tuple[str, "Node"], ...]]
"""A question with its answers and what follows, or an answer of the law with nothing behind it."""


def _days(*pairs: tuple[str, str]) -> tuple[tuple[dt.date, dt.date], ...]:
    return tuple((dt.date.fromisoformat(a), dt.date.fromisoformat(b)) for a, b in pairs)


GERMAN = _days(
    ("2001-01-01", "2001-12-31"),
    ("2010-01-01", "2011-10-14"),
    ("2025-01-01", "2028-12-31"),
    ("2025-01-01", "2029-12-31"),
    ("2025-01-01", "2032-12-31"),
    ("2025-01-01", "2033-01-01"),
)
KOREAN = _days(
    ("2001-01-01", "2001-12-31"),
    ("2005-01-01", "2006-12-31"),
    ("2025-01-01", "2029-12-31"),
    ("2025-01-01", "2034-12-31"),
    ("2025-01-01", "2037-12-31"),
    ("2025-01-01", "2038-01-01"),
)
DANISH = _days(
    ("2013-01-01", "2014-06-30"),
    ("2020-01-01", "2022-12-31"),
    ("2020-01-01", "2024-12-31"),
    ("2020-01-01", "2025-01-01"),
)
FIVE_YEARS = _days(
    ("2016-01-01", "2020-12-31"),
    ("2022-01-01", "2026-12-31"),
    ("2022-01-01", "2027-01-01"),
)
SIX_YEARS = _days(
    ("2016-01-01", "2020-12-31"),
    ("2022-01-01", "2027-12-31"),
    ("2022-01-01", "2028-01-01"),
)
JAPANESE = _days(
    *((str(a), str(b)) for a, b in FIVE_YEARS), ("2022-01-01", "2031-12-31"), ("2022-01-01", "2032-01-01")
)
SERBIAN = _days(
    *((str(a), str(b)) for a, b in FIVE_YEARS), ("2022-01-01", "2028-12-31"), ("2022-01-01", "2029-01-01")
)
KYRGYZ = _days(("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31"))
FRENCH = _days(("2026-01-01", "2026-12-31"))
_DAYS = {
    "DE": GERMAN, "KR": KOREAN, "DK": DANISH, "FI": FIVE_YEARS, "CA": SIX_YEARS, "CH": SIX_YEARS,
    "NL": FIVE_YEARS, "ES": SIX_YEARS, "LU": FIVE_YEARS, "JP": JAPANESE, "RS": SERBIAN, "KG": KYRGYZ, "FR": FRENCH,
}  # fmt: skip
ROUTES = {
    f"{home}-{host}": days for state, days in _DAYS.items() for home, host in (("CN", state), (state, "CN"))
}
_NUMBERS: dict[str, tuple[FactValue, ...]] = {
    "prior_months": (0, 36),
    "age_at_start": (40, 60),
    "employed_before_months": (0, 1),
}
_BREAKS = {"DE": (2, 3), "NL": (11, 12)}


@dataclass(frozen=True)
class Walks:
    """The tree below one choice of the first page."""

    law: Law

    def below(self, route: str, situation: str) -> Iterator[tuple[str, Node]]:
        """For each class of days its name and the tree of all walks."""
        for first, last in ROUTES[route]:
            facts = Facts(from_state=route[:2], to_state=route[3:], start=first, end=last)
            decided.cache_clear()
            settled = SITUATIONS[situation]
            for fact, value in settled.items():
                facts = facts.with_(fact, value)
            yield f"{first} to {last}", self._tree(facts, frozenset(("from", "to", "start", "end", *settled)))

    def _tree(self, facts: Facts, asked: frozenset[str]) -> Node:
        topic = topic_for(facts, asked, DAY, lambda: decided(facts, self.law, DAY).missing)
        if topic is None:
            now = decided(facts, self.law, DAY)
            secured = f" until {now.secured_until}" if now.secured_until else ""
            return " ".join((now.outcome.value, *now.exempt_branches)) + secured, ()
        return self._ask(facts, asked, [fact for fact in topic.facts if fact not in asked])

    def _ask(self, facts: Facts, asked: frozenset[str], names: list[str]) -> Node:
        if not names:
            return self._tree(facts, asked)
        name, rest = names[0], names[1:]
        # Where a fact has a usual value, "I don't know" means that value.
        values = (
            _values(name, facts) if VOCABULARY[name].default is not None else (*_values(name, facts), None)
        )
        answers = [
            (
                _shown(value),
                self._ask(facts if value is None else facts.with_(name, value), asked | {name}, rest),
            )
            for value in values
        ]
        return name, tuple(answers)


def _values(name: str, facts: Facts) -> tuple[FactValue, ...]:
    if name in _NUMBERS:
        return _NUMBERS[name]
    if name == "months_since_prior":
        return next(
            months for state, months in _BREAKS.items() if state in (facts.from_state, facts.to_state)
        )
    if name == "certificate_issued_on" and facts.start is not None:
        return (facts.start, facts.start.replace(month=9))
    if name == "to_region":
        return ("GL", "FO") if facts.to_state == "DK" else ("CA-ON", "CA-QC")
    if VOCABULARY[name].kind is Kind.BOOL:
        return (True, False)
    if name == "nationality":
        return (facts.from_state or "", "VN")
    if VOCABULARY[name].kind is Kind.STATE:
        return (facts.from_state or "", facts.to_state or "")
    return VOCABULARY[name].choices


def _shown(value: FactValue | None) -> str:
    return "?" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def count(node: Node) -> int:
    """The number of complete walks in a tree."""
    return sum(count(below) for _, below in node[1]) or 1


def printed(trees: Iterator[tuple[str, Node]]) -> str:
    """One section of the table: every tree; a subtree that stands above is named, not repeated."""
    known: dict[Node, int] = {}
    lines = []
    for days, tree in trees:
        lines.append(f"{days}")
        lines.extend(_lines(tree, 1, known))
    return "\n".join(lines)


def _lines(node: Node, depth: int, known: dict[Node, int]) -> Iterator[str]:
    indent = "  " * depth
    text, answers = node
    if not answers:
        yield f"{indent}= {text}"
        return
    if node in known:
        yield f"{indent}as #{known[node]}"
        return
    known[node] = len(known) + 1
    yield f"{indent}{text} (#{known[node]})"
    merged: dict[Node, list[str]] = {}
    for answer, below in answers:
        merged.setdefault(below, []).append(answer)
    for below, shared in merged.items():
        yield f"{indent}  {' | '.join(shared)}:"
        yield from _lines(below, depth + 2, known)
