"""Months as tables write them; what may be two months is refused with both."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from babel.dates import format_date, format_skeleton
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.imports.month import MonthUnreadable
from desktop.languages.month_words import parse_month, parse_month_number
from desktop.languages.state_words import state_code

MARCH = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03", "2026/3", "2026.03", "03.2026", "3/2026", "2026年3月", "2026年03月份", "2026년 3월", "202603",
        "20260331",
        "Mar 2026", "March 2026", "März 2026", "Mrz. 2026", "三月 2026", "2026 Mar",
        "31.03.2026", "2026-03-31", "2026-03-31T00:00:00", "2026. 3. 31.", "2026. 3.", "31/03/2026", "03/31/2026",
        "２０２６－０３", " 2026-03 ", "03/03/2026",
    ],
)  # fmt: skip
def test_ways_to_write_march(text: str) -> None:
    assert parse_month(text) == MARCH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2603",
        "26-03",
        "03/04",
        "2026-13",
        "2026-00",
        "2026-02-30",
        "Mar-26",
        "46082",
        "1899-03",
        "x 2026",
    ],
)
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(MonthUnreadable) as caught:
        parse_month(text)
    assert caught.value.readings == ()


@pytest.mark.parametrize("text", ["03/04/2026", "3-4-2026"])
def test_a_day_of_two_months_is_refused_with_both(text: str) -> None:
    with pytest.raises(MonthUnreadable) as caught:
        parse_month(text)
    assert caught.value.readings == (MARCH, dt.date(2026, 4, 1))


@given(
    st.dates(dt.date(1930, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["zh_Hans_CN", "de_DE", "ko_KR", "en_GB"]),
)
def test_months_and_days_of_our_languages_are_read_again(day: dt.date, locale: str) -> None:
    first = day.replace(day=1)
    assert parse_month(format_skeleton("yMMMM", day, locale=locale)) == first
    assert parse_month(day.isoformat()) == first
    if locale != "en_GB":  # 3/4/2026 there
        assert parse_month(format_date(day, "medium", locale=locale)) == first


@given(st.text(max_size=12))
def test_any_text_is_a_month_or_refused(text: str) -> None:
    with suppress(MonthUnreadable):
        assert parse_month(text).day == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Jan", 1),
        ("Dez.", 12),
        ("3月", 3),
        ("12월", 12),
        ("07", 7),
        ("一月", 1),
        ("13", None),
        ("0", None),
        ("Summe", None),
    ],
)
def test_months_without_a_year(text: str, number: int | None) -> None:
    assert parse_month_number(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"),
        ("德国", "DE"),
        ("Deutschland", "DE"),
        ("독일", "DE"),
        ("germany", "DE"),
        ("Schweiz", "CH"),
        ("X", ""),
        ("", ""),
    ],
)
def test_states_by_code_and_name(text: str, code: str) -> None:
    assert state_code(text) == code
