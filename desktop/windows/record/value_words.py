"""Fields of the record and their values in words, for lists of differences and of changes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.case import Answer
from desktop.domain.facts import VOCABULARY
from desktop.domain.identity import hidden
from desktop.domain.record.contents import REFERS
from desktop.domain.record.contribution import Payment
from desktop.domain.record.diary import Stage
from desktop.windows.controls.body_box import body_words
from desktop.windows.naming import answer_words, case_name
from desktop.windows.record.words import status_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.session import Session

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "scheme": ("record.scheme.{}",),
    "kind": ("record.certificate.kind.{}", "record.document.kind.{}", "dates.kind.{}"),
    "paper": ("record.paper.kind.{}",),
    "matter": ("record.diary.matter.{}",),
    "reason": ("record.refusal.reason.{}",),
    "outcome": ("result.outcome.{}",),
}
"""Keys of the words of fields that take one of few values."""


def field_words(session: Session, name: str) -> str:
    """What a field is called: a column of the record, a fact, or an entry of the papers."""
    language = session.language
    for key in (f"record.column.{name}", f"fields.{name}.label"):
        if language.has(key):
            return session.text(key)
    if name in VOCABULARY:
        here, there = session.language.state("home"), session.language.state("host")
        return session.text(f"questions.{name}.ask", home=here, host=there)
    return name


def value_words(session: Session, name: str, value: Any) -> str:
    """A value of a field; of an identity number only its end."""
    language = session.language
    match value:
        case None | "" | ():
            return session.text("archive.nothing")
        case Answer():
            names = {"home": language.state("home"), "host": language.state("host")}
            return answer_words(session, name, value, names)
        case bool():
            return session.text("archive.yes" if value else "archive.no")
        case int() if name in REFERS:
            return _referred(session, name, value)
        case int() if name in ("done", "receipt"):
            return session.text("archive.yes" if value else "archive.no")
        case int():
            return language.number(value)
        case dt.date():
            return language.year_month(value) if name == "month" else language.date(value)
        case Decimal():
            from desktop.languages.money import decimal

            return decimal(value, language.locale, 2)
        case Payment():
            return status_words(session, value)
        case Stage():
            return session.text(f"record.diary.stage.{value.value}")
        case tuple() if name == "branches":
            return language.list([language.branch(code) for code in value])
        case tuple():
            return ", ".join(map(str, hidden(name, value)))  # type: ignore[arg-type]
    return _text(session, name, str(getattr(value, "value", value)))


def _text(session: Session, name: str, text: str) -> str:
    language = session.language
    if name in ("state", "host"):
        return str(language.state(text))
    if name == "branch":
        return language.branch(text)
    if name == "body":
        return body_words(session, text)
    for key in _WORDS.get(name, ()):
        if language.has(key.format(text)):
            return session.text(key.format(text))
    return str(hidden(name, text))


def _referred(session: Session, name: str, number: int) -> str:
    """What an id stands for; one below zero is a thing that a file would add, one that is gone keeps its number."""
    if number < 0:
        return session.text("archive.head.new")
    record = session.record
    try:
        if REFERS[name] == "persons":
            return record.person(number).name
        if REFERS[name] == "cases":
            return case_name(session, session.case(number))
    except KeyError:
        return f"#{number}"
    if REFERS[name] == "employers":
        return next((firm.name for firm in record.employers() if firm.id == number), f"#{number}")
    return f"#{number}"
