"""Validation of typed fields: each alone, among each other, with the words to say it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import CASES, forms, law, material

from desktop.domain.case import FieldValue
from desktop.domain.facts import Facts
from desktop.domain.field_rules import validate
from desktop.domain.fields import Problem, Severity
from desktop.languages.language import Language
from desktop.numbers.validators import check

Fields = dict[str, FieldValue]
FACTS = Facts(from_state="CN", to_state="DE")
POSTING: Fields = {"posting.start": "2027-03-01", "posting.end": "2030-02-28"}


def problems(fields: Fields, facts: Facts = FACTS) -> tuple[Problem, ...]:
    return validate(forms(), fields, facts, check)


def names(fields: Fields, facts: Facts = FACTS) -> list[str]:
    return [problem.key.removeprefix("fields.problem.") for problem in problems(fields, facts)]


@pytest.mark.parametrize("name", CASES)
def test_the_sample_people_are_without_fault(name: str) -> None:
    sample = material(name)
    assert problems(dict(sample.fields), sample.facts) == ()


FAULTS: list[tuple[Fields, str]] = [
    ({"no.such": "x"}, "unknown_field"),
    ({"posting.start": "2027-02-30"}, "date"),
    ({"ins.start": "2015"}, "month"),
    ({"unit.workforce": "many"}, "number"),
    ({"unit.workforce": 0}, "too_small"),
    ({"ins.months_paid": 721}, "too_large"),
    ({"decl.true": "perhaps"}, "yes_no"),
    ({"posting.previous": "2019"}, "periods"),
    ({"person.name_zh": "王"}, "too_short"),
    ({"case.internal_ref": "x" * 41}, "too_long"),
    ({"host.relation": "cousin"}, "choice"),
    ({"person.nationality": "China"}, "state"),
    ({"ha.de_bgr": "10O1"}, "pattern"),
    ({"person.resident_id": "110105194912310021"}, "numbers."),
    ({**POSTING, "posting.end": "2027-02-28"}, "end_before_start"),
    ({**POSTING, "employment.contract_cn_start": "2027-03-02"}, "after_posting_start"),
    ({**POSTING, "ins.start": "2027-04"}, "after_posting_start"),
    ({"case.prior_period_to": "2030-02-28", "ext.new_end": "2030-02-28"}, "extension_not_longer"),
    ({"case.prior_period_to": "2030-02-28", "ca.valid_from": "2030-03-02"}, "extension_gap"),
    ({**POSTING, "person.passport_expiry": "2030-02-27"}, "passport_ends"),
    ({**POSTING, "hostid.title_expiry": "2030-02-27"}, "title_ends"),
    ({**POSTING, "employment.contract_cn_end": "2030-02-27"}, "contract_ends"),
    ({**POSTING, "ca.valid_to": "2030-02-27"}, "certificate_ends"),
    ({**POSTING, "ca.valid_from": "2027-03-02"}, "certificate_begins"),
    ({"person.birth_date": "1949-12-30", "person.resident_id": "11010519491231002X"}, "birth_differs"),
    ({"person.sex": "M", "person.resident_id": "11010519491231002X"}, "sex_differs"),
    ({**POSTING, "person.birth_date": "2011-03-02"}, "age"),
    ({**POSTING, "person.birth_date": "1957-03-01"}, "age"),
    ({"person.birth_date": "1949-06-08", "hostid.de_vsnr": "15070649C103"}, "vsnr_birth"),
    ({"posting.previous": "2021-03-01/2019-02-28"}, "period_reversed"),
    ({"posting.previous": "2019-01-01/2020-01-31\n2020-01-31/2021-01-01"}, "periods_overlap"),
    ({**POSTING, "posting.previous": "2026-01-01/2027-03-01"}, "previous_not_before"),
]


@pytest.mark.parametrize(("fields", "name"), FAULTS)
def test_each_fault_is_found(fields: Fields, name: str) -> None:
    assert any(found.startswith(name) for found in names(fields))


@pytest.mark.parametrize(
    "fields",
    [
        {**POSTING, "posting.end": "2027-03-01"},
        {**POSTING, "person.passport_expiry": "2030-02-28"},
        {**POSTING, "employment.contract_cn_start": "2027-03-01"},
        {**POSTING, "ca.valid_from": "2027-03-01", "ca.valid_to": "2030-02-28"},
        {"case.prior_period_to": "2030-02-28", "ca.valid_from": "2030-03-01"},
        {**POSTING, "person.birth_date": "2011-03-01"},
        {**POSTING, "person.birth_date": "1957-03-02"},
        {"person.birth_date": "1949-12-31", "person.resident_id": "11010519491231002X"},
        {"person.birth_date": "1949-06-07", "hostid.de_vsnr": "15070649C103"},
        {"posting.previous": "2019-01-01/2020-01-31\n2020-02-01/2021-01-01"},
        {"hostid.title_kind": "a title that no list knows"},
        {"person.sex": "X", "person.resident_id": "11010519491231002X"},
    ],
)
def test_what_just_fits_is_left_alone(fields: Fields) -> None:
    assert names(fields) == []


def test_birth_date_blocks_and_sex_only_warns() -> None:
    number: Fields = {"person.resident_id": "11010519491231002X", "person.sex": "M"}
    found = problems({**number, "person.birth_date": "1950-01-01"})
    assert [problem.severity for problem in found] == [Severity.BLOCK, Severity.WARN]
    assert found[0].fields == ("person.birth_date", "person.resident_id")


def test_an_end_known_as_fact_is_named_as_fact() -> None:
    facts = FACTS.with_("end", dt.date(2030, 2, 28))
    (problem,) = problems({"person.passport_expiry": "2030-01-31"}, facts)
    assert problem.fields == ("person.passport_expiry",)
    assert problem.facts == ("end",)


def test_passports_and_letters_of_other_states_are_their_own_affair() -> None:
    fields: Fields = {"person.passport_no": "C01X00T47", "person.surname_latin": "GRÖßMANN"}
    assert problems({**fields, "person.nationality": "DE"}, Facts(from_state="DE", to_state="CN")) == ()
    assert problems(fields) != ()


@pytest.mark.parametrize("code", ["zh_Hans", "de", "ko", "en"])
def test_every_problem_has_words(code: str) -> None:
    language = Language(code)
    for fields, _ in FAULTS:
        for problem in problems(fields):
            words = {name: language.value(value, law()) for name, value in problem.params.items()}
            assert language.text(problem.key, **words)


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(sorted(forms().fields)),
        st.text(max_size=40) | st.integers() | st.booleans() | st.dates(),
        max_size=12,
    )
)
def test_any_input_is_judged_without_a_crash(fields: Fields) -> None:
    problems(fields)
