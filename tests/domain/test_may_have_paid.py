"""When the way to the refunds is shown: money went abroad, or may have."""

import datetime as dt
from dataclasses import replace

import pytest

from desktop.domain.facts import Facts
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.refunds.may_have_paid import may_have_paid

START = dt.date(2025, 3, 1)
POSTED = Facts(from_state="CN", to_state="DE", start=START, end=dt.date(2026, 12, 31))


def month(state: str, status: Payment) -> ContributionMonth:
    return ContributionMonth(person_id=1, month=START, state=state, branch="pension", status=status)


@pytest.mark.parametrize(("day", "expected"), [(START, False), (dt.date(2025, 3, 2), True)])
def test_before_the_first_day_of_work_nothing_was_paid(day: dt.date, expected: bool) -> None:
    assert may_have_paid(POSTED, (), day) is expected


@pytest.mark.parametrize(
    ("handed_in", "expected"), [(None, False), (START, False), (dt.date(2025, 3, 2), True)]
)
def test_a_certificate_there_in_time_kept_the_money_at_home(
    handed_in: dt.date | None, expected: bool
) -> None:
    held = replace(POSTED, certificate="held", certificate_handed_in_on=handed_in)
    assert may_have_paid(held, (), dt.date(2026, 1, 1)) is expected


@pytest.mark.parametrize(
    ("state", "status", "expected"),
    [
        ("DE", Payment.PAID, True), ("DE", Payment.PAID_LATE, True), ("CN", Payment.PAID, False),
        ("DE", Payment.WAIVED, False), ("DE", Payment.DUE, False), ("DE", Payment.REFUNDED, False),
    ],
)  # fmt: skip
def test_the_record_knows_of_money_paid_in_spite_of_a_certificate(
    state: str, status: Payment, expected: bool
) -> None:
    held = replace(POSTED, certificate="held", certificate_handed_in_on=START)
    assert may_have_paid(held, [month(state, status)], dt.date(2026, 1, 1)) is expected


def test_without_a_state_or_a_day_nothing_is_said() -> None:
    assert not may_have_paid(Facts(), (), START)
    assert not may_have_paid(replace(POSTED, start=None), (), dt.date(2026, 1, 1))
