"""The diary of a case: the same few words for every country; and days the user wants to be reminded of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Stage(Enum):
    """What happened to an application."""

    PREPARED = "prepared"
    SENT = "sent"
    QUESTION_RECEIVED = "question_received"
    ISSUED = "issued"
    REFUSED = "refused"
    EXTENDED = "extended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """On the day ``on`` the application of ``case_id`` reached ``stage``.

    ``body`` is the authority (its key in the law, or a name as typed), ``matter`` what was applied for
    (``certificate``, ``extension``, ``exception``, ``refund``, ``replacement``). ``reason`` says why it was refused.
    """

    id: int | None = None
    person_id: int
    case_id: int
    on: dt.date
    stage: Stage
    matter: str = "certificate"
    body: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A day of the user's own: ``kind`` names it (``refund``, ``own``, …), ``done`` takes it from the list.

    ``until`` is the last day of what can be done from ``due_on`` on, where there is one.
    """

    id: int | None = None
    person_id: int
    case_id: int | None = None
    kind: str = "own"
    due_on: dt.date
    until: dt.date | None = None
    title: str = ""
    done: bool = False
    note: str = ""
