"""Exposure, exchange and questions: what stands around the sums."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from cost_samples import PAY, TODAY, law, rates, report

from desktop.domain.facts import Facts
from desktop.domain.money.assumed import decided, filled
from desktop.domain.money.contribution import COUNTRIES
from desktop.domain.money.cost_inputs import HOME, HOST, CostInputs, OwnExchange, OwnValue, SidePay
from desktop.domain.money.cost_questions import wanted
from desktop.domain.money.cost_report import CostReport, mean_years, quotes
from desktop.domain.money.exposure import Why, recovery
from desktop.domain.money.posting_cost import posting_cost
from desktop.domain.money.scope import ITEMS
from desktop.domain.paper import Money, Words
from desktop.domain.papers.cost import converted_sentences
from desktop.domain.papers.cost_sentences import exposure_sentences, headline, uncovered_sentences
from desktop.domain.papers.cost_words import rate_words

YEAR_2026 = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
HELD = {"certificate": "held", "certificate_issued_on": dt.date(2026, 1, 5)}


def test_each_month_without_a_certificate_costs_what_the_certificate_would_save() -> None:
    month = report("DE", *YEAR_2026).a_month
    assert month is not None
    assert (month[0], month[1].total) == (dt.date(2026, 11, 1), Decimal("1272.00"))


def test_an_item_by_the_year_counts_with_its_mean_month() -> None:
    month = report("CA", *YEAR_2026).a_month
    assert month is not None
    cpp = (Decimal(74600) - 3500) * Decimal("5.95") / 100
    second = (Decimal(85000) - 74600) * Decimal(4) / 100
    assert month[1].employee == (
        (cpp / 12).quantize(Decimal("0.01")) + (second / 12).quantize(Decimal("0.01"))
    )


def test_without_a_certificate_the_months_gone_are_exposed_and_later_ones_are_not() -> None:
    (exposure,) = report("DE", *YEAR_2026).exposures
    assert exposure.why is Why.NO_CERTIFICATE
    assert exposure.months[-1] == dt.date(2026, 11, 1)
    assert exposure.shares.total == 11 * Decimal("1272.00")


def test_without_any_certificate_the_sums_are_those_that_one_would_save() -> None:
    """Whoever says that there is none asks what that costs: not that a certificate would save nothing."""
    none, open_ = report("DE", *YEAR_2026, certificate="none"), report("DE", *YEAR_2026)
    assert none.exposures == open_.exposures
    assert none.cost.saved() == open_.cost.saved()
    assert [one.why for one in none.exposures] == [Why.NO_CERTIFICATE]


def test_six_months_of_the_dutch_treaty_stand_in_the_place_of_three() -> None:
    law = report("NL", *YEAR_2026).law
    to_china = {row.key for row in recovery(law, "CN-NL-2016", "NL", "CN")}
    assert {"late_netherlands", "in_time_netherlands"} <= to_china
    assert "late_in_china" not in to_china
    assert "late_in_china" in {row.key for row in recovery(law, "CN-KR-2012", "KR", "CN")}


def test_an_item_that_stays_due_anyway_hides_no_exposed_month() -> None:
    """Canada: employment insurance has no figures before 2026, the pension plan has."""
    (exposure,) = report("CA", dt.date(2025, 7, 1), dt.date(2026, 6, 30)).exposures
    assert exposure.counted[0] == dt.date(2025, 7, 1)


def test_where_no_certificate_can_help_nothing_is_called_exposed() -> None:
    found = report("DE", *YEAR_2026, certificate="refused")
    assert found.a_month is None
    assert exposure_sentences(found) == ()
    assert next(words.key for words in headline(found)) == "money.head.refused"


def test_before_the_start_nothing_is_exposed() -> None:
    assert report("DE", dt.date(2026, 12, 1), dt.date(2026, 12, 31)).exposures == ()


def test_a_certificate_in_time_leaves_nothing_exposed() -> None:
    found = report("DE", *YEAR_2026, **HELD, certificate_handed_in_on=dt.date(2026, 1, 1))
    assert found.exposures == ()
    assert [words.key for words in exposure_sentences(found)] == [
        "money.exposure.a_month",
        "money.exposure.none",
    ]


def test_months_before_handing_in_may_have_been_collected() -> None:
    found = report("DE", *YEAR_2026, **HELD, certificate_handed_in_on=dt.date(2026, 4, 10))
    (exposure,) = found.exposures
    assert exposure.why is Why.NOT_HANDED_IN
    assert exposure.months == tuple(dt.date(2026, month, 1) for month in (1, 2, 3))


@pytest.mark.parametrize(
    ("home", "works_from", "lost"), [("KR", dt.date(2025, 9, 10), 7), ("DE", dt.date(2025, 9, 1), 6)]
)
def test_months_before_a_late_certificate_works_are_lost(home: str, works_from: dt.date, lost: int) -> None:
    """From Korea the day of handing in counts, from Germany the month of it: a begun month is lost in full."""
    found = to_china(home)
    (exposure,) = found.exposures
    assert found.answer.exempt_from == works_from
    assert (exposure.why, len(exposure.months)) == (Why.TOO_LATE, lost)
    assert exposure.shares.total == lost * Decimal("3750.00")
    assert found.cost.saved().total == (22 - lost) * Decimal("3750.00")
    assert "late_in_china" in {row.key for row in found.recovery}


def to_china(home: str) -> CostReport:
    """Somebody posted to Shanghai whose certificate was handed in after six months."""
    facts = filled(
        Facts.of(
            {
                "from": home,
                "to": "CN",
                "start": dt.date(2025, 3, 1),
                "end": dt.date(2026, 12, 31),
                "work_permit_on": dt.date(2025, 3, 1),
                "certificate": "held",
                "certificate_issued_on": dt.date(2025, 8, 1),
                "certificate_handed_in_on": dt.date(2025, 9, 10),
            }
        )
    )
    answer, assumed = decided(facts, law(), TODAY)
    inputs = CostInputs(host=SidePay(gross=Decimal(15000), zone="Shanghai"))
    cost = posting_cost(home, "CN", dt.date(2025, 3, 1), dt.date(2026, 12, 31), answer, inputs, rates())
    return CostReport(cost, facts, answer, assumed, inputs, law(), rates(), TODAY)


def test_money_paid_is_answered_by_the_law_data_of_that_direction() -> None:
    assert {row.key for row in recovery(law(), "CN-CA-2015", "CN", "CA")} >= {
        "not_returned_canada",
        "cpp_refund_canada",
    }
    assert {row.key for row in recovery(law(), "CN-NL-2016", "CN", "NL")} >= {"late_netherlands"}
    keys = {row.key for row in recovery(law(), "CN-CH-2015", "CN", "CH")}
    assert "refund_switzerland" in keys
    assert "refund_china_swiss" not in keys


@pytest.mark.parametrize("host", sorted(set(PAY) - {"FR", "KG"}))
def test_whoever_is_exempt_is_told_what_the_exemption_does_not_cover(host: str) -> None:
    found = report(host, *YEAR_2026)
    assert "medical" in found.uncovered
    assert len(uncovered_sentences(found)) == len(found.uncovered)
    assert not {item.branch for item in ITEMS[host]} & set(found.uncovered)


def test_every_converted_sum_names_rate_and_day() -> None:
    rate = OwnExchange("EUR", "CNY", Decimal("8.00"), dt.date(2026, 11, 20))
    found = report("DE", *YEAR_2026, exchange=rate)
    sentences = [*converted_sentences(found, HOST), *converted_sentences(found, HOME)]
    assert [words.key for words in sentences] == ["money.converted.saved_host", "money.converted.kept_home"]
    for words in sentences:
        told = words.params["rate"]
        assert isinstance(told, Words)
        assert told.key == "money.exchange.own"
        assert told.params["day"] == dt.date(2026, 11, 20)
    assert sentences[0].params["other"] == Money(Decimal("122112.00"), "CNY", 2)


def test_a_rate_given_the_other_way_round_divides() -> None:
    rate = OwnExchange("CNY", "EUR", Decimal("0.125"), dt.date(2026, 11, 20), "file")
    found = report("DE", *YEAR_2026, exchange=rate)
    converted = found.converted(Decimal("100.00"), HOST)
    assert converted is not None
    assert (converted.amount, converted.currency) == (Decimal("800.00"), "CNY")
    told = rate_words(found)
    assert told is not None
    assert told.key == "money.exchange.file"


def test_a_rate_of_other_currencies_is_not_used_and_without_one_nothing_is_converted() -> None:
    rate = OwnExchange("EUR", "KRW", Decimal("1600"), dt.date(2026, 11, 20))
    found = report("DE", *YEAR_2026, exchange=rate)
    assert found.quotes is None
    assert converted_sentences(found, HOST) == ()
    assert all("about_both" not in str(words) for words in headline(found))


def test_figures_on_the_user_s_own_values_say_so_first() -> None:
    own = OwnValue("DE", "pension.rate_total", Decimal("18.8"))
    assert "money.head.own" in [words.key for words in headline(report("DE", *YEAR_2026, own=(own,)))]
    assert "money.head.own" not in [words.key for words in headline(report("DE", *YEAR_2026))]


def test_the_mean_of_a_year_serves_both_currencies() -> None:
    found = report("KR", *YEAR_2026, mean_year=2025)
    converted = found.converted(Decimal(302575), HOST)
    assert converted is not None
    assert converted.amount == Decimal("1530.07")  # the public case FX2
    told = rate_words(found)
    assert told is not None
    assert told.params["year"] == "2025"
    assert 2025 in mean_years("KRW", "CNY", rates())
    assert mean_years("RSD", "CNY", rates()) == ()
    assert quotes(report("RS", *YEAR_2026, mean_year=2025).inputs, "RSD", "CNY", rates()) is None


@pytest.mark.parametrize("state", sorted(COUNTRIES))
def test_what_is_asked_is_all_that_the_rules_need(state: str) -> None:
    """With every wanted entry given, no rule of the state asks for more."""
    day = dt.date(2024, 6, 1)
    side = HOME if state == "CN" else HOST
    asked = wanted(side, state, ITEMS[state], SidePay(persons=20), day, rates())
    needs = {need for item in ITEMS[state] for need in COUNTRIES[state][item.name].needs}
    names = {one.name for one in asked}
    assert needs - names <= {"bonus", "priority_support", "zone"}
    assert ("zone" in names) == (state in ("CN", "DE"))


def test_the_place_of_work_in_germany_matters_until_2024_only() -> None:
    items = ITEMS["DE"]
    before = wanted(HOST, "DE", items, SidePay(), dt.date(2024, 12, 31), rates())
    after = wanted(HOST, "DE", items, SidePay(), dt.date(2025, 1, 1), rates())
    assert [one.name for one in before] == ["gross", "zone"]
    assert [one.name for one in after] == ["gross"]


@pytest.mark.parametrize(("persons", "asked"), [(149, False), (150, True), (999, True), (1000, False)])
def test_priority_support_is_asked_of_firms_of_some_sizes_only(persons: int, asked: bool) -> None:
    found = wanted(HOST, "KR", ITEMS["KR"], SidePay(persons=persons), dt.date(2026, 1, 1), rates())
    assert ("priority_support" in {one.name for one in found}) == asked


def test_nothing_is_asked_that_the_case_says() -> None:
    found = wanted(HOME, "CN", ITEMS["CN"], SidePay(), dt.date(2026, 1, 1), rates(), {"home_pension"})
    assert [one.name for one in found] == ["gross", "zone"]
    assert wanted(HOST, "SG", (), SidePay(), dt.date(2026, 1, 1), rates()) == ()
