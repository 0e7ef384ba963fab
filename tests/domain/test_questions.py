"""The questionnaire: it asks what matters, ends, and survives any going back and changing."""

from __future__ import annotations

import datetime as dt
import random

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
        return rng.choice(["CN", "CN", "DE", "KR", "FR"])
    if name == "to":
        return rng.choice(["DE", "KR", "CN", "US"])
    if fact.choices:
        return rng.choice(fact.choices)
    days = dt.date(2000, 1, 1) + dt.timedelta(days=rng.randrange(12_000))
    return {
        Kind.BOOL: rng.random() < 0.6,
        Kind.INTEGER: rng.randrange(0, 100),
        Kind.STATE: rng.choice(["CN", "KR", "DE", "VN"]),
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


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("route", ["CN-DE", "DE-CN", "CN-KR", "KR-CN"])
def test_a_first_posting_takes_at_most_thirty_facts(law: Law, route: str, situation: str) -> None:
    answers = {"from": Answer(route[:2]), "to": Answer(route[3:])}
    answers |= {fact: Answer(value) for fact, value in SITUATIONS[situation].items()}
    answers |= {"start": Answer(dt.date(2027, 1, 1)), "end": Answer(dt.date(2029, 12, 31))}
    while (topic := next_topic(facts_of(answers), set(answers), law, DAY)) is not None:
        for fact in topic.facts:
            answers.setdefault(fact, Answer(None))
    assert len(answers) <= MOST_FACTS


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
    for route in ("CN-DE", "DE-CN", "CN-KR", "KR-CN"):
        for settled in SITUATIONS.values():
            facts = Facts(from_state=route[:2], to_state=route[3:], start=dt.date(2012, 1, 1))
            for fact, value in settled.items():
                facts = facts.with_(fact, value)
            assert set(decide(facts, law, DAY).missing) <= on_pages


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
