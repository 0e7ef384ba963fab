"""Workbooks made for tests: by xlsxwriter, as bytes changed by hand, and .ods written out."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import xlsxwriter

HEADS = ("Monat", "Staat", "Zweig", "Arbeitgeber", "AN-Anteil", "AG-Anteil", "Währung")
ROW = ("2026-03", "DE", "Rentenversicherung", "Lindenhof GmbH", 465.10, 465.10, "EUR")


def workbook(path: Path, fill: Callable[[xlsxwriter.Workbook], object]) -> Path:
    """The .xlsx file that ``fill`` makes."""
    book = xlsxwriter.Workbook(str(path))
    fill(book)
    book.close()
    return path


def table(path: Path, rows: Iterable[Sequence[object]], name: str = "Tabelle1") -> Path:
    """An .xlsx file with one worksheet of these rows."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(path, fill)


def changed(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one member changed."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = change(members[member])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def ods(path: Path, rows: str, manifest: str = "") -> Path:
    """An .ods file with the worksheet "A" of these rows (XML)."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }
    spaces = " ".join(f'xmlns:{short}="{name}"' for short, name in names.items())
    body = f'<office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet>'
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</m:manifest>',
        )
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    path.write_bytes(buffer.getvalue())
    return path


def ods_cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    """One cell of an .ods row."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def xls(path: Path, rows: Sequence[Sequence[object]], *, protected: bool = False, name: str = "Lohn") -> Path:
    """An .xls file (BIFF8 in an OLE file); the text "#REF!" stands for that error."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    start += _record(0x002F, struct.pack("<HHH", 1, 1, 1)) if protected else b""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for row, cells in enumerate(rows):
        sheet += b"".join(_cell(row, column, cell) for column, cell in enumerate(cells))
    end = _record(0x000A, b"")
    bound = 4 + 8 + len(name)
    place = len(start) + bound + len(end)
    listed = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name.encode("latin-1"))
    path.write_bytes(_ole(start + listed + end + sheet + end))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _cell(row: int, column: int, cell: object) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    if cell == "#REF!":
        return _record(0x0205, at + b"\x17\x01")
    if isinstance(cell, str):
        return _record(0x0204, at + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _record(0x0203, at + struct.pack("<d", cell))


def _ole(stream: bytes) -> bytes:
    """An OLE file (MS-CFB, version 3) with one stream, "Workbook"."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    free, end, sectors = 0xFFFFFFFF, 0xFFFFFFFE, len(stream) // 512
    chain = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0)[: 4 * 9]
    header += struct.pack("<I", 0) + struct.pack("<108I", *[free] * 108)
    entries = _entry("Root Entry", 5, 1, end, 0) + _entry("Workbook", 2, free, 2, len(stream))
    return header.ljust(512, b"\xff") + table + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    free = 0xFFFFFFFF
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, free, free, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)
