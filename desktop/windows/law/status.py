"""Whether an agreement applies on a day, in one word and one sentence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.agreement import Agreement
    from desktop.session import Session

SYMBOLS = {
    "in_force": "exempt",
    "provisional": "exempt_after_approval_of_extension",
    "not_yet": "cannot_tell",
    "signed": "cannot_tell",
    "unsigned": "no_agreement",
    "ended": "no_agreement",
}
"""The symbol of each status, out of the family of states."""

APPLYING = ("in_force", "provisional")
"""The statuses under which an agreement applies."""


def partner(agreement: Agreement) -> str:
    """The state with which China made the agreement: it names China first."""
    return agreement.states[1]


def status_on(agreement: Agreement, day: dt.date) -> str:
    """``in_force``, ``provisional``, ``not_yet`` (day known), ``signed``, ``unsigned`` or ``ended``."""
    if day < agreement.signed:
        return "unsigned"
    if agreement.last is not None and day > agreement.last:
        return "ended"
    first = agreement.first
    if first is None or day < first:
        return "signed" if first is None else "not_yet"
    if agreement.in_force is None or day < agreement.in_force:
        return "provisional"
    return "in_force"


def status_words(session: Session, agreement: Agreement, day: dt.date) -> str:
    """The status with the dates behind it."""
    return session.text(
        f"pages.law.status.{status_on(agreement, day)}",
        signed=agreement.signed,
        first=agreement.first or "",
        in_force=agreement.in_force or "",
        last=agreement.last or "",
    )


def law_edition_words(session: Session, edition: str) -> str:
    """The edition of the law and the day it was last checked."""
    date, _, digest = edition.partition("+")
    return session.text("pages.law.edition", date=dt.date.fromisoformat(date), digest=digest)
