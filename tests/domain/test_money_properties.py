"""What must hold whatever the pay: shares never fall, never pass the pay, and sums are sums of months."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.agreement import Confidence
from desktop.domain.money.contribution import COUNTRIES, contribution, savings
from desktop.domain.money.exchange import annual_mean, convert, own_quote
from desktop.domain.money.pay import Pay
from desktop.domain.money.problems import InputError
from desktop.domain.money.rates import NoParameter, Rates
from desktop.domain.money.retirement import CATEGORIES, retirement
from desktop.domain.money.rounding import DECIMALS, down_to, fifty_sen, fraction_dropped, half_up
from desktop.domain.money.totalization import totalization
from desktop.domain.periods import last_of_month
from desktop.law.rates import read_rates
from desktop.paths import resources_folder

EXTRAS: dict[str, Any] = {
    "zone": "Beijing",
    "age": 40,
    "contract": "permanent",
    "monthly_hours": 160,
    "persons": 20,
    "employer_payroll": "low",
}
BRANCHES = [(country, branch) for country, branches in COUNTRIES.items() for branch in branches]
JUNE = dt.date(2026, 6, 1)
amounts = st.integers(0, 10**12).map(lambda cents: Decimal(cents).scaleb(-2))


@cache
def rates() -> Rates:
    return read_rates(resources_folder() / "rates")


def pay(country: str, branch: str, gross: Decimal, month: dt.date = JUNE, **extras: Any) -> Pay:
    """The pay of a month, of the whole year where the branch goes by the year."""
    yearly = "month" not in COUNTRIES[country][branch].units
    first = month.replace(month=1) if yearly else month
    currency = rates().countries[country].currency
    return Pay(
        country=country,
        branch=branch,
        first=first,
        last=dt.date(month.year, 12, 31) if yearly else last_of_month(month),
        gross=half_up(gross, DECIMALS[currency]),
        currency=currency,
        yearly=yearly,
        **{**EXTRAS, **extras},
    )


@pytest.mark.parametrize(("country", "branch"), BRANCHES)
@settings(max_examples=30)
@given(one=amounts, other=amounts)
def test_more_pay_never_costs_less(country: str, branch: str, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    low = contribution(pay(country, branch, less), rates()).shares
    high = contribution(pay(country, branch, more), rates()).shares
    step = Decimal(1).scaleb(-DECIMALS[rates().countries[country].currency])
    assert low.employee <= high.employee
    # Japan's employer bears what the rounding of the employee's share leaves, so a yen may go either way.
    assert low.employer <= high.employer + (step if country == "JP" else 0)


@pytest.mark.parametrize(("country", "branch"), BRANCHES)
@settings(max_examples=30)
@given(gross=amounts)
def test_shares_are_amounts_of_the_currency(country: str, branch: str, gross: Decimal) -> None:
    shares = contribution(pay(country, branch, gross), rates()).shares
    places = DECIMALS[rates().countries[country].currency]
    for share in (shares.employee, shares.employer):
        assert share >= 0
        assert share == half_up(share, places)


@pytest.mark.parametrize("branch", ["pension", "unemployment"])
@given(gross=amounts)
def test_german_halves_are_equal_and_the_total_is_twice_the_half(branch: str, gross: Decimal) -> None:
    shares = contribution(pay("DE", branch, gross), rates()).shares
    assert shares.employee == shares.employer
    assert shares.total == 2 * shares.employee


@given(gross=amounts)
def test_spanish_items_add_up_to_all(gross: Decimal) -> None:
    items = [
        contribution(pay("ES", name, gross), rates()).shares for name in COUNTRIES["ES"] if name != "all"
    ]
    whole = contribution(pay("ES", "all", gross), rates()).shares
    assert whole.employee == sum(item.employee for item in items)
    assert whole.employer == sum(item.employer for item in items)


@given(gross=amounts, start=st.integers(0, 60), length=st.integers(0, 30))
def test_savings_are_the_sum_of_the_months(gross: Decimal, start: int, length: int) -> None:
    months = [dt.date(2020 + n // 12, n % 12 + 1, 1) for n in range(start, min(start + length + 1, 84))]
    whole = replace(pay("DE", "pension", gross, months[0], zone="east"), last=last_of_month(months[-1]))
    saved = savings(whole, ("pension", "unemployment"), rates())
    single = [
        contribution(pay("DE", branch, gross, month, zone="east"), rates()).shares
        for month in months
        for branch in ("pension", "unemployment")
    ]
    assert saved.employee_total == sum(share.employee for share in single)
    assert saved.employer_total == sum(share.employer for share in single)
    assert saved.total == saved.employee_total + saved.employer_total


@given(gross=amounts, hours=st.integers(0, 744))
def test_atp_looks_at_hours_only(gross: Decimal, hours: int) -> None:
    shares = contribution(pay("DK", "pension", gross, monthly_hours=hours), rates()).shares
    assert shares == contribution(pay("DK", "pension", Decimal(0), monthly_hours=hours), rates()).shares


@given(amount=st.decimals(0, 10**9, places=5), places=st.integers(0, 3))
def test_half_up_is_within_half_a_unit(amount: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    assert -unit / 2 < half_up(amount, places) - amount <= unit / 2 or half_up(amount, places) == amount


@given(yen=st.integers(0, 10**9), sen=st.integers(0, 99))
def test_fifty_sen_are_dropped_and_fifty_one_rounded_up(yen: int, sen: int) -> None:
    amount = yen + Decimal(sen) / 100
    assert fifty_sen(amount) == yen + (1 if sen > 50 else 0)
    assert fraction_dropped(amount) == yen


@given(won=st.integers(0, 10**9))
def test_the_korean_base_goes_down_to_thousands(won: int) -> None:
    base = down_to(Decimal(won), Decimal(1000))
    assert base % 1000 == 0
    assert 0 <= won - base < 1000


@given(category=st.sampled_from(sorted(CATEGORIES)), year=st.integers(1950, 2010), month=st.integers(1, 11))
def test_who_is_born_later_never_retires_earlier(category: str, year: int, month: int) -> None:
    earlier = retirement(category, dt.date(year, month, 1), rates())
    later = retirement(category, dt.date(year, month + 1, 1), rates())
    assert earlier.month < later.month
    assert earlier.delay_months <= later.delay_months <= CATEGORIES[category].most
    assert earlier.minimum_years <= later.minimum_years


@given(years=st.dictionaries(st.sampled_from(["DE", "FR", "ES", "NL"]), st.integers(1, 50), min_size=1))
def test_shares_of_all_states_make_one_whole(years: dict[str, int]) -> None:
    own = {state: Decimal(number) for state, number in years.items()}
    found = totalization("eu", own, theoretical=dict.fromkeys(own, Decimal("1000.00")))
    assert sum(found.shares.values()) == 1
    assert abs(found.total - 1000) < Decimal("0.03")


@given(amount=amounts, year=st.integers(2010, 2025), currency=st.sampled_from(["CNY", "CHF", "CAD", "DKK"]))
def test_into_the_euro_and_back_is_the_same_but_for_rounding(
    amount: Decimal, year: int, currency: str
) -> None:
    quote, euro = annual_mean(currency, year, rates()), annual_mean("EUR", year, rates())
    euros = convert(amount, quote, euro)
    assert abs(convert(euros.amount, euro, quote).amount - amount) <= quote.rate / 200 + Decimal("0.01")


def test_a_rate_of_the_users_own_is_marked_and_used() -> None:
    mine = contribution(pay("DE", "pension", Decimal(4000)), rates(), {"pension.rate_total": Decimal("20")})
    assert mine.shares.employee == Decimal("400.00")
    assert [(one.name, one.value, one.unit) for one in mine.working.own] == [
        ("pension.rate_total", Decimal(20), "percent")
    ]


def test_rates_of_the_users_own_answer_a_month_without_parameters() -> None:
    next_year = pay("DE", "pension", Decimal(9000), dt.date(2027, 1, 1))
    with pytest.raises(NoParameter):
        contribution(next_year, rates())
    own = {"pension.rate_total": Decimal("18.8"), "ceiling_month": Decimal(8700)}
    assert contribution(next_year, rates(), own).shares.employee == Decimal("817.80")


def test_an_exchange_rate_of_the_users_own_names_its_day() -> None:
    euro = annual_mean("EUR", 2025, rates())
    found = convert(Decimal("100.00"), euro, own_quote("CNY", Decimal("8.25"), dt.date(2026, 11, 20)))
    assert found.amount == Decimal("825.00")
    assert [(one.first, one.own) for one in found.working.parameters] == [(dt.date(2026, 11, 20), True)]


def test_the_working_shows_formula_sources_and_the_weakest_confidence() -> None:
    found = contribution(pay("DE", "pension", Decimal(10000), JUNE), rates())
    assert [(step.what, step.operation, step.result) for step in found.working.steps][:3] == [
        ("base", "least", Decimal(8450)),
        ("employee_rate", "times", Decimal("9.30")),
        ("employer_rate", "minus", Decimal("9.30")),
    ]
    assert all(parameter.source for parameter in found.working.parameters)
    assert found.working.confidence is Confidence.HIGH
    low = contribution(pay("CN", "unemployment", Decimal(10000), dt.date(2026, 6, 1)), rates())
    assert low.working.confidence is Confidence.LOW
    assert low.working.unconfirmed


@pytest.mark.parametrize(
    ("country", "branch", "missing"),
    [
        ("CN", "pension", "zone"),
        ("KR", "unemployment", "persons"),
        ("DK", "pension", "monthly_hours"),
        ("FI", "pension", "age"),
        ("FI", "unemployment", "employer_payroll"),
        ("NL", "unemployment", "contract"),
        ("ES", "all", "contract"),
        ("KG", "pension", "age"),
    ],
)
def test_what_a_country_needs_is_asked_for_by_name(country: str, branch: str, missing: str) -> None:
    with pytest.raises(InputError) as caught:
        contribution(pay(country, branch, Decimal(3000), **{missing: None}), rates())
    assert (caught.value.field, caught.value.key) == (missing, "errors.contribution.missing")
    assert missing in COUNTRIES[country][branch].needs


def test_a_rate_that_changes_within_a_year_has_no_yearly_answer_but_monthly_ones() -> None:
    month = pay("NL", "unemployment", Decimal(3000), dt.date(2021, 7, 1))
    assert contribution(month, rates()).shares.employer == Decimal("81.00")
    year = replace(month, yearly=True, first=dt.date(2021, 1, 1), last=dt.date(2021, 12, 31))
    with pytest.raises(NoParameter) as caught:
        contribution(year, rates())
    assert caught.value.changes


def test_small_pay_and_relief_are_marked() -> None:
    assert "minijob" in contribution(pay("DE", "pension", Decimal("603.00")), rates()).working.cautions
    assert contribution(pay("DE", "pension", Decimal("603.01")), rates()).working.cautions == (
        "sliding_zone",
    )
    assert contribution(pay("DE", "pension", Decimal("2000.01")), rates()).working.cautions == ()
    relief = pay("CN", "pension", Decimal(9000), dt.date(2020, 2, 1), zone="Shanghai")
    assert "relief_2020" in contribution(relief, rates()).working.cautions
    before = pay("CN", "pension", Decimal(9000), dt.date(2020, 1, 1), zone="Shanghai")
    assert "relief_2020" not in contribution(before, rates()).working.cautions
