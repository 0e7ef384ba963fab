"""What a file would change, in words: the thing, its field, what is kept here and what the file says instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from desktop.domain.case import Answer
from desktop.domain.identity import IDENTITY_DOCUMENTS, is_identity, masked
from desktop.domain.record.contents import REFERS
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.evidence import Quality
from desktop.windows.naming import answer_words, case_name
from desktop.windows.record.words import status_words

if TYPE_CHECKING:
    from desktop.domain.record.contents import Row
    from desktop.domain.record.differences import Difference
    from desktop.session import Session

_KINDS: Final[Mapping[str, str]] = {
    "certificates.kind": "record.certificate.kind",
    "documents.kind": "record.document.kind",
    "custody.paper": "record.paper.kind",
    "diary.matter": "record.diary.matter",
    "contributions.scheme": "record.scheme",
}
"""By table and field, where the words of its values stand."""


class DifferenceWords(NamedTuple):
    """One field that differs: of which thing, its name, and both values; ``secret`` is an identity number."""

    thing: str
    field: str
    mine: str
    theirs: str
    secret: bool

    def shown(self, revealed: bool) -> DifferenceWords:
        """The words as they may be seen; identity numbers in full where ``revealed``."""
        if revealed or not self.secret:
            return self
        return self._replace(mine=masked(self.mine), theirs=masked(self.theirs))


def difference_words(session: Session, found: Difference) -> DifferenceWords:
    """The words of one difference, nothing hidden yet."""
    entry, (_place, field, key) = found.entry, found.spot
    values = [said(session, field, value, entry.table, key) for value in (found.mine, found.theirs)]
    secret = is_identity(key) or (
        entry.table == "documents" and field == "number" and entry.theirs.kind in IDENTITY_DOCUMENTS
    )
    thing = session.text(
        "archive.value", label=session.text(f"archive.table.{entry.table}"), value=_thing(session, entry.mine)
    )
    return DifferenceWords(thing, label(session, field, key), values[0], values[1], secret)


def label(session: Session, field: str, key: str = "") -> str:
    """What a field of a thing is called; ``key`` names one of the answers or of the fields of the papers."""
    if not key:
        return session.text(f"archive.field.{field}")
    words = f"fields.fact.{key}" if field == "answers" else f"fields.{key}.label"
    return session.text(words) if session.language.has(words) else key


def said(session: Session, field: str, value: Any, table: str = "", key: str = "") -> str:
    """A value of a field in words: days, sums, states and choices as the language writes them."""
    language, where = session.language, _KINDS.get(f"{table}.{field}")
    match value:
        case Answer():
            names = {"home": language.state("home"), "host": language.state("host")}
            return answer_words(session, key, value, names)
        case None | "" | ():
            return session.text("archive.nothing")
        case bool():
            return session.text("archive.yes" if value else "archive.no")
        case str() if where and language.has(f"{where}.{value}"):
            return session.text(f"{where}.{value}")
        case str() if key:
            return _chosen(session, key, value)
        case int() if field in REFERS:
            return _referred(session, field, value)
        case _:
            return _plain(session, field, value)


def _plain(session: Session, field: str, value: Any) -> str:
    language = session.language
    match value:
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
        case Quality():
            return session.text(f"record.proof.quality.{value.value}")
        case tuple() if field == "branches":
            return language.list([language.branch(code) for code in value])
        case tuple():
            return ", ".join(map(str, value))
        case str() if field in ("state", "host"):
            return language.state(value)
        case str() if field == "branch":
            return language.branch(value)
        case str() if field == "digest":
            return session.text("archive.field.digest_short", start=value[:8])
        case _:
            return str(value)


def _chosen(session: Session, key: str, value: str) -> str:
    """A field of the papers: a choice by its words, a state by its name, anything else as it was typed."""
    field = session.forms.fields.get(key)
    if field is not None and field.kind.value == "state":
        return session.language.state(value)
    words = f"fields.enum.{field.choices}.{value}" if field is not None and field.choices else ""
    return session.text(words) if words and session.language.has(words) else value


def _thing(session: Session, row: Row) -> str:
    """What the thing is, with whose it is where that does not say it."""
    what = _called(session, row)
    person_id = getattr(row, "person_id", None)
    if person_id is None:
        return what
    person = session.record.person(person_id).name
    return session.text("archive.whose", what=what, person=person) if what and what != person else person


def _called(session: Session, row: Row) -> str:
    language = session.language
    if isinstance(row, ContributionMonth):
        month, branch = language.year_month(row.month), language.branch(row.branch)
        return session.text("archive.month", month=month, state=language.state(row.state), branch=branch)
    if isinstance(row, DiaryEntry):
        return language.date(row.on)
    if getattr(row, "kind", "") in IDENTITY_DOCUMENTS:
        return session.text(f"record.document.kind.{row.kind}")
    for name in ("name", "title", "number", "starts_on", "due_on", "since", "ends_on", "fact"):
        if value := getattr(row, name, None):
            return said(session, name, value)
    return case_name(session, session.case(row.id)) if hasattr(row, "answers") else ""


def _referred(session: Session, field: str, number: int) -> str:
    """What an id stands for; one below zero is a thing that the file would add."""
    if number < 0:
        return session.text("archive.head.new")
    record = session.record
    if REFERS[field] == "persons":
        return record.person(number).name
    if REFERS[field] == "employers":
        return next((firm.name for firm in record.employers() if firm.id == number), str(number))
    return case_name(session, session.case(number)) if REFERS[field] == "cases" else f"#{number}"
