"""Workbooks: plain cells come out, and whatever is not plain is named instead of read wrongly."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from workbooks import HEADS, ROW, changed, ods, ods_cell, table, workbook, xls

from desktop.domain.imports.sheet import MOST_COLUMNS, MOST_ROWS, Fault, Note
from desktop.exchange import sheet_guard, sheets
from desktop.exchange.sheet_problems import (
    SheetBroken,
    SheetEmpty,
    SheetProtected,
    SheetTooLarge,
    SheetUnknown,
    TooManyColumns,
    TooManyRows,
    TooMuchMerged,
)
from desktop.problems import FileNotFound, FileUnreadable

SHEET = "xl/worksheets/sheet1.xml"


def read(path: Path, name: str = "") -> sheets.Sheet:
    return sheets.read_sheet(sheets.open_table(path), name)


def test_cells_are_texts_exact_numbers_and_days(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_string(1, 1, "  Monat\u3000")
        sheet.write_number(1, 2, 0.1 + 0.2)
        sheet.write_datetime(2, 1, dt.datetime(2026, 3, 31), book.add_format({"num_format": "mmm yy"}))
        sheet.write_boolean(2, 2, True)

    assert read(workbook(tmp_path / "a.xlsx", fill)).rows == (
        ("", "", ""),
        ("", "Monat", Decimal("0.3")),
        ("", dt.date(2026, 3, 31), "TRUE"),
    )


def test_results_of_formulas_are_read_as_stored_and_named_where_none_is(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c", "d"])
        sheet.write_formula(1, 0, "=1+1", None, 465.1)
        sheet.write_formula(1, 1, "=1+1", None, "")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 3, '=IF(1,"","x")', None, "y")

    path = workbook(tmp_path / "a.xlsx", fill)
    changed(path, SHEET, lambda xml: xml.replace(b"<v>y</v>", b"<v></v>"))
    sheet = read(path)
    assert sheet.cell(2, 0) == Decimal("465.1")
    assert sheet.faults == {(2, 1): Fault.NO_VALUE, (2, 2): Fault.ERROR}


@pytest.mark.parametrize(
    "cell",
    [b'<c r="B2"><f>1+1</f></c>', b'<c r="B2"><f>1+1</f><v/></c>', b'<x:c r="B2"><x:f t="shared"/></x:c>'],
)
def test_every_way_to_leave_out_a_result_is_seen(tmp_path: Path, cell: bytes) -> None:
    path = table(tmp_path / "a.xlsx", [("a", "b"), ("c", 7)])

    def without(xml: bytes) -> bytes:
        assert b'<c r="B2"><v>7</v></c>' in xml
        return xml.replace(b'<c r="B2"><v>7</v></c>', cell).replace(
            b"<worksheet ", b'<worksheet xmlns:x="x" '
        )

    assert read(changed(path, SHEET, without)).faults == {(2, 1): Fault.NO_VALUE}


@pytest.mark.parametrize("number", [b"NaN", b"1e400", b"-1e400"])
def test_a_number_that_is_none_is_a_text(tmp_path: Path, number: bytes) -> None:
    path = table(tmp_path / "a.xlsx", [("Monat", "Betrag"), ("2026-03", 7.25)])
    changed(path, SHEET, lambda xml: xml.replace(b"7.25", number))
    assert isinstance(read(path).cell(2, 1), str)


def test_xml_in_an_encoding_that_does_not_exist_is_broken(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [("Monat", "Betrag")])
    changed(path, "xl/workbook.xml", lambda xml: xml.replace(b"UTF-8", b"CTF-8"))
    with pytest.raises(SheetBroken):
        read(path)


def test_all_cells_of_a_merged_one_are_named(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Monat", "Betrag"])
        sheet.merge_range(1, 0, 3, 0, "2026-03")
        sheet.write_column(1, 1, [1, 2, 3])

    assert read(workbook(tmp_path / "a.xlsx", fill)).faults == {(n, 0): Fault.MERGED for n in (2, 3, 4)}


def test_merged_cells_without_end_are_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ROW])
    merged = b'<mergeCells count="1"><mergeCell ref="A1:DZ1048576"/></mergeCells><pageMargins'
    changed(path, SHEET, lambda xml: xml.replace(b"<pageMargins", merged))
    with pytest.raises(TooMuchMerged):
        read(path)


def test_worksheets_are_listed_in_order_and_the_first_shown_one_is_read(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for name in ("Muster", "工资", "급여"):
            book.add_worksheet(name).write(0, 0, name)
        book.add_chartsheet("Bild")
        book.get_worksheet_by_name("工资").activate()
        book.get_worksheet_by_name("工资").set_first_sheet()
        book.get_worksheet_by_name("Muster").hide()

    file = sheets.open_table(workbook(tmp_path / "a.xlsx", fill))
    assert file.worksheets == ("Muster", "工资", "급여")
    assert file.hidden == {"Muster"}
    assert sheets.read_sheet(file).rows == (("工资",),)
    assert sheets.read_sheet(file, "급여").rows == (("급여",),)


def test_macros_are_told_and_not_run(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsm", [HEADS, ROW])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00" * 10)
    assert read(path).notes == (Note.MACROS,)


def test_a_workbook_with_a_password_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        sheet_guard.OLE_MAGIC + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 900
    )
    with pytest.raises(SheetProtected):
        sheets.open_table(path)


def test_an_ods_file_with_a_password_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetProtected):
        sheets.open_table(ods(tmp_path / "a.ods", "", "<m:encryption-data/>"))


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and nothing more",
        sheet_guard.OLE_MAGIC + b"\x00" * 2000,
        b"Monat;Betrag\n2026-03;5\n",
    ],
)
def test_what_is_no_workbook_inside_is_broken(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(SheetBroken):
        sheets.open_table(path)


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
def test_a_workbook_cut_off_is_broken(tmp_path: Path, keep: float) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, *[ROW] * 50])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(SheetBroken):
        sheets.open_table(path)


@pytest.mark.parametrize("member", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_damaged_parts_is_broken(tmp_path: Path, member: str) -> None:
    path = changed(table(tmp_path / "a.xlsx", [HEADS, ROW]), member, lambda xml: xml[: len(xml) // 2])
    with pytest.raises(SheetBroken):
        read(path)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"\x00" * 50])
def test_an_empty_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(SheetEmpty):
        sheets.open_table(path)


def test_an_empty_worksheet_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetEmpty):
        read(table(tmp_path / "a.xlsx", []))


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 \n", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0 JFIF", b"\r\n <HTML><table>", b"<?xml version"],
)
def test_other_files_are_no_tables(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(SheetUnknown):
        sheets.open_table(path)


def test_a_zip_of_something_else_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(SheetUnknown):
        sheets.open_table(path)


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        sheets.open_table(tmp_path / "a.xlsx")
    with pytest.raises(FileUnreadable):
        sheets.open_table(tmp_path)


# -- limits


def test_a_bomb_is_not_unpacked_even_where_the_archive_lies_about_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_guard, "MOST_UNPACKED", 1_000_000)
    path = table(tmp_path / "a.xlsx", [HEADS, ROW])
    changed(path, SHEET, lambda xml: xml + b" " * 5_000_000)
    with pytest.raises(SheetTooLarge):
        sheets.open_table(path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        true = archive.getinfo(SHEET).file_size
    small = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data).replace(true.to_bytes(4, "little"), small))
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo(SHEET).file_size == 1000
    with pytest.raises(SheetTooLarge):
        sheets.open_table(path)


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_guard, "MOST_BYTES", 1000)
    with pytest.raises(SheetTooLarge):
        sheets.open_table(table(tmp_path / "a.xlsx", [HEADS, ROW]))


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (f'<c r="A{MOST_ROWS + 2}"><v>1</v></c>', TooManyRows),
        ('<c r="XFD1048576"><v>1</v></c>', TooManyRows | TooManyColumns),
        ("<c  s='1'\n r = 'XFD2' ><v>1</v></c>", TooManyColumns),
        ('<c r="EA2"><v>1</v></c>', TooManyColumns),
    ],
)
def test_a_single_cell_far_away_does_not_fill_the_memory(tmp_path: Path, cell: str, problem: type) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ROW])
    changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", f"<row>{cell}</row></sheetData>".encode()))
    with pytest.raises((TooManyRows, TooManyColumns)) as caught:
        read(path)
    assert isinstance(caught.value, problem)


@pytest.mark.parametrize("cell", [f'<c r="A{MOST_ROWS + 1}"><v>1</v></c>', '<c r="DZ2"><v>1</v></c>'])
def test_the_last_cell_within_the_limits_is_read(tmp_path: Path, cell: str) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ROW])
    changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", f"<row>{cell}</row></sheetData>".encode()))
    sheet = read(path)
    assert (len(sheet.rows), sheet.width) in {(MOST_ROWS + 1, len(HEADS)), (2, MOST_COLUMNS)}


def test_cells_that_are_only_formatted_count_for_nothing(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ROW])
    blank = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    assert len(read(changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", blank))).rows) == 2


# -- .ods


def test_an_ods_file_is_read_with_its_faults(tmp_path: Path) -> None:
    rows = (
        "<table:table-row>" + ods_cell("Monat") + ods_cell("Betrag") + "</table:table-row><table:table-row>"
        + ods_cell("x", 'office:value-type="date" office:date-value="2026-03-01"')
        + ods_cell("#DIV/0!", 'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"')
        + '</table:table-row><table:table-row><table:table-cell table:formula="of:=1+1"/>'
        + ods_cell("5", 'office:value-type="float" office:value="5" table:number-rows-spanned="2"')
        + "</table:table-row><table:table-row>" + ods_cell("2026-04") + "<table:covered-table-cell/>"
        + '</table:table-row><table:table-row table:number-rows-repeated="1048572">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )  # fmt: skip
    sheet = read(ods(tmp_path / "a.ods", rows))
    assert sheet.rows[:2] == (("Monat", "Betrag"), (dt.date(2026, 3, 1), "#DIV/0!"))
    assert sheet.faults == {
        (2, 1): Fault.ERROR, (3, 0): Fault.NO_VALUE, (3, 1): Fault.MERGED, (4, 1): Fault.MERGED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "cell", "problem"),
    [
        ('table:number-rows-repeated="1048576"', "", TooManyRows),
        ("", 'table:number-columns-repeated="16384"', TooManyColumns),
    ],
)
def test_repeated_cells_of_an_ods_file_do_not_fill_the_memory(
    tmp_path: Path, row: str, cell: str, problem: type[Exception]
) -> None:
    filled = ods_cell("5", f'office:value-type="string" {cell}')
    rows = f"<table:table-row {row}>{filled}</table:table-row>"
    with pytest.raises(problem):
        sheets.open_table(ods(tmp_path / "a.ods", rows))


def test_a_broken_ods_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetBroken):
        sheets.open_table(ods(tmp_path / "a.ods", "<table:table-row>"))


# -- .xls


def test_an_old_workbook_is_read_and_its_doubt_told(tmp_path: Path) -> None:
    path = xls(tmp_path / "a.xls", [("月份", "个人缴费"), ("2026-03", 465.1), ("2026-04", "#REF!")])
    sheet = read(path)
    assert sheet.rows == (("月份", "个人缴费"), ("2026-03", Decimal("465.1")), ("2026-04", ""))
    assert sheet.notes == (Note.OLD_FORMAT,)


def test_an_old_workbook_with_a_password_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetProtected):
        read(xls(tmp_path / "a.xls", [("月份", "个人缴费")], protected=True))
