"""One worksheet of an .xlsx workbook: where it lies, and what the reader of workbooks does not tell of it.

Errors, and formulas without a result, look like empty cells to the reader, so they are looked for in the XML of the
worksheet (ECMA-376, part 1, 18.3.1.4). The reader gets a workbook of this worksheet alone, so that it cannot come to
another one than was looked at.
"""

from __future__ import annotations

import io
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
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_ONE_SHEET: Final = "xl/worksheets/sheet1.xml"
_PROMISED: Final = re.compile(rb"\buniqueCount\s*=\s*[\"']\d{8}")
"""So many strings that the reader would take a quarter of a gigabyte for them before it sees the first."""
_KEPT: Final = ("xl/sharedStrings.xml", "xl/styles.xml")
_TYPE: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATED: Final = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="' + _TYPE + b'%s" Target="%s"/></Relationships>'
)
_ROOT: Final = _RELATED % (b"officeDocument", b"xl/workbook.xml")
_ONE_RELATION: Final = _RELATED % (b"worksheet", b"worksheets/sheet1.xml")
_ONE_BOOK: Final = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="'
    + _TYPE[:-1]
    + b'">'
    b'<workbookPr%s/><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
)
MACROS: Final = "xl/vbaProject.bin"

_ERROR: Final = re.compile(rb"<(?:\w+:)?c\s(?=[^<>]*?\bt\s*=\s*[\"']e[\"'])([^<>]*+)>")
_EMPTY: Final = rb"(?:<(?:\w+:)?v\s*+/>|<(?:\w+:)?v\s*+>\s*+</(?:\w+:)?v>)?+"
_FORMULA: Final = rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*+</(?:\w+:)?f>)"
_NO_VALUE: Final = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*+)>\s*+" + _FORMULA + rb"\s*+" + _EMPTY + rb"\s*+</(?:\w+:)?c>"
)
"""Without a way back (``*+``): the time taken grows with the length alone, whatever the text."""
_TEXT: Final = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
"""A formula whose result is a text: it may well be the empty text."""
_PLACE: Final = re.compile(rb"\br\s*=\s*[\"']([A-Z]+)(\d+)[\"']")


class Workbook:
    """The worksheets of ``archive`` in their order: ``names``, and which of them are ``hidden``.

    Raises ``LookupError``, ``ValueError`` or ``ElementTree.ParseError`` where the archive is no workbook.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        book, targets = _tree(archive, _WORKBOOK), self._targets()
        self._places: dict[str, str] = {}
        hidden = set()
        for sheet in book.iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
            relation = sheet.get(f"{{{_RELATION}}}id") or sheet.get(f"{{{_STRICT_RELATION}}}id")
            kind, target = targets[relation or ""]
            if kind == "worksheet":
                name = sheet.get("name", "")
                self._places.setdefault(name, target)
                if sheet.get("state", "visible") != "visible":
                    hidden.add(name)
        start = next(book.iterfind(f"{_MAIN}workbookPr"), None)
        self._from_1904 = start is not None and start.get("date1904") in ("1", "true")
        self.names, self.hidden = tuple(self._places), frozenset(hidden)

    def worksheet_xml(self, name: str) -> bytes:
        """The XML of the worksheet called ``name``; raises ``KeyError``."""
        return self._archive.read(self._places[name])

    def alone(self, xml: bytes) -> bytes:
        """A workbook with ``xml`` as its only worksheet; strings, styles and the first day are those of this one."""
        parts = {"_rels/.rels": _ROOT, _RELATIONS: _ONE_RELATION, _ONE_SHEET: xml}
        parts[_WORKBOOK] = _ONE_BOOK % (b' date1904="1"' if self._from_1904 else b"")
        for name in _KEPT:
            if name in self._archive.namelist():
                parts[name] = self._archive.read(name)
                if _PROMISED.search(parts[name]):
                    raise ValueError(name)
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as made:
            for name, part in parts.items():
                made.writestr(name, part)
        return content.getvalue()

    def _targets(self) -> dict[str, tuple[str, str]]:
        """By the name of a relation the kind of part, and where it lies."""
        found = {}
        for one in _tree(self._archive, _RELATIONS):
            place = posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
            found[one.get("Id", "")] = one.get("Type", "").rpartition("/")[2], place
        return found


def _tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """The XML of a small part; raises ``ValueError`` for one with a document type, which no workbook has."""
    xml = archive.read(name)
    if b"<!DOCTYPE" in xml or b"\x00" in xml:
        raise ValueError(name)
    return ElementTree.fromstring(xml)


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
