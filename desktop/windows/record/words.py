"""What people, changes and amounts of the record are called on the screen."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.imports.amount import AmountUnreadable, Convention
from desktop.languages.amounts import parse_amount
from desktop.languages.money import decimal

if TYPE_CHECKING:
    from desktop.domain.paper import Words
    from desktop.domain.record.change import Change
    from desktop.domain.record.contribution import Payment
    from desktop.domain.record.grid import Lane
    from desktop.domain.record.person import Person
    from desktop.session import Session


def change_words(session: Session, change: Change) -> str:
    """What a change did, in a few words; of an undo, what it took back; of a restoring, what it brought back."""
    params = dict(change.params)
    if change.erased and not params:
        return session.text("record.change.erased")
    what = params.pop("what") if change.what in ("undo", "restore") else change.what
    return session.text(f"record.change.{what}", **params)


def person_words(session: Session, person: Person) -> str:
    """The name, with the day of birth where it is known: two people may share a name."""
    if person.born_on is None:
        return person.name
    return session.text("record.person.named", name=person.name, born=session.language.date(person.born_on))


def status_words(session: Session, status: Payment) -> str:
    """What became of a month, in a word or two."""
    return session.text(f"life.status.{status.value}")


def convention(session: Session) -> Convention:
    """How the screen's language separates the fraction of an amount."""
    return Convention.COMMA if session.language.code == "de" else Convention.POINT


def example_amount(session: Session) -> str:
    """An amount that shows how the screen's language writes them: 1.234,56 or 1,234.56."""
    return decimal(Decimal("1234.56"), session.language.locale)


def read_amount(session: Session, text: str, currency: str) -> Decimal:
    """The amount that was typed in the customs of the screen's language; a sign of ``currency`` may stand by.

    Raises ``AmountUnreadable``. Whether the amount can be true is not looked at.
    """
    found = parse_amount(text.strip(), convention(session))
    if found.currencies and currency not in found.currencies:
        raise AmountUnreadable(text)
    return found.value


def said(session: Session, words: Words) -> str:
    """A sentence of the record in the screen's language."""
    return session.language.value(words, session.law)


def lane_words(session: Session, lane: Lane) -> str:
    """What a lane is called: the state, or the branch within it."""
    if lane.branch:
        return session.language.branch(lane.branch, lane.state)
    return str(session.language.state(lane.state))
