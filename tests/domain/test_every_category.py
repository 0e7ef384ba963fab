"""Every category of every agreement: met to the day, failed by each condition, bounded by each change date."""

from __future__ import annotations

import datetime as dt

import pytest
from every_category import Place, failed, places

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.determination import Determination, Outcome, Status
from desktop.domain.facts import Facts
from desktop.law.reader import read_law
from desktop.paths import resources_folder

LAW = read_law(resources_folder() / "law")
PLACES = tuple(places(LAW))
DAY = dt.date(2026, 11, 21)
ONE = dt.timedelta(days=1)
AFTER = {
    "extension": Outcome.AFTER_EXTENSION,
    "final_extension": Outcome.AFTER_EXTENSION,
    "exception": Outcome.EXCEPTIONAL,
}
each = pytest.mark.parametrize("place", PLACES, ids=[place.name for place in PLACES])
limited = pytest.mark.parametrize(
    "place",
    [p for p in PLACES if not p.category.limits_unread],
    ids=[p.name for p in PLACES if not p.category.limits_unread],
)


def decided(facts: Facts, law: Law = LAW) -> Determination:
    return decide(facts, law, DAY)


@each
def test_the_day_before_the_agreement_there_is_none(place: Place) -> None:
    earlier = [
        a for a in LAW.agreements if a.states == place.agreement.states and a.signed < place.agreement.signed
    ]
    if any(a.last is not None and a.last >= place.first - ONE for a in earlier):
        return  # the agreement before it still applied
    now = decided(place.facts(place.first - ONE, place.first - ONE))
    assert now.outcome is Outcome.NO_AGREEMENT


@limited
def test_the_category_frees_from_the_first_day(place: Place) -> None:
    for activity in place.category.activities:
        now = decided(place.facts(place.first, place.first, activity))
        assert now.category == place.category.code
        assert now.outcome is Outcome.EXEMPT
        assert now.exempt_branches == place.category.branches
        assert now.secured_until == place.first


@limited
def test_a_posting_under_way_is_free_from_the_first_day_only(place: Place) -> None:
    now = decided(place.facts(place.first - ONE, place.first + ONE))
    if now.outcome is Outcome.EXEMPT:
        return  # the agreement before it freed as well
    free = [period for period in now.periods if period.agreement == place.agreement.id]
    assert [(p.first, p.until, p.outcome) for p in free] == [(place.first, place.first + ONE, Outcome.EXEMPT)]


@limited
def test_each_limit_holds_to_its_last_day_and_not_a_day_longer(place: Place) -> None:
    start = place.first.replace(day=1) + dt.timedelta(days=62)
    start = start.replace(day=1)
    for stage, limit in enumerate(place.category.limits):
        last = place.last_of(stage, start)
        if last is None:
            continue
        within, beyond = decided(place.facts(start, last)), decided(place.facts(start, last + ONE))
        assert within.outcome is AFTER.get(limit.stage, Outcome.EXEMPT)
        following = place.category.limits[stage + 1 :]
        expected = AFTER[following[0].stage] if following else Outcome.NOT_EXEMPT
        past_agreement = place.agreement.last is not None and last >= place.agreement.last
        if not past_agreement:
            assert beyond.outcome is expected, (limit.stage, last)
            assert beyond.secured_until == place.last_of(0, start)


@limited
def test_without_a_limit_thirty_years_are_free(place: Place) -> None:
    if place.category.limits[0].months is not None or place.agreement.last is not None:
        return
    end = dt.date(place.first.year + 30, 1, 1)
    now = decided(place.facts(place.first, end))
    assert (now.outcome, now.secured_until) == (Outcome.EXEMPT, end)


@each
def test_each_condition_that_fails_takes_the_category_away(place: Place) -> None:
    facts = place.facts(place.first, place.first)
    for condition in place.category.conditions:
        value = failed(condition, facts)
        if value is None:
            continue
        now = decided(facts.with_(condition.fact, value))
        failures = {(f.category, f.key) for f in now.findings if f.status is Status.FAILED}
        assert (place.category.code, condition.key) in failures or now.category != place.category.code
        assert now.category != place.category.code or now.outcome is not Outcome.EXEMPT


@each
def test_each_unknown_condition_is_asked_or_taken_as_usual(place: Place) -> None:
    facts = place.facts(place.first, place.first)
    for condition in place.category.conditions:
        now = decided(facts.with_(condition.fact, None))
        if condition.absent == "unknown" and condition.op == "in":
            assert now.outcome is not Outcome.EXEMPT or now.category != place.category.code
        if now.outcome is Outcome.EXEMPT and now.category == place.category.code:
            assert condition.fact in now.missing, condition.key
        if now.outcome is Outcome.CANNOT_TELL and not place.category.limits_unread:
            assert now.missing, condition.key


@each
def test_unsettled_values_are_never_certain(place: Place) -> None:
    facts = place.facts(place.first, place.first)
    for condition in place.category.conditions:
        for value in condition.unsettled:
            now = decided(facts.with_(condition.fact, value))
            assert now.category != place.category.code or now.outcome is not Outcome.EXEMPT


@pytest.mark.parametrize(
    "place", [p for p in PLACES if p.category.limits_unread], ids=lambda place: place.name
)
def test_unread_limits_are_never_certain(place: Place) -> None:
    now = decided(place.facts(place.first, place.first))
    assert now.outcome is Outcome.CANNOT_TELL
    assert now.category == place.category.code
    assert any(warning.ask for warning in now.warnings), "someone to ask"


@each
@pytest.mark.parametrize("certificate", ["none", "refused"])
def test_without_a_certificate_nothing_is_free(place: Place, certificate: str) -> None:
    facts = place.facts(place.first, place.first).with_("certificate", certificate).with_("age_at_start", 30)
    assert decided(facts).outcome is Outcome.NOT_EXEMPT


@each
def test_regions_outside_are_not_free(place: Place) -> None:
    for outside in place.direction.outside:
        now = decided(place.facts(place.first, place.first).with_("to_region", outside.region))
        assert now.outcome is Outcome.NOT_EXEMPT
        assert [f.key for f in now.reasons][-1] == "region_outside"
