import dataclasses
import datetime as dt

import pytest

from desktop.domain.agreement import Agreement, Category, Citation, Confidence, Direction, Law, Limit, Sourced
from desktop.languages import Language
from desktop.law.checks import find_law_errors, sourced_values, words_needed
from desktop.law.reader import read_law
from desktop.paths import resources_folder


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(resources_folder() / "law")


def with_agreement(law: Law, id_: str, **changes: object) -> Law:
    agreements = tuple(dataclasses.replace(a, **changes) if a.id == id_ else a for a in law.agreements)
    return dataclasses.replace(law, agreements=agreements)


def with_direction(law: Law, id_: str, home: str, **changes: object) -> Law:
    directions = dict(law.agreement(id_).directions)
    directions[home] = dataclasses.replace(directions[home], **changes)
    return with_agreement(law, id_, directions=directions)


def with_category(law: Law, code: str, **changes: object) -> Law:
    direction = law.agreement("CN-DE-2001").directions["CN"]
    categories = tuple(
        dataclasses.replace(c, **changes) if c.code == code else c for c in direction.categories
    )
    return with_direction(law, "CN-DE-2001", "CN", categories=categories)


def test_the_kept_law_is_sound_and_has_its_words_in_four_languages(law: Law) -> None:
    languages = [Language(code) for code in ("zh_Hans", "de", "ko", "en")]
    assert find_law_errors(law, lambda key: all(language.has(key) for language in languages)) == []


def test_every_value_was_checked_on_the_same_day(law: Law) -> None:
    assert {sourced.checked for _, sourced in sourced_values(law)} == {dt.date(2026, 11, 21)}


def test_only_articles_that_a_source_names_are_cited_of_the_german_agreement(law: Law) -> None:
    """Arts. 5 to 12 could not be read; sources name Art. 8 (exceptions) and Art. 9 (certificate)."""
    cited = {c.place for _, s in sourced_values(law) for c in s.citations if c.instrument == "CN-DE-2001"}
    assert cited <= {"", "2", "3", "4", "8", "9", "13(2)", "16", "17"}


def test_places_name_agreement_direction_and_category(law: Law) -> None:
    places = {place for place, _ in sourced_values(law)}
    assert "law, CN-DE-2001, CN, DE-P" in places
    assert "law, CN-KR-2012, KR, KF-E, first" in places


def test_an_instrument_that_is_not_listed(law: Law) -> None:
    source = Sourced((Citation("XX-1999"),), Confidence.HIGH, dt.date(2026, 11, 21))
    errors = find_law_errors(with_category(law, "DE-P", sourced=source))
    assert errors == ["law, CN-DE-2001, CN, DE-P: XX-1999 is cited, but no such instrument is listed."]


def test_a_value_without_citation(law: Law) -> None:
    source = Sourced((), Confidence.HIGH, dt.date(2026, 11, 21))
    assert find_law_errors(with_category(law, "DE-P", sourced=source)) == [
        "law, CN-DE-2001, CN, DE-P: nothing is cited."
    ]


def test_dates_out_of_order(law: Law) -> None:
    errors = find_law_errors(with_agreement(law, "CN-DE-2001", signed=dt.date(2003, 1, 1)))
    assert "CN-DE-2001: signed, provisional, in_force and last are not in the order of time." in errors


@pytest.mark.parametrize("last", [None, dt.date(2013, 1, 16)])
def test_two_agreements_of_one_pair_on_one_day(law: Law, last: dt.date | None) -> None:
    errors = find_law_errors(with_agreement(law, "CN-KR-2003", last=last))
    assert "CN-KR-2003, CN-KR-2012: both apply on some day; the earlier one needs a last day." in errors


def test_relief_outside_its_agreement(law: Law) -> None:
    direction = law.agreement("CN-KR-2003").directions["KR"]
    late = tuple(dataclasses.replace(relief, last=dt.date(2014, 1, 1)) for relief in direction.reliefs)
    errors = find_law_errors(with_direction(law, "CN-KR-2003", "KR", reliefs=late))
    assert errors == ["CN-KR-2003: the relief age_relief lies outside the time of the agreement."]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"conditions": ()}, "a category needs conditions"),
        ({"limits": ()}, "a category needs a first period"),
        ({"readable": False}, "could not be read has no conditions"),
        ({"branches": ("medical",)}, "branches that the agreement does not cover"),
    ],
)
def test_categories_that_cannot_be(law: Law, changes: dict[str, object], complaint: str) -> None:
    assert any(complaint in error for error in find_law_errors(with_category(law, "DE-D", **changes)))


@pytest.mark.parametrize("months", [(60, 48), (None, 96)])
def test_limits_grow(law: Law, months: tuple[int | None, int]) -> None:
    category = next(c for c in law.agreement("CN-DE-2001").directions["CN"].categories if c.code == "DE-P")
    limits = tuple(
        Limit(limit.stage, n, limit.sourced) for limit, n in zip(category.limits, months, strict=True)
    )
    errors = find_law_errors(with_category(law, "DE-P", limits=limits))
    assert errors == ["CN-DE-2001 from CN, DE-P: its limits do not grow from stage to stage."]


@pytest.mark.parametrize("months", [0, -48])
def test_no_time_is_shorter_than_a_month(law: Law, months: int) -> None:
    german = law.agreement("CN-DE-2001").directions["CN"]
    category = next(c for c in german.categories if c.code == "DE-P")
    first, *rest = category.limits
    limits = (dataclasses.replace(first, months=months), *rest)
    assert find_law_errors(with_category(law, "DE-P", limits=limits)) == [
        "CN-DE-2001 from CN, DE-P: a limit is at least one month."
    ]
    assert german.exception is not None
    ceiling = dataclasses.replace(german.exception, ceiling_months=months)
    assert find_law_errors(with_direction(law, "CN-DE-2001", "CN", exception=ceiling)) == [
        "CN-DE-2001 from CN: the ceiling of exceptions is at least one month."
    ]


@pytest.mark.parametrize("months", [0, -6])
def test_late_filing_and_breaks_have_at_least_a_month(law: Law, months: int) -> None:
    dutch = law.agreement("CN-NL-2016").directions["NL"]
    assert dutch.late_filing is not None
    late = dataclasses.replace(dutch.late_filing, months=months)
    prior = {**dutch.prior, "*": dataclasses.replace(dutch.prior["*"], break_months=months)}
    assert find_law_errors(with_direction(law, "CN-NL-2016", "NL", late_filing=late, prior=prior)) == [
        "CN-NL-2016 from NL: late_filing allows at least one month.",
        "CN-NL-2016 from NL: a break that is counted lasts at least one month.",
    ]


def test_a_branch_is_covered_or_never_exempt(law: Law) -> None:
    errors = find_law_errors(with_direction(law, "CN-DE-2001", "DE", never=("pension",)))
    assert errors == ["CN-DE-2001 from DE: pension cannot be covered and never exempt at once."]


def test_open_points_are_named_and_listed(law: Law) -> None:
    points = dict(law.open_points)
    points["O-99"] = dataclasses.replace(points.pop("O-7"), id="O-99", adopted="neither")
    errors = find_law_errors(dataclasses.replace(law, open_points=points))
    assert "O-7: this open point is named, but not listed." in errors
    assert "O-99: this open point is listed, but nothing names it." in errors
    assert "O-99: it adopts neither, which is none of its readings." in errors


def test_bodies_that_are_not_listed(law: Law) -> None:
    authorities = {id_: body for id_, body in law.authorities.items() if id_ != "kr.comwel"}
    errors = find_law_errors(dataclasses.replace(law, authorities=authorities))
    assert errors == ["CN-KR-2012 employment_insurance_by_status: the body kr.comwel is not listed."]


def test_agreements_that_are_not_listed(law: Law) -> None:
    body = dataclasses.replace(law.authorities["de.bmas"], agreements=("CN-DE-1999",))
    errors = find_law_errors(dataclasses.replace(law, authorities={**law.authorities, "de.bmas": body}))
    assert errors == ["de.bmas: the agreement CN-DE-1999 is not listed."]


def test_each_direction_has_its_certificate(law: Law) -> None:
    others = tuple(form for form in law.certificates if (form.agreement, form.home) != ("CN-DE-2001", "CN"))
    assert find_law_errors(dataclasses.replace(law, certificates=others)) == [
        "CN-DE-2001 from CN: a direction without a certificate, or a certificate without a direction."
    ]


def test_official_names_in_four_languages(law: Law) -> None:
    body = dataclasses.replace(law.authorities["de.bmas"], names={"de": "BMAS", "en": "BMAS"})
    errors = find_law_errors(dataclasses.replace(law, authorities={**law.authorities, "de.bmas": body}))
    assert errors == ["de.bmas: no name in zh, ko."]


def test_missing_words_are_named(law: Law) -> None:
    errors = find_law_errors(law, lambda key: key != "law.category.KF-E.plain")
    assert errors == ["The catalogues have no law.category.KF-E.plain."]


def test_words_needed_follow_the_data() -> None:
    source = Sourced((Citation("A"),), Confidence.HIGH, dt.date(2026, 11, 21))
    category = Category("XX-P", "posted", {}, ("employee",), (), ("pension",), (), False, source, "posted")
    direction = Direction("CN", "XX", "date_to_date", source, (category,), {}, ("pension",), (), None, None)
    agreement = Agreement(
        "CN-XX", ("CN", "XX"), dt.date(2020, 1, 1), None, None, None, False, (), {"CN": direction}, source
    )
    assert words_needed(Law("x", (agreement,), {})) == (
        "law.agreement.CN-XX.name",
        "law.agreement.CN-XX.plain",
        "law.category.posted.name",
        "law.category.posted.plain",
        "law.counting.date_to_date",
    )
