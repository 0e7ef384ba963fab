"""What the clock says: boundaries of stages, months used and left, in both ways of counting."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop.domain.determination import Clock, Stage
from desktop.domain.periods import add_months, limit_end
from desktop.session import Session
from desktop.windows.clock.drawing import ClockBar
from desktop.windows.clock.panel import ClockPanel, clock_lines
from desktop.windows.clock.reading import read_clock

START = dt.date(2025, 3, 15)


def german_clock(prior: int = 0) -> Clock:
    """60 and 96 whole calendar months from the start."""
    stages = [
        Stage(name, months, limit_end(START, months - prior, "calendar_months"))
        for name, months in (("first", 60), ("extension", 96))
    ]
    return Clock(START, "calendar_months", prior, tuple(stages))


@pytest.mark.parametrize(
    ("day", "used", "stage", "left"),
    [
        (dt.date(2025, 3, 14), 0, "first", 60),
        (dt.date(2025, 3, 15), 1, "first", 59),
        (dt.date(2025, 4, 1), 2, "first", 58),
        (dt.date(2030, 2, 28), 60, "first", 0),
        (dt.date(2030, 3, 1), 61, "extension", 35),
        (dt.date(2033, 2, 28), 96, "extension", 0),
    ],
)
def test_months_used_and_left_on_a_day(day: dt.date, used: int, stage: str, left: int) -> None:
    reading = read_clock(german_clock(), day, None)
    assert (reading.used, reading.stage and reading.stage.stage, reading.left) == (used, stage, left)


def test_beyond_the_last_stage_nothing_is_left() -> None:
    reading = read_clock(german_clock(), dt.date(2033, 3, 1), None)
    assert reading.stage is None
    assert reading.left == 0


def test_a_posting_longer_than_the_last_stage_says_by_how_much() -> None:
    reading = read_clock(german_clock(), START, dt.date(2033, 4, 10))
    assert (reading.planned, reading.over) == (98, 2)


def test_a_finished_posting_uses_no_more_months() -> None:
    end = dt.date(2026, 3, 14)
    assert read_clock(german_clock(), dt.date(2029, 1, 1), end).used == 13


def test_earlier_postings_are_counted_in() -> None:
    reading = read_clock(german_clock(prior=12), START, None)
    assert (reading.used, reading.left) == (13, 47)


def test_a_clock_without_limit_has_nothing_left_to_count() -> None:
    clock = Clock(START, "date_to_date", 0, (Stage("first", None, None),))
    reading = read_clock(clock, dt.date(2040, 1, 1), None)
    assert reading.left is None
    assert not reading.limited
    assert reading.over == 0


@given(days=st.integers(0, 8 * 365), counting=st.sampled_from(["calendar_months", "date_to_date"]))
def test_used_and_left_make_up_the_stage(days: int, counting: str) -> None:
    last = limit_end(START, 96, counting)
    clock = Clock(START, counting, 0, (Stage("first", 96, last),))
    today = START + dt.timedelta(days)
    reading = read_clock(clock, today, None)
    if today <= last:
        assert reading.left is not None
        assert reading.used + reading.left == 96


def test_every_day_of_the_drawing_stands_in_words(qapp: QApplication, session: Session, code: str) -> None:
    session.set_language(code)
    reading = read_clock(german_clock(), dt.date(2026, 11, 21), add_months(START, 40))
    words = " ".join(clock_lines(session, reading))
    for day in (START, dt.date(2030, 2, 28), dt.date(2033, 2, 28), dt.date(2026, 11, 21), reading.end):
        assert day is not None
        assert session.language.date(day) in words


def test_the_drawing_tells_a_screen_reader_what_it_shows(qapp: QApplication, session: Session) -> None:
    panel = ClockPanel(session, german_clock(), dt.date(2027, 3, 14))
    bar = panel.findChild(ClockBar)
    assert bar is not None
    assert "28 February 2030" in bar.accessibleDescription()
    panel.resize(600, 400)
    assert not panel.grab().isNull()
