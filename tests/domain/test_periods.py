"""Months and limits: the two ways of counting, at their edges."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.periods import ONE_DAY, add_months, limit_end, months_between

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2080, 12, 31))
MONTHS = st.integers(1, 200)
COUNTINGS = st.sampled_from(["calendar_months", "date_to_date"])


def test_the_official_german_example() -> None:
    assert limit_end(dt.date(2025, 3, 15), 48, "calendar_months") == dt.date(2029, 2, 28)


def test_date_to_date_ends_the_day_before() -> None:
    assert limit_end(dt.date(2025, 3, 15), 60, "date_to_date") == dt.date(2030, 3, 14)


def test_date_to_date_without_such_a_day_ends_on_the_last_of_the_month() -> None:
    assert limit_end(dt.date(2024, 10, 31), 4, "date_to_date") == dt.date(2025, 2, 28)
    assert limit_end(dt.date(2023, 10, 30), 4, "date_to_date") == dt.date(2024, 2, 29)


def test_no_months_left_end_before_the_start() -> None:
    assert limit_end(dt.date(2025, 3, 15), 0, "calendar_months") == dt.date(2025, 3, 14)


@given(DAYS, MONTHS, COUNTINGS)
def test_a_longer_limit_never_ends_earlier(day: dt.date, months: int, counting: str) -> None:
    assert limit_end(day, months, counting) < limit_end(day, months + 1, counting)


@given(DAYS, MONTHS, COUNTINGS)
def test_the_limit_is_the_last_day_of_its_month_count(day: dt.date, months: int, counting: str) -> None:
    last = limit_end(day, months, counting)
    assert months_between(day, last, counting) == months
    assert months_between(day, last + ONE_DAY, counting) == months + 1


@given(DAYS, MONTHS)
def test_whole_calendar_months_never_end_later_than_date_to_date(day: dt.date, months: int) -> None:
    assert limit_end(day, months, "calendar_months") <= max(
        limit_end(day, months, "date_to_date"), limit_end(day.replace(day=1), months, "date_to_date")
    )


@given(DAYS, st.integers(-300, 300))
def test_adding_months_moves_the_month_and_keeps_the_day_where_it_can(day: dt.date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + ONE_DAY).day == 1
