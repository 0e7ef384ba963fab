"""Days, months and how agreements count them. The counting conventions are written here once.

All periods have a first and a last day, both inclusive.
"""

from __future__ import annotations

import calendar
import datetime as dt

ONE_DAY = dt.timedelta(days=1)
FOREVER = dt.date.max
"""Stands for "no end known" inside computations; never shown."""


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day ``months`` later (or earlier); where that month has no such day, its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if day.day <= 28:
        return dt.date(year, month, day.day)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def days_after(day: dt.date, days: int) -> dt.date:
    """The day ``days`` later (or earlier); beyond the calendar its first or last day."""
    number = min(max(day.toordinal() + days, dt.date.min.toordinal()), dt.date.max.toordinal())
    return dt.date.fromordinal(number)


def months_after(day: dt.date, months: int) -> dt.date:
    """As ``add_months`` for later days; beyond the calendar its last day."""
    left = (FOREVER.year - day.year) * 12 + FOREVER.month - day.month
    return FOREVER if months > left else add_months(day, months)


def last_of_month(day: dt.date) -> dt.date:
    """The last day of the month of ``day``."""
    return dt.date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def limit_end(start: dt.date, months: int, counting: str) -> dt.date:
    """The last day of the first ``months`` months from ``start``.

    ``calendar_months``: months of start and end count in full, so 48 months from 2025-03-15 end on 2029-02-28
    (DVKA, meaning of calendar months). ``date_to_date``: the day before the same day ``months`` later; where that
    month has no such day, its last day.
    """
    if months <= 0:
        return start - ONE_DAY
    if counting == "calendar_months":
        return last_of_month(add_months(start.replace(day=1), months - 1))
    later = add_months(start, months)
    return later if later.day < start.day else later - ONE_DAY


def months_between(first: dt.date, last: dt.date, counting: str) -> int:
    """How many months a period has begun, first and last day inclusive: the smallest n whose limit covers it."""
    count = (last.year - first.year) * 12 + last.month - first.month
    while count > 0 and limit_end(first, count - 1, counting) >= last:
        count -= 1
    while limit_end(first, count, counting) < last:
        count += 1
    return count
