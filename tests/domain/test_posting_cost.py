"""Costs of a posting: the public sums, what stays due state by state, and what must always hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from cost_samples import DETAILS, PAY, law, rates, report
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.agreement import Confidence
from desktop.domain.facts import Facts
from desktop.domain.money.assumed import decided
from desktop.domain.money.carry_on import can_carry_on, carried_on
from desktop.domain.money.contribution import COUNTRIES
from desktop.domain.money.cost_inputs import HOME, HOST, CostInputs, OwnValue, SidePay
from desktop.domain.money.cost_kept import as_text, from_text
from desktop.domain.money.cost_report import CostReport
from desktop.domain.money.cover import Reach
from desktop.domain.money.pay import Shares
from desktop.domain.money.posting_cost import posting_cost
from desktop.domain.money.posting_sums import Line, PostingCost
from desktop.domain.money.problems import InputError
from desktop.domain.money.scope import ITEMS, Saving
from desktop.domain.paper import YearMonths
from desktop.domain.papers.cost_words import gap_words

YEAR_2026 = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def line(found: CostReport, item: str, side: str = HOST) -> Line:
    return next(one for one in found.cost.of(side) if one.item.name == item)


def test_the_public_saving_in_germany() -> None:
    saved = report("DE", *YEAR_2026).cost.saved()
    assert (saved.employee, saved.employer) == (Decimal("7632.00"), Decimal("7632.00"))


def test_the_public_saving_in_korea_over_a_change_of_rate_and_limit() -> None:
    found = report("KR", dt.date(2025, 10, 1), dt.date(2026, 9, 30))
    assert line(found, "pension").saved == Shares(Decimal(3614475), Decimal(3614475))


def test_every_item_belongs_to_a_rule_and_spain_counts_all_of_them() -> None:
    for state, items in ITEMS.items():
        assert {item.name for item in items} <= set(COUNTRIES[state])
    assert {item.name for item in ITEMS["ES"]} == set(COUNTRIES["ES"]) - {"all"}
    assert set(ITEMS) == set(COUNTRIES)


@pytest.mark.parametrize("host", sorted(PAY))
def test_saved_pending_and_the_rest_are_what_is_due_without(host: str) -> None:
    cost = report(host, last=dt.date(2033, 12, 31)).cost
    for one in cost.lines:
        for share in ("employee", "employer"):
            due, kept, pending = (getattr(part, share) for part in (one.due, one.kept, one.pending))
            assert 0 <= pending <= kept <= due, (host, one.item.name)
            assert getattr(one.saved, share) + kept == due


def test_spain_saves_at_most_the_pension_part_and_goes_on_with_what_is_not_named() -> None:
    found = report("ES", *YEAR_2026)
    assert found.cost.at_most
    kept = {one.item.name for one in found.cost.of(HOST) if one.kept.total}
    assert kept == {"wage_guarantee", "vocational_training"}
    assert line(found, "common_contingencies").item.saving is Saving.AT_MOST


def test_switzerland_frees_from_unemployment_insurance_too() -> None:
    found = report("CH", *YEAR_2026)
    assert not found.cost.kept().total
    assert {one.item.note for one in found.cost.of(HOST)} == {
        "income_compensation_switzerland",
        "follows_switzerland",
    }


def test_the_netherlands_go_on_with_disability_and_save_at_most_the_old_age_part() -> None:
    found = report("NL", *YEAR_2026)
    assert found.cost.at_most
    assert [one.item.name for one in found.cost.of(HOST) if one.kept.total] == ["disability"]
    assert "before_tax_credits" in found.cost.working(HOST).cautions


def test_canada_goes_on_with_employment_insurance() -> None:
    found = report("CA", *YEAR_2026)
    assert line(found, "employment_insurance").kept == Shares(Decimal("1123.07"), Decimal("1572.30"))
    assert line(found, "pension").kept.total == 0


def test_france_saves_nothing_while_the_agreement_is_not_in_force() -> None:
    found = report("FR", *YEAR_2026)
    assert not found.cost.saved().total
    assert {reach for one in found.cost.of(HOST) for reach in one.reaches} == {Reach.NO_AGREEMENT}


def test_a_refused_certificate_saves_nothing() -> None:
    found = report("DE", *YEAR_2026, certificate="refused")
    assert not found.cost.saved().total
    assert found.cost.kept() == found.cost.due()


def test_months_beyond_the_first_period_wait_for_the_approval() -> None:
    found = report("KR", dt.date(2020, 1, 1), dt.date(2026, 6, 30))
    pension = line(found, "pension")
    assert pension.reaches == (Reach.SAVED, Reach.AFTER_EXTENSION)
    assert pension.pending.total == pension.kept.total > 0
    waiting = [a.months[0] for a in pension.amounts if a.reaches == (Reach.AFTER_EXTENSION,)]
    assert waiting[0] == dt.date(2025, 1, 1)


def test_a_month_with_one_uncovered_day_counts_as_due() -> None:
    """The limit ends on the fourteenth: part months are not computed, so that month is not promised."""
    found = report("KR", dt.date(2020, 1, 15), dt.date(2026, 6, 30))
    january = next(a for a in line(found, "pension").amounts if a.months == (dt.date(2025, 1, 1),))
    assert january.reaches == (Reach.AFTER_EXTENSION,)


def test_months_without_a_parameter_are_named_and_not_filled_in() -> None:
    found = report("DE", dt.date(2026, 7, 1), dt.date(2027, 6, 30))
    gaps = {gap.item.name: gap for gap in found.cost.gaps if gap.side == HOST}
    assert set(gaps) == {"pension", "unemployment"}
    assert gaps["pension"].months[0] == dt.date(2027, 1, 1)
    assert gaps["pension"].problem.name == "ceiling_month"
    assert (
        found.cost.saved().total
        == report("DE", dt.date(2026, 7, 1), dt.date(2026, 12, 31)).cost.saved().total
    )
    assert line(found, "pension").amounts[-1].months == (dt.date(2026, 12, 1),)


def test_each_stretch_without_a_parameter_is_said_by_itself() -> None:
    found = report("DE", dt.date(2026, 7, 1), dt.date(2027, 6, 30))
    gap = next(gap for gap in found.cost.gaps if gap.item.name == "pension" and gap.side == HOST)
    apart = replace(gap, months=(dt.date(2022, 3, 1), dt.date(2022, 4, 1), dt.date(2027, 7, 1)))
    said = [words.params["months"] for words in gap_words(found, apart)]
    first, last = dt.date(2022, 3, 1), dt.date(2027, 7, 1)
    assert said == [YearMonths(first, dt.date(2022, 4, 1)), YearMonths(last, last)]


def test_the_last_values_are_carried_on_only_when_asked_and_marked() -> None:
    found = report("DE", dt.date(2026, 7, 1), dt.date(2027, 6, 30))
    assert can_carry_on(found.cost.gaps)

    def compute(inputs: CostInputs) -> PostingCost:
        return posting_cost(
            "CN",
            "DE",
            found.cost.first,
            found.cost.last,
            found.answer,
            replace(found.inputs, own=inputs.own),
            rates(),
        )

    grown = carried_on(found.inputs, compute, rates())
    assert {value.name for value in grown.own if value.country == "DE"} == {
        "ceiling_month",
        "pension.rate_total",
        "unemployment.rate_total",
    }
    assert all(value.first is not None and value.first > dt.date(2026, 7, 1) for value in grown.own)
    cost = compute(grown)
    assert [gap for gap in cost.gaps if gap.side == HOST] == []
    assert cost.saved().total == 2 * found.cost.saved().total
    assert {p.name for p in cost.working(HOST).own} == {
        value.name for value in grown.own if value.country == "DE"
    }


def test_gaps_before_the_known_time_cannot_be_carried_on() -> None:
    found = report("DE", dt.date(1999, 1, 1), dt.date(1999, 12, 31))
    assert not found.cost.of(HOST)
    assert not can_carry_on(found.cost.gaps)


def test_an_own_rate_takes_the_place_of_the_known_one_and_is_marked() -> None:
    own = OwnValue("DE", "pension.rate_total", Decimal("20"))
    found, known = report("DE", *YEAR_2026, own=(own,)), report("DE", *YEAR_2026)
    assert line(found, "pension").due == Shares(Decimal("7200.00"), Decimal("7200.00"))
    assert line(found, "unemployment").due == line(known, "unemployment").due
    assert {parameter.value for parameter in found.cost.working(HOST).own} == {Decimal("20")}
    assert not known.cost.working(HOST).own


def test_an_own_value_of_another_country_changes_nothing() -> None:
    own = OwnValue("CN", "pension.employee_rate", Decimal("20"))
    assert report("DE", *YEAR_2026, own=(own,)).cost.due() == report("DE", *YEAR_2026).cost.due()


def test_a_year_goes_by_the_year_and_a_part_of_it_is_marked() -> None:
    found = report("CA", dt.date(2025, 7, 1), dt.date(2026, 12, 31))
    pension = line(found, "pension")
    assert [(len(a.months), a.part_year) for a in pension.amounts] == [(6, True), (12, False)]
    half = (Decimal("48000") - 3500) * Decimal("5.95") / 100
    assert pension.amounts[0].due.employee == half.quantize(Decimal("0.01"))


def test_age_grows_with_the_posting() -> None:
    """Finland: the higher rate from 53 on was that of a person who turned 53 during the posting."""
    old = SidePay(gross=Decimal(5000), **{**DETAILS, "age": 52})
    facts = Facts.of({"from": "CN", "to": "FI", "start": dt.date(2023, 1, 1), "end": dt.date(2024, 12, 31)})
    answer, _ = decided(facts, law(), dt.date(2026, 1, 1))
    cost = posting_cost("CN", "FI", facts.start, facts.end, answer, CostInputs(host=old), rates())  # type: ignore[arg-type]
    pension = next(one for one in cost.lines if one.item.name == "pension")
    assert pension.amounts[0].due.employee == Decimal("357.50")
    assert pension.amounts[-1].due.employee == Decimal("432.50")


def test_what_is_still_needed_is_told_by_item() -> None:
    found = report("ES", *YEAR_2026, home_pay=SidePay(gross=Decimal(12000)))
    assert [(side, item.name, problem.field) for side, item, problem in found.cost.problems] == [
        (HOME, "pension", "zone"),
        (HOME, "unemployment", "zone"),
    ]


def test_people_in_flexible_employment_pay_the_pension_alone_and_residents_are_not_computed() -> None:
    pay = SidePay(gross=Decimal(12000), zone="Shanghai", home_pension="voluntary")
    lines = report("DE", *YEAR_2026, home_pay=pay).cost.of(HOME)
    assert [one.item.name for one in lines] == ["pension"]
    assert lines[0].kept.employer == 0
    assert report("DE", *YEAR_2026, home_pay=replace(pay, home_pension="residents")).cost.of(HOME) == ()


def test_an_unfinished_check_is_assumed_to_be_a_plain_posting_and_says_so() -> None:
    found = report("DE", *YEAR_2026, plain=False)
    assert found.assumed
    assert found.cost.saved() == report("DE", *YEAR_2026).cost.saved()
    told = report("DE", *YEAR_2026, plain=False, home_pension="none")
    assert not told.cost.saved().total


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InputError):
        report("DE", dt.date(2026, 2, 1), dt.date(2026, 1, 1))


def test_confidence_is_that_of_the_weakest_side() -> None:
    assert report("DE", *YEAR_2026).cost.confidence is Confidence.LOW  # China's unemployment rate of 2026
    assert report("DE", dt.date(2025, 1, 1), dt.date(2025, 6, 30)).cost.confidence is Confidence.HIGH


@settings(max_examples=60, deadline=None)
@given(
    host=st.sampled_from(sorted(PAY)),
    months=st.integers(1, 40),
    more=st.integers(0, 24),
    start=st.dates(dt.date(2019, 1, 1), dt.date(2025, 12, 31)),
)
def test_a_longer_posting_never_costs_less(host: str, months: int, more: int, start: dt.date) -> None:
    short = report(host, start, start + dt.timedelta(days=30 * months)).cost
    long = report(host, start, start + dt.timedelta(days=30 * (months + more))).cost
    assert long.due().total >= short.due().total
    assert long.kept(HOME).total >= short.kept(HOME).total


@settings(max_examples=60)
@given(
    gross=st.none() | st.decimals(0, 10**9, places=2),
    zone=st.none() | st.sampled_from(["Shanghai", "west"]),
    age=st.none() | st.integers(0, 120),
    support=st.none() | st.booleans(),
    own=st.lists(
        st.tuples(st.sampled_from(["a.b", "c"]), st.decimals(0, 99, places=3), st.none() | st.dates())
    ),
    first=st.none() | st.dates(),
)
def test_what_is_kept_reads_the_same(
    gross: Decimal | None,
    zone: str | None,
    age: int | None,
    support: bool | None,
    own: list[tuple[str, Decimal, dt.date | None]],
    first: dt.date | None,
) -> None:
    values = tuple(OwnValue("DE", name, value, day) for name, value, day in own)
    pay = SidePay(gross=gross, zone=zone, age=age, priority_support=support)
    inputs = CostInputs(host=pay, home=pay, first=first).with_own(*values)
    assert from_text(as_text(inputs)) == inputs


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", '{"host": 3, "own": [1], "first": "x", "exchange": []}']
)
def test_what_cannot_be_read_is_left_out(text: str) -> None:
    assert from_text(text) == CostInputs()
