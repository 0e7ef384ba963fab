"""Reminders at their steps, and the kinds and groups of dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates.chase import chase_on
from desktop.domain.dates.due import DueItem, Group, Kind, Rule, group_of, kind_of
from desktop.domain.dates.reminders import PASSED, STEPS, STEPS_OF, Seen, reminders, step_of, still_seen
from desktop.domain.dates.turnaround import Basis, Turnaround
from desktop.languages.language import LANGUAGES, Language
from desktop.law.reader import read_law
from desktop.paths import resources_folder

DAY = dt.date(2026, 11, 22)


def item(days: int, kind: Kind = Kind.PASSPORT, key: str = "1-passport_expiry") -> DueItem:
    return DueItem(key=key, kind=kind, due_on=DAY + dt.timedelta(days=days), rule=Rule.OWN)


@pytest.mark.parametrize(
    ("left", "step"),
    [
        (181, None), (180, 180), (91, 180), (90, 90), (61, 90), (60, 60), (31, 60), (30, 30), (8, 30),
        (7, 7), (1, 7), (0, 7), (-1, PASSED), (-300, PASSED),
    ],
)  # fmt: skip
def test_each_step_begins_on_its_very_day(left: int, step: int | None) -> None:
    assert step_of(Kind.PASSPORT, left) == step


def test_some_kinds_need_less_notice() -> None:
    assert step_of(Kind.HAND_IN, 31) is None
    assert step_of(Kind.CHASE, 8) is None
    assert step_of(Kind.CHASE, 7) == 7
    assert all(set(steps) <= set(STEPS) for steps in STEPS_OF.values())


def test_a_dismissed_reminder_stays_away_until_the_next_step() -> None:
    (shown,) = reminders([item(85)], DAY, {})
    seen = {"1-passport_expiry": shown.seen}
    due_on = item(85).due_on
    for left in (85, 61):
        assert reminders([item(85)], due_on - dt.timedelta(days=left), seen) == ()
    (again,) = reminders([item(85)], due_on - dt.timedelta(days=60), seen)
    assert again.step == 60


def test_a_date_that_moves_is_shown_again() -> None:
    (shown,) = reminders([item(85)], DAY, {})
    assert reminders([item(80)], DAY, {shown.item.key: shown.seen})


def test_what_passed_is_shown_once_more_and_then_stays_away() -> None:
    last = {"1-passport_expiry": Seen(item(-1).due_on, 7)}
    (shown,) = reminders([item(-1)], DAY, last)
    assert shown.step == PASSED
    assert reminders([item(-1)], DAY, {shown.item.key: shown.seen}) == ()


def test_dismissals_of_dates_that_are_gone_are_forgotten() -> None:
    seen = {"1-passport_expiry": Seen(item(5).due_on, 7), "9-ceiling": Seen(item(5).due_on, 7)}
    assert set(still_seen([item(5)], seen)) == {"1-passport_expiry"}
    assert still_seen([item(6)], seen) == {}


@given(st.sampled_from(Kind), st.integers(-400, 400))
def test_steps_only_come_closer(kind: Kind, left: int) -> None:
    now, later = step_of(kind, left), step_of(kind, left - 1)
    assert later is not None or now is None
    assert now is None or later is None or later <= now


@pytest.mark.parametrize(
    ("due_on", "group"),
    [
        (dt.date(2026, 11, 21), Group.OVERDUE),
        (dt.date(2026, 11, 22), Group.THIS_MONTH),
        (dt.date(2026, 11, 30), Group.THIS_MONTH),
        (dt.date(2026, 12, 1), Group.LATER),
    ],
)
def test_the_day_itself_is_not_overdue_and_the_month_ends_with_the_calendar(
    due_on: dt.date, group: Group
) -> None:
    assert group_of(due_on, DAY) is group


def test_in_february_of_a_leap_year_the_29th_is_still_this_month() -> None:
    assert group_of(dt.date(2028, 2, 29), dt.date(2028, 2, 1)) is Group.THIS_MONTH


def test_every_deadline_of_the_law_has_a_kind() -> None:
    law = read_law(resources_folder() / "law")
    kinds = {d.key: kind_of(d.key, Rule.HOUSE if d.house_rule else Rule.LAW) for d in law.deadlines}
    assert kinds["extension"] is Kind.EXTENSION_OPENS
    assert kinds["extension_spain"] is Kind.EXTENSION_CLOSES
    assert kinds["extension_korea"] is Kind.EXTENSION_CLOSES
    assert kinds["certificate_after_start_from_netherlands"] is Kind.HAND_IN
    assert Kind.DEADLINE not in kinds.values()
    assert kind_of("deadline_of_tomorrow", Rule.LAW) is Kind.DEADLINE


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_and_rule_has_words(code: str) -> None:
    language = Language(code)
    keys = [f"dates.kind.{kind.value}" for kind in Kind] + [f"dates.group.{group.value}" for group in Group]
    keys += [f"dates.{name}.{rule.value}" for rule in Rule for name in ("rule", "rule_short")]
    assert [key for key in keys if not language.has(key)] == []


def test_an_application_is_chased_after_the_measured_time_or_by_our_own_rule() -> None:
    sent = dt.date(2026, 1, 31)
    assert chase_on(sent, Turnaround(20, Basis.MEASURED, 4)) == (dt.date(2026, 2, 27), Rule.OWN)
    assert chase_on(sent, None) == (dt.date(2026, 3, 2), Rule.HOUSE)
    assert chase_on(sent, Turnaround(5, Basis.HISTORIC)) == chase_on(sent, None)
