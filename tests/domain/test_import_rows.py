"""Bad input: each row that cannot be taken is named with its reason, and no row is taken wrongly."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_tables import GERMAN, TODAY, keys, one, preview, sheet

from desktop.domain.imports.amount import Convention
from desktop.domain.imports.check_rows import MOST_AMOUNT
from desktop.domain.imports.lines import Verdict, Who
from desktop.domain.imports.matching import Field
from desktop.domain.imports.people import KnownPerson
from desktop.domain.imports.sheet import MOST_NAME, MOST_TEXT, Cell, Fault
from desktop.domain.record.contribution import ContributionMonth, Payment

HEADS = ("Monat", "AN-Anteil")
MARCH = dt.date(2026, 3, 1)


def amount(cell: Cell, convention: Convention = Convention.COMMA, **options: object) -> object:
    """The line of March 2026 with this amount in a column that shows its convention in another row."""
    sample = "1.234,56" if convention is Convention.COMMA else "1,234.56"
    table = sheet(HEADS, ["2026-01", sample], ["2026-03", cell])
    return preview(table, conventions={1: convention}, **options).lines[1]  # type: ignore[arg-type]


def test_a_good_row_is_taken_with_the_money_of_the_state() -> None:
    line = one(sheet(HEADS, ["2026-03", "483,60"]))
    assert line.verdict is Verdict.ACCEPTED
    assert line.row is not None
    assert (line.number, line.row.month, line.row.employee, line.row.currency, line.row.status) == (
        2, MARCH, Decimal("483.60"), "EUR", Payment.PAID,
    )  # fmt: skip


# -- amounts


@pytest.mark.parametrize(
    ("cell", "convention", "reason", "value"),
    [
        ("1,234.56", Convention.COMMA, "separators_comma", Decimal("1234.56")),
        ("1.234,56", Convention.POINT, "separators_point", Decimal("1234.56")),
    ],
)
def test_wrong_separators_are_named_with_the_other_reading(
    cell: str, convention: Convention, reason: str, value: Decimal
) -> None:
    line = amount(cell, convention)
    assert keys(line) == (f"refused.{reason}",)
    assert line.findings[0].params == {"column": "AN-Anteil", "text": cell, "value": value}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("abc", "amount"),
        ("=1+1", "amount"),
        ("-5,00", "negative"),
        (Decimal("-0.01"), "negative"),
        ("1.000.000.000", "enormous"),
        (Decimal("1E+300"), "enormous"),
        (dt.date(2026, 3, 5), "amount_date"),
        ("", "no_amount"),
        ("–", "no_amount"),
    ],
)
def test_amounts_that_cannot_be(cell: Cell, reason: str) -> None:
    line = amount(cell)
    assert (line.verdict, keys(line)) == (Verdict.REFUSED, (f"refused.{reason}",))


def test_the_largest_amount_is_taken() -> None:
    assert amount(MOST_AMOUNT - Decimal("0.01")).verdict is Verdict.ACCEPTED
    assert amount(MOST_AMOUNT).verdict is Verdict.REFUSED


def test_an_amount_of_nought_is_an_amount() -> None:
    assert amount(Decimal(0)).row.employee == 0


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("465,125", "465.13"), (Decimal("465.1249"), "465.12"), (Decimal("465.100"), "465.10")],
)
def test_more_than_two_decimals_are_rounded_and_told(cell: Cell, kept: str) -> None:
    line = amount(cell)
    assert line.row.employee == Decimal(kept)
    assert keys(line) == (() if cell == Decimal("465.1") else ("warning.rounded",))


def test_a_share_above_the_base_is_doubtful() -> None:
    line = one(sheet(["Monat", "SV-Brutto", "AN-Anteil"], ["2026-03", "100", "500"]))
    assert (line.verdict, keys(line)) == (Verdict.ACCEPTED, ("warning.share_above_base",))


# -- money


def test_a_currency_that_did_not_exist_then_is_named() -> None:
    table = sheet(
        [*HEADS, "Währung"], ["1998-12", "5", "EUR"], ["2003-01", "5", "DEM"], ["1998-11", "5", "DEM"]
    )
    first, second, third = preview(table).lines
    assert keys(first) == keys(second) == ("refused.currency_then",)
    assert first.findings[0].params["money"] == "DEM"
    assert third.verdict is Verdict.ACCEPTED


def test_two_currencies_at_once_are_asked_for_and_a_sign_settles_it() -> None:
    assert keys(one(sheet(HEADS, ["1999-05", "5"]))) == ("refused.currency_open",)
    assert one(sheet(HEADS, ["1999-05", "5 DM"])).row.currency == "DEM"
    assert one(sheet(HEADS, ["1999-05", "5"]), fixed={**GERMAN, Field.CURRENCY: "EUR"}).row.currency == "EUR"


def test_a_sign_against_the_currency_of_the_row_is_named() -> None:
    assert keys(one(sheet([*HEADS, "Währung"], ["2026-03", "$5", "EUR"]))) == ("refused.currency_differs",)


def test_a_sign_of_two_currencies_is_that_of_the_state() -> None:
    fixed = {Field.STATE: "CN", Field.BRANCH: "pension"}
    assert one(sheet(["月份", "个人缴费"], ["2026-03", "¥400"]), fixed=fixed).row.currency == "CNY"


# -- months


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1988-04", "before_birth"),
        ("2026-12", "future"),
        ("03/04/2026", "month_two"),
        ("irgendwann", "month"),
        ("", "empty"),
        (Decimal("2026.1"), "month_nought"),
        (Decimal(46082), "month"),
    ],
)
def test_months_that_cannot_be(cell: Cell, reason: str) -> None:
    assert keys(one(sheet(HEADS, [cell, "5 DM" if cell == "1988-04" else "5"]))) == (f"refused.{reason}",)


@pytest.mark.parametrize(
    "cell",
    ["1988-05", "2026-11", dt.date(2026, 3, 31), Decimal(202603), Decimal("2026.03"), Decimal("2026.2")],
)
def test_months_at_the_edges_are_taken(cell: Cell) -> None:
    assert one(sheet(HEADS, [cell, "5"])).verdict is Verdict.ACCEPTED


def test_a_month_to_come_may_be_due() -> None:
    assert one(sheet([*HEADS, "Status"], ["2026-12", "5", "offen"])).verdict is Verdict.ACCEPTED


def test_without_a_day_of_birth_months_long_gone_are_refused() -> None:
    nobody = KnownPerson(1, ("OUYANG Kun",))
    assert keys(one(sheet(HEADS, ["1929-12", "5"]), people=[nobody])) == ("refused.too_early",)


# -- words


@pytest.mark.parametrize(
    ("head", "cell", "reason"),
    [
        ("Land", "Atlantis", "state_unknown"),
        ("Land", "", "empty"),
        ("Zweig", "Zahnzusatz", "branch_unknown"),
        ("System", "x", "scheme_unknown"),
        ("Status", "x", "status_unknown"),
        ("Währung", "Taler", "currency_unknown"),
        ("Bemerkung", "x" * (MOST_TEXT + 1), "too_long"),
        ("Firma", "x" * (MOST_NAME + 1), "too_long"),
        ("Firma", "Linden\nhof", "unprintable"),
        ("Firma", "Linden\u202efoh", "unprintable"),
    ],
)
def test_words_that_are_not_known(head: str, cell: str, reason: str) -> None:
    assert keys(one(sheet([*HEADS, head], ["2026-03", "5", cell]))) == (f"refused.{reason}",)


def test_rows_of_sums_are_named_as_such() -> None:
    table = sheet(
        ["Monat", "Firma", "AN-Anteil"], ["2026-03", "A", "5"], ["Summe", "", "5"], ["", "合计", "5"]
    )
    assert [keys(line) for line in preview(table).lines[1:]] == [("refused.sums",)] * 2


# -- what a spreadsheet did


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("column", [0, 1])
def test_cells_that_say_nothing_are_named(fault: Fault, column: int) -> None:
    table = sheet(HEADS, ["2026-03", "5"], ["2026-04", "6"], faults={(2, column): fault})
    first, second = preview(table).lines
    assert keys(first) == (f"refused.cell_{fault.value}",)
    assert second.verdict is Verdict.ACCEPTED


def test_a_fault_in_a_column_that_is_not_taken_does_no_harm() -> None:
    table = sheet([*HEADS, "Sonstiges"], ["2026-03", "5", ""], faults={(2, 2): Fault.ERROR})
    assert one(table).verdict is Verdict.ACCEPTED


def test_a_row_that_is_empty_but_for_an_error_is_named() -> None:
    assert keys(one(sheet(HEADS, ["", ""], faults={(2, 1): Fault.ERROR}))) != ()


@pytest.mark.parametrize(
    "cell", [Decimal("350102198805171000"), Decimal("3.50102198805171E+17"), "3.50102E+17", "3,50102E+17"]
)
def test_digits_that_a_spreadsheet_lost_are_named(cell: Cell) -> None:
    table = sheet(["身份证号", *HEADS], [cell, "2026-03", "5"])
    assert keys(one(table, person_id=None)) == ("refused.digits_lost",)


# -- people


def test_people_are_found_by_number_then_by_name() -> None:
    table = sheet(
        ["姓名", "身份证号", *HEADS],
        ["", "350102198805171312", "2026-01", "5"],
        ["欧阳堃", "", "2026-02", "5"],
        ["ouyang kun", "350102198805171312", "2026-03", "5"],
        ["王伟", "350102199001011234", "2026-04", "5"],
        ["王伟", "350102199001011234", "2026-05", "5"],
        ["", "", "2026-06", "5"],
        ["", "999", "2026-07", "5"],
    )
    found = preview(table, person_id=None)
    assert [line.row.who.person_id for line in found.lines[:3] if line.row] == [1, 1, 1]
    assert found.new_people == (Who(None, "王伟", "350102199001011234"),)
    assert [keys(line) for line in found.lines[5:]] == [("refused.nobody",), ("refused.unknown_number",)]


def test_namesakes_are_told_apart_by_number_or_refused() -> None:
    people = [KnownPerson(1, ("王伟",), ("A1",)), KnownPerson(2, ("王伟",), ("B2",))]
    table = sheet(["姓名", "证件号码", *HEADS], ["王伟", "B2", "2026-01", "5"], ["王伟", "", "2026-01", "5"])
    first, second = preview(table, people=people, person_id=None).lines
    assert first.row.who.person_id == 2
    assert keys(second) == ("refused.namesakes",)


def test_another_number_is_another_person() -> None:
    table = sheet(["姓名", "证件号码", *HEADS], ["欧阳堃", "E82316754", "2026-01", "5"])
    assert one(table, person_id=None).row.who.person_id is None


# -- twice, and against the record


def month(**changes: object) -> ContributionMonth:
    values = {"id": 7, "person_id": 1, "month": MARCH, "state": "DE", "branch": "pension", "currency": "EUR"}
    return ContributionMonth(**{**values, "employee": Decimal(5), **changes})  # type: ignore[arg-type]


def test_the_same_row_again_is_a_duplicate_and_another_amount_refuses_both() -> None:
    table = sheet(HEADS, ["2026-03", "5"], ["2026-03", "5"], ["2026-04", "5"], ["2026-04", "6"])
    lines = preview(table).lines
    assert [line.verdict for line in lines] == [
        Verdict.ACCEPTED, Verdict.DUPLICATE, Verdict.REFUSED, Verdict.REFUSED,
    ]  # fmt: skip
    assert [line.findings[0].params["row"] for line in lines[1:]] == [2, 5, 4]


@pytest.mark.parametrize(
    ("kept", "verdict"),
    [
        (month(), Verdict.DUPLICATE),
        (month(base=Decimal(100)), Verdict.DUPLICATE),
        (month(employee=Decimal(6)), Verdict.CONFLICT),
        (month(employee=None), Verdict.CONFLICT),
        (month(status=Payment.DUE), Verdict.CONFLICT),
        (month(month=dt.date(2026, 2, 1)), Verdict.ACCEPTED),
        (month(branch="medical"), Verdict.ACCEPTED),
        (month(employer_id=3), Verdict.DUPLICATE),
    ],
)
def test_rows_against_the_record(kept: ContributionMonth, verdict: Verdict) -> None:
    line = one(sheet(HEADS, ["2026-03", "5"]), known={1: [kept]}, employers={3: "Lindenhof GmbH"})
    assert line.verdict is verdict
    assert line.kept == (None if verdict is Verdict.ACCEPTED else kept)


def test_a_row_that_only_adds_is_told_from_one_that_contradicts() -> None:
    table = sheet(["Monat", "SV-Brutto", "AN-Anteil"], ["2026-03", "100", "5"])
    assert keys(one(table, known={1: [month()]})) == ("completes",)
    assert keys(one(table, known={1: [month(base=Decimal(99))]})) == ("conflict",)
    assert keys(one(table, known={1: [month(status=Payment.DUE)]})) == ("conflict",)


def test_two_employers_in_one_month_are_told() -> None:
    table = sheet([*HEADS, "Firma"], ["2026-03", "5", "Lindenhof GmbH"], ["2026-03", "6", "Tannhof GmbH"])
    first, second = preview(table).lines
    assert (keys(first), keys(second)) == ((), ("warning.two_employers",))
    line = one(
        sheet([*HEADS, "Firma"], ["2026-03", "5", "Tannhof GmbH"]),
        known={1: [month(employer_id=3)]},
        employers={3: "Lindenhof GmbH"},
    )
    assert (line.verdict, keys(line)) == (Verdict.ACCEPTED, ("warning.two_employers",))


def test_the_name_of_a_firm_is_compared_without_capitals() -> None:
    table = sheet([*HEADS, "Firma"], ["2026-03", "5", "LINDENHOF GMBH"])
    assert (
        one(table, known={1: [month(employer_id=3)]}, employers={3: "Lindenhof GmbH"}).verdict
        is Verdict.DUPLICATE
    )


# -- every row


_CELLS = st.one_of(
    st.just(""),
    st.text(max_size=8),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.sampled_from(["2026-03", "DE", "Rente", "5,00", "1.234", "欧阳堃", "EUR", "bezahlt", "Summe"]),
)


@given(st.lists(st.lists(_CELLS, min_size=0, max_size=9), max_size=6))
def test_no_row_is_lost_and_none_breaks_the_reading(rows: list[list[Cell]]) -> None:
    heads = ["Monat", "Land", "Zweig", "Name", "SV-Brutto", "AN-Anteil", "AG-Anteil", "Währung", "Status"]
    table = sheet(heads, *rows)
    conventions = dict.fromkeys((4, 5, 6), Convention.COMMA)
    lines = preview(table, conventions=conventions, person_id=None).lines
    filled = [number for number, row in enumerate(rows, 2) if any(cell != "" for cell in row)]
    assert [line.number for line in lines] == filled
    for line in lines:
        assert line.findings or line.verdict is Verdict.ACCEPTED
        if line.verdict is Verdict.ACCEPTED:
            assert line.row is not None
            assert line.row.month <= TODAY or line.row.status is not Payment.PAID
