"""Days, ages and full months out of typed values."""

from __future__ import annotations

import datetime as dt

from desktop.domain.case import FieldValue


def as_day(value: FieldValue | None) -> dt.date | None:
    """A day, given as such or as ISO 8601 text; ``None`` for anything else."""
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def age_on(birth: dt.date, day: dt.date) -> int:
    """Completed years of life on ``day``; someone born on 29 February ages on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def full_months(first: dt.date, day: dt.date) -> int:
    """Full months from ``first`` up to the day before ``day``."""
    return (day.year - first.year) * 12 + day.month - first.month - (day.day < first.day)
