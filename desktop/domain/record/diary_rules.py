"""The diary of applications: the same few words for every country, what may follow what, and whom to chase.

Nothing here forbids an entry: what looks wrong is said, and the user decides. The time an authority took is
measured in ``domain.dates.turnaround``, the day to ask again in ``domain.dates.chase``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.dates.chase import chase_on
from desktop.domain.dates.due import Rule
from desktop.domain.dates.turnaround import durations, measured
from desktop.domain.record.diary import DiaryEntry, Stage

MATTERS: Final = ("certificate", "extension", "exception", "refund", "replacement")
"""What is applied for; its words are ``record.diary.matter.VALUE``."""

ANSWERED: Final = frozenset({Stage.ISSUED, Stage.EXTENDED, Stage.REFUSED, Stage.ENDED})
"""Stages after which nobody waits for the authority any more."""

_FOLLOWS: Final[Mapping[Stage | None, frozenset[Stage]]] = {
    None: frozenset({Stage.PREPARED, Stage.SENT}),
    Stage.PREPARED: frozenset({Stage.PREPARED, Stage.SENT}),
    Stage.SENT: frozenset({Stage.QUESTION_RECEIVED, Stage.ISSUED, Stage.REFUSED, Stage.EXTENDED}),
    Stage.QUESTION_RECEIVED: frozenset(
        {Stage.QUESTION_RECEIVED, Stage.SENT, Stage.ISSUED, Stage.REFUSED, Stage.EXTENDED}
    ),
    Stage.ISSUED: frozenset({Stage.PREPARED, Stage.SENT, Stage.EXTENDED, Stage.ENDED}),
    Stage.REFUSED: frozenset({Stage.PREPARED, Stage.SENT, Stage.ENDED}),
    Stage.EXTENDED: frozenset({Stage.PREPARED, Stage.SENT, Stage.EXTENDED, Stage.ENDED}),
    Stage.ENDED: frozenset({Stage.PREPARED, Stage.SENT}),
}
_EXTENDING: Final = "extension"


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The entries on one matter of one case, from its preparation or sending to the answer.

    A new preparation or sending after an answer begins another application. ``sent_on`` is the first sending.
    """

    case_id: int
    matter: str
    entries: tuple[DiaryEntry, ...]

    @property
    def last(self) -> DiaryEntry:
        """What happened last."""
        return self.entries[-1]

    @property
    def body(self) -> str:
        """The authority, as named last; empty where nobody named it."""
        return next((entry.body for entry in reversed(self.entries) if entry.body), "")

    @property
    def sent_on(self) -> dt.date | None:
        """The day it was sent first, ``None`` while it was not."""
        return next((entry.on for entry in self.entries if entry.stage is Stage.SENT), None)

    @property
    def waiting(self) -> bool:
        """Whether it was sent and its answer is still to come."""
        return self.sent_on is not None and self.last.stage not in ANSWERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Chase:
    """An application without an answer: when to ask about it, and whose rule that day is.

    ``cases`` is how many finished applications to the same authority were measured.
    """

    application: Application
    on: dt.date
    rule: Rule
    cases: int = 0


def in_order(entries: Iterable[DiaryEntry]) -> tuple[DiaryEntry, ...]:
    """By day; on the same day in the order of entering, those not kept yet last."""
    return tuple(sorted(entries, key=lambda entry: (entry.on, entry.id is None, entry.id or 0)))


def applications(entries: Iterable[DiaryEntry]) -> tuple[Application, ...]:
    """The applications of a diary, in the order of their first entries."""
    found: list[Application] = []
    for entry in in_order(entries):
        place = _place(found, entry)
        if place is None:
            found.append(Application(case_id=entry.case_id, matter=entry.matter, entries=(entry,)))
        else:
            begun = found[place]
            found[place] = Application(
                case_id=begun.case_id, matter=begun.matter, entries=(*begun.entries, entry)
            )
    return tuple(found)


def doubts(before: Sequence[DiaryEntry], new: DiaryEntry, day: dt.date) -> tuple[str, ...]:
    """What looks wrong about ``new`` beside the entries ``before`` on ``day``; words ``record.diary.doubt.NAME``.

    ``future``: it lies after today. ``order``: the stage usually does not follow the one before it.
    ``earlier``: an answer before the day of sending. ``no_reason``: refused, and nobody said why.
    """
    others = [e for e in in_order(before) if (e.id is None or e.id != new.id) and _matter(e) == _matter(new)]
    same = [e for e in others if e.on <= new.on]
    sent = [e.on for e in others if e.stage is Stage.SENT]
    found = {
        "future": new.on > day,
        "order": new.stage not in _FOLLOWS[same[-1].stage if same else None],
        "earlier": new.stage in ANSWERED - {Stage.ENDED} and bool(sent) and new.on < min(sent),
        "no_reason": new.stage is Stage.REFUSED and not new.reason,
    }
    if found["earlier"]:
        found["order"] = False
    return tuple(name for name, holds in found.items() if holds)


def usual_next(entries: Iterable[DiaryEntry], case_id: int, matter: str) -> Stage:
    """The stage that most likely comes next on this matter: what a form offers first."""
    same = [e for e in in_order(entries) if (e.case_id, e.matter) == (case_id, matter)]
    if not same:
        return Stage.PREPARED
    return {
        Stage.PREPARED: Stage.SENT,
        Stage.SENT: Stage.EXTENDED if matter == _EXTENDING else Stage.ISSUED,
        Stage.QUESTION_RECEIVED: Stage.SENT,
        Stage.ISSUED: Stage.ENDED,
        Stage.EXTENDED: Stage.ENDED,
    }.get(same[-1].stage, Stage.PREPARED)


def to_chase(
    entries: Iterable[DiaryEntry], times: Mapping[str, Sequence[int]] | None = None
) -> tuple[Chase, ...]:
    """The applications that wait for an answer, each with the day to ask, the earliest first.

    ``times`` are the days that each authority took before, as measured; ``None``: those of ``entries`` alone.
    """
    known = tuple(entries)
    took = durations(known) if times is None else times
    found = []
    for application in applications(known):
        if application.sent_on is not None and application.waiting:
            usual = measured(took.get(application.body, ()))
            on, rule = chase_on(application.sent_on, usual)
            cases = usual.cases if usual is not None and rule is Rule.OWN else 0
            found.append(Chase(application=application, on=on, rule=rule, cases=cases))
    return tuple(sorted(found, key=lambda chase: chase.on))


def refused(entries: Iterable[DiaryEntry]) -> tuple[DiaryEntry, ...]:
    """The refusals after which nothing was sent again, the latest first."""
    last = [application.last for application in applications(entries)]
    later = {_matter(entry): entry for entry in last}
    return tuple(e for e in reversed(last) if e.stage is Stage.REFUSED and later[_matter(e)] is e)


def _place(found: Sequence[Application], entry: DiaryEntry) -> int | None:
    """Where the application stands that the entry belongs to; ``None`` where it begins a new one."""
    same = [n for n, one in enumerate(found) if (one.case_id, one.matter) == _matter(entry)]
    if not same:
        return None
    begins = entry.stage in (Stage.PREPARED, Stage.SENT)
    return None if begins and found[same[-1]].last.stage in ANSWERED else same[-1]


def _matter(entry: DiaryEntry) -> tuple[int, str]:
    return entry.case_id, entry.matter
