"""Stepped reminders: 180, 90, 60, 30 and 7 days before a date, and once it has passed.

A reminder that was dismissed stays away until the next step, or until its date moves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.dates.due import DueItem, Kind

STEPS: Final = (180, 90, 60, 30, 7)
"""Days before the date."""
PASSED: Final = -1
"""Stands for the step of a date that has passed."""

_SHORT: Final = (30, 7)
_AT_ONCE: Final = (7,)
STEPS_OF: Final[Mapping[Kind, tuple[int, ...]]] = {
    Kind.HAND_IN: _SHORT,
    Kind.REGISTER: _SHORT,
    Kind.REPORT_END: _SHORT,
    Kind.ASK: (90, 60, 30, 7),
    Kind.CHASE: _AT_ONCE,
}
"""Kinds that need less notice; all others have ``STEPS``."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The last reminder of a date that was dismissed: its step, and the date as it was then."""

    due_on: dt.date
    step: int


@dataclass(frozen=True, slots=True)
class Reminded:
    """A date to be reminded of now, and the step it has reached."""

    item: DueItem
    step: int

    @property
    def seen(self) -> Seen:
        """What to keep when it is dismissed."""
        return Seen(self.item.due_on, self.step)


def step_of(kind: Kind, days_left: int) -> int | None:
    """The step that a date has reached: the smallest number of days not below ``days_left``.

    ``PASSED`` after the date, ``None`` while the first step is still to come. The day itself has not passed.
    """
    if days_left < 0:
        return PASSED
    return min((step for step in STEPS_OF.get(kind, STEPS) if step >= days_left), default=None)


def reminders(due: Iterable[DueItem], day: dt.date, seen: Mapping[str, Seen]) -> tuple[Reminded, ...]:
    """The dates to be reminded of on ``day``, in the order of ``due``; ``seen`` by the keys of the dates."""
    found = []
    for item in due:
        step = step_of(item.kind, item.days_left(day))
        if step is None:
            continue
        before = seen.get(item.key)
        if before is None or before.due_on != item.due_on or step < before.step:
            found.append(Reminded(item, step))
    return tuple(found)


def still_seen(due: Iterable[DueItem], seen: Mapping[str, Seen]) -> dict[str, Seen]:
    """What is worth keeping of ``seen``: dismissals of dates that are still in the list, as they are."""
    days = {item.key: item.due_on for item in due}
    return {key: one for key, one in seen.items() if days.get(key) == one.due_on}
