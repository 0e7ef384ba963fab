"""What would change an answer for the better: the same decision, run on facts that meet what failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.agreement import Category, Condition, Law
from desktop.domain.conditions import wants
from desktop.domain.decide import decide
from desktop.domain.determination import SEVERITY, Determination, Outcome
from desktop.domain.facts import Facts, FactValue

MOST = 4
"""More ways than this are no help to a reader."""
_LONGEST = 4
_UNCERTIFIED = ("none", "refused", "superseded")
_FIXED = (
    "nationality", "age_at_start", "sex", "flag", "airline_seat", "employed_by_branch_in",
    "family_of_exempt_worker", "maintained_by_worker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """Facts that would have to be otherwise, and what the answer would then be."""

    facts: tuple[tuple[str, FactValue], ...]
    outcome: Outcome
    branches: tuple[str, ...]
    secured_until: dt.date | None


def changes(facts: Facts, law: Law, day: dt.date) -> tuple[Change, ...]:
    """At most ``MOST`` ways to a better answer, the shortest first; empty where the answer is already the best.

    Only things that people can change are tried: never nationality, age or sex, nor what the work is, and
    nobody is told to have no employer.
    """
    now = decide(facts, law, day)
    if now.agreement is None or now.outcome is Outcome.CANNOT_TELL:
        return ()
    found: dict[tuple[tuple[str, FactValue], ...], Change] = {}
    for tried in _attempts(facts, law, now):
        then = decide(_with(facts, tried), law, day)
        if _better(then, now):
            key = tuple(sorted(tried.items()))
            found.setdefault(
                key, Change(tuple(tried.items()), then.outcome, then.exempt_branches, then.secured_until)
            )
    ranked = sorted(found.values(), key=lambda c: (SEVERITY[c.outcome], len(c.facts), -len(c.branches)))
    return tuple(_without_detours(ranked)[:MOST])


def _attempts(facts: Facts, law: Law, now: Determination) -> Iterator[dict[str, FactValue]]:
    certified: dict[str, FactValue] = {"certificate": "held"} if facts.certificate in _UNCERTIFIED else {}
    if certified:
        yield certified
    if facts.home_unemployment is False and now.exempt_branches:
        yield {"home_unemployment": True}
    if now.clock is not None and facts.end and facts.start and facts.as_of is None:
        for stage in now.clock.stages:
            if stage.last is not None and facts.start <= stage.last < facts.end:
                yield {"end": stage.last, **certified}
    if facts.extension == "not_requested":
        yield {"extension": "requested"}
    for category in _categories(facts, law, now):
        unmet = {c.fact: _wanted(facts, c) for c in category.conditions if not _holds(facts, c)}
        invented = unmet.get("home_employer") is False
        if unmet and len(unmet) <= _LONGEST and not invented and not any(fact in _FIXED for fact in unmet):
            yield {fact: value for fact, value in unmet.items() if value is not None} | certified


def _categories(facts: Facts, law: Law, now: Determination) -> Iterator[Category]:
    if facts.from_state is None or now.agreement is None:
        return
    for category in law.agreement(now.agreement).directions[facts.from_state].categories:
        if category.readable and facts.activity in category.activities:
            yield category


def _holds(facts: Facts, condition: Condition) -> bool:
    value = facts.get(condition.fact)
    if value is None and condition.absent == "met":
        return True
    if condition.op in ("in", "at_least"):
        return wants(condition, value)
    other = facts.get(str(condition.values[0]))
    return value is not None and (value == other) is (condition.op == "same_as")


def _wanted(facts: Facts, condition: Condition) -> FactValue | None:
    if condition.op in ("in", "at_least"):
        return condition.values[0]
    if condition.op == "same_as":
        return facts.get(str(condition.values[0]))
    return facts.from_state


def _with(facts: Facts, tried: dict[str, FactValue]) -> Facts:
    for name, value in tried.items():
        facts = facts.with_(name, value)
    return facts


def _better(then: Determination, now: Determination) -> bool:
    if SEVERITY[then.outcome] != SEVERITY[now.outcome]:
        return SEVERITY[then.outcome] < SEVERITY[now.outcome] and then.outcome is not Outcome.CANNOT_TELL
    return len(then.exempt_branches) > len(now.exempt_branches)


def _without_detours(ranked: list[Change]) -> list[Change]:
    """Drop a way that asks for everything another way asks for, and more, for no better answer."""
    kept: list[Change] = []
    for change in ranked:
        wanted = set(change.facts)
        if not any(
            set(other.facts) <= wanted and SEVERITY[other.outcome] <= SEVERITY[change.outcome]
            for other in kept
        ):
            kept.append(change)
    return kept
