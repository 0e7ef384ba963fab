"""Facts and fields meet in one table: what implies what, and what contradicts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import CASES, forms, material

from desktop.domain.case import FieldValue
from desktop.domain.facts import VOCABULARY, Facts, FactValue, Kind
from desktop.domain.field_links import (
    consistent_choices,
    contradictions,
    derived_facts,
    derived_fields,
    with_derived_facts,
)

FROM_CHINA = Facts(from_state="CN", to_state="DE")
TO_CHINA = Facts(from_state="DE", to_state="CN")
DAY = dt.date(2027, 3, 1)


def values_of(name: str) -> st.SearchStrategy[FactValue]:
    fact = VOCABULARY[name]
    if fact.choices:
        return st.sampled_from(fact.choices)
    return {
        Kind.BOOL: st.booleans(),
        Kind.DATE: st.dates(dt.date(2002, 4, 4), dt.date(2040, 1, 1)),
        Kind.STATE: st.sampled_from(["CN", "DE", "KR"]),
        Kind.INTEGER: st.integers(0, 99),
        Kind.TEXT: st.sampled_from(["E-7", "D-7", "ict_card"]),
        Kind.REGION: st.just("DE-BY"),
    }[fact.kind]


@st.composite
def some_facts(draw: st.DrawFn) -> Facts:
    facts = draw(st.sampled_from([FROM_CHINA, TO_CHINA]))
    for name in draw(st.sets(st.sampled_from([n for n in VOCABULARY if n not in ("from", "to")]))):
        facts = facts.with_(name, draw(values_of(name)))
    return facts


@given(some_facts())
def test_what_facts_imply_never_contradicts_them(facts: Facts) -> None:
    assert contradictions(facts, derived_fields(facts)) == ()


@given(some_facts())
def test_what_facts_imply_leads_back_to_them(facts: Facts) -> None:
    for name, value in derived_facts(derived_fields(facts), facts).items():
        if facts.get(name) is not None:
            assert facts.get(name) == value, name


@given(some_facts())
def test_stated_facts_are_never_replaced(facts: Facts) -> None:
    merged = with_derived_facts(facts, {"posting.start": DAY, "employment.wage_payer": "host"})
    assert all(merged.get(name) == value for name, value in facts.known())


@pytest.mark.parametrize(
    ("fact", "value", "field", "typed"),
    [
        ("host_workplace", "subsidiary_or_affiliate", "host.relation", "branch"),
        ("host_workplace", "office_or_branch", "host.relation", "unrelated_local_employer"),
        ("start", DAY, "posting.start", "2027-03-02"),
        ("end", DAY, "posting.end", dt.date(2027, 3, 2)),
        ("nationality", "CN", "person.nationality", "DE"),
        ("sex", "male", "person.sex", "F"),
        ("to", "DE", "case.host_country", "KR"),
        ("home_contract", "active", "employment.contract_cn_kept", "dormant"),
        ("home_contract", "dormant", "employment.contract_cn_kept", "no"),
        ("host_contract", False, "employment.local_contract", True),
        ("wages_borne_by", "home", "employment.wage_payer", "host"),
        ("wages_borne_by", "home", "employment.wage_recharged", "fully"),
        ("agency_contract", "service", "agency.is_employer", True),
        ("home_pension", "residents", "ins.scheme", "employees"),
        ("home_pension", "employees", "ins.payer", "flexible_self"),
        ("home_pension", "none", "ins.scheme", "employees"),
        ("home_unemployment", False, "ins.unemployment", True),
        ("paying_at_home", True, "ins.status", "ended"),
        ("certificate", "refused", "ca.cert_no", "DE-1"),
        ("certificate_until", DAY, "ca.valid_to", "2027-03-02"),
        ("residence_status", "E-7", "hostid.title_kind", "D-7"),
        ("flag", "CN", "ship.flag", "LR"),
        ("home_employer", True, "case.category", "no_employer"),
        ("activity", "employee", "case.category", "seafarer"),
        ("holds_post", False, "self.position", "董事长"),
        ("prior_months", 0, "posting.previous", "2019-03-01/2021-02-28"),
    ],
)
def test_a_contradiction_names_both(fact: str, value: FactValue, field: str, typed: FieldValue) -> None:
    (problem,) = contradictions(FROM_CHINA.with_(fact, value), {field: typed})
    assert problem.fields == (field,)
    assert problem.facts == (fact,)


def test_wages_paid_at_home_and_not_recharged_are_not_borne_by_the_host() -> None:
    fields: dict[str, FieldValue] = {"employment.wage_payer": "home", "employment.wage_recharged": "no"}
    (problem,) = contradictions(FROM_CHINA.with_("wages_borne_by", "host"), fields)
    assert problem.fields == tuple(fields)
    assert derived_facts(fields)["wages_borne_by"] == "home"


def test_wages_paid_at_home_and_recharged_may_be_borne_by_the_host() -> None:
    fields: dict[str, FieldValue] = {"employment.wage_payer": "home", "employment.wage_recharged": "fully"}
    assert contradictions(FROM_CHINA.with_("wages_borne_by", "host"), fields) == ()


def test_age_follows_from_birth_date_and_start() -> None:
    facts = FROM_CHINA.with_("start", DAY)
    born = {"person.birth_date": "1988-03-02"}
    assert derived_facts(born, facts)["age_at_start"] == 38
    (problem,) = contradictions(facts.with_("age_at_start", 39), born)
    assert (problem.fields, problem.facts) == (("person.birth_date",), ("age_at_start",))


@pytest.mark.parametrize(("stated", "clash"), [(23, False), (24, False), (25, False), (26, True), (12, True)])
def test_months_employed_before_may_be_remembered_a_month_off(stated: int, clash: bool) -> None:
    facts = FROM_CHINA.with_("start", DAY).with_("employed_before_months", stated)
    assert bool(contradictions(facts, {"employment.contract_cn_start": "2025-03-01"})) is clash


def test_insurance_in_china_says_nothing_of_people_coming_to_china() -> None:
    facts = TO_CHINA.with_("home_unemployment", True).with_("home_pension", "employees")
    assert contradictions(facts, {"ins.unemployment": False, "ins.scheme": "residents"}) == ()
    assert "ins.scheme" not in derived_fields(facts)


def test_the_certificate_of_an_extension_may_end_later_than_the_one_in_hand() -> None:
    facts = FROM_CHINA.with_("certificate_until", DAY).with_("extension", "requested")
    assert contradictions(facts, {"ca.valid_to": "2032-02-29"}) == ()
    assert "ca.valid_to" not in derived_fields(facts)


def test_the_flexible_worker_pays_alone_into_the_employees_scheme() -> None:
    derived = derived_fields(FROM_CHINA.with_("home_pension", "voluntary"))
    assert (derived["ins.scheme"], derived["ins.payer"]) == ("employees", "flexible_self")
    assert derived_facts({"ins.payer": "flexible_self"})["home_pension"] == "voluntary"


def test_choices_are_narrowed_to_what_fits_the_facts() -> None:
    facts = FROM_CHINA.with_("host_workplace", "office_or_branch")
    left = consistent_choices(facts, "host.relation", forms().choices("host.relation"))
    assert left == ("rep_office", "branch", "project_site")


@pytest.mark.parametrize("name", CASES)
def test_the_sample_people_do_not_contradict_themselves(name: str) -> None:
    sample = material(name)
    assert contradictions(sample.facts, sample.fields) == ()
