"""Which papers a case calls for, by kind of request, category of persons and direction."""

from __future__ import annotations

import datetime as dt

import pytest
from letter_samples import DAY, law

from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts
from desktop.domain.papers import COMPOSERS, Offer, offers

POSTED = {
    "nationality": "CN", "activity": "employee", "home_employer": True, "home_contract": "active",
    "works_for_home_employer": True, "host_workplace": "office_or_branch", "host_contract": False,
    "wages_borne_by": "home", "limited_in_advance": True, "home_pension": "employees",
    "home_unemployment": True, "paying_at_home": True, "start": "2026-01-01", "end": "2028-12-31",
}  # fmt: skip
TO_GERMANY = {"from": "CN", "to": "DE"}
TO_KOREA = {"from": "CN", "to": "KR"}
COOK = {
    "home_employer": False, "home_contract": "none", "host_workplace": "unrelated_employer",
    "host_contract": True, "wages_borne_by": "host", "works_for_home_employer": False,
    "agency_contract": "service", "home_pension": "voluntary", "home_unemployment": False,
}  # fmt: skip
LOCAL = {**COOK, "agency_contract": "none", "home_unemployment": True, "residence": "CN"}
GERMAN = {**POSTED, "from": "DE", "to": "CN", "nationality": "DE"}
KOREAN = {**POSTED, "from": "KR", "to": "CN", "nationality": "KR"}


def facts(*parts: dict[str, object]) -> Facts:
    data: dict[str, object] = {}
    for part in parts:
        data.update(part)
    return read_facts({name: value for name, value in data.items() if value is not None})


def of(*parts: dict[str, object]) -> dict[str, Offer]:
    case = facts(*parts)
    return {offer.paper_id: offer for offer in offers(case, decide(case, law(), DAY))}


def shape(found: dict[str, Offer]) -> str:
    """``01 02 09?``: the papers' numbers, ``?`` for those on request.

    Left out are the notice of change and the papers that explain the answer, which every case has.
    """
    return " ".join(
        paper.removeprefix("APP-") + ("?" if offer.need == "on_request" else "")
        for paper, offer in found.items()
        if (paper, offer.need) != ("APP-11", "on_request") and not paper.startswith("PROOF")
    )


@pytest.mark.parametrize(
    ("case", "papers"),
    [
        ((POSTED, TO_GERMANY), "01 02 03 04 05 09? 10 13? 14"),
        ((POSTED, TO_KOREA), "01 02 03 04 05 09? 10 13? 14"),
        ((POSTED, TO_GERMANY, {"host_workplace": "subsidiary_or_affiliate"}), "01 02 03 04 05 10 13? 14"),
        ((POSTED, TO_GERMANY, COOK), "01 03 04 05 09? 10 13 14"),
        ((POSTED, TO_KOREA, LOCAL), "01 03 04 05 10 13? 14"),
        ((POSTED, TO_GERMANY, {"activity": "seafarer", "host_workplace": "ship", "flag": "CN"}),
         "01 02 03 04 10 14"),
        ((POSTED, TO_GERMANY, {"end": "2031-12-31", "certificate": "held", "certificate_until": "2030-12-31",
                               "extension": "requested"}), "01 02 03 04 06 07 08 10 13? 14"),
        ((POSTED, TO_KOREA, {"end": "2032-12-31", "certificate": "held", "certificate_until": "2030-12-31",
                             "extension": "requested"}), "01 02 03 04 06 10 13? 14"),
        ((POSTED, TO_GERMANY, {"home_contract": "dormant", "wages_borne_by": "host",
                               "exception_agreement": "requested"}), "02 03 04? 07 08 10 14"),
        ((POSTED, TO_GERMANY, {"certificate": "held", "planned_end": "2029-12-31"}), "04? 10 11 14"),
        ((POSTED, TO_GERMANY, {"certificate": "refused"}), "Q-01 10 14"),
        ((POSTED, TO_GERMANY, {"home_pension": "none", "paying_at_home": False}), "Q-01 10 14"),
        ((TO_GERMANY,), "Q-01 10 14"),
        ((POSTED, TO_GERMANY, {"to": "BR"}), "10 14"),
        ((GERMAN,), "01 02 04 05? 10 13 14"),
        ((KOREAN,), "01 02 04 05? 10 13 14"),
        ((KOREAN, LOCAL, {"residence": "KR"}), "01 04 05? 10 13 14"),
        ((GERMAN, {"end": "2030-06-30"}), "01 02 04 07 08 10 13 14"),
        ((POSTED, TO_GERMANY, {"activity": "mission_staff", "home_employer": None,
                               "joint_application": True}),
         "01 02 03 04 05? 10 14"),
        ((POSTED, TO_KOREA, {"activity": "civil_servant", "host_workplace": "public_body"}),
         "01 02 03 04 05? 09? 10 13? 14"),
    ],
)  # fmt: skip
def test_the_set_of_each_case(case: tuple[dict[str, object], ...], papers: str) -> None:
    assert shape(of(*case)) == papers


def test_the_investor_in_korea_files_alone() -> None:
    found = of(POSTED, TO_KOREA, LOCAL, {
        "activity": "investor", "holds_post": True, "host_workplace": "own_business", "end": None,
        "residence": "KR", "home_unemployment": False,
    })  # fmt: skip
    assert shape(found) == "01 03 04 10 14"
    assert found["APP-01"].variant == "cn_personal"


@pytest.mark.parametrize(
    ("end", "app07", "app08"),
    [
        ("2029-12-31", None, None),
        ("2030-01-01", "on_request", "on_request"),
        ("2030-12-31", "on_request", "on_request"),
        ("2031-01-01", "always", "always"),
    ],
)
def test_exceptional_requests_to_germany_from_month_49_and_61(
    end: str, app07: str | None, app08: str | None
) -> None:
    found = of(POSTED, TO_GERMANY, {"end": end})
    needs = {paper: offer.need for paper, offer in found.items()}
    assert (needs.get("APP-07"), needs.get("APP-08")) == (app07, app08)
    assert ("APP-06" in needs) is (end > "2030-12-31")


def test_korea_gets_no_exceptional_request() -> None:
    assert "APP-07" not in of(POSTED, TO_KOREA, {"end": "2034-12-31"})


@pytest.mark.parametrize(
    ("case", "paper", "languages", "reader", "bilingual"),
    [
        ((POSTED, TO_GERMANY), "APP-01", ("zh_Hans", "ui"), "applicant", True),
        ((POSTED, TO_GERMANY), "APP-02", ("zh_Hans", "de"), "cn_body", True),
        ((POSTED, TO_GERMANY), "APP-03", ("zh_Hans", "de"), "cn_body", True),
        ((POSTED, TO_GERMANY), "APP-04", ("de", "zh_Hans"), "host_body", False),
        ((POSTED, TO_GERMANY), "APP-05", ("de", "zh_Hans"), "payroll", False),
        ((POSTED, TO_GERMANY), "APP-13", ("de", "zh_Hans"), "worker", True),
        ((POSTED, TO_GERMANY), "APP-10", ("ui",), "applicant", False),
        ((POSTED, TO_KOREA), "APP-04", ("ko", "zh_Hans"), "host_body", False),
        ((GERMAN,), "APP-02", ("de", "zh_Hans"), "home_body", True),
        ((GERMAN,), "APP-04", ("zh_Hans", "de"), "cn_body", False),
        ((KOREAN,), "APP-01", ("ko", "ui"), "applicant", True),
        ((POSTED, TO_GERMANY, {"end": "2031-06-30"}), "APP-06", ("zh_Hans", "de"), "cn_body", False),
        ((POSTED, TO_GERMANY, {"end": "2031-06-30"}), "APP-08", ("zh_Hans", "de"), "cn_body", True),
    ],
)
def test_languages_follow_the_reader(
    case: tuple[dict[str, object], ...], paper: str, languages: tuple[str, ...], reader: str, bilingual: bool
) -> None:
    offer = of(*case)[paper]
    assert (offer.languages, offer.reader, offer.bilingual) == (languages, reader, bilingual)


def test_the_language_of_the_screen_stands_once() -> None:
    offer = of(POSTED, TO_GERMANY)["APP-01"]
    assert offer.in_languages("ko") == ("zh_Hans", "ko")
    assert offer.in_languages("zh_Hans") == ("zh_Hans",)


@pytest.mark.parametrize(
    ("case", "variant"),
    [
        ((POSTED, TO_GERMANY), "cn_unit"),
        ((POSTED, TO_GERMANY, {"home_pension": "voluntary"}), "cn_personal"),
        ((POSTED, TO_GERMANY, COOK), "cn_personal"),
        ((GERMAN,), "sva"),
        ((KOREAN,), "nps"),
    ],
)
def test_the_data_sheet_mirrors_the_application(case: tuple[dict[str, object], ...], variant: str) -> None:
    assert of(*case)["APP-01"].variant == variant


def test_every_offered_paper_has_a_composer() -> None:
    cases = ((POSTED, TO_GERMANY, {"end": "2031-06-30"}), (TO_GERMANY,), (KOREAN,))
    for case in cases:
        assert of(*case).keys() <= COMPOSERS.keys()


def test_an_earlier_posting_counts_towards_the_49th_month() -> None:
    case = {"end": "2028-12-31", "prior_months": 13}
    assert of(POSTED, TO_GERMANY, case)["APP-07"].need == "on_request"
    assert facts(POSTED, TO_GERMANY).end == dt.date(2028, 12, 31)
