"""Tables as text: the encodings of our countries, delimiters, quotation marks, limits."""

from __future__ import annotations

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.imports.sheet import MOST_COLUMNS, MOST_ROWS
from desktop.exchange import sheets
from desktop.exchange.sheet_out import rows_file
from desktop.exchange.sheet_problems import EncodingWrong, RowBroken, SheetEmpty, TooManyColumns, TooManyRows
from desktop.exchange.sheet_text import decode, read_text
from desktop.problems import FileProblem

CHINESE = "月份,单位名称,缴费基数,个人缴费\n2026-03,福州启明通信技术有限公司,5000.00,400.00\n"
KOREAN = "납부월,사업장명,기준소득월액,본인부담금\n2026-03,한빛전자 주식회사,3000000,142500\n"
GERMAN = "Monat;Arbeitgeber;Bemessungsgrundlage\n2026-03;Müller & Söhne Gerätebau;5.000,00\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found", "guessed"),
    [
        (CHINESE, "utf-8", "utf-8", False),
        (CHINESE, "utf-8-sig", "utf-8", False),
        (CHINESE, "utf-16", "utf-16", False),
        (CHINESE, "gb18030", "gb18030", True),
        (CHINESE, "gbk", "gb18030", True),
        (KOREAN, "euc-kr", "cp949", True),
        (KOREAN, "cp949", "cp949", True),
        (KOREAN, "utf-8-sig", "utf-8", False),
        (GERMAN, "cp1252", "cp1252", True),
        (GERMAN, "utf-8", "utf-8", False),
    ],
)
def test_encodings_are_found(text: str, encoding: str, found: str, guessed: bool) -> None:
    decoded = decode(text.encode(encoding), "a.csv")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, found, guessed)


def test_utf_16_with_the_high_byte_first_is_found() -> None:
    data = codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be")
    assert decode(data, "a.csv").text == CHINESE


@pytest.mark.parametrize(("text", "encoding"), [(CHINESE, "gb18030"), (KOREAN, "cp949")])
def test_what_tells_the_encoding_may_stand_far_down(text: str, encoding: str) -> None:
    data = b"month,employer,base,share\n" + b"2026-01,Firm,1,1\n" * 20_000 + text.encode(encoding)
    assert decode(data, "a.csv").encoding == encoding


def test_the_choice_of_the_user_counts() -> None:
    data = KOREAN.encode("cp949")
    assert decode(data, "a.csv", "cp949").text == KOREAN
    assert decode(data, "a.csv", "gb18030").text != KOREAN
    with pytest.raises(EncodingWrong):
        decode(data, "a.csv", "utf-8")


def test_text_with_zero_bytes_is_no_text() -> None:
    with pytest.raises(EncodingWrong):
        decode("Monat;Betrag".encode("utf-16-le"), "a.csv")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters_are_found_beside_amounts(mark: str) -> None:
    rows = [("Monat", "Betrag"), ("2026-01", '"1.234,56"' if mark == "," else "1.234,56"), ("2026-02", "7")]
    sheet = read_text("\n".join(mark.join(row) for row in rows), "a.csv")
    assert sheet.rows == (("Monat", "Betrag"), ("2026-01", "1.234,56"), ("2026-02", "7"))


def test_a_line_that_names_the_delimiter_is_followed_and_rows_keep_their_numbers() -> None:
    assert read_text("sep=;\nMonat;Betrag, brutto\n2026-01;1,5\n", "a.csv").cell(3, 1) == "1,5"


def test_rows_keep_their_numbers_across_empty_lines_and_breaks_within_cells() -> None:
    sheet = read_text('Monat,Notiz\n\n2026-01,"zwei\nZeilen"\n2026-02,x\n\n\n', "a.csv")
    assert (sheet.cell(3, 1), sheet.cell(4, 0), len(sheet.rows)) == ("zwei\nZeilen", "2026-02", 4)


def test_numbers_written_as_texts_for_excel_are_read() -> None:
    assert read_text('身份证号,x\n="350102198805171312",1\n', "a.csv").cell(2, 0) == "350102198805171312"


@pytest.mark.parametrize("text", ['Monat,Notiz\n2026-01,"nie zu\n2026-02,x\n', 'Monat,Notiz\n2026-01,"a"b\n'])
def test_a_quotation_mark_out_of_place_is_named_with_its_row(text: str) -> None:
    with pytest.raises(RowBroken) as caught:
        read_text(text, "a.csv")
    assert caught.value.params["row"] == 2


def test_limits_of_rows_and_columns() -> None:
    heads, line = "Monat,Betrag\n", "2026-01,1\n"
    assert len(read_text(heads + line * MOST_ROWS, "a.csv").rows) == MOST_ROWS + 1
    with pytest.raises(TooManyRows) as caught:
        read_text(heads + line * (MOST_ROWS + 1), "a.csv")
    assert caught.value.params["limit"] == MOST_ROWS
    assert read_text(",".join("x" * MOST_COLUMNS) + ",,\n", "a.csv")
    with pytest.raises(TooManyColumns):
        read_text(",".join("x" * (MOST_COLUMNS + 1)), "a.csv")


@pytest.mark.parametrize(
    "text", ['",' * 60_000, '"a" ; "b" , "c"\n' * 9_000, 'x"y"z;"\n' * 9_000], ids=("comma", "both", "open")
)
def test_quotation_marks_without_end_do_not_hold_the_reader_up(text: str) -> None:
    with pytest.raises(FileProblem):
        read_text(text, "a.csv")


def test_nothing_but_delimiters_is_empty() -> None:
    with pytest.raises(SheetEmpty):
        read_text(";;\n;;\n", "a.csv")


def test_progress_may_stop_the_reading() -> None:
    class Enough(Exception):
        pass

    def stop(_done: int, _of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        read_text("a,b\n" * 20_000, "a.csv", stop)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with suppress(FileProblem):
        read_text(decode(data, "a.csv").text, "a.csv")


@given(st.binary(max_size=200), st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_no_bytes_break_the_opening(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, magic: bytes
) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / "any.xlsx"
    path.write_bytes(magic + data)
    with pytest.raises(FileProblem):
        sheets.open_table(path)


@pytest.mark.parametrize("sign", "=+-@＝＋－＠\t\r\n")
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(sign: str) -> None:
    written = rows_file(["Notiz"], [[f"{sign}cmd"]]).decode("utf-8-sig")
    assert read_text(written, "a.csv").cell(2, 0).startswith("'")
