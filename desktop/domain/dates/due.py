"""Dates that come due: their kinds, whose rule is behind each, and the groups in which a list shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.domain.agreement import Citation
from desktop.domain.paper import Words
from desktop.domain.periods import last_of_month


class Kind(Enum):
    """What is due; its words are ``dates.kind.VALUE``."""

    APPLY = "apply"
    APPLY_OPENS = "apply_opens"
    FILE_BY = "file_by"
    """The latest day to file, counted back from departure with the user's own or measured times."""
    HAND_IN = "hand_in"
    REGISTER = "register"
    EXTENSION_OPENS = "extension_opens"
    """Three months before the end by our own rule: no source names a last day."""
    EXTENSION_CLOSES = "extension_closes"
    """The last day in time by a rule of the agreement or its authority."""
    EXCEPTION = "exception"
    ASK = "ask"
    CERTIFICATE_END = "certificate_end"
    EXEMPTION_END = "exemption_end"
    CEILING = "ceiling"
    PASSPORT = "passport"
    RESIDENCE_TITLE = "residence_title"
    WORK_PERMIT = "work_permit"
    HOME_CONTRACT = "home_contract"
    HOST_CONTRACT = "host_contract"
    REPORT_END = "report_end"
    CHASE = "chase"
    DEADLINE = "deadline"
    """A deadline of a newer edition of the law that this program has no kind for."""
    REFUND = "refund"
    OWN = "own"


class Rule(Enum):
    """Who says so: the law or an authority, this program, or the user's own papers and entries."""

    LAW = "law"
    HOUSE = "house"
    OWN = "own"


OVERDUE_SHOWN: Final = dt.timedelta(days=365)
"""A date that passed longer ago is history, and nothing that is due."""
AFTER_THE_END: Final = dt.timedelta(days=90)
"""So long after a posting its dates may still call for something."""

_KINDS: Final = (
    ("file_before_start", Kind.APPLY),
    ("apply_from", Kind.APPLY_OPENS),
    ("latest_filing", Kind.FILE_BY),
    ("hand_in_host", Kind.HAND_IN),
    ("certificate_after_start", Kind.HAND_IN),
    ("certificate_in_china", Kind.HAND_IN),
    ("register_in_china", Kind.REGISTER),
    ("extension", Kind.EXTENSION_CLOSES),
    ("exception", Kind.EXCEPTION),
    ("ask_exception", Kind.EXCEPTION),
    ("ask_before_start", Kind.ASK),
    ("certificate_end", Kind.CERTIFICATE_END),
    ("exemption_ends", Kind.EXEMPTION_END),
    ("ceiling", Kind.CEILING),
    ("passport_expiry", Kind.PASSPORT),
    ("title_expiry", Kind.RESIDENCE_TITLE),
    ("home_contract_end", Kind.HOME_CONTRACT),
    ("report_end", Kind.REPORT_END),
)
"""The kinds of the dates of a case by the beginning of their keys; a longer key stands for one agreement."""


def kind_of(key: str, rule: Rule) -> Kind:
    """The kind of a date of a case by its key.

    An extension is ``EXTENSION_CLOSES`` where a source names the day, else our own ``EXTENSION_OPENS``.
    """
    for beginning, kind in _KINDS:
        if key == beginning or key.startswith(f"{beginning}_"):
            house = kind is Kind.EXTENSION_CLOSES and rule is Rule.HOUSE
            return Kind.EXTENSION_OPENS if house else kind
    return Kind.DEADLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One date: what is due on which day, for whom, and whose rule it is.

    ``key`` is its own and stays when the day moves: calendars and dismissed reminders go by it. ``source`` is the
    key of the law's deadline or of the case's date behind it. ``name`` is the person or the case, ``title`` the
    user's own words for a reminder. ``until`` is the last day, inclusive, of what can be done from ``due_on`` on.
    ``text`` says what to do, ``citations`` name the source; both are filled in when the date is looked at.
    """

    key: str
    kind: Kind
    due_on: dt.date
    rule: Rule
    source: str = ""
    person_id: int | None = None
    case_id: int | None = None
    thing_id: int | None = None
    """The certificate, document or reminder behind it, by its id in the record."""
    name: str = ""
    title: str = ""
    until: dt.date | None = None
    text: Words | None = None
    citations: tuple[Citation, ...] = ()

    def days_left(self, day: dt.date) -> int:
        """Days from ``day`` to the due one; negative where it has passed."""
        return (self.due_on - day).days


class Group(Enum):
    """The parts of the list, in their order."""

    OVERDUE = "overdue"
    THIS_MONTH = "this_month"
    LATER = "later"


def group_of(due_on: dt.date, day: dt.date) -> Group:
    """Where a date stands as seen on ``day``: passed, until the end of the calendar month, or after it."""
    if due_on < day:
        return Group.OVERDUE
    return Group.THIS_MONTH if due_on <= last_of_month(day) else Group.LATER
