"""Which page to ask next, and which pages led here: derived from the rules, never a second copy of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping

from desktop.domain.agreement import Law
from desktop.domain.case import Answer
from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.topics import SITUATIONS, TOPICS, Topic

_FIRST = ("situation", "route")


def next_topic(facts: Facts, asked: Collection[str], law: Law, day: dt.date) -> Topic | None:
    """The first page with a fact that is not asked yet and would still change the answer; ``None`` when done.

    ``asked`` are the facts that have an answer, "I don't know" included. The first two pages, who works for
    whom and between which states, are always asked: nothing can be decided without them.
    """
    return topic_for(facts, asked, day, lambda: decide(facts, law, day).missing)


def topic_for(
    facts: Facts, asked: Collection[str], day: dt.date, missing_facts: Callable[[], Collection[str]]
) -> Topic | None:
    """As ``next_topic``, where the caller knows how to find the facts that would still change the answer."""
    for topic in TOPICS:
        if topic.key in _FIRST and any(fact not in asked for fact in topic.facts):
            return topic
    missing = set(missing_facts()).difference(asked)
    if facts.start is not None and facts.start > day:
        missing.discard("working_since")  # what has not begun cannot have begun earlier
    return next((topic for topic in TOPICS if missing.intersection(topic.facts)), None)


def topics_so_far(answers: Mapping[str, Answer], law: Law, day: dt.date) -> tuple[Topic, ...]:
    """The answered pages that still lead to where the answers are, in the order they are asked.

    The walk is replayed from the beginning, so an early answer that was changed drops pages that no longer
    matter without deleting what was typed there.
    """
    facts, asked, walked = Facts(), set[str](), list[Topic]()
    while (topic := next_topic(facts, asked, law, day)) is not None:
        open_facts = [fact for fact in topic.facts if fact not in asked]
        if not any(fact in answers for fact in open_facts):
            break
        settled = dict.fromkeys(topic.facts)
        if topic.kind == "situation":
            settled |= dict.fromkeys(SITUATIONS.get(situation_of(answers) or "", {}))
        for fact in settled:
            if fact in answers or fact in topic.facts:
                asked.add(fact)
                value = answers[fact].value if fact in answers else None
                facts = facts if value is None else facts.with_(fact, value)
        walked.append(topic)
    return tuple(walked)


def situation_of(answers: Mapping[str, Answer]) -> str | None:
    """The choice of the first page that the answers amount to, the most telling one; ``None`` if no choice does."""
    fitting = [
        name
        for name, settled in SITUATIONS.items()
        if all(fact in answers and answers[fact].value == value for fact, value in settled.items())
    ]
    return max(fitting, key=lambda name: len(SITUATIONS[name]), default=None)


def settle_situation(answers: Mapping[str, Answer], choice: str | None) -> dict[str, Answer | None]:
    """What to store when ``choice`` of the first page is taken; ``None`` as a value takes an answer back.

    ``choice`` ``None`` is "I don't know". Answers that only followed from the choice before go with it;
    what the user typed elsewhere stays.
    """
    before = SITUATIONS.get(situation_of(answers) or "", {})
    settled: dict[str, Answer | None] = dict.fromkeys(before)
    if choice is None:
        settled["activity"] = Answer(None)
    else:
        settled |= {fact: Answer(value) for fact, value in SITUATIONS[choice].items()}
    return settled
