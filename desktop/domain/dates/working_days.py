"""The days on which an office works, and counting along them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from desktop.domain.periods import ONE_DAY

SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """The working days of one place: neither weekend nor holiday, but days worked in exchange for a holiday.

    ``weekend`` counts Monday as 0. Only days from ``first`` to ``last``, both inclusive, are known in full;
    ``None``: no such bound.
    """

    holidays: frozenset[dt.date] = frozenset()
    worked: frozenset[dt.date] = frozenset()
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    first: dt.date | None = None
    last: dt.date | None = None

    def __post_init__(self) -> None:
        if len(self.weekend) > 6:
            raise ValueError("an office without a working day has no calendar")

    def works(self, day: dt.date) -> bool:
        """Whether the office works on ``day``."""
        return day in self.worked or (day.weekday() not in self.weekend and day not in self.holidays)

    def knows(self, first: dt.date, last: dt.date) -> bool:
        """Whether every holiday from ``first`` to ``last`` is known."""
        return (self.first is None or self.first <= first) and (self.last is None or last <= self.last)

    def on_or_before(self, day: dt.date) -> dt.date:
        """``day`` where the office works on it, else the last working day before it."""
        while not self.works(day):
            day -= ONE_DAY
        return day

    def on_or_after(self, day: dt.date) -> dt.date:
        """``day`` where the office works on it, else the next working day."""
        while not self.works(day):
            day += ONE_DAY
        return day

    def back(self, day: dt.date, count: int) -> dt.date:
        """The working day from which ``count`` working days lead to ``day``; with 0 as ``on_or_before``.

        Something received on the day returned and finished ``count`` working days later is finished by ``day``.
        """
        day = self.on_or_before(day)
        for _ in range(count):
            day = self.on_or_before(day - ONE_DAY)
        return day

    def forward(self, day: dt.date, count: int) -> dt.date:
        """The working day ``count`` working days after ``day``; with 0 as ``on_or_after``."""
        day = self.on_or_after(day)
        for _ in range(count):
            day = self.on_or_after(day + ONE_DAY)
        return day

    def count(self, first: dt.date, last: dt.date) -> int:
        """The working days from ``first`` to ``last``, both inclusive; 0 where ``last`` lies before ``first``."""
        return sum(self.works(first + dt.timedelta(days=n)) for n in range((last - first).days + 1))
