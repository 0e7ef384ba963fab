"""Months towards the minimum years: boundaries of the steps, and what unpaid months change."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money.china_years import china_years
from desktop.domain.money.problems import InputError
from desktop.domain.money.rates import Rates
from desktop.domain.periods import add_months
from desktop.law.rates import read_rates
from desktop.paths import resources_folder

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def rates() -> Rates:
    return read_rates(resources_folder() / "rates")


@pytest.mark.parametrize(
    ("born", "needed"),
    [
        (dt.date(1968, 12, 1), 180),  # retires in December 2029: 15 years
        (dt.date(1969, 1, 1), 186),  # in February 2030: 15 and a half
        (dt.date(1976, 2, 1), 234),  # in December 2038: 19 and a half
        (dt.date(1976, 3, 1), 240),  # in January 2039: 20 years
        (dt.date(1980, 1, 1), 240),
    ],
)
def test_the_minimum_goes_by_the_year_of_retirement(rates: Rates, born: dt.date, needed: int) -> None:
    found = china_years("men_60", born, 0, 0, DAY, rates)
    assert found.needed == needed
    assert found.needed == found.retirement.minimum_years * 12


def test_exactly_enough_and_one_month_short(rates: Rates) -> None:
    born = dt.date(1980, 1, 1)
    full = china_years("men_60", born, 0, 0, DAY, rates)
    assert full.left == (2043 - 2026) * 12 + 1 - 11
    assert china_years("men_60", born, 240 - full.left, 0, DAY, rates).short == 0
    assert china_years("men_60", born, 239 - full.left, 0, DAY, rates).short == 1
    assert china_years("men_60", born, 240, 0, DAY, rates).missing == 0


def test_the_month_in_which_the_minimum_is_full(rates: Rates) -> None:
    assert china_years("men_60", dt.date(1980, 1, 1), 239, 0, DAY, rates).reached == dt.date(2026, 11, 1)
    assert china_years("men_60", dt.date(1980, 1, 1), 228, 0, DAY, rates).reached == dt.date(2027, 10, 1)
    assert china_years("men_60", dt.date(1980, 1, 1), 240, 0, DAY, rates).reached is None
    assert china_years("men_60", dt.date(1967, 1, 1), 0, 0, DAY, rates).reached is None


def test_retired_people_have_no_months_left(rates: Rates) -> None:
    found = china_years("women_50", dt.date(1960, 1, 1), 100, 0, DAY, rates)
    assert (found.left, found.short) == (0, 80)


@pytest.mark.parametrize(("paid", "unpaid"), [(-1, 0), (0, -1), (1201, 0), (0, 1201)])
def test_impossible_months_are_refused(rates: Rates, paid: int, unpaid: int) -> None:
    with pytest.raises(InputError):
        china_years("men_60", dt.date(1980, 1, 1), paid, unpaid, DAY, rates)


@given(
    category=st.sampled_from(["men_60", "women_55", "women_50"]),
    born=st.dates(dt.date(1955, 1, 1), dt.date(2005, 12, 31)),
    paid=st.integers(0, 500),
    unpaid=st.integers(0, 500),
)
def test_an_unpaid_month_never_helps(
    rates: Rates, category: str, born: dt.date, paid: int, unpaid: int
) -> None:
    found = china_years(category, born, paid, unpaid, DAY, rates)
    more = china_years(category, born, paid, unpaid + 1, DAY, rates)
    assert found.short <= more.short <= found.short + 1
    assert china_years(category, born, paid + 1, unpaid, DAY, rates).short <= found.short
    assert found.short == 0 or unpaid > found.spare or not found.spare
    if found.reached:
        assert found.reached < add_months(found.retirement.month, 1)
