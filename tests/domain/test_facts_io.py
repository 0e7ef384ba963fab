"""Facts from files: what is read, and what is refused with the fact's name and what is allowed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.facts import VOCABULARY, Facts, FactValue, Kind
from desktop.domain.facts_io import FactError, ordered, read_facts, write_facts

VALUES: dict[Kind, st.SearchStrategy[FactValue]] = {
    Kind.BOOL: st.booleans(),
    Kind.DATE: st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)),
    Kind.INTEGER: st.integers(0, 1200),
    Kind.STATE: st.sampled_from(["CN", "DE", "KR", "HK"]),
    Kind.REGION: st.sampled_from(["CA-QC", "GL", "FO"]),
    Kind.TEXT: st.text(max_size=20),
}


@st.composite
def facts_of_any_kind(draw: st.DrawFn) -> Facts:
    facts = Facts()
    for name in draw(st.sets(st.sampled_from(sorted(VOCABULARY)))):
        fact = VOCABULARY[name]
        value = draw(st.sampled_from(fact.choices) if fact.choices else VALUES[fact.kind])
        facts = facts.with_(name, value)
    return facts


@given(facts_of_any_kind())
def test_written_facts_are_read_back(facts: Facts) -> None:
    try:
        ordered(facts)
    except FactError:
        return
    assert read_facts(write_facts(facts)) == facts


@pytest.mark.parametrize(
    ("data", "fact", "key"),
    [
        ({"start": "2025-02-30"}, "start", "errors.fact.date"),
        ({"start": "30.02.2025"}, "start", "errors.fact.date"),
        ({"start": "0001-01-01"}, "start", "errors.fact.date"),
        ({"start": 20250101}, "start", "errors.fact.date"),
        ({"start": None}, "start", "errors.fact.date"),
        ({"start": "2025-02-01", "end": "2025-01-31"}, "end", "errors.fact.end_before_start"),
        ({"from": "XX"}, "from", "errors.fact.state"),
        ({"from": "cn"}, "from", "errors.fact.state"),
        ({"activity": "cook"}, "activity", "errors.fact.choice"),
        ({"home_employer": "yes"}, "home_employer", "errors.fact.bool"),
        ({"home_employer": 1}, "home_employer", "errors.fact.bool"),
        ({"home_employer": None}, "home_employer", "errors.fact.bool"),
        ({"prior_months": -1}, "prior_months", "errors.fact.integer"),
        ({"prior_months": True}, "prior_months", "errors.fact.integer"),
        ({"prior_months": 1.5}, "prior_months", "errors.fact.integer"),
        ({"residence_status": "E" * 10_001}, "residence_status", "errors.fact.text"),
        ({"favourite_dish": "rice"}, "favourite_dish", "errors.fact.unknown_name"),
    ],
)
def test_bad_input_names_fact_and_what_is_allowed(data: dict[str, object], fact: str, key: str) -> None:
    with pytest.raises(FactError) as caught:
        read_facts(data)
    assert (caught.value.fact, caught.value.key) == (fact, key)
    assert caught.value.allowed
    assert len(caught.value.found) <= 60
