"""A year's table: what stands in it, what typing does, and what cannot be kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from record_made import month, year

from desktop.domain.imports.check_rows import MOST_AMOUNT
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.year_entry import YearFrame, doubt, elsewhere, entries, plan, problem, usual

FRAME = YearFrame(person_id=1, year=2024, state="CN", currency="CNY")
DAY = dt.date(2026, 3, 2)
CNY = frozenset({"CNY"})


def test_the_table_holds_its_year_state_branch_scheme_and_employer_alone() -> None:
    own = year(2024)
    others = [month("2024-01", employer_id=4), month("2024-02", scheme="voluntary")]
    strange = [month("2023-12"), month("2024-01", "DE"), month("2024-03", branch="medical")]
    everything = [*own, *others, *strange]
    assert list(entries(FRAME, everything).values()) == own
    assert elsewhere(FRAME, everything) == tuple(others)


def test_typing_makes_a_paid_month_with_everything_of_the_frame() -> None:
    frame = replace(FRAME, scheme="employees", place="苏州", employer_id=4)
    made = plan(frame, {}, {(3, "employee"): Decimal(8)})
    (row,) = made.keep
    assert row == ContributionMonth(
        person_id=1, month=dt.date(2024, 3, 1), state="CN", branch="pension", scheme="employees", place="苏州",
        employer_id=4, employee=Decimal(8), currency="CNY",
    )  # fmt: skip


def test_typing_over_an_entry_keeps_its_id_and_proof() -> None:
    old = month("2024-03", id=9, evidence_id=2, place="无锡")
    (row,) = plan(FRAME, {3: old}, {(3, "employer"): Decimal(1)}).keep
    assert row == replace(old, employer=Decimal(1))


@pytest.mark.parametrize(
    ("old", "goes"),
    [
        (month("2024-03", employer=None), True),
        (month("2024-03"), False),
        (month("2024-03", employer=None, note="slip lost"), False),
        (month("2024-03", employer=None, evidence_id=2), False),
        (month("2024-03", employer=None, status=Payment.WAIVED), False),
    ],
)
def test_an_emptied_entry_goes_only_where_nothing_is_left(old: ContributionMonth, goes: bool) -> None:
    made = plan(FRAME, {3: old}, {(3, "employee"): None})
    assert (made.remove == (old,), made.keep == ()) == (goes, goes)


def test_emptying_what_is_empty_does_nothing() -> None:
    assert plan(FRAME, {}, {(3, "employee"): None, (3, "note"): None}).keep == ()


def test_a_status_alone_makes_an_entry_without_a_currency() -> None:
    (row,) = plan(FRAME, {}, {(3, "status"): Payment.PAID}).keep
    assert (row.status, row.currency) == (Payment.PAID, "")
    assert problem(row, None, DAY, CNY) is None


BORN = dt.date(1990, 5, 17)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (month("1990-05"), None),
        (month("1990-04"), "before_birth"),
        (month("2026-03"), None),
        (month("2026-04"), "future"),
        (month("2026-04", status=Payment.DUE), None),
        (month("2026-04", status=Payment.WAIVED), None),
        (month("2024-01", employee=Decimal("-0.01")), "negative"),
        (month("2024-01", base=MOST_AMOUNT - Decimal("0.01")), None),
        (month("2024-01", base=MOST_AMOUNT), "enormous"),
        (month("2024-01", employer=Decimal("0.001")), "decimals"),
        (month("2024-01", employer=Decimal("0.010")), None),
        (month("2024-01", currency=""), "no_currency"),
        (month("2024-01", currency="EUR"), "currency_then"),
    ],
)
def test_what_can_be_kept_to_the_boundary(row: ContributionMonth, key: str | None) -> None:
    found = problem(row, BORN, DAY, CNY)
    assert (found.key if found else None) == (f"record.entry.wrong.{key}" if key else None)


def test_without_a_birth_day_only_very_old_months_are_refused() -> None:
    assert problem(month("1930-01"), None, DAY, CNY) is None
    too_early = problem(month("1929-12"), None, DAY, CNY)
    assert too_early is not None
    assert too_early.key == "record.entry.wrong.too_early"


def test_an_unknown_money_is_not_held_against_anything() -> None:
    assert problem(month("2024-01", "KG", currency="KGS"), None, DAY, frozenset()) is None


def test_doubts_are_told_and_never_stop() -> None:
    other = month("2024-01", employer_id=4)
    said = doubt(month("2024-01"), [other], DAY)
    assert said is not None
    assert said.key == "record.entry.doubt.two_employers"
    assert doubt(month("2024-02"), [other], DAY) is None
    now = doubt(month("2026-03"), [], DAY)
    assert now is not None
    assert now.key == "record.entry.doubt.not_over"
    assert doubt(month("2026-03"), [], dt.date(2026, 4, 1)) is None


def test_a_year_goes_on_as_the_one_before_it() -> None:
    rows = [
        *year(2023, employer_id=4, scheme="employees", place="苏州"),
        month("2023-12", "DE", employer_id=5),
    ]
    frame = usual(1, 2024, "CN", "pension", rows)
    assert (frame.employer_id, frame.scheme, frame.place, frame.currency) == (4, "employees", "苏州", "")
    assert usual(1, 2023, "CN", "pension", rows).currency == "CNY"
    medical = usual(1, 2024, "CN", "medical", rows)
    assert (medical.employer_id, medical.scheme) == (4, "")
    assert usual(1, 2022, "CN", "pension", rows) == YearFrame(person_id=1, year=2022, state="CN")
