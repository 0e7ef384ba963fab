"""What columns mean: heads in four languages, remembered choices, wide tables, what has to be asked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_tables import GERMAN, READERS, matched, preview, sheet

from desktop.domain.imports.amount import Convention
from desktop.domain.imports.heads import find_head_row, judge_columns
from desktop.domain.imports.lines import Verdict
from desktop.domain.imports.matching import (
    AMOUNTS,
    Field,
    Matching,
    Target,
    matching_name,
    matching_text,
    read_matching,
)
from desktop.domain.imports.preview import open_questions
from desktop.domain.record.contribution import RECORD_BRANCHES, Payment


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        ("Month|Country|Branch|Employer|Base|Employee share|Employer share|Currency|Status|Note",
         "month state branch employer base employee_share employer_share currency status note"),
        ("Abrechnungsmonat|Land|Zweig|Firma|SV-Brutto|AN-Anteil|AG-Anteil|Währung|Bemerkung",
         "month state branch employer base employee_share employer_share currency note"),
        ("姓名|身份证号码|费款所属期|险种|单位名称|缴费基数（元）|个人缴费|单位缴费|备注",
         "person person_number month branch employer base employee_share employer_share note"),
        ("성명|납부연월|보험종류|사업장명|기준소득월액|본인부담금|사용자부담금|비고",
         "person month branch employer base employee_share employer_share note"),
    ],
)  # fmt: skip
def test_heads_of_four_languages_are_understood(heads: str, fields: str) -> None:
    table = sheet(heads.split("|"), ["x"] * len(heads.split("|")))
    found = matched(table).targets
    assert [target.field.value for target in found.values() if target.field] == fields.split()


@pytest.mark.parametrize(
    ("head", "target"),
    [
        ("RV-Beitrag AN", Target(Field.EMPLOYEE_SHARE, "pension")),
        ("AG-Anteil KV", Target(Field.EMPLOYER_SHARE, "medical")),
        ("养老保险个人缴费", Target(Field.EMPLOYEE_SHARE, "pension")),
        ("公积金单位缴费", Target(Field.EMPLOYER_SHARE, "housing_fund")),
        ("국민연금 본인부담금", Target(Field.EMPLOYEE_SHARE, "pension")),
        ("고용보험 사업주부담금", Target(Field.EMPLOYER_SHARE, "unemployment")),
        ("2026-03", Target(None, month=dt.date(2026, 3, 1))),
        ("März", Target(None, number=3)),
        ("3月", Target(None, number=3)),
    ],
)
def test_heads_that_name_a_branch_or_a_month(head: str, target: Target) -> None:
    assert matched(sheet(["Jahr", head, "Notiz"], ["2026", "1", "x"])).targets[1] == target


def test_a_head_that_says_nothing_is_left_to_the_user() -> None:
    assert set(matched(sheet(["Monat", "Betrag", "Notiz"], ["2026-03", "5", ""])).targets) == {0, 2}


def test_the_same_head_means_the_firm_over_names_and_its_share_over_amounts() -> None:
    names = sheet(["Monat", "Arbeitgeber"], ["2026-03", "Lindenhof GmbH"])
    money = sheet(["Monat", "Arbeitgeber"], ["2026-03", "483,60"])
    assert matched(names).targets[1].field is Field.EMPLOYER
    assert matched(money).targets[1].field is Field.EMPLOYER_SHARE


def test_a_head_that_is_an_enormous_number_says_nothing() -> None:
    assert set(matched(sheet([Decimal("1e30"), "AN-Anteil"], ["x", "5"])).targets) == {1}


def test_heads_are_found_below_titles() -> None:
    table = sheet(["Lohnkonto 2026", ""], ["", ""], ["Monat", "AN-Anteil"], ["2026-03", "5"])
    assert find_head_row(table, READERS) == 3
    assert find_head_row(sheet(["", ""], ["a", "b"], ["c", "d"]), READERS) == 2


@given(
    st.dictionaries(
        st.integers(0, 129),
        st.one_of(
            st.builds(Target, st.sampled_from(Field), st.sampled_from(["", *RECORD_BRANCHES])),
            st.builds(Target, st.none(), st.just(""), st.dates().map(lambda day: day.replace(day=1))),
            st.builds(Target, st.none(), st.just(""), st.none(), st.integers(1, 12)),
        ),
        max_size=8,
    ),
    st.dictionaries(st.sampled_from([Field.STATE, Field.EMPLOYER]), st.text(max_size=8), max_size=2),
    st.none() | st.sampled_from(AMOUNTS),
    st.dictionaries(st.integers(0, 9), st.sampled_from(Convention), max_size=2),
)
def test_a_matching_is_remembered_whole(
    targets: dict[int, Target],
    fixed: dict[Field, str],
    wide: Field | None,
    conventions: dict[int, Convention],
) -> None:
    matching = Matching(3, targets, fixed, wide, conventions)
    assert read_matching(matching_text(matching), 3) == matching


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"targets": {"x": []}}', "null"])
def test_what_is_no_matching_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_matching(text, 1)


def test_matchings_are_kept_by_their_heads() -> None:
    assert matching_name(["Monat", "AN-Anteil"]) == matching_name(["monat", "AN Anteil"])
    assert matching_name(["Monat", "AN-Anteil"]) != matching_name(["AN-Anteil", "Monat"])


def test_what_is_open_is_asked() -> None:
    table = sheet(["2026-01", "Betrag"], ["1,234", "x"])
    matching = matched(table)
    judgements = judge_columns(table, matching, READERS)
    asked = [one.key.rpartition(".")[2] for one in open_questions(table, matching, judgements, None)]
    assert asked == ["wide", "state", "branch", "person"]
    matching = matched(table, fixed=GERMAN, wide=Field.BASE)
    judgements = judge_columns(table, matching, READERS)
    (asked_last,) = open_questions(table, matching, judgements, 1)
    assert asked_last.params == {"column": "2026-01", "text": "1,234"}


# -- wide tables


def test_a_column_for_each_month() -> None:
    table = sheet(["Name", "2026-01", "2026-02", "2026-03"], ["欧阳堃", Decimal(5), "", Decimal(7)])
    lines = preview(table, wide=Field.EMPLOYEE_SHARE, person_id=None).lines
    assert [(line.row.month.month, line.row.employee) for line in lines if line.row] == [
        (1, Decimal(5)), (3, Decimal(7)),
    ]  # fmt: skip


def test_months_as_columns_and_years_as_rows() -> None:
    table = sheet(["年份", "1月", "2月"], ["2025", "5", "6"], ["2026年", "7", ""], ["26", "1", "1"])
    lines = preview(table, wide=Field.BASE).lines
    months = [line.row.month for line in lines if line.row]
    assert months == [dt.date(2025, 1, 1), dt.date(2025, 2, 1), dt.date(2026, 1, 1)]
    assert lines[-1].verdict is Verdict.REFUSED


def test_a_year_beside_the_month() -> None:
    table = sheet(["Jahr", "Monat", "AN-Anteil"], [Decimal(2026), "März", "5"], ["2026", "04", "6"])
    assert [line.row.month.month for line in preview(table).lines if line.row] == [3, 4]


def test_branches_side_by_side_share_the_base() -> None:
    table = sheet(
        ["Monat", "SV-Brutto", "RV AN-Anteil", "RV AG-Anteil", "AV AN-Anteil"],
        ["2026-03", Decimal(5200), Decimal("483.6"), Decimal("483.6"), Decimal("67.6")],
    )
    lines = preview(table, fixed={Field.STATE: "DE"}).lines
    assert [(line.row.branch, line.row.base, line.row.employee) for line in lines if line.row] == [
        ("pension", Decimal(5200), Decimal("483.6")), ("unemployment", Decimal(5200), Decimal("67.6")),
    ]  # fmt: skip


def test_words_of_cells_are_understood() -> None:
    table = sheet(
        ["월", "국가", "보험", "가입유형", "통화", "상태", "본인부담금"],
        ["2026-03", "대한민국", "국민연금", "사업장가입자", "원", "미납", "3,000,000원"],
        ["2026-04", "KR", "건강보험", "", "KRW", "완납", "1,000"],
    )
    first, second = (line.row for line in preview(table).lines)
    assert first is not None
    assert second is not None
    assert (first.state, first.branch, first.scheme, first.currency, first.status) == (
        "KR", "pension", "employees", "KRW", Payment.DUE,
    )  # fmt: skip
    assert (second.branch, second.scheme, second.status, second.employee) == (
        "medical", "", Payment.PAID, Decimal(1000),
    )  # fmt: skip
