"""The questionnaire: it asks what matters, ends, and survives any going back and changing."""

from __future__ import annotations

import datetime as dt
import random
from itertools import product

import pytest

from desktop.domain.agreement import Law
from desktop.domain.case import Answer
from desktop.domain.decide import decide
from desktop.domain.facts import VOCABULARY, Facts, FactValue, Kind
from desktop.domain.questions import next_topic, settle_situation, situation_of, topics_so_far
from desktop.domain.topics import SECTIONS, SITUATIONS, TOPICS, Topic

DAY = dt.date(2026, 11, 21)
MOST_FACTS = 30
Answers = dict[str, Answer]
USUAL = {
    "home_pension": "employees", "paying_at_home": True, "home_contract": "active", "host_contract": False,
    "works_for_home_employer": True, "nationality": "CN", "residence": "CN", "certificate": "held",
}  # fmt: skip
OF_SINGLE_AGREEMENTS = {
    "to_region": "home", "flag": "home", "airline_seat": "home", "employed_by_branch_in": "home",
    "family_of_exempt_worker": True, "works_in_host": False, "maintained_by_worker": True,
    "employed_before_months": 6,
}  # fmt: skip
"""With an answer each that leads on; ``home`` stands for the home state."""


def facts_of(answers: Answers) -> Facts:
    facts = Facts()
    for name, answer in answers.items():
        if answer.value is not None:
            facts = facts.with_(name, answer.value)
    return facts


def some_value(name: str, rng: random.Random) -> FactValue | None:
    fact = VOCABULARY[name]
    if rng.random() < 0.15:
        return None
    if name == "from":
        return rng.choice(["CN", "CN", "CN", "DE", "KR", "FR", "JP", "CH"])
    if name == "to":
        return rng.choice(["DE", "KR", "CN", "US", "DK", "CA", "NL", "JP"])
    if fact.choices:
        return rng.choice(fact.choices)
    days = dt.date(2000, 1, 1) + dt.timedelta(days=rng.randrange(12_000))
    return {
        Kind.BOOL: rng.random() < 0.6,
        Kind.INTEGER: rng.randrange(0, 100),
        Kind.STATE: rng.choice(["CN", "KR", "DE", "VN"]),
        Kind.REGION: rng.choice(["GL", "DK", "CA-QC", "CA", "NL-AW"]),
        Kind.DATE: days,
    }[fact.kind]


def answer_page(answers: Answers, topic: Topic, rng: random.Random) -> None:
    if topic.kind == "situation":
        for fact, answer in settle_situation(answers, rng.choice([*SITUATIONS, None])).items():
            if answer is None:
                answers.pop(fact, None)
            else:
                answers[fact] = answer
        return
    for fact in topic.facts:
        answers[fact] = Answer(some_value(fact, rng))


@pytest.mark.parametrize("seed", range(150))
def test_a_walker_who_goes_back_and_changes_answers_never_gets_stuck(law: Law, seed: int) -> None:
    rng, answers = random.Random(seed), dict[str, Answer]()
    for _ in range(60):
        topic = next_topic(facts_of(answers), set(answers), law, DAY)
        walked = topics_so_far(answers, law, DAY)
        assert len(set(walked)) == len(walked)
        if walked and (topic is None or rng.random() < 0.3):
            topic = rng.choice(walked)  # going back, and answering otherwise
        assert topic is not None
        answer_page(answers, topic, rng)
    for _ in range(len(TOPICS)):
        topic = next_topic(facts_of(answers), set(answers), law, DAY)
        if topic is None:
            return
        answer_page(answers, topic, rng)
    pytest.fail("the questionnaire did not end")


def routes(law: Law) -> list[tuple[str, str]]:
    """Every pair of home and host of the law."""
    return sorted(
        {(home, d.host) for agreement in law.agreements for home, d in agreement.directions.items()}
    )


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_first_posting_takes_at_most_thirty_facts(law: Law, situation: str) -> None:
    for home, host in routes(law):
        answers = {"from": Answer(home), "to": Answer(host)}
        answers |= {fact: Answer(value) for fact, value in SITUATIONS[situation].items()}
        answers |= {"start": Answer(dt.date(2027, 1, 1)), "end": Answer(dt.date(2029, 12, 31))}
        while (topic := next_topic(facts_of(answers), set(answers), law, DAY)) is not None:
            for fact in topic.facts:
                answers.setdefault(fact, Answer(None))
        assert len(answers) <= MOST_FACTS, (home, host)


def test_the_first_page_asks_who_works_for_whom(law: Law) -> None:
    topic = next_topic(Facts(), (), law, DAY)
    assert topic is not None
    assert topic.key == "situation"


def test_a_question_that_cannot_matter_is_not_asked(law: Law) -> None:
    trainee = Facts(from_state="CN", to_state="KR", activity="trainee")
    trainee = trainee.with_("start", dt.date(2004, 1, 1)).with_("end", dt.date(2005, 12, 31))
    assert next_topic(trainee, {name for name, _ in trainee.known()}, law, DAY) is None


def test_every_missing_fact_has_a_page(law: Law) -> None:
    on_pages = {fact for topic in TOPICS for fact in topic.facts}
    for (home, host), settled in product(routes(law), SITUATIONS.values()):
        for start in (dt.date(2012, 1, 1), dt.date(2027, 1, 1)):
            facts = Facts(from_state=home, to_state=host, start=start)
            for fact, value in settled.items():
                facts = facts.with_(fact, value)
            assert set(decide(facts, law, DAY).missing) <= on_pages


@pytest.mark.parametrize(
    ("route", "situation", "asked"),
    [
        ("CN-DK", "crew_ship", {"flag"}),
        ("CN-NL", "crew_ship", {"flag"}),
        ("CN-CH", "crew_air", {"airline_seat", "employed_by_branch_in"}),
        ("CN-JP", "family", {"family_of_exempt_worker", "works_in_host", "maintained_by_worker"}),
        ("CN-CH", "family", {"family_of_exempt_worker", "works_in_host"}),
        ("CN-DK", "sent_office", {"to_region"}),
        ("CN-CA", "sent_office", {"to_region"}),
        ("CN-NL", "sent_client", {"employed_before_months", "to_region"}),
        ("CN-DE", "sent_office", set()),
        ("DK-CN", "sent_office", set()),
    ],
)
def test_facts_of_single_agreements_are_asked_where_they_matter_and_nowhere_else(
    law: Law, route: str, situation: str, asked: set[str]
) -> None:
    answers = {"from": Answer(route[:2]), "to": Answer(route[3:])}
    answers |= {fact: Answer(value) for fact, value in SITUATIONS[situation].items()}
    answers |= {"start": Answer(dt.date(2027, 1, 1)), "end": Answer(dt.date(2028, 12, 31))}
    answers |= {name: Answer(value) for name, value in USUAL.items() if name not in answers}
    seen = set()
    while (topic := next_topic(facts_of(answers), set(answers), law, DAY)) is not None:
        seen |= set(topic.facts)
        for fact in topic.facts:
            value = OF_SINGLE_AGREEMENTS.get(fact)
            answers.setdefault(fact, Answer(route[:2] if value == "home" else value))
    assert seen & OF_SINGLE_AGREEMENTS.keys() == asked


def test_every_page_stands_in_a_section_and_asks_words_of_the_vocabulary() -> None:
    for topic in TOPICS:
        assert topic.section in SECTIONS
        assert set(topic.facts) <= set(VOCABULARY)


def test_changing_the_situation_takes_back_only_what_followed_from_it() -> None:
    cook: Answers = {fact: Answer(value) for fact, value in SITUATIONS["labour_company"].items()}
    cook["home_pension"] = Answer("voluntary")
    assert situation_of(cook) == "labour_company"
    settled = settle_situation(cook, "sent_office")
    assert settled["agency_contract"] is None
    assert settled["home_contract"] is None
    assert settled["home_employer"] == Answer(True)
    assert "home_pension" not in settled


@pytest.mark.parametrize("situation", SITUATIONS)
def test_each_choice_is_recognised_from_what_it_settles(situation: str) -> None:
    assert situation_of({fact: Answer(value) for fact, value in SITUATIONS[situation].items()}) == situation
