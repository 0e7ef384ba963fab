"""The cells of the record: what each month shows, at the boundaries of days, stays and certificates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_made import DAY, certificate, life, month, posting, year

from desktop.domain.agreement import Law
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.grid import Grid, Lane, Look, grid
from desktop.domain.record.life import WorkingLife
from desktop.domain.record.months import is_over, next_month, runs

CN, DE = Lane("CN", "pension", home=True), Lane("DE", "pension")
D = dt.date


def look(found: Grid, lane: Lane, day: str) -> Look:
    return found.cells[lane, D.fromisoformat(f"{day}-01")].look


def test_nothing_entered_is_this_year_without_lanes() -> None:
    found = grid(life(), DAY)
    assert (found.years, found.lanes) == ((2026,), ())


def test_years_go_from_the_first_entry_to_this_year_and_home_stands_first() -> None:
    found = grid(life(month("2023-05", "DE"), month("2024-01")), DAY)
    assert found.years == (2023, 2024, 2025, 2026)
    assert [(lane.state, lane.branch) for lane in found.lanes] == [
        ("CN", ""), ("CN", "pension"), ("DE", ""), ("DE", "pension"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Payment.PAID, Look.PAID), (Payment.PAID_LATE, Look.PAID_LATE), (Payment.WAIVED, Look.WAIVED),
        (Payment.DUE, Look.DUE), (Payment.REFUNDED, Look.REFUNDED), (Payment.DISPUTED, Look.DISPUTED),
    ],
)  # fmt: skip
def test_an_entry_shows_what_became_of_it(status: Payment, shown: Look) -> None:
    assert look(grid(life(month("2024-01", status=status)), DAY), CN, "2024-01") is shown


def test_exempt_and_unpaid_at_home_is_a_gap_once_the_month_is_over(law: Law) -> None:
    posted = (posting(law, D(2025, 3, 15), D(2027, 3, 14)),)
    found = grid(life(postings=posted), D(2025, 12, 31))
    assert look(found, CN, "2025-02") is Look.NOTHING
    assert look(found, CN, "2025-03") is Look.GAP, "half a month of posting asks for the month"
    assert look(found, CN, "2025-11") is Look.GAP
    assert look(found, CN, "2025-12") is Look.NOTHING, "on its last day a month is not over"
    assert look(grid(life(postings=posted), D(2026, 1, 1)), CN, "2025-12") is Look.GAP
    assert look(found, DE, "2025-03") is Look.EXEMPT


@pytest.mark.parametrize("status", list(Payment))
def test_a_gap_closes_when_the_month_is_paid_at_home(law: Law, status: Payment) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2027, 12, 31)),)
    found = grid(life(month("2025-05", status=status), postings=posted), DAY)
    closes = status in (Payment.PAID, Payment.PAID_LATE)
    assert (look(found, CN, "2025-05") is Look.GAP) is not closes


def test_a_certificate_names_itself_in_the_words_of_a_gap(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2027, 12, 31)),)
    held = (certificate(D(2025, 4, 1), D(2027, 12, 31)),)
    found = grid(life(postings=posted, certificates=held), DAY)
    march, april = (found.cells[CN, D(2025, number, 1)] for number in (3, 4))
    assert march.words.key == "record.cell.gap.answer"
    assert (april.words.key, april.words.params["number"]) == ("record.cell.gap.certificate", "SIA-7")


def test_paid_in_both_states_is_double_but_not_where_the_stay_begins_inside_the_month(law: Law) -> None:
    posted = (posting(law, D(2025, 3, 15), D(2027, 3, 14)),)
    rows = [*year(2025), *year(2025, "DE")]
    found = grid(life(*rows, postings=posted), DAY)
    assert look(found, CN, "2025-03") is Look.PAID
    assert look(found, DE, "2025-03") is Look.PAID
    assert look(found, CN, "2025-04") is look(found, DE, "2025-04") is Look.DOUBLE


def test_an_entry_for_several_branches_meets_every_branch_but_the_housing_fund() -> None:
    pension = life(month("2024-01", branch="several"), month("2024-01", "DE"))
    housing = life(month("2024-01", branch="housing_fund"), month("2024-01", "DE", branch="several"))
    assert look(grid(pension, DAY), CN, "2024-01") is Look.DOUBLE
    assert look(grid(housing, DAY), Lane("CN", "housing_fund", home=True), "2024-01") is Look.PAID


def test_other_branches_in_each_state_are_no_double_payment() -> None:
    found = grid(life(month("2024-01"), month("2024-01", "DE", branch="medical")), DAY)
    assert look(found, Lane("DE", "medical"), "2024-01") is Look.PAID


def test_what_was_given_back_is_not_paid_twice_any_more() -> None:
    found = grid(life(month("2024-01"), month("2024-01", "DE", status=Payment.REFUNDED)), DAY)
    assert look(found, CN, "2024-01") is Look.PAID


def test_owed_abroad_without_an_entry_shows_and_a_branch_never_entered_does_not(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2027, 12, 31), certificate="none"),)
    found = grid(life(postings=posted), DAY)
    assert look(found, DE, "2025-05") is Look.UNPAID
    assert look(found, DE, "2026-03") is Look.NOTHING
    assert Lane("DE", "medical") not in found.lanes


def test_a_branch_that_stays_due_is_missed_once_it_was_entered(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31)),)
    found = grid(life(month("2025-01", "DE", branch="medical"), postings=posted), DAY)
    assert look(found, Lane("DE", "medical"), "2025-02") is Look.UNPAID
    assert look(found, DE, "2025-02") is Look.EXEMPT


def test_the_most_telling_branch_speaks_for_the_state(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31)),)
    found = grid(life(*year(2025, branch="unemployment"), postings=posted), DAY)
    assert look(found, Lane("CN", "unemployment", home=True), "2025-02") is Look.PAID
    folded = found.cells[Lane("CN", "", home=True), D(2025, 2, 1)]
    assert folded.look is Look.GAP
    assert len(folded.rows) == 1


def test_a_certificate_without_a_posting_makes_months_exempt() -> None:
    found = grid(life(certificates=(certificate(D(2025, 1, 1), D(2025, 6, 15)),)), DAY)
    assert look(found, DE, "2025-06") is Look.EXEMPT
    assert look(found, CN, "2025-06") is Look.GAP
    assert look(found, CN, "2025-07") is Look.NOTHING


def test_an_extension_asked_for_frees_nobody_until_its_certificate_is_there(law: Law) -> None:
    """Until the other side agrees the worker is not exempt after the first end (procedure, A9)."""
    posted = (posting(law, D(2017, 1, 1), D(2026, 12, 31), certificate_until=D(2020, 12, 31)),)
    without = grid(life(postings=posted), DAY)
    longer = certificate(D(2021, 1, 1), D(2022, 12, 31), kind="extension")
    assert look(without, DE, "2021-06") is not Look.EXEMPT
    assert look(grid(life(postings=posted, certificates=(longer,)), DAY), DE, "2021-06") is Look.EXEMPT


_MONTHS = st.builds(
    lambda number, state, status, branch: month(
        f"{2024 + number // 12}-{number % 12 + 1:02}", state, status=status, branch=branch
    ),
    st.integers(0, 35), st.sampled_from(["CN", "DE"]), st.sampled_from(Payment),
    st.sampled_from(["pension", "several", "medical", "housing_fund"]),
)  # fmt: skip


@given(st.lists(_MONTHS, max_size=30), st.dates(D(2024, 1, 1), D(2026, 12, 31)))
def test_no_cell_to_come_is_ever_missed_and_every_entry_is_in_a_cell(
    law: Law, rows: list[ContributionMonth], day: dt.date
) -> None:
    posted = posting(law, D(2024, 6, 10), D(2026, 6, 9))
    whole = WorkingLife(person=life().person, months=tuple(rows), postings=(posted,))
    found = grid(whole, day)
    missed = (Look.GAP, Look.UNPAID)
    assert all(is_over(at, day) for (_, at), cell in found.cells.items() if cell.look in missed)
    shown = {id(row) for cell in found.cells.values() for row in cell.rows}
    assert shown == {id(row) for row in rows}


@given(st.sets(st.dates(D(2000, 1, 1), D(2003, 12, 31)).map(lambda day: day.replace(day=1))))
def test_runs_hold_every_month_once_and_never_touch(months: set[dt.date]) -> None:
    found = list(runs(months))
    assert sorted(months) == [one for run in found for one in run]
    assert all(next_month(run[-1]) not in months for run in found)


def test_a_day_between_two_stays_belongs_to_neither(law: Law) -> None:
    first = posting(law, D(2024, 1, 1), D(2024, 5, 31))
    second = replace(posting(law, D(2024, 7, 1), D(2024, 12, 31)), case_id=8)
    found = grid(life(postings=(first, second)), DAY)
    assert look(found, CN, "2024-06") is Look.NOTHING
    assert look(found, CN, "2024-07") is Look.GAP


def test_two_sums_for_several_branches_count_as_old_age_insurance() -> None:
    found = grid(life(month("2024-01", branch="several"), month("2024-01", "DE", branch="several")), DAY)
    assert found.twice == {D(2024, 1, 1): frozenset({"pension"})}


def test_no_paper_frees_from_a_branch_outside_the_agreement(law: Law) -> None:
    """Canada: employment insurance stays due, whatever somebody ticked in the register."""
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31), to_state="CA"),)
    held = (certificate(D(2025, 1, 1), D(2025, 12, 31), host="CA"),)
    whole = life(month("2025-01", "CA", branch="unemployment"), postings=posted, certificates=held)
    found = grid(whole, DAY)
    assert look(found, Lane("CA", "pension"), "2025-02") is Look.EXEMPT
    assert look(found, Lane("CA", "unemployment"), "2025-02") is Look.UNPAID
