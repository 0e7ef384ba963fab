"""Exchange rates from a file: what is taken, what is refused, and that no reading is guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from desktop.domain.money.cost_inputs import OwnExchange
from desktop.exchange.rates_file import Refused, read_rates_file
from desktop.problems import Problem

TODAY = dt.date(2026, 11, 22)


def read(tmp_path: Path, text: str) -> tuple[tuple[OwnExchange, ...], tuple[Refused, ...]]:
    path = tmp_path / "rates.csv"
    path.write_text(text, encoding="utf-8")
    found = read_rates_file(path, TODAY)
    return found.rates, found.refused


def test_the_latest_rate_comes_first_and_heads_are_passed_over(tmp_path: Path) -> None:
    rates, refused = read(
        tmp_path, "date;from;to;rate\n2026-11-19;EUR;CNY;8.0101\n20.11.2026;eur;cny;8.0125\n\n"
    )
    assert refused == ()
    assert rates[0] == OwnExchange("EUR", "CNY", Decimal("8.0125"), dt.date(2026, 11, 20), "file")
    assert [rate.day.day for rate in rates] == [20, 19]


def test_a_column_with_decimal_commas_is_read_as_one(tmp_path: Path) -> None:
    rates, _ = read(tmp_path, "2026-11-19;EUR;KRW;1.605,25\n2026-11-20;EUR;KRW;1.606\n")
    assert {rate.rate for rate in rates} == {Decimal("1605.25"), Decimal("1606")}


def test_a_rate_that_could_be_two_numbers_is_refused(tmp_path: Path) -> None:
    rates, refused = read(tmp_path, "2026-11-20;EUR;KRW;1.605\n")
    assert rates == ()
    assert refused == (Refused(1, "doubtful"),)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-11-20;EUR;CNY", "columns"),
        ("20/11/26;EUR;CNY;8.0125", "day"),
        ("2026-11-23;EUR;CNY;8.0125", "future"),
        ("2026-11-20;EUR;EUR;1", "currency"),
        ("2026-11-20;EUR;XYZ;1.5", "currency"),
        ("2026-11-20;EUR;CNY;0", "rate"),
        ("2026-11-20;EUR;CNY;-8.01", "rate"),
        ("2026-11-20;EUR;CNY;much", "rate"),
    ],
)
def test_every_other_row_is_refused_with_its_reason(tmp_path: Path, row: str, reason: str) -> None:
    rates, refused = read(tmp_path, f"date;from;to;rate\n{row}\n2026-11-18;EUR;JPY;169.04\n")
    assert [rate.target for rate in rates] == ["JPY"]
    assert refused == (Refused(2, reason),)


def test_a_workbook_will_do(tmp_path: Path) -> None:
    path = tmp_path / "rates.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ("Day", "From", "To", "Rate"))
        sheet.write_datetime(1, 0, dt.datetime(2026, 11, 20), day)
        sheet.write_row(1, 1, ("EUR", "CNY"))
        sheet.write_number(1, 3, 8.0125)
    found = read_rates_file(path, TODAY)
    assert found.between("CNY", "EUR")[0].rate == Decimal("8.0125")
    assert found.between("EUR", "KRW") == ()


def test_a_file_that_is_no_table_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_bytes(b"")
    with pytest.raises(Problem):
        read_rates_file(path, TODAY)
