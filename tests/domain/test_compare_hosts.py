"""One person's facts for several host states: each answer is that of the state alone, nothing is carried over."""

import datetime as dt

import pytest

from desktop.domain.agreement import Law
from desktop.domain.compare import MOST_HOSTS, OF_ONE_HOST, compare, facts_for
from desktop.domain.decide import decide
from desktop.domain.facts import VOCABULARY, Facts

TODAY = dt.date(2026, 11, 21)
ENGINEER = Facts(
    from_state="CN", to_state="DE", nationality="CN", activity="employee", home_employer=True,
    host_workplace="office_or_branch", home_contract="active", works_for_home_employer=True, host_contract=False,
    wages_borne_by="home", limited_in_advance=True, home_pension="employees", paying_at_home=True,
    home_unemployment=True, start=dt.date(2027, 3, 1), end=dt.date(2030, 2, 28),
)  # fmt: skip


def partners(law: Law) -> list[str]:
    return sorted({state for agreement in law.agreements for state in agreement.states} - {"CN"})


def test_each_answer_is_that_of_the_state_alone(law: Law) -> None:
    hosts = partners(law)
    for place in range(0, len(hosts), MOST_HOSTS):
        for one in compare(ENGINEER, hosts[place : place + MOST_HOSTS], law, TODAY):
            assert one.answer == decide(facts_for(ENGINEER, one.host), law, TODAY)
            assert one.facts.to_state == one.host


def test_germany_and_korea_side_by_side(law: Law) -> None:
    germany, korea = compare(ENGINEER, ("DE", "KR"), law, TODAY)
    assert (germany.answer.outcome.value, korea.answer.outcome.value) == ("exempt", "exempt")
    assert germany.first_limit is not None
    assert korea.first_limit is not None
    assert (germany.first_limit.months, korea.first_limit.months) == (60, 60)


def test_the_states_come_in_the_order_asked_for_each_once(law: Law) -> None:
    assert [one.host for one in compare(ENGINEER, ("KR", "DE", "KR"), law, TODAY)] == ["KR", "DE"]


def test_a_state_without_an_agreement_is_an_answer_too(law: Law) -> None:
    (found,) = compare(ENGINEER, ("BR",), law, TODAY)
    assert found.answer.agreement is None
    assert found.answer.exempt_branches == ()
    assert found.first_limit is None


def test_papers_and_earlier_postings_stay_in_their_state() -> None:
    facts = ENGINEER
    for name, value in (("certificate", "held"), ("prior_months", 30), ("extension", "approved")):
        facts = facts.with_(name, value)
    assert facts_for(facts, "DE") == facts
    moved = facts_for(facts, "KR")
    for name in OF_ONE_HOST:
        assert moved.get(name) is None
    assert moved.home_pension == facts.home_pension


@pytest.mark.parametrize("fact", ["residence", "flag", "airline_seat", "employed_by_branch_in"])
def test_a_place_in_the_state_of_the_case_says_nothing_about_another(fact: str) -> None:
    assert facts_for(ENGINEER.with_(fact, "DE"), "KR").get(fact) is None
    assert facts_for(ENGINEER.with_(fact, "CN"), "KR").get(fact) == "CN"


def test_facts_without_a_host_go_anywhere() -> None:
    unplaced = ENGINEER.with_("to", None).with_("certificate", "held")
    assert facts_for(unplaced, "KR") == unplaced.with_("to", "KR")


def test_names_are_of_the_vocabulary() -> None:
    assert set(OF_ONE_HOST) <= set(VOCABULARY)


def test_more_than_four_and_home_itself_are_refused(law: Law) -> None:
    with pytest.raises(ValueError, match="at most 4"):
        compare(ENGINEER, ("DE", "KR", "FR", "US", "BR"), law, TODAY)
    with pytest.raises(ValueError, match="home state"):
        compare(ENGINEER, ("DE", "CN"), law, TODAY)
