"""What cases, outcomes and answers are called on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.domain.facts import VOCABULARY, Kind
from desktop.domain.questions import situation_of

if TYPE_CHECKING:
    from desktop.domain.case import Answer, Case
    from desktop.domain.topics import Topic
    from desktop.session import Session


NOT_YET: Mapping[str, str] = {
    "certificate": "questions.certificate.not_yet",
    "certificate_handed_in_on": "questions.certificate_handed_in_on.not_yet",
    "work_permit_on": "questions.work_permit_on.not_yet",
    "extension": "questions.not_asked_for",
    "final_extension": "questions.not_asked_for",
    "exception_agreement": "questions.not_asked_for",
}
"""Facts of which no value means that nothing was asked for or handed in yet, and the words for that."""


def route(session: Session, case: Case) -> str:
    """From which state to which, as far as it is known."""
    places = [
        session.language.state(code) if code else session.text("app.case.somewhere") for code in _ends(case)
    ]
    return session.text("app.case.route", home=places[0], host=places[1])


def case_name(session: Session, case: Case) -> str:
    """The name the user gave, else person, route and first day as far as known, else that it has no name yet."""
    if case.name:
        return case.name
    person, where = _person(session, case), _where(session, case)
    if person and where:
        return session.text("app.case.person", person=person, where=where)
    return person or where or session.text("app.case.unnamed")


def _person(session: Session, case: Case) -> str:
    surname, given, local = (
        str(case.fields.get(f"person.{part}") or "") for part in ("surname_latin", "given_latin", "name_zh")
    )
    return session.language.name(surname, given, local)


def _where(session: Session, case: Case) -> str:
    if not any(_ends(case)):
        return ""
    start = case.answers["start"].value if "start" in case.answers else None
    where = route(session, case)
    return (
        session.text("app.case.route_from", route=where, day=start) if isinstance(start, dt.date) else where
    )


def state_names(session: Session, case: Case) -> dict[str, str]:
    """The placeholders ``home`` and ``host`` of the questions; general words where a state is not known."""
    home, host = _ends(case)
    return {"home": session.language.state(home or "home"), "host": session.language.state(host or "host")}


def unknown_words(session: Session, fact: str) -> str:
    """What the answer without a value is called: "I don't know", or that nothing was asked for yet."""
    return session.text(NOT_YET.get(fact, "questions.unknown"))


def answer_words(session: Session, fact: str, answer: Answer, names: Mapping[str, str]) -> str:
    """An answer in words: a state's name, a date in the customs of the language, yes, no, an option."""
    value = answer.value
    if value is None:
        return unknown_words(session, fact)
    if isinstance(value, dt.date):
        return session.language.date(value)
    kind = VOCABULARY[fact].kind
    if kind is Kind.STATE:
        return session.language.state(str(value))
    if kind is Kind.REGION:
        return region_words(session, str(value), names)
    if kind is Kind.BOOL:
        return session.text(f"questions.{fact}.{'yes' if value else 'no'}", **names)
    if kind is Kind.INTEGER and fact != "age_at_start":
        return session.language.months(int(value))
    return session.text(f"questions.{fact}.{value}", **names) if kind is Kind.CHOICE else str(value)


def region_words(session: Session, code: str, names: Mapping[str, str]) -> str:
    """A part of the host state by name; the code of the state itself is its every other part."""
    name = session.language.region(code)
    return session.text("questions.to_region.elsewhere", **names) if name == names["host"] else name


def topic_words(session: Session, case: Case, topic: Topic) -> str:
    """What was answered on a page, in one line; empty where nothing was."""
    names = state_names(session, case)
    if topic.kind == "situation":
        chosen = situation_of(case.answers)
        if chosen:
            return session.text(f"questions.situation.{chosen}", **names)
        known = any(fact in case.answers for fact in topic.facts)
        return session.text("questions.unknown") if known else ""
    given = [(fact, case.answers[fact]) for fact in topic.facts if fact in case.answers]
    words = [answer_words(session, fact, answer, names) for fact, answer in given]
    days = [answer.value for _fact, answer in given]
    if (
        topic.key == "dates"
        and len(days) == 2
        and isinstance(days[0], dt.date)
        and isinstance(days[1], dt.date)
    ):
        return session.language.period(days[0], days[1])
    if topic.key == "route" and len(words) == 2:
        return session.text("app.case.route", home=words[0], host=words[1])
    return session.text("app.check.and").join(words)


def next_date(session: Session, case: Case) -> dt.date | None:
    """The next day on which something is due, today or later; ``None`` for a case not decided yet."""
    if case.outcome is None:
        return None
    days = [step.day for step in session.next_steps(case) if step.day is not None and step.day >= session.day]
    return min(days, default=None)


def _ends(case: Case) -> tuple[str, str]:
    ends = [case.answers[fact].value if fact in case.answers else None for fact in ("from", "to")]
    return str(ends[0] or ""), str(ends[1] or "")
