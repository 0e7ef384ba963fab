"""What happened to a posting: the events the program knows, and the few things it asks about each.

What an event changes is in ``event_plan``, what to be careful about in ``event_cautions``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.domain.facts import VOCABULARY, Facts
from desktop.domain.record.refusals import REASONS


class Event(Enum):
    """The events; words are ``record.happened.event.VALUE`` and ``.more``."""

    ARRIVED = "arrived"
    REFUSED = "refused"
    EARLY_RETURN = "early_return"
    LONGER_STAY = "longer_stay"
    NEW_HOST = "new_host"
    LOCAL_CONTRACT = "local_contract"
    NEW_NAME = "new_name"
    NEW_PASSPORT = "new_passport"
    LOST = "lost"


SPLITS: Final = frozenset({Event.NEW_HOST, Event.LOCAL_CONTRACT})
"""Events that end a posting and begin another: the days before are judged as they were."""

UNPLANNED: Final = frozenset({Event.ARRIVED, Event.REFUSED, Event.LOST})
"""Events that nobody knows beforehand."""


class AskKind(Enum):
    """What sort of answer is wanted."""

    DAY = "day"
    TEXT = "text"
    IDENTITY = "identity"
    """A number that names the person: hidden on the screen like the field it goes to."""
    LINES = "lines"
    CHOICE = "choice"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask; its words are ``record.happened.ask.EVENT.KEY``, those of a choice ``words`` + value."""

    key: str
    kind: AskKind
    required: bool = True
    options: tuple[str, ...] = ()
    words: str = ""


AnswerValue = str | dt.date
Answers = Mapping[str, AnswerValue]
"""What was answered, by the keys of the asks; what is absent was left empty."""

_MATTERS: Final = ("certificate", "extension", "exception")
_HOME_CONTRACT: Final = ("active", "dormant", "ended")
_MATTER: Final = Ask("matter", AskKind.CHOICE, options=_MATTERS, words="record.diary.matter.")

ASKS: Final[Mapping[Event, tuple[Ask, ...]]] = {
    Event.ARRIVED: (
        _MATTER,
        Ask("day", AskKind.DAY),
        Ask("number", AskKind.TEXT, required=False),
        Ask("first", AskKind.DAY),
        Ask("last", AskKind.DAY),
    ),
    Event.REFUSED: (
        _MATTER,
        Ask("day", AskKind.DAY),
        Ask("reason", AskKind.CHOICE, options=REASONS, words="record.refusal.reason."),
        Ask("body", AskKind.BODY, required=False),
    ),
    Event.EARLY_RETURN: (Ask("day", AskKind.DAY),),
    Event.LONGER_STAY: (Ask("day", AskKind.DAY),),
    Event.NEW_HOST: (
        Ask("day", AskKind.DAY),
        Ask("name", AskKind.TEXT),
        Ask("address", AskKind.LINES, required=False),
        Ask(
            "workplace", AskKind.CHOICE,
            options=VOCABULARY["host_workplace"].choices, words="questions.host_workplace.",
        ),
    ),
    Event.LOCAL_CONTRACT: (
        Ask("day", AskKind.DAY),
        Ask("home_contract", AskKind.CHOICE, options=_HOME_CONTRACT, words="questions.home_contract."),
    ),
    Event.NEW_NAME: (
        Ask("day", AskKind.DAY),
        Ask("surname", AskKind.TEXT),
        Ask("given", AskKind.TEXT),
        Ask("local", AskKind.TEXT, required=False),
    ),
    Event.NEW_PASSPORT: (
        Ask("day", AskKind.DAY),
        Ask("number", AskKind.IDENTITY),
        Ask("last", AskKind.DAY),
    ),
    Event.LOST: (Ask("day", AskKind.DAY),),
}  # fmt: skip
"""What is asked about each event, in this order. ``day`` is its day: see the words of each."""


def local_name_field(facts: Facts) -> str:
    """The field of the name in the person's own script: Hangul for Koreans, else Chinese characters."""
    korean = facts.nationality == "KR" or (facts.nationality is None and facts.from_state == "KR")
    return "person.name_hangul" if korean else "person.name_zh"


def suggestions(
    event: Event, facts: Facts, fields: Mapping[str, object], secured_until: dt.date | None
) -> dict[str, AnswerValue]:
    """What the form shows at first, as far as the case tells: names to be changed, the days of the posting."""
    text = {key: str(fields.get(key) or "") for key in _NAMES}
    if event is Event.NEW_NAME:
        names = {name: text[key] for key, name in _NAMES.items()}
        names["local"] = str(fields.get(local_name_field(facts)) or "")
        return {key: value for key, value in names.items() if value}
    if event is Event.ARRIVED:
        last = facts.end if secured_until is None or facts.end is None else min(secured_until, facts.end)
        days = {"first": facts.start, "last": last}
        return {"matter": "certificate"} | {key: day for key, day in days.items() if day is not None}
    return {"matter": "certificate"} if event is Event.REFUSED else {}


_NAMES: Final = {"person.surname_latin": "surname", "person.given_latin": "given"}


def problems(event: Event, answers: Answers, facts: Facts, today: dt.date | None = None) -> dict[str, str]:
    """What keeps an event from being taken over, by the key of the ask: words ``record.happened.problem.NAME``.

    All days are inclusive. Unknown days of the case forbid nothing. What cannot be planned has happened by ``today``.
    """
    found = {
        ask.key: "missing"
        for ask in ASKS[event]
        if ask.required and not str(answers.get(ask.key, "")).strip()
    }
    day = answers.get("day")
    if isinstance(day, dt.date):
        if (name := _wrong_day(event, day, facts)) is not None:
            found["day"] = name
        elif event in UNPLANNED and today is not None and day > today:
            found["day"] = "not_yet"
        last, first = answers.get("last"), answers.get("first", day)
        if isinstance(last, dt.date) and isinstance(first, dt.date) and last < first:
            found["last"] = "ends_first"
    return found


def _wrong_day(event: Event, day: dt.date, facts: Facts) -> str | None:
    start, end = facts.start, facts.end
    if event is Event.EARLY_RETURN:
        if start is not None and day < start:
            return "before_start"
        return "not_earlier" if end is not None and day >= end else None
    if event is Event.LONGER_STAY:
        return "not_later" if end is not None and day <= end else _before(day, start)
    if event in SPLITS:
        if start is not None and day <= start:
            return "first_day"
        return "after_end" if end is not None and day > end else None
    return None


def _before(day: dt.date, start: dt.date | None) -> str | None:
    return "before_start" if start is not None and day < start else None
