"""Dates, numbers, names, addresses and telephone numbers in the four languages."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.languages import LANGUAGES, Language, MissingText

DAY = dt.date(2026, 11, 21)
FIRST, LAST = dt.date(2026, 3, 1), dt.date(2028, 2, 29)
NBSP = "\u00a0"
SPOKEN = {code: Language(code) for code in LANGUAGES}


def each(**expected: object) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("code", "expected"), expected.items())


@each(zh_Hans="2026年11月21日", de="21.11.2026", ko="2026. 11. 21.", en="21 November 2026")
def test_date(code: str, expected: str) -> None:
    assert SPOKEN[code].date(DAY) == expected


@each(zh_Hans="2026年3月1日", de="1. März 2026", ko="2026년 3월 1일", en="1 March 2026")
def test_date_long(code: str, expected: str) -> None:
    assert SPOKEN[code].date_long(FIRST) == expected


@each(
    zh_Hans="2026年3月1日至2028年2月29日",
    de="01.03.2026 – 29.02.2028",
    ko="2026. 3. 1. ~ 2028. 2. 29.",
    en="1 March 2026 to 29 February 2028",
)
def test_period(code: str, expected: str) -> None:
    assert SPOKEN[code].period(FIRST, LAST) == expected


@each(zh_Hans="2026年3月1日起", de="ab 01.03.2026", ko="2026. 3. 1.부터", en="from 1 March 2026")
def test_period_without_an_end(code: str, expected: str) -> None:
    assert SPOKEN[code].period(FIRST, None) == expected


@each(
    zh_Hans=["1个月", "60个月"],
    de=[f"1{NBSP}Monat", f"60{NBSP}Monate"],
    ko=["1개월", "60개월"],
    en=["1 month", "60 months"],
)
def test_months(code: str, expected: list[str]) -> None:
    assert [SPOKEN[code].months(n) for n in (1, 60)] == expected


@each(zh_Hans="2026年11月", de="November 2026", ko="2026년 11월", en="November 2026")
def test_year_month(code: str, expected: str) -> None:
    assert SPOKEN[code].year_month(DAY) == expected


@each(zh_Hans="12,345", de="12.345", ko="12,345", en="12,345")
def test_number(code: str, expected: str) -> None:
    assert SPOKEN[code].number(12345) == expected
    assert SPOKEN[code].number(2026) == "2026"


@each(
    zh_Hans=["中国", "德国", "韩国"],
    de=["China", "Deutschland", "Südkorea"],
    ko=["중국", "독일", "대한민국"],
    en=["China", "Germany", "South Korea"],
)
def test_state(code: str, expected: list[str]) -> None:
    assert [SPOKEN[code].state(state) for state in ("CN", "DE", "KR")] == expected


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("state", ["QQ", "", "001", "China"])
def test_a_code_that_is_no_state_is_refused(code: str, state: str) -> None:
    with pytest.raises(MissingText):
        SPOKEN[code].state(state)


@each(zh_Hans="A、B和C", de="A, B und C", ko="A, B 및 C", en="A, B and C")
def test_list(code: str, expected: str) -> None:
    assert SPOKEN[code].list(["A", "B", "C"]) == expected
    assert SPOKEN[code].list(["A"]) == "A"
    assert SPOKEN[code].list([]) == ""


@each(
    zh_Hans=["王小明（WANG Xiaoming）", "MÜLLER Jean-Luc"],
    de=["WANG Xiaoming (王小明)", "MÜLLER Jean-Luc"],
    ko=["王小明(WANG Xiaoming)", "MÜLLER Jean-Luc"],
    en=["WANG Xiaoming (王小明)", "MÜLLER Jean-Luc"],
)
def test_name(code: str, expected: list[str]) -> None:
    language = SPOKEN[code]
    assert [language.name("Wang", "XIAOMING", "王小明"), language.name("Müller", "JEAN-LUC")] == expected
    assert language.name("", "", "王小明") == "王小明"
    assert language.name("OUYANG", "") == "OUYANG"


def test_a_sharp_s_keeps_its_spelling_in_capitals() -> None:
    assert SPOKEN["de"].name("Größmann", "Łukasz") == "GRÖẞMANN Łukasz"
    assert SPOKEN["de"].name("GRÖẞMANN", "KLAUẞ") == "GRÖẞMANN Klauß"


BEIJING = ["100013", "北京市东城区", "和平里东街3号"]
BONN = ["Musterstraße 12a", "53113 Bonn"]
JEONJU = ["전북특별자치도 전주시", "덕진구 기지로 180 (54870)"]


@each(
    zh_Hans=["北京市东城区和平里东街3号", "德国", "韩国"],
    de=["VR CHINA", "53113 Bonn", "REPUBLIK KOREA"],
    ko=["중국", "독일", "덕진구 기지로 180 (54870)"],
    en=["P.R. CHINA", "GERMANY", "REPUBLIC OF KOREA"],
)
def test_an_address_ends_in_its_country_for_readers_abroad(code: str, expected: list[str]) -> None:
    language = SPOKEN[code]
    printed = [language.address(lines, s) for lines, s in ((BEIJING, "CN"), (BONN, "DE"), (JEONJU, "KR"))]
    assert [text.splitlines()[-1] for text in printed] == expected
    assert [text.splitlines()[0] for text in printed] == [BEIJING[0], BONN[0], JEONJU[0]]


def test_an_address_in_running_text_is_set_by_its_script() -> None:
    assert SPOKEN["zh_Hans"].address(BEIJING, "CN", one_line=True) == "100013 北京市东城区和平里东街3号"
    assert SPOKEN["ko"].address(JEONJU, "KR", one_line=True) == " ".join(JEONJU)
    assert SPOKEN["en"].address([*BONN, " "], "DE", one_line=True) == "Musterstraße 12a, 53113 Bonn, GERMANY"
    assert SPOKEN["en"].address([], "DE") == ""
    assert SPOKEN["en"].address(BONN, "", one_line=True) == "Musterstraße 12a, 53113 Bonn"
    assert (
        SPOKEN["de"].address(["12 rue Inventée", "75000 Paris"], "FR", one_line=True).endswith(", Frankreich")
    )


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("+8613800138000", "+86 138 0013 8000"),
        ("+861084201234", "+86 10 8420 1234"),
        ("+8675584201234", "+86 755 8420 1234"),
        ("+82212345678", "+82 2-1234-5678"),
        ("+821012345678", "+82 10-1234-5678"),
        ("+82637136901", "+82 63-713-6901"),
        ("+4922895300", "+49 228 95300"),
        ("+49301234567", "+49 30 1234567"),
        ("+494101123456", "+49 4101123456"),
        ("+390612345678", "+390612345678"),
        ("extension 5", "extension 5"),
    ],
)
def test_phone(number: str, printed: str) -> None:
    assert SPOKEN["de"].phone(number) == printed


@pytest.mark.parametrize("code", LANGUAGES)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_written_date_is_read_back(code: str, day: dt.date) -> None:
    language = SPOKEN[code]
    for text in (language.date(day), language.date_long(day), day.isoformat(), f" {language.date(day)} "):
        assert language.parse_date(text) == day


@each(
    zh_Hans=["２０２６年３月１日", "2026/3/1", "2026.3.1", "20260301"],
    de=["1.3.2026", "1. März 2026", "01.03.2026", "1 märz 2026"],
    ko=["2026.3.1", "2026. 3. 1", "2026년 3월 1일", "20260301"],
    en=["1/3/2026", "1 Mar 2026", "1 march 2026", "01/03/2026"],
)
def test_what_people_type_is_read(code: str, expected: list[str]) -> None:
    assert {SPOKEN[code].parse_date(text) for text in expected} == {FIRST}


@each(
    zh_Hans=["2027-04-01", "2027/4/1", "2027.4.1", "2027年4月1日"],
    de=["1.4.2027", "2027-04-01"],
    ko=["2027-04-01", "2027/4/1", "2027. 4. 1."],
    en=["01/04/2027", "1 April 2027", "2027-04-01"],
)
def test_numbers_alone_are_read_year_first_or_as_the_language_orders_them(
    code: str, expected: list[str]
) -> None:
    assert {SPOKEN[code].parse_date(text) for text in expected} == {dt.date(2027, 4, 1)}


@pytest.mark.parametrize("code", LANGUAGES)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_example_of_a_day_is_read_back(code: str, day: dt.date) -> None:
    examples = SPOKEN[code].date_examples(day)
    assert examples[0] == SPOKEN[code].date(day)
    assert {SPOKEN[code].parse_date(text) for text in examples} == {day}


@each(zh_Hans="A、B或C", de="A, B oder C", ko="A, B 또는 C", en="A, B or C")
def test_a_choice_of_items_is_a_phrase(code: str, expected: str) -> None:
    assert SPOKEN[code].either(["A", "B", "C"]) == expected


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "1.3.26",
        "2026-02-29",
        "2026-13-01",
        "0000-01-01",
        "31.02.2026",
        "2026",
        "1 Foo 2026",
        "0001-01-01",
        "1899-12-31",
        "2200-01-01",
        "9999-12-31",
    ],
)
def test_what_is_no_date_is_refused(code: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a|must be in|out of range"):
        SPOKEN[code].parse_date(text)


def test_sort_keys_follow_the_customs_of_the_language() -> None:
    assert sorted(["张", "李", "王", "陈"], key=SPOKEN["zh_Hans"].sort_key) == ["陈", "李", "王", "张"]
    assert sorted(["Zeh", "Öz", "oben", "Ast", "Äst"], key=SPOKEN["de"].sort_key) == [
        "Ast",
        "Äst",
        "oben",
        "Öz",
        "Zeh",
    ]
    assert sorted(["하", "가", "나"], key=SPOKEN["ko"].sort_key) == ["가", "나", "하"]
