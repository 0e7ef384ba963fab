"""Working days and the latest day to file: boundaries, holiday weeks, and what must hold for every plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates.latest_filing import FilingPlan, LatestFiling, latest_filing
from desktop.domain.dates.turnaround import Basis, Turnaround, durations, measured, turnaround
from desktop.domain.dates.working_days import OfficeDays
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.exchange.public_holidays import office_days
from desktop.law.processing import read_processing
from desktop.paths import resources_folder

NATIONAL_DAY = office_days("CN", dt.date(2026, 9, 1), dt.date(2026, 10, 31))
CHUSEOK = office_days("KR", dt.date(2026, 9, 1), dt.date(2026, 10, 31))
DAYS = st.dates(dt.date(2005, 1, 1), dt.date(2040, 12, 31))
SPANS = st.integers(0, 90)
HOLIDAYS = st.frozensets(st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), max_size=40)


def plan(
    departure: dt.date, days: int, basis: Basis = Basis.OWN, office: OfficeDays | None = None
) -> FilingPlan:
    return FilingPlan(departure, Turnaround(days, basis), office or OfficeDays(), margin=0)


def days_of(found: LatestFiling) -> dict[str, dt.date]:
    return {step.key: step.day for step in found.steps}


# -- working days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (dt.date(2026, 9, 20), True),  # a Sunday worked in exchange
        (dt.date(2026, 9, 30), True),
        (dt.date(2026, 10, 1), False),
        (dt.date(2026, 10, 7), False),
        (dt.date(2026, 10, 8), True),
        (dt.date(2026, 10, 10), True),  # a Saturday worked in exchange
        (dt.date(2026, 10, 11), False),
    ],
)
def test_national_day_in_china_with_the_days_worked_in_exchange(day: dt.date, works: bool) -> None:
    assert NATIONAL_DAY.works(day) is works


def test_chuseok_and_its_weekend_are_no_working_days() -> None:
    closed = [dt.date(2026, 9, day) for day in (24, 25, 26, 27)]
    assert not any(CHUSEOK.works(day) for day in closed)
    assert CHUSEOK.back(dt.date(2026, 9, 28), 1) == dt.date(2026, 9, 23)


def test_counting_back_jumps_over_the_week_of_national_day() -> None:
    assert NATIONAL_DAY.on_or_before(dt.date(2026, 10, 7)) == dt.date(2026, 9, 30)
    assert NATIONAL_DAY.back(dt.date(2026, 10, 8), 1) == dt.date(2026, 9, 30)
    assert NATIONAL_DAY.forward(dt.date(2026, 9, 30), 1) == dt.date(2026, 10, 8)
    assert NATIONAL_DAY.count(dt.date(2026, 9, 30), dt.date(2026, 10, 10)) == 4


def test_leap_days_and_ends_of_months_are_days_like_others() -> None:
    office = OfficeDays()
    assert office.back(dt.date(2028, 3, 1), 1) == dt.date(2028, 2, 29)
    assert office.back(dt.date(2027, 3, 1), 1) == dt.date(2027, 2, 26)
    assert office.forward(dt.date(2026, 12, 31), 1) == dt.date(2027, 1, 1)
    assert office.count(dt.date(2027, 1, 2), dt.date(2027, 1, 1)) == 0


@given(DAYS, st.integers(0, 60), HOLIDAYS)
def test_forward_and_back_meet(day: dt.date, count: int, holidays: frozenset[dt.date]) -> None:
    office = OfficeDays(holidays)
    start = office.on_or_before(day)
    assert office.back(office.forward(start, count), count) == start
    assert office.count(office.back(start, count), start) == count + 1


def test_a_place_without_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="working day"):
        OfficeDays(weekend=frozenset(range(7)))


# -- holidays as the library knows them


def test_china_is_known_only_as_far_as_its_exchanges_were_announced() -> None:
    later = office_days("CN", dt.date(2026, 1, 1), dt.date(2031, 1, 1))
    assert later.knows(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert not later.knows(dt.date(2031, 1, 1), dt.date(2031, 1, 1))


def test_a_state_the_library_lacks_is_not_known_at_all() -> None:
    assert not office_days("XX", dt.date(2026, 1, 1), dt.date(2026, 2, 1)).knows(
        dt.date(2026, 1, 1), dt.date(2026, 1, 1)
    )


def test_a_region_has_its_own_holidays_and_an_unknown_one_those_of_the_state() -> None:
    corpus_christi = dt.date(2026, 6, 4)
    span = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    assert office_days("DE", *span).works(corpus_christi)
    assert not office_days("DE", *span, region="BY").works(corpus_christi)
    assert office_days("DE", *span, region="ZZ").works(corpus_christi)


# -- the chain


def test_the_chain_is_counted_back_step_by_step() -> None:
    whole = FilingPlan(dt.date(2026, 11, 2), Turnaround(20, Basis.OWN), NATIONAL_DAY, 0, 5, 10)
    found = latest_filing(whole)
    assert days_of(found) == {
        "departure": dt.date(2026, 11, 2),
        "at_hand": dt.date(2026, 10, 22),
        "issued": dt.date(2026, 10, 16),  # five days of post back are the 17th, a Saturday
        "file": dt.date(2026, 9, 24),  # twenty days before are the 26th, a Saturday after Mid-Autumn Day
    }
    assert [step.moved for step in found.steps if step.key == "issued"] == [1]
    assert found.doubts == ()


def test_a_benchmark_of_the_past_counts_working_days_from_receipt_and_adds_the_post() -> None:
    old = replace(plan(dt.date(2026, 10, 9), 5, Basis.HISTORIC, NATIONAL_DAY), post_there=3)
    found = latest_filing(old)
    days = days_of(found)
    assert days["issued"] == dt.date(2026, 10, 8)
    assert days["received"] == dt.date(2026, 9, 23)  # over National Day and Mid-Autumn Day
    assert days["file"] == dt.date(2026, 9, 20)  # a Sunday worked in exchange
    assert found.doubts == ("historic",)


def test_days_that_are_not_known_in_full_are_a_doubt() -> None:
    office = office_days("CN", dt.date(2030, 1, 1), dt.date(2030, 12, 31))
    assert latest_filing(plan(dt.date(2030, 6, 3), 10, office=office)).doubts == ("holidays_open",)


def test_slack_is_zero_on_the_last_day_and_negative_after_it() -> None:
    found = latest_filing(plan(dt.date(2026, 11, 27), 10))
    assert [found.slack(found.file_by + dt.timedelta(days=n)) for n in (-1, 0, 1)] == [1, 0, -1]


PLANS = st.builds(
    FilingPlan,
    departure=DAYS,
    turnaround=st.builds(Turnaround, SPANS, st.sampled_from(Basis)),
    office=st.builds(OfficeDays, HOLIDAYS),
    post_there=SPANS,
    post_back=SPANS,
    margin=SPANS,
)


@given(PLANS, st.integers(0, 400))
def test_an_earlier_departure_is_never_filed_later(whole: FilingPlan, days: int) -> None:
    earlier = replace(whole, departure=whole.departure - dt.timedelta(days=days))
    assert latest_filing(earlier).file_by <= latest_filing(whole).file_by


@given(PLANS, HOLIDAYS)
def test_more_holidays_never_give_more_time(whole: FilingPlan, more: frozenset[dt.date]) -> None:
    fuller = replace(whole, office=OfficeDays(whole.office.holidays | more))
    assert latest_filing(fuller).file_by <= latest_filing(whole).file_by


@given(PLANS)
def test_the_steps_are_in_order_and_offices_work_on_theirs(whole: FilingPlan) -> None:
    found = latest_filing(whole)
    days = [step.day for step in found.steps]
    assert days == sorted(days)
    assert found.file_by == days[0] < whole.departure == days[-1]
    assert all(
        whole.office.works(step.day) for step in found.steps if step.key in ("file", "received", "issued")
    )


# -- how long it takes


def entry(case: int, day: int, stage: Stage, body: str = "cn.sia", matter: str = "certificate") -> DiaryEntry:
    on = dt.date(2026, 1, 1) + dt.timedelta(days=day)
    return DiaryEntry(person_id=1, case_id=case, on=on, stage=stage, matter=matter, body=body)


def test_durations_run_from_the_first_sending_to_the_issue() -> None:
    diary = [
        entry(1, 40, Stage.ISSUED), entry(1, 0, Stage.PREPARED), entry(1, 10, Stage.SENT),
        entry(1, 20, Stage.QUESTION_RECEIVED), entry(1, 25, Stage.SENT),
        entry(2, 0, Stage.SENT), entry(2, 9, Stage.REFUSED), entry(2, 50, Stage.ISSUED),
        entry(3, 5, Stage.SENT, "kr.nps"), entry(3, 5, Stage.ISSUED, "kr.nps"),
        entry(1, 100, Stage.SENT, matter="extension"), entry(1, 112, Stage.EXTENDED, matter="extension"),
        entry(4, 3, Stage.SENT),
    ]  # fmt: skip
    assert durations(diary) == {"cn.sia": (30, 12), "kr.nps": (0,)}


@pytest.mark.parametrize(
    ("days", "median"), [([7], 7), ([9, 1, 5], 5), ([4, 8], 6), ([4, 7], 6), ([1, 2, 3, 90], 3)]
)
def test_the_median_rounds_half_a_day_up(days: list[int], median: int) -> None:
    found = measured(days)
    assert found is not None
    assert (found.days, found.cases, found.basis) == (median, len(days), Basis.MEASURED)


def test_own_number_before_measured_before_benchmark_before_nothing() -> None:
    errors: list[str] = []
    benchmarks = read_processing(resources_folder() / "law", errors)
    assert errors == []
    diary = {"cn.sia": (12, 14, 16)}
    known = [
        turnaround("cn.sia", 30, diary, benchmarks),
        turnaround("cn.sia", None, diary, benchmarks),
        turnaround("cn.sia", None, {}, benchmarks),
    ]
    assert [(one.days, one.basis) for one in known if one] == [
        (30, Basis.OWN), (14, Basis.MEASURED), (5, Basis.HISTORIC),
    ]  # fmt: skip
    assert known[2] is not None
    assert known[2].benchmark is not None
    assert known[2].benchmark.year == 2003
    assert turnaround("kr.nps", None, {}, benchmarks) is None
