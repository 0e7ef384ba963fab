"""Every provision of the law data is reached by some worked case: categories, stages, conditions, cautions, regions."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from desktop.domain.agreement import Agreement, Direction
from desktop.domain.decide import decide
from desktop.domain.determination import Determination, Outcome, Status
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts
from desktop.law.reader import read_law
from desktop.paths import resources_folder

TESTS = Path(__file__).parent.parent
sys.path.append(str(TESTS / "domain"))

from every_category import Place, failed, places  # noqa: E402
from test_decide_cases import OWN, WORKED, own_facts  # noqa: E402

DAY = dt.date(2026, 11, 21)
LAW = read_law(resources_folder() / "law")
DIRECTIONS = [(a, d) for a in LAW.agreements for d in a.directions.values() if a.first is not None]


@cache
def answers() -> tuple[tuple[Facts, Determination], ...]:
    """Every case with its answer."""
    cases = [read_facts(case["facts"]) for case in WORKED] + [own_facts(case) for case in OWN]
    return tuple((facts, decide(facts, LAW, DAY)) for facts in (*cases, *made(), *unread()))


VARIATIONS: tuple[dict[str, object], ...] = (
    {"sent_from": "VN"}, {"agency_contract": "labour"}, {"nationality": "VN"}, {"nationality": "CN"},
    {"prior_months": 6, "months_since_prior": 1}, {"home_pension": "voluntary"}, {"wages_borne_by": "host"},
    {"host_contract": True}, {"host_workplace": "subsidiary_or_affiliate"}, {"host_workplace": "client"},
    {"employed_before_months": 0}, {"home_unemployment": False}, {"activity": "trainee"}, {"activity": "investor"},
    {"exception_agreement": "requested"}, {"home_employer": False}, {"branch": "medical"},
    {"certificate": "none", "age_at_start": 61},
)  # fmt: skip
"""What the rules behind the cautions look for."""


def varied(place: Place) -> Iterator[Facts]:
    """The facts of a category with everything that a caution may look for, and with days inside a month."""
    start = place.first.replace(year=place.first.year + 1, day=15)
    facts = place.facts(start, start + dt.timedelta(days=400))
    late = start + dt.timedelta(days=300)
    yield from (facts.with_("certificate_until", start), facts.with_("certificate_issued_on", late))
    yield facts.with_("work_permit_on", start).with_("certificate_handed_in_on", late)
    yield facts.with_("working_since", place.first - dt.timedelta(days=40))
    yield place.facts(place.first - dt.timedelta(days=40), start)
    yield place.facts(start, dt.date(start.year + 20, 1, 1))
    if place.agreement.last is not None:
        whole = place.facts(start, place.agreement.last)
        yield whole.with_("end", place.agreement.last + dt.timedelta(days=9))
        yield whole.with_("certificate", "none").with_("age_at_start", 61)
    for variation in VARIATIONS:
        changed = facts
        for name, value in variation.items():
            changed = changed.with_(name, value)  # type: ignore[arg-type]
        yield changed


def made() -> Iterator[Facts]:
    """Facts made for every category: on its first day, on either side of each limit, with each condition failed."""
    for place in places(LAW):
        start = place.first.replace(day=1, year=place.first.year + 1)
        facts = place.facts(start, start)
        yield facts
        yield from varied(place)
        for outside in place.direction.outside:
            yield facts.with_("to_region", outside.region)
        for stage in range(len(place.category.limits)):
            last = place.last_of(stage, start)
            if last is not None:
                yield place.facts(start, last)
                yield place.facts(start, last + dt.timedelta(days=1))
        for condition in place.category.conditions:
            if (value := failed(condition, facts)) is not None:
                yield facts.with_(condition.fact, value)


def unread() -> Iterator[Facts]:
    """Someone for each activity whose category could not be read."""
    for agreement, direction in DIRECTIONS:
        for category in direction.categories:
            for activity in () if category.readable else category.activities:
                start = agreement.first
                yield Facts(
                    from_state=direction.home,
                    to_state=direction.host,
                    start=start,
                    end=start,
                    activity=activity,
                )


def of(agreement: Agreement, direction: Direction) -> Iterator[tuple[Facts, Determination]]:
    """The cases that this agreement decides in this direction."""
    for facts, now in answers():
        touched = {now.agreement, *(period.agreement for period in now.periods)}
        if agreement.id in touched and facts.from_state == direction.home:
            yield facts, now


def test_every_category_decides_some_case() -> None:
    missing = []
    for agreement, direction in DIRECTIONS:
        decided = {now.category for _, now in of(agreement, direction)}
        missing += [
            f"{agreement.id} {direction.home} {c.code}" for c in direction.categories if c.code not in decided
        ]
    assert missing == []


def test_every_limit_is_met_to_the_day_and_passed_by_a_day_or_a_month() -> None:
    missing = []
    for agreement, direction in DIRECTIONS:
        ends: dict[tuple[str, str], set[bool]] = {}
        for facts, now in of(agreement, direction):
            for stage in now.clock.stages if now.clock and now.category and facts.end else ():
                if stage.last is not None and facts.end is not None:
                    close = abs((facts.end - stage.last).days) <= 31
                    ends.setdefault((now.category or "", stage.stage), set()).update(
                        {facts.end > stage.last} if close else ()
                    )
        for category in direction.categories:
            for limit in category.limits:
                if limit.months is not None and ends.get((category.code, limit.stage)) != {True, False}:
                    missing.append(f"{agreement.id} {direction.home} {category.code} {limit.stage}")
    assert missing == []


def test_every_condition_is_met_and_failed_by_some_case() -> None:
    missing = []
    for agreement, direction in DIRECTIONS:
        found = {(f.category, f.key, f.status) for _, now in of(agreement, direction) for f in now.findings}
        for category in direction.categories:
            for condition in category.conditions:
                for status in (Status.MET, Status.FAILED):
                    if (category.code, condition.key, status) not in found:
                        missing.append(
                            f"{agreement.id} {direction.home} {category.code} {condition.key} {status.value}"
                        )
    assert missing == []


def test_every_caution_warns_in_some_case_and_is_silent_in_another() -> None:
    missing = []
    for agreement, direction in DIRECTIONS:
        warned = {warning.key for _, now in of(agreement, direction) for warning in now.warnings}
        missing += [
            f"{agreement.id} {direction.home} {c.key}" for c in direction.cautions if c.key not in warned
        ]
    assert missing == []


def test_every_region_outside_is_asked_for() -> None:
    refused = {
        (now.agreement, facts.to_region) for facts, now in answers() if now.outcome is Outcome.NOT_EXEMPT
    }
    assert {(a.id, outside.region) for a, d in DIRECTIONS for outside in d.outside} <= refused


def test_nothing_without_an_adopted_reading_is_answered_as_certain() -> None:
    """What the notes leave open without a reading never ends in a grant of the category that it is about."""
    unread = {
        (agreement.id, direction.home, category.code)
        for agreement, direction in DIRECTIONS
        for category in direction.categories
        if category.limits_unread or not category.readable
    }
    assert unread
    for facts, now in answers():
        if (now.agreement, facts.from_state, now.category) in unread:
            assert now.outcome not in (Outcome.EXEMPT, Outcome.AFTER_EXTENSION, Outcome.EXCEPTIONAL), facts


def test_the_cases_as_judged_apart_by_confidence() -> None:
    """Cases of low confidence are right too, but counted apart."""
    judged = json.loads((TESTS / "cases" / "worked.json").read_text("utf-8"))
    assert {case["confidence"] for case in judged} == {"high", "medium", "low"}
