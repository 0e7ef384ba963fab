"""Tables out of files: Excel (.xlsx, .xlsm, .xls), OpenDocument (.ods) and text (.csv, .tsv, .txt).

What the file is, its first bytes say, not its name. Results of formulas are read as they were stored; nothing is
computed and no macro is run.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from desktop.domain.imports.sheet import MOST_ROWS, Cell, Fault, Note, Progress, Row, Sheet, silent
from desktop.domain.imports.table_file import TableFile
from desktop.exchange import sheet_guard as guard
from desktop.exchange import sheet_ods, sheet_xls, sheet_xlsx
from desktop.exchange.muted import muted
from desktop.exchange.sheet_extent import check_extent
from desktop.exchange.sheet_problems import (
    SheetBroken,
    SheetEmpty,
    SheetProtected,
    SheetSwollen,
    SheetTooLarge,
    SheetUnknown,
    TooManyRows,
    TooMuchMerged,
)
from desktop.exchange.sheet_text import check_size, decode, read_text
from desktop.exchange.unpacking import CANNOT_UNPACK
from desktop.problems import read_problem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_MERGED: Final = 1_000_000
"""Cells that are part of merged cells in one worksheet."""
_LARGEST: Final = 1e20
_STEP: Final = 5_000
_BEGINNING: Final = 100
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
"""Names of files that are no text, whatever they hold."""
_NOT_TABLES: Final = (
    b"%pdf", b"\x89png", b"\xff\xd8\xff", b"{\\rtf", b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta",
)  # fmt: skip
"""How other files begin, in small letters; some offices call pages of the web .xls."""


def open_table(path: Path, encoding: str = "") -> TableFile:
    """Look at the file; ``encoding`` is the one the user chose for a text, empty to find it.

    Raises a ``FileProblem``: missing, unreadable, too large, empty, protected, broken, or no table.
    """
    data = _bytes(path)
    name = str(path)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise SheetEmpty(path=name)
    guard.check_password(data, name)
    if data.startswith((guard.ZIP_MAGIC, guard.OLE_MAGIC)):
        return _workbook_file(data, name)
    if data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_NOT_TABLES):
        raise SheetUnknown(path=name)
    if path.suffix.casefold() in _WORKBOOKS:
        raise SheetBroken(path=name)
    return TableFile(name, data, decoded=decode(data, name, encoding))


def read_sheet(file: TableFile, worksheet: str = "", progress: Progress = silent) -> Sheet:
    """The cells of one ``worksheet`` of a workbook (empty: the first that is shown), or of a text.

    ``progress`` is told the rows that are done; what it raises passes through. Raises a ``FileProblem``.
    """
    if file.decoded is not None:
        return read_text(file.decoded.text, file.path, progress)
    name = worksheet or file.first_shown
    found = _survey(file, name)
    with _workbook(found.checked, file.path) as book:
        sheet = book.get_sheet_by_name(name) if found.named else book.get_sheet_by_index(0)
        if sheet.total_height > MOST_ROWS + 1:
            raise TooManyRows(path=file.path, limit=MOST_ROWS)
        if sheet.total_height * sheet.total_width > guard.MOST_CELLS:
            raise SheetSwollen(path=file.path)
        rows = _rows(sheet, progress)
        ranges = [*found.ranges, *(sheet.merged_cell_ranges or ())]
    check_size(rows, file.path)
    return Sheet(name, tuple(rows), {**found.faults, **_merged(ranges, file.path)}, found.notes)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(guard.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise read_problem(error if isinstance(error, OSError) else OSError(str(error)), path) from error
    if len(data) > guard.MOST_BYTES:
        raise SheetTooLarge(path=str(path), limit=guard.MOST_BYTES // 1_000_000)
    return data


def _workbook_file(data: bytes, path: str) -> TableFile:
    """The worksheets of a workbook, once it is safe to open."""
    if data.startswith(guard.ZIP_MAGIC):
        archive = guard.unpack(data, path)
        names = archive.namelist()
        if sheet_ods.CONTENT in names:
            _ods(archive, path)
        elif "xl/workbook.xml" in names:
            book = _xlsx(archive, path)
            return _table_file(path, data, book.names, book.hidden)
        else:
            raise SheetUnknown(path=path)
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with _workbook(_sole(data, path), path) as opened:
        listed = [meta for meta in opened.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        hidden = frozenset(meta.name for meta in listed if meta.visible != SheetVisibleEnum.Visible)
    return _table_file(path, data, tuple(meta.name for meta in listed), hidden)


def _table_file(path: str, data: bytes, names: tuple[str, ...], hidden: frozenset[str]) -> TableFile:
    if not names:
        raise SheetEmpty(path=path)
    return TableFile(path, data, names, hidden)


class _Survey(NamedTuple):
    """What was found out about a worksheet before it is read, and the ``checked`` workbook to read it from.

    ``named``: the workbook has further worksheets.
    """

    checked: bytes
    named: bool
    notes: tuple[Note, ...] = ()
    faults: Mapping[tuple[int, int], Fault] = {}
    ranges: Sequence[sheet_ods.Range] = ()


def _survey(file: TableFile, worksheet: str) -> _Survey:
    """Raises where the worksheet reaches too far."""
    if not file.data.startswith(guard.ZIP_MAGIC):
        return _Survey(sheet_xls.rewrapped(file.data, file.path), True, (Note.OLD_FORMAT,))
    archive = zipfile.ZipFile(io.BytesIO(file.data))
    if sheet_ods.CONTENT in archive.namelist():
        survey = _ods(archive, file.path)
        found = survey.faults.get(worksheet, {}), survey.merged.get(worksheet, ())
        return _Survey(_sole(file.data, file.path), True, (), *found)
    book = _xlsx(archive, file.path)
    with _broken(file.path):
        xml = book.worksheet_xml(worksheet)
        check_extent(xml, file.path)
        notes = (Note.MACROS,) if sheet_xlsx.MACROS in archive.namelist() else ()
        return _Survey(book.alone(xml), False, notes, sheet_xlsx.faults(xml))


def _sole(data: bytes, path: str) -> bytes:
    """What was checked of an .ods or .xls file, and nothing else."""
    if not data.startswith(guard.ZIP_MAGIC):
        return sheet_xls.rewrapped(data, path)
    archive = zipfile.ZipFile(io.BytesIO(data))
    with _broken(path):
        return sheet_ods.alone(archive)


@contextmanager
def _broken(path: str) -> Iterator[None]:
    """Whatever a damaged part does to those who look into it is a problem of this file."""
    try:
        yield
    except (LookupError, ValueError, ElementTree.ParseError, expat.ExpatError, *CANNOT_UNPACK) as error:
        raise SheetBroken(path=path) from error


def _xlsx(archive: zipfile.ZipFile, path: str) -> sheet_xlsx.Workbook:
    with _broken(path):
        return sheet_xlsx.Workbook(archive)


def _ods(archive: zipfile.ZipFile, path: str) -> sheet_ods.Survey:
    with _broken(path):
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise SheetProtected(path=path)
        return sheet_ods.Survey(archive.read(sheet_ods.CONTENT), path)


@contextmanager
def _workbook(data: bytes, path: str) -> Iterator[CalamineWorkbook]:
    """The workbook while it is open; whatever its reader stumbles over is a problem of this file."""
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        with muted(), load_workbook(io.BytesIO(data)) as book:
            yield book
    except PasswordError as error:
        raise SheetProtected(path=path) from error
    except CalamineError as error:
        raise SheetBroken(path=path) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of the reader; it derives from BaseException
            raise SheetBroken(path=path) from error
        raise


def _rows(sheet: CalamineSheet, progress: Progress) -> list[Row]:
    """All rows from the first on, the empty ones at the end left out."""
    raw = sheet.to_python(skip_empty_area=False)
    rows: list[Row] = []
    for number, cells in enumerate(raw, 1):
        rows.append(tuple([_CELLS[type(cell)](cell) for cell in cells]))
        if number % _STEP == 0:
            progress(number, len(raw))
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    return rows


def _number(value: float) -> Cell:
    """A number with the 15 digits that spreadsheets keep (IEEE 754 double precision).

    NaN, Inf and what is beyond every sum and number of anybody (``_LARGEST``) are texts.
    """
    return Decimal(f"{value:.15g}") if isfinite(value) and abs(value) < _LARGEST else str(value)


_CELLS: Final[Mapping[type, Callable[..., Cell]]] = {
    str: str.strip,
    float: _number,
    int: Decimal,
    bool: lambda value: str(value).upper(),
    dt.date: lambda value: value,
    dt.datetime: lambda value: value.date(),
    dt.time: str,
    dt.timedelta: str,
}
"""A plain cell for each type that the reader gives."""


def _merged(ranges: Iterable[sheet_ods.Range], path: str) -> dict[tuple[int, int], Fault]:
    """Every cell that is part of a merged one; raises ``TooMuchMerged``."""
    found: dict[tuple[int, int], Fault] = {}
    for (top, left), (bottom, right) in ranges:
        if len(found) + (bottom - top + 1) * (right - left + 1) > _MOST_MERGED:
            raise TooMuchMerged(path=path)
        for row in range(top, bottom + 1):
            found.update({(row + 1, column): Fault.MERGED for column in range(left, right + 1)})
    return found
