"""What the reader of workbooks does not tell of an .ods file: extent, errors, unfinished formulas, merged cells.

Rows and cells may be repeated by a number (OpenDocument 1.3, part 3, 19.674 and 19.676), so a small file can name
millions of cells; nothing beyond the limits is opened.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from desktop.domain.imports.sheet import MOST_COLUMNS, MOST_ROWS, Fault, column_name
from desktop.exchange.sheet_problems import TooManyColumns, TooManyRows

CONTENT: Final = "content.xml"
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS: Final = (_TABLE + "table-cell", _TABLE + "covered-table-cell")

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged cell, rows and columns from 0."""


class Survey:
    """One reading of ``content.xml``: for each table by its name, the faults and the merged cells."""

    def __init__(self, xml: bytes, path: str) -> None:
        """Raises ``TooManyRows``, ``TooManyColumns``, or ``expat.ExpatError`` for what is no XML."""
        self.faults: dict[str, dict[tuple[int, int], Fault]] = {}
        self.merged: dict[str, list[Range]] = {}
        self._path, self._name = path, ""
        self._row = self._column = self._repeated = 0
        self._filled = False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(xml, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CELLS:
            self._cell(attributes)
        elif tag == _TABLE + "table-row":
            self._column, self._filled = 0, False
            self._repeated = int(attributes.get(_TABLE + "number-rows-repeated", 1))
        elif tag == _TABLE + "table":
            self._name, self._row = attributes.get(_TABLE + "name", ""), 0
            self.faults.setdefault(self._name, {})
            self.merged.setdefault(self._name, [])

    def _end(self, tag: str) -> None:
        if tag == _TABLE + "table-row":
            self._row += self._repeated
            if self._filled and self._row > MOST_ROWS + 1:
                raise TooManyRows(path=self._path, limit=MOST_ROWS)

    def _cell(self, attributes: dict[str, str]) -> None:
        repeated = int(attributes.get(_TABLE + "number-columns-repeated", 1))
        formula = _TABLE + "formula" in attributes
        if formula or _OFFICE + "value-type" in attributes:
            self._filled = True
            if self._column + repeated > MOST_COLUMNS:
                raise TooManyColumns(
                    path=self._path, limit=MOST_COLUMNS, column=column_name(MOST_COLUMNS - 1)
                )
            if attributes.get(_CALC + "value-type") == "error":
                self._mark(Fault.ERROR, repeated)
            elif formula and _OFFICE + "value-type" not in attributes:
                self._mark(Fault.NO_VALUE, repeated)
        self._span(attributes)
        self._column += repeated

    def _mark(self, fault: Fault, repeated: int) -> None:
        rows = range(self._row, min(self._row + self._repeated, MOST_ROWS + 1))
        columns = range(self._column, self._column + repeated)
        self.faults[self._name].update({(row + 1, column): fault for row in rows for column in columns})

    def _span(self, attributes: dict[str, str]) -> None:
        rows = int(attributes.get(_TABLE + "number-rows-spanned", 1))
        columns = int(attributes.get(_TABLE + "number-columns-spanned", 1))
        if rows > 1 or columns > 1:
            last = (self._row + rows - 1, self._column + columns - 1)
            self.merged[self._name].append(((self._row, self._column), last))
