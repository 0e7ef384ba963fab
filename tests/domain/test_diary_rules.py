"""The diary: what may follow what, which applications wait, whom to chase when."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates.due import Rule
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.diary_rules import (
    ANSWERED,
    MATTERS,
    applications,
    doubts,
    refused,
    to_chase,
    usual_next,
)

TODAY = dt.date(2026, 11, 21)


def entry(day: str, stage: Stage, matter: str = "certificate", **values: object) -> DiaryEntry:
    """An entry of the case 1 in March 2026 or on a whole ISO day."""
    on = dt.date.fromisoformat(day if len(day) > 2 else f"2026-03-{day}")
    return DiaryEntry(person_id=1, case_id=1, on=on, stage=stage, matter=matter, **values)  # type: ignore[arg-type]


entries = st.lists(
    st.builds(
        DiaryEntry,
        id=st.none() | st.integers(1, 99),
        person_id=st.just(1),
        case_id=st.integers(1, 2),
        on=st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 1)),
        stage=st.sampled_from(Stage),
        matter=st.sampled_from(MATTERS),
    )
)


@given(entries)
def test_every_entry_is_in_one_application_and_answered_ones_do_not_wait(diary: list[DiaryEntry]) -> None:
    found = applications(diary)
    assert sum(len(one.entries) for one in found) == len(diary)
    assert {id(e) for one in found for e in one.entries} == {id(e) for e in diary}
    for one in found:
        assert {(e.case_id, e.matter) for e in one.entries} == {(one.case_id, one.matter)}
        assert not (one.waiting and one.last.stage in ANSWERED)
    assert len(to_chase(diary)) == sum(one.waiting for one in found)


@pytest.mark.parametrize(
    ("before", "new", "found"),
    [
        ((), entry("02", Stage.PREPARED), ()),
        ((), entry("02", Stage.SENT), ()),
        ((), entry("02", Stage.ISSUED), ("order",)),
        ((entry("01", Stage.SENT),), entry("02", Stage.QUESTION_RECEIVED), ()),
        ((entry("01", Stage.SENT),), entry("02", Stage.ISSUED), ()),
        ((entry("01", Stage.SENT),), entry("01", Stage.ISSUED), ()),
        ((entry("02", Stage.SENT),), entry("01", Stage.ISSUED), ("earlier",)),
        ((entry("01", Stage.SENT, "extension"),), entry("02", Stage.ISSUED), ("order",)),
        ((entry("01", Stage.SENT),), entry("02", Stage.REFUSED), ("no_reason",)),
        ((entry("01", Stage.SENT),), entry("02", Stage.REFUSED, reason="other"), ()),
        ((entry("01", Stage.SENT),), entry("2026-11-21", Stage.ISSUED), ()),
        ((entry("01", Stage.SENT),), entry("2026-11-22", Stage.ISSUED), ("future",)),
        ((entry("01", Stage.REFUSED),), entry("02", Stage.ISSUED), ("order",)),
        ((entry("01", Stage.REFUSED),), entry("02", Stage.SENT), ()),
    ],
)
def test_doubts_name_what_looks_wrong(
    before: tuple[DiaryEntry, ...], new: DiaryEntry, found: tuple[str, ...]
) -> None:
    assert doubts(before, new, TODAY) == found


def test_an_entry_that_is_changed_is_not_compared_with_itself() -> None:
    sent = entry("01", Stage.SENT, id=7)
    assert doubts((sent,), sent, TODAY) == ()


@given(entries)
def test_the_stage_offered_first_raises_no_doubt_about_the_order(diary: list[DiaryEntry]) -> None:
    stage = usual_next(diary, 1, "certificate")
    last = max((e.on for e in diary), default=TODAY)
    new = entry(last.isoformat(), stage, reason="other")
    assert "order" not in doubts(diary, new, TODAY)


def test_without_measured_times_an_application_is_chased_by_the_house_rule() -> None:
    (chase,) = to_chase([entry("01", Stage.PREPARED), entry("02", Stage.SENT, body="cn.sia")])
    assert (chase.rule, chase.cases, chase.application.body) == (Rule.HOUSE, 0, "cn.sia")
    assert chase.on == dt.date(2026, 4, 1)


def test_measured_times_of_the_same_authority_move_the_day() -> None:
    diary = [entry("2026-01-01", Stage.SENT, body="cn.sia"), entry("2026-01-11", Stage.ISSUED, body="cn.sia")]
    waiting = entry("02", Stage.SENT, "extension", body="cn.sia")
    (chase,) = to_chase([*diary, waiting])
    assert (chase.rule, chase.cases, chase.on) == (Rule.OWN, 1, dt.date(2026, 3, 19))
    (other,) = to_chase([*diary, entry("02", Stage.SENT, "extension", body="kr.nps")])
    assert other.rule is Rule.HOUSE


def test_a_refusal_stays_open_until_something_is_sent_again() -> None:
    no = entry("05", Stage.REFUSED, reason="too_late")
    assert refused([entry("01", Stage.SENT), no]) == (no,)
    assert refused([entry("01", Stage.SENT), no, entry("09", Stage.SENT)]) == ()
    assert refused([entry("01", Stage.SENT), no, entry("09", Stage.SENT, "extension")]) == (no,)
