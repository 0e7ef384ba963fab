"""Typed values of papers, citations and branches in words."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain import paper
from desktop.domain.agreement import Citation, Confidence, Instrument, Law, Sourced
from desktop.domain.facts import BRANCHES
from desktop.languages import LANGUAGES, Language
from desktop.paths import translations_folder

NBSP = "\u00a0"
SPOKEN = {code: Language(code) for code in LANGUAGES}


def instrument(
    name: str, kind: str, short: dict[str, str], authentic: tuple[str, ...] = ("zh",)
) -> Instrument:
    return Instrument(
        id=name,
        kind=kind,
        titles={},
        short=short,
        number="",
        dated=None,
        in_force=None,
        ended=None,
        authentic=authentic,
        prevailing=authentic[0],
        address="",
        sourced=Sourced((), Confidence.HIGH, dt.date(2026, 11, 21)),
    )


TREATY = {
    "zh": "中德社会保险协定",
    "de": "deutsch-chinesisches Abkommen",
    "ko": "중국-독일 사회보험협정",
    "en": "China–Germany agreement",
}
LAW = Law(
    edition="test",
    agreements=(),
    instruments={
        "T": instrument("T", "treaty", TREATY),
        "N": instrument("N", "notice", {"zh": "劳社厅发〔2002〕2号", "en": "notice No. 2 (2002)"}),
        "S": instrument("S", "law", {"de": "SGB IV", "zh": "《德国社会法典》第四卷"}, ("de",)),
        "K": instrument("K", "law", {"ko": "고용보험법 시행령"}, ("ko",)),
        "B": instrument("B", "guide", {}),
    },
)


@pytest.mark.parametrize(
    ("place", "zh", "de", "ko", "en"),
    [
        (
            Citation("T", "art", "4"),
            "《中德社会保险协定》第4条",
            f"deutsch-chinesisches Abkommen, Art.{NBSP}4",
            "「중국-독일 사회보험협정」 제4조",
            f"China–Germany agreement, Art.{NBSP}4",
        ),
        (
            Citation("T", "art", "6(1)"),
            "《中德社会保险协定》第6条第1款",
            f"deutsch-chinesisches Abkommen, Art.{NBSP}6 Abs.{NBSP}1",
            "「중국-독일 사회보험협정」 제6조제1항",
            f"China–Germany agreement, Art.{NBSP}6(1)",
        ),
        (
            Citation("N", "part", "1(2)"),
            "劳社厅发〔2002〕2号第1部分第（2）项",
            f"notice No. 2 (2002), Teil{NBSP}1 Nr.{NBSP}2",
            "notice No. 2 (2002) 제1부 제2항",
            f"notice No. 2 (2002), part{NBSP}1(2)",
        ),
        (
            Citation("S", "art", "4"),
            "《德国社会法典》第四卷第4条",
            f"§{NBSP}4 SGB IV",
            "「SGB IV」 제4조",
            f"SGB IV, section{NBSP}4",
        ),
        (
            Citation("K", "art", "3-3"),
            "《고용보험법 시행령》第3条之3",
            f"고용보험법 시행령, Art.{NBSP}3-3",
            "「고용보험법 시행령」 제3조의3",
            f"고용보험법 시행령, Art.{NBSP}3-3",
        ),
    ],
)
def test_a_citation_names_the_place_as_lawyers_do(
    place: Citation, zh: str, de: str, ko: str, en: str
) -> None:
    written = [SPOKEN[code].citation(place, LAW) for code in ("zh_Hans", "de", "ko", "en")]
    assert written == [zh, de, ko, en]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ["art", "protocol", "part", "number", "closing", "table", "whole"])
@pytest.mark.parametrize("place", ["", "3", "3(1)", "3-3", "A II"])
def test_every_kind_of_citation_has_words(code: str, kind: str, place: str) -> None:
    language = SPOKEN[code]
    written = language.citation(Citation("T", kind, place), LAW)
    assert language.citation(Citation("T"), LAW) in written
    if kind != "closing":
        assert all(part in written for part in place.strip(")").replace("(", "-").split("-"))


def test_an_instrument_without_a_title_goes_by_its_name_and_an_unknown_one_raises() -> None:
    assert SPOKEN["de"].citation(Citation("B"), LAW) == "B"
    with pytest.raises(KeyError):
        SPOKEN["de"].citation(Citation("X", "art", "1"), LAW)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_branch_has_a_name_in_every_state(code: str) -> None:
    language = SPOKEN[code]
    for state in ("CN", "DE", "KR", "JP", ""):
        names = [language.branch(branch, state) for branch in BRANCHES]
        assert len(set(names)) == len(BRANCHES)


VALUES: dict[str, tuple[paper.Value, list[str]]] = {
    "text": ("Bonn", ["Bonn"] * 4),
    "number": (12_000, ["12,000", "12.000", "12,000", "12,000"]),
    "date": (dt.date(2026, 3, 1), ["2026年3月1日", "01.03.2026", "2026. 3. 1.", "1 March 2026"]),
    "missing": (paper.Missing("person.email"), [""] * 4),
    "months": (paper.Months(60), ["60个月", f"60{NBSP}Monate", "60개월", "60 months"]),
    "state": (paper.State("DE"), ["德国", "Deutschland", "독일", "Germany"]),
    "branches": (
        paper.Branches(("pension",), "KR"),
        ["国民年金", "koreanische Rentenversicherung (National Pension)", "국민연금", "National Pension"],
    ),
    "name": (
        paper.PersonName("LI", "NA", "李娜"),
        ["李娜（LI Na）", "LI Na (李娜)", "李娜(LI Na)", "LI Na (李娜)"],
    ),
    "official": (paper.Official({"de": "DVKA", "en": "German liaison body"}),
                 ["German liaison body", "DVKA", "German liaison body", "German liaison body"]),
    "period": (
        paper.Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        ["2026年3月1日至2026年3月31日", "01.03.2026 – 31.03.2026", "2026. 3. 1. ~ 2026. 3. 31.",
         "1 March 2026 to 31 March 2026"],
    ),
    "phone": (paper.Phone("+8613800138000"), ["+86 138 0013 8000"] * 4),
    "address": (
        paper.Address(("Musterstraße 12a", "53113 Bonn"), "DE"),
        ["Musterstraße 12a\n53113 Bonn\n德国", "Musterstraße 12a\n53113 Bonn",
         "Musterstraße 12a\n53113 Bonn\n독일",
         "Musterstraße 12a\n53113 Bonn\nGERMANY"],
    ),
    "decimal number": (
        paper.Number(Decimal("8050.50")),
        ["8,050.50", "8.050,50", "8,050.50", "8,050.50"],
    ),
    "number with places of its own": (
        paper.Number(Decimal("9.3"), 2),
        ["9.30", "9,30", "9.30", "9.30"],
    ),
    "number as a computer writes thousands": (
        paper.Number(Decimal("6E+3")),
        ["6,000", "6.000", "6,000", "6,000"],
    ),
    "money": (
        paper.Money(Decimal("5000.00"), "EUR", 2),
        ["5,000.00欧元", "5.000,00 Euro", "5,000.00유로", "5,000.00 euros"],
    ),
    "money without decimals": (
        paper.Money(Decimal(302575), "KRW", 0),
        ["302,575韩元", "302.575 Won", "302,575원", "302,575 won"],
    ),
    "money of a state without an agreement": (
        paper.Money(Decimal("1.00"), "USD", 2),
        ["1.00美元", "1,00 US-Dollar", "1.00 미국 달러", "1.00 US dollars"],
    ),
    "currency": (
        paper.Currency("CNY"),
        ["人民币", "Yuan", "위안", "yuan"],
    ),
    "from month to month": (
        paper.YearMonths(dt.date(2026, 1, 31), dt.date(2026, 12, 1)),
        ["2026年1月至2026年12月", "Januar 2026 bis Dezember 2026", "2026년 1월 ~ 2026년 12월",
         "January 2026 to December 2026"],
    ),
    "one month": (
        paper.YearMonths(dt.date(2026, 1, 1), dt.date(2026, 1, 31)),
        ["2026年1月", "Januar 2026", "2026년 1월", "January 2026"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_every_value_of_a_paper_has_words(value: paper.Value, expected: list[str]) -> None:
    assert [SPOKEN[code].value(value, LAW) for code in ("zh_Hans", "de", "ko", "en")] == expected


def test_no_value_of_the_papers_is_forgotten() -> None:
    tried = {type(value) for value, _ in VALUES.values()} | {paper.Words, Citation}
    assert tried == set(paper.Value.__args__)


def test_a_citation_among_the_values_is_written_out() -> None:
    assert SPOKEN["ko"].value(Citation("T", "art", "4"), LAW) == "「중국-독일 사회보험협정」 제4조"


def test_words_are_filled_with_values_on_one_line(tmp_path: Path) -> None:
    source = tmp_path / "en" / "papers.po"
    source.parent.mkdir()
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "papers.line"\nmsgstr "{who}: {where}, {months}, {inner}"\n\n'
        'msgid "papers.inner"\nmsgstr "paid in {state}"\n',
        encoding="utf-8",
    )
    words = paper.Words(
        "papers.line",
        {
            "who": paper.PersonName("KIM", "YUNA"),
            "where": paper.Address(("Musterstraße 12a", "53113 Bonn"), "DE"),
            "months": "12 months",
            "inner": paper.Words("papers.inner", {"state": paper.State("KR")}),
        },
    )
    (source.parent / "languages.po").write_bytes((translations_folder() / "en" / "languages.po").read_bytes())
    written = Language("en", tmp_path, tmp_path / "cache").value(words, LAW)
    assert written == "KIM Yuna: Musterstraße 12a, 53113 Bonn, GERMANY, 12 months, paid in South Korea"
