"""What an archive would change, in words: the thing, what is kept here and what the file says instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.domain.case import Answer
from desktop.domain.record.contents import REFERS
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.windows.naming import case_name
from desktop.windows.record.words import status_words

if TYPE_CHECKING:
    from desktop.domain.record.contents import Row
    from desktop.domain.record.merge import Entry
    from desktop.session import Session


def different_words(session: Session, entry: Entry) -> str:
    """Three lines on a thing that is kept here too but otherwise: which it is, here, in the file."""
    pairs = [_pair(session, name, entry) for name in entry.differing]
    mine, theirs = (session.language.list(side) for side in zip(*pairs, strict=True))
    return session.text(
        "archive.different.line",
        table=session.text(f"archive.table.{entry.table}"),
        what=_thing(session, entry.mine),
        mine=mine,
        theirs=theirs,
    )


def _thing(session: Session, row: Row) -> str:
    """What the thing is, with whose it is where that does not say it."""
    what = _called(session, row)
    person_id = getattr(row, "person_id", None)
    if person_id is None:
        return what
    person = session.record.person(person_id).name
    return session.text("archive.whose", what=what, person=person) if what else person


def _called(session: Session, row: Row) -> str:
    language = session.language
    if isinstance(row, ContributionMonth):
        month, branch = language.year_month(row.month), language.branch(row.branch)
        return session.text("archive.month", month=month, state=language.state(row.state), branch=branch)
    if isinstance(row, DiaryEntry):
        return language.date(row.on)
    for name in ("name", "title", "number", "starts_on", "due_on", "since", "ends_on", "fact"):
        if value := getattr(row, name, None):
            return _said(session, name, value)
    return ""


def _pair(session: Session, name: str, entry: Entry) -> tuple[str, str]:
    mine, theirs = getattr(entry.mine, name), getattr(entry.theirs, name)
    if isinstance(mine, Mapping):
        keys = [key for key in {**mine, **theirs} if mine.get(key) != theirs.get(key)]
        return _listed(session, mine, keys), _listed(session, theirs, keys)
    return _said(session, name, mine), _said(session, name, theirs)


def _listed(session: Session, values: Mapping[str, Any], keys: list[str]) -> str:
    said = [(_label(session, key), _said(session, key, values.get(key))) for key in keys]
    return session.language.list(
        [session.text("archive.value", label=label, value=value) for label, value in said]
    )


def _label(session: Session, key: str) -> str:
    label = f"fields.{key}.label"
    return session.text(label) if session.language.has(label) else key


def _said(session: Session, name: str, value: Any) -> str:
    language = session.language
    match value:
        case Answer():
            return _said(session, name, value.value)
        case None | "" | ():
            return session.text("archive.nothing")
        case bool():
            return session.text("archive.yes" if value else "archive.no")
        case int() if name in REFERS:
            return _referred(session, name, value)
        case int():
            return language.number(value)
        case dt.date():
            return language.date(value)
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
            return ", ".join(map(str, value))
        case _:
            return (
                str(language.state(value))
                if name in ("state", "host")
                else str(getattr(value, "value", value))
            )


def _referred(session: Session, name: str, number: int) -> str:
    """What an id stands for; one below zero is a thing that the file would add."""
    if number < 0:
        return session.text("archive.head.new")
    record = session.record
    if REFERS[name] == "persons":
        return record.person(number).name
    if REFERS[name] == "employers":
        return next((firm.name for firm in record.employers() if firm.id == number), str(number))
    return case_name(session, session.case(number)) if REFERS[name] == "cases" else f"#{number}"
