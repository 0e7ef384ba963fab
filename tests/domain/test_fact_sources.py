"""Where the law uses a fact, and the map of the check drawn from it."""

import pytest

from desktop.domain.agreement import Law
from desktop.domain.check_map import check_map
from desktop.domain.fact_sources import KINDS, citations, uses
from desktop.domain.facts import VOCABULARY
from desktop.domain.topics import SITUATIONS, TOPICS


def test_every_condition_is_found_by_its_fact(law: Law) -> None:
    for agreement in law.agreements:
        for home, direction in agreement.directions.items():
            for category in direction.categories:
                for condition in category.conditions:
                    found = [use.sourced for use in uses(law, agreement, home, condition.fact)]
                    assert condition.sourced in found, (agreement.id, home, condition.key)


def test_a_fact_that_another_is_compared_with_is_found_too(law: Law) -> None:
    compared = [
        (agreement, home, condition)
        for agreement in law.agreements
        for home, direction in agreement.directions.items()
        for category in direction.categories
        for condition in category.conditions
        if condition.op in ("same_as", "not_same_as")
    ]
    assert compared
    for agreement, home, condition in compared:
        other = str(condition.values[0])
        assert condition.sourced in [use.sourced for use in uses(law, agreement, home, other)]


@pytest.mark.parametrize(
    ("agreement", "home", "fact", "kind"),
    [
        ("CN-DE-2001", "CN", "home_pension", "insurance"),
        ("CN-DE-2001", "CN", "joint_application", "application"),
        ("CN-DE-2001", "CN", "exception_agreement", "exception"),
        ("CN-DE-2001", "CN", "home_unemployment", "branches"),
        ("CN-DE-2001", "CN", "end", "limits"),
        ("CN-DE-2001", "CN", "certificate", "certificate"),
        ("CN-KR-2012", "KR", "certificate_handed_in_on", "certificate"),
        ("CN-KR-2012", "KR", "private_medical_until", "relief"),
        ("CN-DE-2001", "DE", "age_at_start", "relief"),
        ("CN-KR-2012", "CN", "prior_months", "prior"),
        ("CN-KR-2012", "CN", "final_extension", "limits"),
    ],
)
def test_what_a_fact_decides(law: Law, agreement: str, home: str, fact: str, kind: str) -> None:
    assert kind in {use.kind for use in uses(law, law.agreement(agreement), home, fact)}


def test_a_fact_that_nothing_uses_has_no_place(law: Law) -> None:
    agreement = law.agreement("CN-KR-2003")
    assert citations(law, agreement, "CN", ("joint_application",)) == ()


def test_places_stand_once_and_resolve(law: Law) -> None:
    for agreement in law.agreements:
        for home in agreement.directions:
            for topic in TOPICS:
                places = citations(law, agreement, home, topic.facts)
                assert len(places) == len(set(places))
                assert all(place.instrument in law.instruments for place in places)


def test_kinds_are_the_known_ones(law: Law) -> None:
    found = {
        use.kind
        for agreement in law.agreements
        for home in agreement.directions
        for fact in VOCABULARY
        for use in uses(law, agreement, home, fact)
    }
    assert found <= set(KINDS)


def test_the_map_has_every_page_in_the_order_of_asking(law: Law) -> None:
    steps = check_map(law)
    assert tuple(step.topic for step in steps) == TOPICS
    for step in steps:
        assert list(step.decides) == [kind for kind in KINDS if kind in step.decides]


def test_the_first_page_and_the_route_concern_every_agreement(law: Law) -> None:
    every = tuple(agreement.id for agreement in law.agreements)
    by_key = {step.topic.key: step for step in check_map(law)}
    assert by_key["situation"].agreements == every
    assert by_key["route"].agreements == every
    assert "agreement" in by_key["route"].decides


def test_a_choice_of_the_first_page_settles_what_it_says(law: Law) -> None:
    for step in check_map(law)[1:]:
        for name in step.settled_by:
            assert set(step.topic.facts) <= set(SITUATIONS[name])
    by_key = {step.topic.key: step for step in check_map(law)}
    assert "labour_company" in by_key["home_contract"].settled_by
    assert "sent_office" not in by_key["home_contract"].settled_by
