"""What the reader of workbooks does not tell of an .xlsx worksheet: errors, and formulas without a result.

Both look like empty cells to it, so they are looked for in the XML of the worksheet (ECMA-376, part 1, 18.3.1.4).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from desktop.domain.imports.sheet import Fault

_MAIN: Final = "{*}"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATION: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_WORKBOOK: Final = "xl/workbook.xml"
MACROS: Final = "xl/vbaProject.bin"

_ERROR: Final = re.compile(rb"<(?:\w+:)?c\s([^<>]*\bt\s*=\s*[\"']e[\"'][^<>]*)>")
_EMPTY: Final = rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v>)?"
_FORMULA: Final = rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)"
_NO_VALUE: Final = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*" + _FORMULA + rb"\s*" + _EMPTY + rb"\s*</(?:\w+:)?c>"
)
_TEXT: Final = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
"""A formula whose result is a text: it may well be the empty text."""
_PLACE: Final = re.compile(rb"\br\s*=\s*[\"']([A-Z]+)(\d+)[\"']")


def worksheet_xml(archive: zipfile.ZipFile, name: str) -> bytes:
    """The XML of the worksheet called ``name``.

    Raises ``KeyError`` or ``ElementTree.ParseError`` where the archive is no workbook or has no such sheet.
    """
    book = ElementTree.fromstring(archive.read(_WORKBOOK))
    for sheet in book.iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
        if sheet.get("name") == name:
            relation = sheet.get(f"{{{_RELATION}}}id") or sheet.get(f"{{{_STRICT_RELATION}}}id")
            return archive.read(_target(archive, relation or ""))
    raise KeyError(name)


def _target(archive: zipfile.ZipFile, relation: str) -> str:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    for one in relations:
        if one.get("Id") == relation:
            return posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
    raise KeyError(relation)


def faults(xml: bytes) -> dict[tuple[int, int], Fault]:
    """The cells that hold an error or a formula without a result, by row from 1 and column from 0.

    Raises ``ValueError`` where such a cell does not say where it stands.
    """
    found: dict[tuple[int, int], Fault] = {}
    if b"<f" in xml or b":f" in xml:
        found.update(
            (_place(cell), Fault.NO_VALUE) for cell in _attributes(_NO_VALUE, xml) if not _TEXT.search(cell)
        )
    if b't="e"' in xml or b"t='e'" in xml:
        found.update((_place(cell), Fault.ERROR) for cell in _attributes(_ERROR, xml))
    return found


def _attributes(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[bytes]:
    return (match[1] for match in pattern.finditer(xml) if not match[1].endswith(b"/"))


def _place(attributes: bytes) -> tuple[int, int]:
    found = _PLACE.search(attributes)
    if found is None:
        raise ValueError("a cell does not say where it stands")
    column = 0
    for letter in found[1]:
        column = 26 * column + letter - ord("A") + 1
    return int(found[2]), column - 1
