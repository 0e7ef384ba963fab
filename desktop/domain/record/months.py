"""Months as the record counts them: each named by its first day, runs of them joined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from desktop.domain.periods import last_of_month


def month_of(day: dt.date) -> dt.date:
    """The month of ``day``, named by its first day."""
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    """The month after ``month``."""
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)


def is_over(month: dt.date, day: dt.date) -> bool:
    """Whether the month has ended before ``day``: on its last day it has not."""
    return last_of_month(month) < day


def runs(months: Iterable[dt.date]) -> Iterator[tuple[dt.date, ...]]:
    """The months in runs without a gap, in order; each month counts once."""
    run: list[dt.date] = []
    for month in sorted(set(months)):
        if run and month != next_month(run[-1]):
            yield tuple(run)
            run = []
        run.append(month)
    if run:
        yield tuple(run)
