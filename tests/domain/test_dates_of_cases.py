"""The dates of a case in every category of every agreement, at their boundaries."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest
from every_category import Place, places

from desktop.domain.dates.due import Kind, Rule
from desktop.domain.dates.due_of_case import CaseDate, case_dates, mark_of, with_certificates
from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.fields import Forms
from desktop.domain.papers.material import Material
from desktop.domain.periods import add_months
from desktop.domain.record.certificate import Certificate
from desktop.law.forms_reader import read_forms
from desktop.law.reader import read_law
from desktop.paths import resources_folder

LAW = read_law(resources_folder() / "law")
DAY = dt.date(2026, 11, 22)
PLACES = {place.name: place for place in places(LAW)}
LIMITED = [
    name for name, place in PLACES.items() if place.category.limits and place.category.limits[0].months
]


@cache
def forms() -> Forms:
    return read_forms(resources_folder() / "documents")


def material(facts: Facts, **fields: dt.date) -> Material:
    typed = {key.replace("__", "."): value for key, value in fields.items()}
    return Material(facts, typed, decide(facts, LAW, DAY), LAW, DAY, forms())


def posting(place: Place, months: int = 12) -> Facts:
    start = max(dt.date(2027, 2, 28), place.first)
    return place.facts(start, add_months(start, months)).with_("certificate", None)


def by_kind(case: Material) -> dict[Kind, CaseDate]:
    return {date.kind: date for date in case_dates(case)}


@pytest.mark.parametrize("name", PLACES)
def test_every_category_has_dates_of_known_kinds_in_order(name: str) -> None:
    found = case_dates(material(posting(PLACES[name])))
    assert found
    assert [date.day for date in found] == sorted(date.day for date in found)
    assert Kind.DEADLINE not in {date.kind for date in found}
    assert all(date.citations or date.rule is not Rule.HOUSE or date.kind is Kind.ASK for date in found)


@pytest.mark.parametrize("name", LIMITED)
def test_three_months_before_the_certificate_ends_by_rule_or_by_our_own(name: str) -> None:
    place = PLACES[name]
    facts = posting(place).with_("certificate", "held")
    case = material(facts, ca__valid_to=dt.date(2028, 5, 31))
    extending = [
        date for date in case_dates(case) if date.kind in (Kind.EXTENSION_OPENS, Kind.EXTENSION_CLOSES)
    ]
    assert all(date.day == dt.date(2028, 2, 29) for date in extending)
    for date in extending:
        assert (date.kind is Kind.EXTENSION_CLOSES) is (date.rule is Rule.LAW)
    assert case_dates(case)[-1].kind is not Kind.APPLY


@pytest.mark.parametrize(("state", "rule"), [("ES", Rule.LAW), ("DE", Rule.HOUSE), ("CH", Rule.HOUSE)])
def test_only_spain_names_the_day_for_an_extension_from_china(state: str, rule: Rule) -> None:
    place = next(p for p in PLACES.values() if p.direction.host == state and p.direction.home == "CN")
    case = material(posting(place), ca__valid_to=dt.date(2028, 12, 31))
    kind = Kind.EXTENSION_CLOSES if rule is Rule.LAW else Kind.EXTENSION_OPENS
    assert by_kind(case)[kind].rule is rule


def germany(**facts: object) -> Facts:
    return replace(posting(PLACES["CN-DE-2001 from CN, " + _first("DE")]), **facts)  # type: ignore[arg-type]


def _first(state: str) -> str:
    return next(
        p.category.code for p in PLACES.values() if p.direction.host == state and p.direction.home == "CN"
    )


@pytest.mark.parametrize(
    ("facts", "gone"),
    [
        ({"certificate": "held"}, Kind.APPLY),
        ({"certificate_handed_in_on": DAY}, Kind.HAND_IN),
        ({"extension": "requested"}, Kind.EXTENSION_OPENS),
        ({"extension": "approved"}, Kind.EXTENSION_OPENS),
    ],
)
def test_what_is_done_calls_for_nothing(facts: dict[str, object], gone: Kind) -> None:
    assert gone in by_kind(material(germany()))
    assert gone not in by_kind(material(germany(**facts)))


def test_an_approved_extension_takes_the_end_of_the_certificate_away() -> None:
    end = dt.date(2028, 12, 31)
    for until, shown in ((None, True), (end, True), (dt.date(2029, 1, 1), False)):
        case = material(germany(certificate="held", extension_until=until), ca__valid_to=end)
        assert (Kind.CERTIFICATE_END in by_kind(case)) is shown


def test_the_end_of_the_contract_at_home_is_a_date_of_the_user() -> None:
    found = by_kind(material(germany(), employment__contract_cn_end=dt.date(2028, 2, 29)))[Kind.HOME_CONTRACT]
    assert (found.day, found.rule, found.citations) == (dt.date(2028, 2, 29), Rule.OWN, ())


def test_a_posting_that_is_not_exempt_has_nothing_to_ask() -> None:
    facts = germany(home_pension="none", paying_at_home=False)
    assert Kind.ASK not in by_kind(material(facts))


def test_a_tick_holds_for_one_day_alone() -> None:
    case = material(germany())
    apply = by_kind(case)[Kind.APPLY]
    ticked = replace(case, ticks=frozenset({mark_of(apply.key, apply.day)}))
    assert Kind.APPLY not in by_kind(ticked)
    other = replace(case, ticks=frozenset({mark_of(apply.key, apply.day + dt.timedelta(days=1))}))
    assert Kind.APPLY in by_kind(other)


def test_the_longest_of_several_certificates_counts_and_what_was_typed_goes_first() -> None:
    def held(ends_on: dt.date) -> Certificate:
        return Certificate(person_id=1, state="CN", host="DE", starts_on=dt.date(2027, 3, 1), ends_on=ends_on)

    short, long = held(dt.date(2028, 1, 31)), held(dt.date(2029, 1, 31))
    case = with_certificates(material(germany()), [long, short])
    assert by_kind(case)[Kind.CERTIFICATE_END].day == long.ends_on
    assert Kind.APPLY not in by_kind(case)
    typed = with_certificates(material(germany(), ca__valid_to=dt.date(2030, 1, 31)), [short])
    assert by_kind(typed)[Kind.CERTIFICATE_END].day == dt.date(2030, 1, 31)
    assert with_certificates(case, []) is case
