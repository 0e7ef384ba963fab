"""From when to when a road is open, month by month. All days are inclusive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from desktop.domain.periods import ONE_DAY, add_months
from desktop.domain.refunds.claimant import Claimant
from desktop.domain.refunds.rules import RoadRule


@dataclass(frozen=True, slots=True)
class Window:
    """The contributions from ``first`` to ``last`` (first days of months) can be claimed from ``opens`` to ``ends``.

    ``opens`` is ``None`` where nothing need be waited for, ``ends`` where no last day is known.
    """

    first: dt.date
    last: dt.date
    opens: dt.date | None = None
    ends: dt.date | None = None

    def over(self, day: dt.date) -> bool:
        """Whether the last day has passed."""
        return self.ends is not None and self.ends < day

    def waits(self, day: dt.date) -> bool:
        """Whether the first day is still to come."""
        return self.opens is not None and day < self.opens


def windows(rule: RoadRule, person: Claimant) -> tuple[Window, ...]:
    """The windows of a road for this person, oldest contributions first; empty where a day it needs is unknown."""
    if (period := person.period) is None:
        return ()
    first, last = period
    months = rule.clock_months
    match rule.clock:
        case "year_end":
            return tuple(_years(first, last, months // 12))
        case "each_month":
            return tuple(Window(m, m, None, add_months(m, months) - ONE_DAY) for m in _months(first, last))
        case "waiting":
            return (Window(first, last, add_months(last, months + 1)),)
        case "permit":
            permit = person.work_permit_on
            return () if permit is None else (Window(first, last, None, add_months(permit, months)),)
        case "leaving" | "after_leaving":
            return tuple(_leaving(first, last, person.left_on, months))
        case _:
            return (Window(first, last),)


def needs(rule: RoadRule, person: Claimant) -> tuple[str, ...]:
    """The facts without which the clock cannot be read; also a last month that lies before the first one."""
    last = person.last if person.first is None or person.period else None
    wanted = {"first": person.first, "last": last} if rule.clock != "none" else {}
    if rule.clock in ("leaving", "after_leaving"):
        wanted["left_on"] = person.left_on
    if rule.clock == "permit":
        wanted["work_permit_on"] = person.work_permit_on
    return tuple(name for name, value in wanted.items() if value is None)


def _leaving(first: dt.date, last: dt.date, left_on: dt.date | None, months: int) -> Iterator[Window]:
    """The day of leaving counts as the first of the time, so that the last day is before its anniversary."""
    if left_on is not None:
        yield Window(first, last, left_on, add_months(left_on, months) - ONE_DAY if months else None)


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first = add_months(first, 1)


def _years(first: dt.date, last: dt.date, years: int) -> Iterator[Window]:
    for year, found in groupby(_months(first, last), key=lambda month: month.year):
        own = list(found)
        yield Window(own[0], own[-1], None, dt.date(year + years, 12, 31))
