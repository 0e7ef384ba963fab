"""Months and sums taken over from the record: only whole sums, each month once, paid ones only."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.refunds.claimant import Claimant
from desktop.domain.refunds.from_record import count_months, with_record

PERSON = Claimant(host="DE", first=dt.date(2020, 1, 1), last=dt.date(2024, 12, 31))


def paid(year: int, month: int, **changes: Any) -> ContributionMonth:
    usual: dict[str, Any] = {
        "person_id": 1, "month": dt.date(year, month, 1), "state": "DE", "branch": "pension",
        "employee": Decimal("100.10"), "employer": Decimal("100.10"), "currency": "EUR",
    }  # fmt: skip
    return ContributionMonth(**{**usual, **changes})


def test_months_and_sums_of_the_state_are_taken_over() -> None:
    rows = [paid(2023, 2), paid(2023, 1), paid(2023, 3, state="CN"), paid(2023, 4, branch="medical")]
    found = with_record(PERSON, rows, "EUR")
    assert (found.first, found.last, found.months) == (dt.date(2023, 1, 1), dt.date(2023, 2, 1), 2)
    assert (found.own_share, found.employer_share) == (Decimal("200.20"), Decimal("200.20"))
    assert found.insured_months is None


def test_gaps_are_counted() -> None:
    found = with_record(PERSON, [paid(2023, 1), paid(2023, 4)], "EUR")
    assert (found.months, found.insured_months) == (2, 2)


def test_two_employers_in_one_month_are_one_month_and_two_sums() -> None:
    found = with_record(PERSON, [paid(2023, 1, employer_id=1), paid(2023, 1, employer_id=2)], "EUR")
    assert (found.months, found.own_share) == (1, Decimal("200.20"))


def test_months_beside_those_of_the_case_leave_open_what_the_certificate_covers() -> None:
    person = replace(PERSON, wrongly=True)
    assert with_record(person, [paid(2020, 1), paid(2024, 12)], "EUR").wrongly is True
    for before_or_after in (paid(2019, 12), paid(2025, 1)):
        assert with_record(person, [paid(2022, 5), before_or_after], "EUR").wrongly is None


def test_a_sum_with_a_hole_is_no_sum() -> None:
    found = with_record(PERSON, [paid(2023, 1), paid(2023, 2, employee=None)], "EUR")
    assert (found.own_share, found.employer_share) == (None, Decimal("200.20"))
    assert with_record(PERSON, [paid(2023, 1), paid(2023, 2, currency="CNY")], "EUR").own_share is None


def test_what_was_waived_owed_or_refunded_is_not_paid() -> None:
    rows = [paid(2023, n, status=s) for n, s in enumerate((Payment.WAIVED, Payment.DUE, Payment.REFUNDED), 1)]
    assert with_record(PERSON, rows, "EUR") == PERSON
    assert count_months([*rows, paid(2023, 9, status=Payment.PAID_LATE)], "DE") == 1
