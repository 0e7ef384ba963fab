"""The gap finder: what it finds, how it joins months and adds sums, and what makes a finding go away."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_made import DAY, certificate, life, month, posting, year

from desktop.domain.agreement import Law
from desktop.domain.paper import Branches, Months, Period, YearMonths
from desktop.domain.record.contribution import Payment
from desktop.domain.record.findings import PaidSum, RecordFinding, Weight, all_sums, sums_of
from desktop.domain.record.gaps import find
from desktop.domain.record.grid import grid
from desktop.domain.record.life import WorkingLife

D = dt.date
START, END = D(2025, 1, 1), D(2025, 12, 31)


def found(whole: WorkingLife, law: Law, day: dt.date = DAY) -> dict[str, list[RecordFinding]]:
    by_key: dict[str, list[RecordFinding]] = {}
    for finding in find(whole, grid(whole, day), law, day):
        by_key.setdefault(finding.key, []).append(finding)
    return by_key


def held(first: dt.date = START, last: dt.date = END) -> dict[str, object]:
    return {"certificates": (certificate(first, last),)}


def test_a_clean_life_has_no_findings(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31)),)
    assert found(life(*year(2025), postings=posted, **held()), law) == {}


def test_unpaid_months_are_joined_and_the_law_speaks(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31)),)
    paid = [row for row in year(2025) if row.month.month not in (3, 4, 5, 6, 7, 10)]
    first, second = found(life(*paid, postings=posted, **held()), law)["gap.certificate"]
    assert first.words.params["period"] == YearMonths(D(2025, 3, 1), D(2025, 7, 1))
    assert first.words.params["months"] == Months(5)
    assert (second.months, second.state, second.weight) == ((D(2025, 10, 1),), "CN", Weight.HARM)
    assert [said.words.key for said in first.said] == ["law.consequence.home_payment_gap"]
    assert first.said[0].citations
    assert first.steps


@pytest.mark.parametrize("facts", [{"paying_at_home": False}, {"certificate": "refused"}])
def test_refused_or_not_paying_names_the_months_that_cost_the_certificate(
    law: Law, facts: dict[str, object]
) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 6, 30), **facts),)
    (gap,) = found(life(postings=posted), law)["gap.refused"]
    assert len(gap.months) == 6
    late = year(2025, status=Payment.PAID_LATE)
    assert "gap.refused" not in found(life(*late, postings=posted), law)


def test_paid_twice_under_a_certificate_is_summed_for_each_state(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31)),)
    (double,) = found(life(*year(2025), *year(2025, "DE"), postings=posted, **held()), law)[
        "double.certificate"
    ]
    assert double.weight is Weight.HARM
    assert len(double.months) == 12
    assert double.sums == (
        PaidSum("DE", "EUR", Decimal(1200), Decimal(2400)),
        PaidSum("CN", "CNY", Decimal(1200), Decimal(2400)),
    )
    assert double.ways[0] == "refunds"


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "answer"), ({"certificate": "none"}, "answer"), ({"paying_at_home": False}, "facts"),
        ({"home_contract": "ended"}, "owed"), ({"activity": None, "home_employer": None}, "open"),
    ],
)  # fmt: skip
def test_why_a_month_was_paid_twice(law: Law, facts: dict[str, object], kind: str) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31), **facts),)
    keys = set(found(life(*year(2025), *year(2025, "DE"), postings=posted), law))
    assert {key for key in keys if key.startswith("double")} == {f"double.{kind}"}


def test_paid_twice_without_any_posting_asks_for_it(law: Law) -> None:
    (double,) = found(life(*year(2024), *year(2024, "DE")), law)["double.no_posting"]
    assert (double.weight, double.ways) == (Weight.CHECK, ("check",))


def test_a_posting_needs_a_certificate_and_a_certificate_a_posting(law: Law) -> None:
    posted = (posting(law, D(2026, 3, 1), D(2027, 2, 28)),)
    assert set(found(life(postings=posted), law)) == {"no_certificate"}
    alone = found(life(**held(D(2026, 3, 1), D(2026, 12, 31))), law)
    assert [one.certificate_id for one in alone["no_posting"]] == [3]


@pytest.mark.parametrize(
    ("first", "last", "key", "period"),
    [
        (D(2026, 3, 2), D(2027, 2, 28), "uncovered", Period(D(2026, 3, 1), D(2026, 3, 1))),
        (D(2026, 3, 1), D(2027, 2, 27), "uncovered", Period(D(2027, 2, 28), D(2027, 2, 28))),
        (D(2026, 2, 28), D(2027, 2, 28), "beyond", Period(D(2026, 2, 28), D(2027, 2, 28))),
        (D(2026, 3, 1), D(2027, 3, 1), "beyond", Period(D(2026, 3, 1), D(2027, 3, 1))),
    ],
)
def test_a_day_more_or_less_is_seen(
    law: Law, first: dt.date, last: dt.date, key: str, period: Period
) -> None:
    posted = (posting(law, D(2026, 3, 1), D(2027, 2, 28)),)
    (finding,) = found(life(postings=posted, **held(first, last)), law)[key]
    assert finding.words.params["period"] == period


def test_a_certificate_that_fits_to_the_day_is_quiet(law: Law) -> None:
    posted = (posting(law, D(2026, 3, 1), D(2027, 2, 28)),)
    assert found(life(postings=posted, **held(D(2026, 3, 1), D(2027, 2, 28))), law) == {}


def test_a_hole_between_two_certificates_is_named(law: Law) -> None:
    posted = (posting(law, D(2026, 3, 1), D(2027, 2, 28)),)
    both = (
        certificate(D(2026, 3, 1), D(2026, 8, 31)),
        certificate(D(2026, 10, 1), D(2027, 2, 28), id=4, kind="extension"),
    )
    (hole,) = found(life(postings=posted, certificates=both), law)["uncovered"]
    assert hole.words.params["period"] == Period(D(2026, 9, 1), D(2026, 9, 30))


def test_an_open_end_is_uncovered_only_up_to_today(law: Law) -> None:
    posted = (posting(law, D(2026, 1, 1), None),)
    months = [month("2026-01"), month("2026-02")]
    short = found(life(*months, postings=posted, **held(D(2026, 1, 1), D(2026, 2, 28))), law)
    assert short["uncovered"][0].words.params["period"] == Period(D(2026, 3, 1), DAY)
    longer = found(life(*months, postings=posted, **held(D(2026, 1, 1), D(2027, 2, 28))), law)
    assert "uncovered" not in longer


@pytest.mark.parametrize(("second", "overlap"), [(D(2026, 8, 31), True), (D(2026, 9, 1), False)])
def test_two_postings_at_once(law: Law, second: dt.date, overlap: bool) -> None:
    posted = (
        posting(law, D(2026, 3, 1), D(2026, 8, 31)),
        posting(law, second, None, case_id=8),
    )
    assert ("at_once" in found(life(postings=posted), law)) is overlap


@pytest.mark.parametrize(("when", "early"), [("1988-04", True), ("1988-05", False)])
def test_months_before_birth(law: Law, when: str, early: bool) -> None:
    assert ("before_birth" in found(life(month(when)), law)) is early


def test_two_employers_in_one_month_deserve_a_look(law: Law) -> None:
    rows = [month("2024-01", employer_id=1), month("2024-01", employer_id=2), month("2024-02", employer_id=2)]
    (finding,) = found(life(*rows), law)["two_employers"]
    assert finding.months == (D(2024, 1, 1),)
    changed = [rows[0], replace(rows[1], status=Payment.WAIVED)]
    assert "two_employers" not in found(life(*changed), law)


def test_sums_stay_apart_by_currency_and_say_what_they_lack() -> None:
    rows = [
        month("2001-12", "DE", currency="DEM"), month("2002-01", "DE"),
        month("2002-02", "DE", employee=None, employer=None), month("2002-03", "DE", branch="several"),
    ]  # fmt: skip
    marks, euros, unknown = sums_of(rows)
    assert (marks.currency, marks.total) == ("DEM", Decimal(300))
    assert (euros.currency, euros.total, euros.mixed) == ("EUR", Decimal(600), True)
    assert (unknown.currency, unknown.without_amount) == ("", 1)
    assert [words.key for words in unknown.words()] == ["record.sum.without_amount"]


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=24))
def test_the_sum_of_all_findings_is_the_sum_of_their_entries(law: Law, amounts: list[Decimal]) -> None:
    rows = [
        row
        for number, amount in enumerate(amounts)
        for state in ("CN", "DE")
        for row in [
            month(f"{2020 + number // 12}-{number % 12 + 1:02}", state, employee=amount, employer=None)
        ]
    ]
    whole = life(*rows)
    sums = all_sums(find(whole, grid(whole, DAY), law, DAY))
    assert {one.state: one.total for one in sums} == {"CN": sum(amounts), "DE": sum(amounts)}


def test_a_branch_that_is_due_in_both_states_is_no_part_of_what_a_certificate_saves(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31)),)
    rows = [
        row
        for branch in ("pension", "medical")
        for state in ("CN", "DE")
        for row in year(2025, state, branch=branch)
    ]
    by_kind = found(life(*rows, postings=posted, **held()), law)
    (saved,), (due,) = by_kind["double.certificate"], by_kind["double.outside"]
    assert saved.words.params["branch"] == Branches(("pension",), "")
    assert due.words.params["branch"] == Branches(("medical",), "")
    assert [one.total for one in saved.sums] == [one.total for one in due.sums] == [Decimal(3600)] * 2


def test_one_sum_for_several_branches_is_counted_once_and_marked(law: Law) -> None:
    posted = (posting(law, D(2025, 1, 1), D(2025, 12, 31)),)
    rows = [*year(2025, branch="several"), *year(2025, "DE"), *year(2025, "DE", branch="unemployment")]
    (double,) = found(life(*rows, postings=posted, **held()), law)["double.certificate"]
    assert double.words.params["branch"] == Branches(("pension", "unemployment"), "")
    assert [(one.state, one.total, one.mixed) for one in double.sums] == [
        ("DE", Decimal(7200), False),
        ("CN", Decimal(3600), True),
    ]


def test_a_certificate_until_the_end_of_the_calendar_leaves_nothing_uncovered(law: Law) -> None:
    posted = (posting(law, D(2026, 3, 1), None),)
    assert "uncovered" not in found(life(postings=posted, **held(D.min, D.max)), law)


@pytest.mark.parametrize(
    "facts",
    [{"home_contract": "ended"}, {"works_for_home_employer": False}, {"host_contract": True}],
)
def test_who_has_no_claim_to_a_certificate_is_not_sent_for_one(law: Law, facts: dict[str, object]) -> None:
    posted = (posting(law, START, END, certificate="refused", paying_at_home=False, **facts),)
    assert set(found(life(postings=posted), law)) == {"unpaid"}


def test_nothing_is_asked_for_at_home_before_the_agreement(law: Law) -> None:
    posted = (posting(law, D(2019, 1, 1), D(2019, 12, 31), to_state="JP", certificate="none"),)
    (gap,) = found(life(postings=posted), law)["gap.refused"]
    assert (gap.months[0], gap.months[-1]) == (D(2019, 9, 1), D(2019, 12, 1))


def test_nothing_is_asked_for_at_home_after_the_time_a_first_certificate_reaches(law: Law) -> None:
    posted = (posting(law, D(2015, 1, 1), D(2022, 12, 31), certificate="none"),)
    by_kind = found(life(*[row for n in range(2015, 2023) for row in year(n, "DE")], postings=posted), law)
    assert by_kind["gap.refused"][0].months[-1] == D(2019, 12, 1)


def test_voluntary_insurance_is_no_payment_that_the_case_denies(law: Law) -> None:
    """Japan: whoever is insured only voluntarily gets no certificate; both states may ask."""
    facts = {"to_state": "JP", "home_pension": "voluntary", "certificate": "none"}
    rows = [*year(2025, scheme="voluntary"), *year(2025, "JP")]
    by_kind = found(life(*rows, postings=(posting(law, START, END, **facts),)), law)
    assert set(by_kind) == {"double.owed"}


def test_a_scheme_the_agreement_may_not_know_promises_nothing(law: Law) -> None:
    """Germany: whether the residents' scheme counts is open."""
    facts = {"home_pension": "residents", "certificate": "none"}
    rows = [*year(2025, scheme="residents"), *year(2025, "DE")]
    by_kind = found(life(*rows, postings=(posting(law, START, END, **facts),)), law)
    assert {"double.owed"} == {key for key in by_kind if key.startswith("double")}


@pytest.mark.parametrize(
    ("scheme", "seen"), [("residents", True), ("voluntary", True), ("employees", False), ("", False)]
)
def test_months_of_another_scheme_than_the_answer_rests_on(law: Law, scheme: str, seen: bool) -> None:
    posted = (posting(law, START, END),)
    by_kind = found(life(*year(2025, scheme=scheme), postings=posted, **held()), law)
    assert ("scheme" in by_kind) is seen


def test_diplomats_lose_nothing_by_payments_at_home(law: Law) -> None:
    facts = {"to_state": "CH", "activity": "diplomat", "home_pension": "none", "paying_at_home": None}
    assert set(found(life(postings=(posting(law, START, END, **facts),)), law)) <= {"unpaid"}


@pytest.mark.parametrize(
    ("ends", "step"), [(DAY, "ask_extension"), (DAY - dt.timedelta(days=1), "both_may_ask")]
)
def test_an_extension_is_asked_for_while_the_certificate_runs(law: Law, ends: dt.date, step: str) -> None:
    posted = (posting(law, START, D(2026, 12, 31)),)
    (hole,) = found(life(*year(2025), postings=posted, **held(START, ends)), law)["uncovered"]
    assert [words.key for words in hole.steps] == [f"record.step.{step}"]
