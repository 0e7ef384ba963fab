"""The law made ready for deciding: what does not depend on the facts is worked out once per edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.agreement import Agreement, Category, Direction, ExceptionRule, Law, Relief, Sourced
from desktop.domain.cautions import RULES, Rule
from desktop.domain.conditions import Test, tests_of
from desktop.domain.determination import Finding, Status, Warning_


@dataclass(frozen=True, slots=True)
class Candidate:
    """A category with its conditions ready to be asked."""

    category: Category
    tests: tuple[Test, ...]
    rare: bool
    """Whether a condition takes what usually holds while its fact is unknown."""
    limits_unread: Finding | None
    """The finding for a category that holds, but whose longest time was not found."""


@dataclass(frozen=True, slots=True)
class ReadyCaution:
    """A caution with its rule found and its warning made."""

    applies: Rule
    months: int
    categories: frozenset[str]
    warning: Warning_


@dataclass(frozen=True, slots=True)
class Regime:
    """One agreement in one direction, ready for deciding."""

    agreement: Agreement
    direction: Direction
    candidates: Mapping[str, tuple[Candidate, ...]]
    """By activity; an activity that is absent is outside the agreement."""
    exception: ExceptionRule | None
    exception_tests: tuple[Test, ...]
    cautions: tuple[ReadyCaution, ...]
    applies: Finding
    outside: Finding
    unread: Finding
    regions: Mapping[str, Finding]
    """The finding for each region of the host state to which the agreement does not apply."""
    asks_region: bool
    home_branches: tuple[str, ...]
    """The branches of insurance of the home state, as the other direction names them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """All regimes from one home state to one host state, oldest first, and the reliefs among them."""

    regimes: tuple[Regime, ...]
    reliefs: tuple[Relief, ...]


@lru_cache(maxsize=16)
def rulebook(law: Law) -> Mapping[tuple[str, str], Pair]:
    """Everything ``decide`` needs of the law, by home and host state."""
    pairs: dict[tuple[str, str], list[Regime]] = {}
    for agreement in sorted(law.agreements, key=lambda a: a.signed):
        for direction in agreement.directions.values():
            pairs.setdefault((direction.home, direction.host), []).append(_regime(agreement, direction))
    return {
        states: Pair(tuple(regimes), tuple(r for regime in regimes for r in regime.direction.reliefs))
        for states, regimes in pairs.items()
    }


def _regime(agreement: Agreement, direction: Direction) -> Regime:
    by_activity: dict[str, list[Candidate]] = {}
    for category in direction.categories:
        rare = any(condition.absent != "unknown" for condition in category.conditions)
        unread = _finding("limits_unread", Status.UNKNOWN, (), category.sourced, agreement.id)
        limits = unread if category.limits_unread else None
        candidate = Candidate(category, tests_of(category, category.code), rare, limits)
        for activity in category.activities:
            by_activity.setdefault(activity, []).append(candidate)
    rule = direction.exception
    return Regime(
        agreement=agreement,
        direction=direction,
        candidates={activity: tuple(found) for activity, found in by_activity.items()},
        exception=rule,
        exception_tests=tests_of(rule, "exception") if rule else (),
        cautions=tuple(
            ReadyCaution(RULES[c.when], c.months, frozenset(c.categories), _warning(c.key, c.ask, c.sourced))
            for c in direction.cautions
        ),
        applies=_finding(
            "agreement_applies", Status.INFO, ("from", "to", "start"), agreement.sourced, agreement.id
        ),
        outside=_finding(
            "activity_outside", Status.FAILED, ("activity",), direction.counting_sourced, agreement.id
        ),
        unread=_finding("category_unread", Status.UNKNOWN, ("activity",), agreement.sourced, agreement.id),
        regions={
            outside.region: _finding(
                "region_outside", Status.FAILED, ("to_region",), outside.sourced, agreement.id
            )
            for outside in direction.outside
        },
        asks_region=any(outside.asked for outside in direction.outside),
        home_branches=_home_branches(agreement, direction),
    )


def _home_branches(agreement: Agreement, direction: Direction) -> tuple[str, ...]:
    other = agreement.directions.get(direction.host)
    return (*other.covered, *other.never) if other is not None else ()


def _finding(
    key: str, status: Status, facts: tuple[str, ...], sourced: Sourced, agreement_id: str
) -> Finding:
    params = (("agreement", agreement_id),)
    return Finding(key, status, facts, sourced.citations, sourced.confidence, params)


def _warning(key: str, ask: str, sourced: Sourced) -> Warning_:
    point = sourced.open_points[0] if sourced.open_points else None
    return Warning_(key, sourced.citations, sourced.confidence, point, ask)
