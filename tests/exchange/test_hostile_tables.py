"""Workbooks made to harm, by somebody who knows how they are read: refused before they fill memory or time."""

from __future__ import annotations

import os
import struct
import time
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from workbooks import HEADS, ROW, _ole, _record, changed, ods, ods_cell, table, xls

from desktop.domain.imports.sheet import MOST_ROWS, Sheet
from desktop.exchange import sheet_xls, sheets
from desktop.exchange.muted import muted
from desktop.exchange.sheet_extent import check_extent
from desktop.exchange.sheet_problems import (
    SheetBroken,
    SheetSwollen,
    TooManyColumns,
    TooManyRows,
)
from desktop.exchange.sheet_xlsx import faults
from desktop.problems import FileProblem

SHEET = "xl/worksheets/sheet1.xml"
VALUE = "<v>1</v></c>"


def read(path: Path) -> Sheet:
    return sheets.read_sheet(sheets.open_table(path))


def with_rows(path: Path, rows: str) -> Path:
    """A workbook of heads, one row, and these rows."""
    table(path, [HEADS, ROW])
    return changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))


# -- .xlsx: cells far away, said in ways no program writes


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="3"><c r="xfd1048576">{VALUE}</row>',
        f'<row r="3"><c r="aAAA9">{VALUE}</row>',
        f'<row r="3"><c r="AAAA9">{VALUE}</row>',
        f'<row r="3"><c r="FXSHRXX9">{VALUE}</row>',
        f'<row r="3"><c r="A4294967297">{VALUE}</row>',
        f'<row r="3"><c s="0"r="XFD9">{VALUE}</row>',
        f'<row r="3"><c x=">" r="XFD9">{VALUE}</row>',
        f'<row r="3"><a-b:c r="XFD9">{VALUE}</row>',
        f"<row r='3'><c r\n=\n'XFD9'>{VALUE}</row>",
        f'<row r="3">{f"<c>{VALUE}" * 20_000}</row><row r="1048576"><c>{VALUE}</row>',
        f'<row r="3"><c r="XFD3"/><c>{VALUE}</row>',
        f"{'<row/>' * 1_100_000}<row><c>{VALUE}</row>",
        f'<row r="1048576"/><row><c>{VALUE}</row>',
        f'<row r="3"><c r="XFD9" x="/>">{VALUE}</row>',
    ],
    ids=range(14),
)
def test_a_cell_far_away_is_found_however_it_says_where_it_stands(tmp_path: Path, rows: str) -> None:
    with pytest.raises((TooManyRows, TooManyColumns, SheetBroken)):
        read(with_rows(tmp_path / "a.xlsx", rows))


def test_cells_that_do_not_say_where_they_stand_are_read(tmp_path: Path) -> None:
    rows = f"<row><c>{VALUE}<c><v>2</v></c></row><row><c/><c>{VALUE}</row>"
    path = table(tmp_path / "a.xlsx", [HEADS])
    changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))
    assert [row[:2] for row in read(path).rows] == [HEADS[:2], (Decimal(1), Decimal(2)), ("", Decimal(1))]


def test_two_cells_at_two_corners_make_no_table(tmp_path: Path) -> None:
    path = with_rows(tmp_path / "a.xlsx", f'<row r="{MOST_ROWS}"><c r="DY{MOST_ROWS}">{VALUE}</row>')
    with pytest.raises(SheetSwollen):
        read(path)


def test_a_promise_of_strings_without_end_is_not_believed(tmp_path: Path) -> None:
    path = changed(
        table(tmp_path / "a.xlsx", [HEADS, ROW]), "xl/sharedStrings.xml",
        lambda xml: xml.replace(b'uniqueCount="', b'uniqueCount="99999999999'),
    )  # fmt: skip
    with pytest.raises(SheetBroken):
        read(path)


def _far(xml: bytes) -> bytes:
    return xml.replace(b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>')


def _add(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)


def outcome(path: Path) -> object:
    """How many rows were read, or the kind of the refusal."""
    try:
        return len(read(path).rows)
    except FileProblem as problem:
        return type(problem)


RELATIONS = "xl/_rels/workbook.xml.rels"
ONE = b"worksheets/sheet1.xml"
NINE = "xl/worksheets/sheet9.xml"
TWICE = b'<x><sheet name="Tabelle1" sheetId="9" r:id="rId9"/></x><sheets>'


@pytest.mark.parametrize(
    ("member", "before", "after", "elsewhere"),
    [
        ("_rels/.rels", b"xl/workbook.xml", b"evil/workbook.xml", "evil/"),
        (RELATIONS, ONE, b"worksheets/sheet&#49;.xml", "xl/worksheets/sheet&#49;.xml"),
        (RELATIONS, ONE, b"../xl/worksheets/sheet1.xml", "xl/../xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", b"<sheets>", TWICE, NINE),
        ("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId1" xmlns:x="x" x:id="rId9"', NINE),
    ],
    ids=["root", "letter", "dots", "elsewhere", "two names"],
)
def test_the_reader_sees_no_other_worksheet_than_was_checked(
    tmp_path: Path, member: str, before: bytes, after: bytes, elsewhere: str
) -> None:
    """A harmless worksheet for who checks and a boundless one for who reads cannot be in one file."""
    path = table(tmp_path / "a.xlsx", [HEADS, ROW], "Tabelle1")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed(path, RELATIONS, lambda xml: xml.replace(b"</Relationships>", _NINE + b"</Relationships>"))
    changed(path, member, lambda xml: xml.replace(before, after))
    if elsewhere == "evil/":
        for name in [name for name in parts if name.startswith("xl/")]:
            _add(path, name.replace("xl/", elsewhere, 1), _far(parts[name]))
    else:
        _add(path, elsewhere, _far(parts[SHEET]))
    assert outcome(path) in (2, SheetBroken)


_NINE = (
    b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    b'Target="worksheets/sheet9.xml"/>'
)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ROW])
    _add(path, "xl/worksheets/SHEET1.xml", b"<worksheet/>")
    with pytest.raises(SheetBroken):
        read(path)


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_document_type_is_refused(tmp_path: Path, member: str) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ROW])
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    changed(path, member, lambda xml: xml.replace(b"?>", b"?>" + laughs, 1))
    with pytest.raises(SheetBroken):
        read(path)


def test_a_file_that_swells_more_than_tables_do_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ROW])
    changed(path, SHEET, lambda xml: xml + b" " * 60_000_000)
    assert path.stat().st_size < 500_000
    with pytest.raises(SheetSwollen):
        sheets.open_table(path)


@pytest.mark.parametrize(
    "flood",
    [
        b' t="e"',
        b' r="XFD1"',
        b"<c ",
        b" ",
        b'<c r="A1"><f>1</f>' + b" " * 900,
        b"<v> ",
        b"<f ",
        b'"',
        b"<x:",
    ],
)
def test_the_searches_take_as_long_as_the_text_is_and_no_longer(flood: bytes) -> None:
    begun = time.process_time()
    for begin in (b"<c ", b'<c r="A1"><f>x</f>', b'<c t="e" '):
        xml = b"<f/>" + b't="e"' + begin + flood * (1_000_000 // len(flood))
        for search in (lambda text: check_extent(text, "a"), faults):
            try:
                search(xml)
            except (FileProblem, ValueError):
                continue
    assert time.process_time() - begun < 4


@pytest.mark.parametrize("number", ["1e300", "-1e200", "1e28"])
def test_a_number_beyond_every_sum_is_a_text(tmp_path: Path, number: str) -> None:
    path = table(tmp_path / "a.xlsx", [("Betrag",), (7.25,)])
    changed(path, SHEET, lambda xml: xml.replace(b"7.25", number.encode()))
    assert isinstance(read(path).cell(2, 0), str)


def test_nothing_is_written_to_the_terminal_meanwhile(capfd: pytest.CaptureFixture[str]) -> None:
    with muted():
        os.write(2, "Öztürk".encode())
    os.write(2, b"afterwards")
    assert capfd.readouterr().err == "afterwards"


# -- .ods


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (f'table:number-rows-repeated="{MOST_ROWS}"', 'table:number-columns-repeated="130"'),
        (
            f'table:number-rows-repeated="{MOST_ROWS}"',
            'table:number-columns-repeated="60" calcext:value-type="error"',
        ),
    ],
)
def test_repeated_cells_make_no_table_of_millions(tmp_path: Path, row: str, cell: str) -> None:
    filled = ods_cell("5", f'office:value-type="string" {cell}')
    with pytest.raises(SheetSwollen):
        sheets.open_table(ods(tmp_path / "a.ods", f"<table:table-row {row}>{filled}</table:table-row>"))


def test_spaces_without_end_are_not_written_out(tmp_path: Path) -> None:
    cell = ods_cell('<text:s text:c="9999999999"/>')
    with pytest.raises(SheetSwollen):
        sheets.open_table(ods(tmp_path / "a.ods", f"<table:table-row>{cell}</table:table-row>"))


@pytest.mark.parametrize("name", ["number-columns-repeated", "number-rows-spanned"])
@pytest.mark.parametrize("number", ["-1", "0", "x", "1e9"])
def test_a_repetition_is_a_number_from_one_on(tmp_path: Path, name: str, number: str) -> None:
    cell = ods_cell("5", f'office:value-type="string" table:{name}="{number}"')
    with pytest.raises(SheetBroken):
        sheets.open_table(ods(tmp_path / "a.ods", f"<table:table-row>{cell}</table:table-row>"))


def test_the_usual_prefixes_count_whatever_they_are_said_to_mean(tmp_path: Path) -> None:
    filled = ods_cell("5", 'office:value-type="string" table:number-columns-repeated="130"')
    rows = f'<table:table-row xmlns:table="x" table:number-rows-repeated="{MOST_ROWS}">{filled}</table:table-row>'
    with pytest.raises(SheetSwollen):
        sheets.open_table(ods(tmp_path / "a.ods", rows))


# -- .xls


def old(path: Path, cells: Sequence[tuple[int, int]], more: bytes = b"") -> Path:
    """An .xls file with a number in each of these cells, rows and columns from 0."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + more
    sheet += b"".join(_record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0)) for row, column in cells)
    end = _record(0x000A, b"")
    place = len(start) + 13 + len(end)
    listed = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, 1, 0) + b"A")
    path.write_bytes(_ole(start + listed + end + sheet + end))
    return path


@pytest.mark.parametrize("cell", [(65535, 65535), (0, 65535), (9, 130)])
def test_a_cell_far_right_in_an_old_workbook_is_refused(tmp_path: Path, cell: tuple[int, int]) -> None:
    with pytest.raises(TooManyColumns):
        sheets.open_table(old(tmp_path / "a.xls", [(0, 0), cell]))


def test_the_last_cells_of_an_old_workbook_are_read(tmp_path: Path) -> None:
    assert len(read(old(tmp_path / "a.xls", [(0, 0), (65535, 1), (5, 129)])).rows) == 65_536


def test_what_an_old_workbook_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    huge = _record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 0xFFFF, 0))
    assert len(read(old(tmp_path / "a.xls", [(0, 0), (1, 1)], huge)).rows) == 2


@pytest.mark.parametrize(
    ("place", "number"),
    [
        (512, 0), (516, 1), (520, 2), (68, 0), (68, 1), (48, 0x7FFFFFFF), (44, 0xFFFFFFFF), (64, 0xFFFFFFFF), (60, 3),
        (1024 + 128 + 120, 0xFFFFFFF0), (1024 + 120, 0xFFFFFFFF), (76, 0x00FFFFFF),
    ],
)  # fmt: skip
def test_chains_that_run_in_circles_or_out_of_the_file_come_to_an_end(
    tmp_path: Path, place: int, number: int
) -> None:
    path = xls(tmp_path / "a.xls", [("月份", "个人缴费"), ("2026-03", 465.1)])
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, place, number)
    path.write_bytes(bytes(data))
    begun = time.process_time()
    assert outcome(path) in (2, SheetBroken)
    assert time.process_time() - begun < 1


def test_worksheets_hidden_inside_other_records_are_refused(tmp_path: Path) -> None:
    path = old(tmp_path / "a.xls", [(0, 0)])
    data = path.read_bytes()
    at = data.index(struct.pack("<HH", 0x0085, 9)) + 4
    inside = struct.unpack_from("<I", data, at)[0] + 4
    path.write_bytes(data[:at] + struct.pack("<I", inside) + data[at + 4 :])
    with pytest.raises(SheetBroken):
        sheets.open_table(path)


def test_an_old_workbook_keeps_every_cell_in_its_new_wrapping(tmp_path: Path) -> None:
    rows = [(f"2026-{n % 12 + 1:02}", n + 0.5) for n in range(1_000)]
    sheet = read(xls(tmp_path / "a.xls", [("Monat", "Betrag"), *rows]))
    assert sheet.rows[1:] == tuple((month, Decimal(str(amount))) for month, amount in rows)


@pytest.mark.parametrize("size", [0, 1, 4_096, 4_097, 4_190_000, 9_000_000])
def test_a_wrapping_of_any_size_holds_what_was_put_in(size: int) -> None:
    stream = os.urandom(size)
    found = sheet_xls._Wrapping(sheet_xls._wrapped(stream)).workbook()
    assert found == stream.ljust(4_096, b"\0")
