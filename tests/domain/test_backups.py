"""Which backups stay, whatever the clock does; what their names say; how old one is; when the user is told."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.backups import (
    DAYS,
    LATEST,
    MONTHS,
    BackupName,
    Concern,
    Reason,
    age,
    concern,
    due_at_opening,
    kept,
    next_name,
    read_name,
)

NOW = dt.datetime(2026, 11, 22, 5, 12, 30, tzinfo=dt.UTC)
YEARS = dt.timedelta(days=365)
AUTOMATIC = [reason for reason in Reason if reason is not Reason.HAND]

moments = st.datetimes(dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31), timezones=st.just(dt.UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
steps = st.integers(1, 50 * 24 * 60).map(lambda minutes: dt.timedelta(minutes=minutes))


def made(moments_of: list[dt.datetime], reason: Reason = Reason.USE) -> list[BackupName]:
    return [BackupName(moment, number, reason) for number, moment in enumerate(moments_of, 1)]


def walked(gaps: list[dt.timedelta], end: dt.datetime = NOW) -> list[dt.datetime]:
    """Moments with these gaps between them, the last at ``end``."""
    found = [end]
    for gap in gaps:
        found.append(found[-1] - gap)
    return found[::-1]


@given(moments, st.integers(1, 10**8), st.sampled_from(Reason))
def test_a_name_says_what_it_was_made_of(moment: dt.datetime, number: int, reason: Reason) -> None:
    name = BackupName(moment, number, reason)
    assert read_name(str(name)) == name
    assert str(name).isascii()
    assert not set(str(name)) & set('/\\:*?"<>| ')


def test_the_form_of_a_name() -> None:
    assert str(BackupName(NOW, 42, Reason.CLOSING)) == "2026-11-22_05-12-30_0042_closing"


@pytest.mark.parametrize(
    "text",
    [
        "", "cases.db", "2026-11-22_05-12-30_0042_closing.new", "2026-13-22_05-12-30_0042_closing",
        "2026-11-22_05-12-30_0042_nonsense", "2026-11-22_05-12-30_42_closing", "x2026-11-22_05-12-30_0042_closing",
        "２０２６-11-22_05-12-30_0042_closing", "2026-11-22_05-12-30_0042_closing\n",
    ],
)  # fmt: skip
def test_other_names_are_not_ours(text: str) -> None:
    assert read_name(text) is None


@given(st.lists(moments, max_size=5), st.integers(0, 100))
def test_a_new_name_has_the_highest_number(known: list[dt.datetime], last: int) -> None:
    names = made(known)
    name = next_name(names, last, NOW, Reason.HAND)
    assert name.number > max([last, *(other.number for other in names)])
    assert name not in names


@given(st.lists(steps, max_size=120))
def test_latest_daily_and_monthly_ones_stay_and_no_others(gaps: list[dt.timedelta]) -> None:
    names = made(walked(gaps))
    stay = kept(names, NOW)
    days = {name.made_at.date(): name for name in names}
    months = {(name.made_at.year, name.made_at.month): name for name in names}
    wanted = set(names[-LATEST:]) | {days[day] for day in sorted(days)[-DAYS:]}
    wanted |= {months[month] for month in sorted(months)[-MONTHS:]}
    assert stay == wanted


@given(st.lists(moments, max_size=60), moments)
def test_the_newest_stays_whatever_the_clock_said(moments_of: list[dt.datetime], now: dt.datetime) -> None:
    names = made(moments_of)
    stay = kept(names, now)
    assert stay <= set(names)
    if names:
        # The newest by the order of making, and the newest by the clock.
        assert names[-1] in stay
        assert max(names, key=lambda name: (name.made_at, name.number)) in stay


@given(st.lists(moments, max_size=60), moments)
def test_what_stayed_stays_when_nothing_was_added(moments_of: list[dt.datetime], now: dt.datetime) -> None:
    stay = kept(made(moments_of), now)
    assert kept(stay, now) == stay


@given(st.lists(steps, max_size=60), st.lists(st.integers(3, 900), max_size=30), st.booleans())
def test_backups_of_a_clock_that_jumped_far_push_out_none_of_the_right_ones(
    gaps: list[dt.timedelta], jumps: list[int], forward: bool
) -> None:
    right = walked(gaps)
    wrong = [(right[-1] if forward else right[0]) + (1 if forward else -1) * years * YEARS for years in jumps]
    names = made(right + wrong)
    mine = set(names[: len(right)])
    for now in (NOW, max(wrong, default=NOW), min(wrong, default=NOW)):
        assert kept(names, now) & mine >= kept(mine, NOW)


@given(st.lists(moments, min_size=1, max_size=40), moments)
def test_the_future_never_goes_and_takes_nobodys_place(
    moments_of: list[dt.datetime], now: dt.datetime
) -> None:
    names = made(moments_of)
    ahead = {name for name in names if name.made_at > now}
    stay = kept(names, now)
    assert ahead <= stay
    assert stay - ahead == kept(set(names) - ahead, now)


@given(st.lists(moments, min_size=1, max_size=60))
def test_what_was_made_by_hand_never_goes(moments_of: list[dt.datetime]) -> None:
    names = made(moments_of, Reason.HAND)
    assert kept(names, NOW) == set(names)


@given(st.lists(steps, min_size=30, max_size=60), st.sampled_from(AUTOMATIC))
def test_no_automatic_reason_is_better_than_another(gaps: list[dt.timedelta], reason: Reason) -> None:
    numbers = {name.number for name in kept(made(walked(gaps), reason), NOW)}
    assert numbers == {name.number for name in kept(made(walked(gaps)), NOW)}


def test_half_an_hour_of_ten_years_stays_small() -> None:
    names = made(walked([dt.timedelta(hours=7)] * 12_000))
    assert len(kept(names, NOW)) <= LATEST + DAYS + MONTHS


@pytest.mark.parametrize(
    ("passed", "word", "amount"),
    [
        (dt.timedelta(0), "now", 0),
        (dt.timedelta(seconds=119), "now", 0),
        (dt.timedelta(seconds=120), "minutes", 2),
        (dt.timedelta(minutes=59, seconds=59), "minutes", 59),
        (dt.timedelta(hours=1), "hours", 1),
        (dt.timedelta(hours=47, minutes=59), "hours", 47),
        (dt.timedelta(hours=48), "days", 2),
        (dt.timedelta(days=400), "days", 400),
        (-dt.timedelta(seconds=60), "now", 0),
        (-dt.timedelta(hours=1), "ahead", 0),
    ],
)
def test_the_age_in_words(passed: dt.timedelta, word: str, amount: int) -> None:
    assert age(NOW - passed, NOW) == (word, amount)


def test_one_is_due_when_the_last_is_of_another_day() -> None:
    def last(moment: dt.datetime) -> BackupName:
        return BackupName(moment, 1, Reason.CLOSING)

    assert due_at_opening(None, NOW)
    assert not due_at_opening(last(NOW), NOW)
    assert not due_at_opening(last(NOW.replace(hour=0, minute=0, second=0)), NOW)
    assert due_at_opening(last(NOW - dt.timedelta(hours=6)), NOW)
    assert due_at_opening(last(NOW + 30 * YEARS), NOW)


def test_what_the_user_is_told() -> None:
    week, second = dt.timedelta(days=7), dt.timedelta(seconds=1)
    assert concern(None, False, None, NOW) is Concern.NONE
    assert concern(NOW - week, False, None, NOW) is Concern.NONE
    assert concern(NOW - week - second, False, None, NOW) is Concern.OLD
    assert concern(NOW, False, NOW - week, NOW) is Concern.NONE
    assert concern(NOW, False, NOW - week - second, NOW) is Concern.AWAY
    assert concern(NOW, True, None, NOW) is Concern.FAILED
    assert concern(NOW + 30 * YEARS, False, None, NOW) is Concern.NONE
