"""What the reader of workbooks does not tell of an .ods file: extent, errors, unfinished formulas, merged cells.

Rows and cells may be repeated by a number (OpenDocument 1.3, part 3, 19.674 and 19.676), so a small file can name
millions of cells; nothing beyond the limits is opened. Elements are told by the names that the reader looks for, with
their usual prefixes, so that both see the same table.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.parsers import expat

from desktop.domain.imports.sheet import MOST_COLUMNS, MOST_ROWS, Fault, column_name
from desktop.exchange.sheet_guard import MOST_CELLS
from desktop.exchange.sheet_problems import SheetSwollen, TooManyColumns, TooManyRows

CONTENT: Final = "content.xml"
_TABLE: Final = "table:"
_OFFICE: Final = "office:"
_CALC: Final = "calcext:"
_SPACES: Final = "text:s"
_MOST_SPACES: Final = 1_000
_MOST_FAULTS: Final = 1_000_000
_CELLS: Final = (_TABLE + "table-cell", _TABLE + "covered-table-cell")

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged cell, rows and columns from 0."""


class Survey:
    """One reading of ``content.xml``: for each table by its name, the faults and the merged cells."""

    def __init__(self, xml: bytes, path: str) -> None:
        """Raises ``TooManyRows``, ``TooManyColumns`` or ``SheetSwollen``.

        What is no XML, has a document type or wrong numbers raises ``expat.ExpatError`` or ``ValueError``.
        """
        self.faults: dict[str, dict[tuple[int, int], Fault]] = {}
        self.merged: dict[str, list[Range]] = {}
        self._path, self._name = path, ""
        self._row = self._column = self._repeated = 0
        self._filled = False
        self._width = self._last = self._faults = 0
        self._room = MOST_CELLS
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _no_document_type
        parser.Parse(xml, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CELLS:
            self._cell(attributes)
        elif tag == _TABLE + "table-row":
            self._column, self._filled = 0, False
            self._repeated = _number(attributes, "number-rows-repeated")
        elif tag == _SPACES and int(attributes.get("text:c", 1)) > _MOST_SPACES:
            raise SheetSwollen(path=self._path)
        elif tag == _TABLE + "table":
            self._name, self._row, self._width, self._last = attributes.get(_TABLE + "name", ""), 0, 0, 0
            self.faults.setdefault(self._name, {})
            self.merged.setdefault(self._name, [])

    def _end(self, tag: str) -> None:
        if tag == _TABLE + "table-row":
            self._row += self._repeated
            if self._filled and self._row > MOST_ROWS + 1:
                raise TooManyRows(path=self._path, limit=MOST_ROWS)
            if self._filled and self._row * self._width > self._room:
                raise SheetSwollen(path=self._path)
            self._last = self._row if self._filled else self._last
        elif tag == _TABLE + "table":
            self._room -= self._last * self._width

    def _cell(self, attributes: dict[str, str]) -> None:
        repeated = _number(attributes, "number-columns-repeated")
        formula = _TABLE + "formula" in attributes
        if formula or _OFFICE + "value-type" in attributes:
            self._filled = True
            if self._column + repeated > MOST_COLUMNS:
                raise TooManyColumns(
                    path=self._path, limit=MOST_COLUMNS, column=column_name(MOST_COLUMNS - 1)
                )
            self._width = max(self._width, self._column + repeated)
            if attributes.get(_CALC + "value-type") == "error":
                self._mark(Fault.ERROR, repeated)
            elif formula and _OFFICE + "value-type" not in attributes:
                self._mark(Fault.NO_VALUE, repeated)
        self._span(attributes)
        self._column += repeated

    def _mark(self, fault: Fault, repeated: int) -> None:
        rows = range(self._row, min(self._row + self._repeated, MOST_ROWS + 1))
        columns = range(self._column, self._column + repeated)
        self._faults += len(rows) * len(columns)
        if self._faults > _MOST_FAULTS:
            raise SheetSwollen(path=self._path)
        self.faults[self._name].update({(row + 1, column): fault for row in rows for column in columns})

    def _span(self, attributes: dict[str, str]) -> None:
        rows = _number(attributes, "number-rows-spanned")
        columns = _number(attributes, "number-columns-spanned")
        if rows > 1 or columns > 1:
            last = (self._row + rows - 1, self._column + columns - 1)
            self.merged[self._name].append(((self._row, self._column), last))


def alone(archive: zipfile.ZipFile) -> bytes:
    """The tables of ``archive`` and nothing else, as a file of their own; raises ``KeyError`` where it has none."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr(CONTENT, archive.read(CONTENT))
    return content.getvalue()


def _number(attributes: dict[str, str], name: str) -> int:
    """How often, or over how many; raises ``ValueError`` where that is no number from 1 on."""
    number = int(attributes.get(_TABLE + name, 1))
    if number < 1:
        raise ValueError(name)
    return number


def _no_document_type(*_declared: object) -> None:
    raise ValueError("no table has a document type")
