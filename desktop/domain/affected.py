"""Whose answer a new edition changes, and by which of its entries.

An entry is responsible when the old law with this one difference gives another answer than before; where no
single one does, when the new law without it gives another answer than now.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from desktop.domain.agreement import Law
from desktop.domain.case import Case
from desktop.domain.decide import decide
from desktop.domain.determination import Determination
from desktop.domain.facts import Facts
from desktop.domain.law_diff import Difference, differences, with_difference

Pair = tuple[str | None, str | None]


@dataclasses.dataclass(frozen=True, slots=True)
class Affected:
    """A case whose answer is another one under the new edition, and the entries that did it."""

    case: Case
    facts: Facts
    before: Determination
    after: Determination
    entries: tuple[Difference, ...]


def same_answer(one: Determination, other: Determination) -> bool:
    """Whether two determinations give the same answer: outcome, branches, days and agreement."""
    return _answer(one) == _answer(other)


def affected(
    cases: Iterable[tuple[Case, Facts]], before: Law, after: Law, day: dt.date
) -> tuple[Affected, ...]:
    """The cases whose answer on ``day`` differs between the two editions, in their order."""
    changed = [
        Affected(case, facts, old, new, ())
        for case, facts in cases
        if not same_answer(old := decide(facts, before, day), new := decide(facts, after, day))
    ]
    found = differences(before, after) if changed else ()
    entries: dict[int, tuple[Difference, ...]] = {}
    for pair in dict.fromkeys(_pair(item.facts) for item in changed):
        these = [item for item in changed if _pair(item.facts) == pair]
        entries |= _responsible(these, _of_pair(found, before, after, pair), before, after, day)
    return tuple(dataclasses.replace(item, entries=entries[id(item)]) for item in changed)


def _responsible(
    items: Sequence[Affected], candidates: Sequence[Difference], before: Law, after: Law, day: dt.date
) -> Mapping[int, tuple[Difference, ...]]:
    """The entries behind each item; law by law, because a law is made ready once for all cases."""
    alone: dict[int, list[Difference]] = {id(item): [] for item in items}
    needed: dict[int, list[Difference]] = {id(item): [] for item in items}
    for difference in candidates:
        with_it = with_difference(before, difference)
        without_it = with_difference(after, difference.undone())
        for item in items:
            if not same_answer(decide(item.facts, with_it, day), item.before):
                alone[id(item)].append(difference)
            if not same_answer(decide(item.facts, without_it, day), item.after):
                needed[id(item)].append(difference)
    return {key: tuple(alone[key] or needed[key] or candidates) for key in alone}


def _of_pair(found: Sequence[Difference], before: Law, after: Law, pair: Pair) -> tuple[Difference, ...]:
    """The differences that can matter to people between the two states: of their agreements, or of the host."""
    agreements = {a.id for law in (before, after) for a in law.agreements if set(a.states) == set(pair)}
    return tuple(d for d in found if d.path[0] != "agreements" or d.path[1] in agreements)


def _pair(facts: Facts) -> Pair:
    return facts.from_state, facts.to_state


def _answer(now: Determination) -> tuple[object, ...]:
    return (
        now.outcome,
        now.agreement,
        now.exempt_branches,
        now.exempt_from,
        now.secured_until,
        now.periods,
    )
