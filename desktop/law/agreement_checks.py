"""What is wrong within one agreement: states and directions, doubled or unknown codes, numbers no period can have.

The sentences begin with the names on the way to the place, as those of ``desktop.law.checks`` do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from desktop.domain.agreement import Agreement, Category, Direction, Law
from desktop.domain.facts import BRANCHES
from desktop.domain.facts_io import MOST_MONTHS
from desktop.domain.practice import Deadline
from desktop.domain.states import STATES

EXCEPTION: Final = "exception"
"""In the place of a category: people who work under the exceptions clause."""
MOST_DAYS: Final = 31 * MOST_MONTHS
STAGES: Final = ("first", "extension", "final_extension", "exception")
RELIEFS: Final = ("age_relief", "medical_protocol")
"""The rules of ``desktop.domain.reliefs``."""


def agreement_errors(law: Law) -> Iterator[str]:
    """All errors of the agreements of ``law``, each for itself, and of the deadlines that go with them."""
    if not law.agreements:
        yield "There is no agreement in these data."
    for agreement in law.agreements:
        yield from _states(agreement)
        for direction in agreement.directions.values():
            place = f"{agreement.id} from {direction.home}"
            yield from _codes(place, direction)
            yield from _places(place, direction)
            yield from _numbers(place, direction)
            for category in direction.categories:
                yield from _stages(f"{place}, {category.code}", category)
    for deadline in law.deadlines:
        yield from _deadline(deadline)


def _states(agreement: Agreement) -> Iterator[str]:
    for state in agreement.states:
        if state not in STATES:
            yield f"{agreement.id}: “{state}” is no ISO code of a state."
    first, second = agreement.states
    expected = {(first, second), (second, first)}
    found = {(direction.home, direction.host) for direction in agreement.directions.values()}
    for home, host in sorted(found ^ expected):
        what = "is missing" if (home, host) in expected else "is none of this agreement"
        yield f"{agreement.id}: the direction from {home} to {host} {what}."
    for scheme in agreement.schemes:
        if scheme.state not in agreement.states:
            yield f"{agreement.id}: it names a scheme of “{scheme.state}”, which is none of its states."


def _codes(place: str, direction: Direction) -> Iterator[str]:
    """Codes of categories stand once, and what speaks of a category names one of them."""
    codes = [category.code for category in direction.categories]
    for code in _twice(codes):
        yield f"{place}, {code}: this code stands twice."
    named = [("prior", code) for code in direction.prior if code != "*"]
    if direction.late_filing is not None:
        named += [("late_filing", code) for code in direction.late_filing.categories if code != EXCEPTION]
    for what, code in named:
        if code not in codes:
            yield f"{place}, {what}: {code} is no category of this direction."
    for branch, other in direction.follows.items():
        for name in sorted({branch, other} - set(BRANCHES)):
            yield f"{place}, follows: “{name}” is no branch."


def _places(place: str, direction: Direction) -> Iterator[str]:
    for outside in direction.outside:
        if outside.region.partition("-")[0] not in STATES:
            yield f"{place}: “{outside.region}” is no region; write it as in ISO 3166-2: CA-QC, GL."
    for relief in direction.reliefs:
        if relief.rule not in RELIEFS:
            yield f"{place}, {relief.key}: rule is “{relief.rule}”; allowed are {', '.join(RELIEFS)}."


def _numbers(place: str, direction: Direction) -> Iterator[str]:
    """No time is longer than a hundred years; ``desktop.law.checks`` sees to those shorter than a month."""
    counted = [(c.code, limit.months) for c in direction.categories for limit in c.limits]
    counted += [(caution.key, caution.months) for caution in direction.cautions]
    counted += [("prior", rule.break_months) for rule in direction.prior.values() if rule.rule == "break"]
    if direction.late_filing is not None:
        counted.append(("late_filing", direction.late_filing.months))
    if direction.exception is not None:
        counted.append(("exception", direction.exception.ceiling_months))
    for what, months in dict.fromkeys(counted):
        if months is not None and months > MOST_MONTHS:
            yield f"{place}, {what}: {MOST_MONTHS} months are the most."
    for caution in direction.cautions:
        if caution.months < 0:
            yield f"{place}, {caution.key}: a caution cannot count less than no month."


def _stages(place: str, category: Category) -> Iterator[str]:
    """Stages come in their order, each once, and begin with the first period."""
    found = [STAGES.index(limit.stage) for limit in category.limits]
    if found and (found[0] != 0 or found != sorted(set(found))):
        yield f"{place}: its limits must begin with the first period and keep the order {', '.join(STAGES)}."


def _deadline(deadline: Deadline) -> Iterator[str]:
    place = " ".join((*deadline.agreements[:1], deadline.key))
    if abs(deadline.months) > MOST_MONTHS or abs(deadline.days) > MOST_DAYS:
        yield f"{place}: this deadline lies more than a hundred years away."
    if deadline.home and deadline.home not in STATES:
        yield f"{place}: home is “{deadline.home}”, which is no ISO code of a state."


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]
