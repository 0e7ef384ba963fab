"""How far the XML of an .xlsx worksheet reaches, looked at before its reader makes room for every cell up to the last.

The reader takes more than the standard allows (small letters, numbers beyond the last row, cells without a place), so
nothing far is searched for: what is usual and near is passed over, and the rest is looked at tag by tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from desktop.domain.imports.sheet import MOST_COLUMNS, MOST_ROWS, column_name
from desktop.exchange.sheet_problems import SheetBroken, TooManyColumns, TooManyRows

_NAME: Final = rb"<(?:[^<>\s:]*:)?"
_ROW: Final = rb"(?:[1-9]\d{0,4}|1\d{5}|20000[01])"
"""Up to ``MOST_ROWS``, and one more for the heads."""
_NEAR: Final = rb"[A-D]?[A-Z]" + _ROW + rb"[\"']"
"""Up to column DZ, the last of ``MOST_COLUMNS``."""
_UNUSUAL: Final = re.compile(_NAME + rb"c(?=[\s/>])(?!\s+r\s*=\s*[\"']" + _NEAR + rb")")
_FORMATTED: Final = re.compile(
    rb"[^\s]*\s+r\s*=\s*[\"'][A-Z]{1,3}[1-9]\d{0,6}[\"'](?:[^<>\"'/]|/(?!>)|\"[^\"<>]*\"|'[^'<>]*')*+/>"
)
"""A cell that is only formatted: it closes at once and counts for nothing."""
_PLACED: Final = re.compile(rb"[^\s]*\s+r\s*=\s*[\"']([^\"']{0,20})")
_FAR: Final = re.compile(rb"[\"'\s]r\s*=\s*[\"'](?!(?:[A-D]?[A-Z])?" + _ROW + rb"[\"'])([^\"']{0,20})")
_PLACE: Final = re.compile(rb"([A-Z]*)[1-9]\d*")
_ROW_BEGINS: Final = re.compile(_NAME + rb"row(?=[\s/>])")
_ROW_ENDS: Final = re.compile(rb"</(?:[^<>\s:]*:)?row")
_CELL: Final = re.compile(_NAME + rb"c(?=[\s/>])")
_PIECE: Final = 4 << 20
"""Bytes searched at a time, so that a window can be painted in between."""


def check_extent(xml: bytes, path: str) -> None:
    """Raises ``TooManyRows`` or ``TooManyColumns`` for a worksheet that reaches too far.

    One row more than ``MOST_ROWS`` is allowed for the heads. Raises ``SheetBroken`` for text that is not in an
    encoding whose letters are single bytes, because then nothing could be found in it.
    """
    if b"\x00" in xml[:_PIECE]:
        raise SheetBroken(path=path)
    for tag in _unusual(xml):
        if _FORMATTED.match(xml, tag):
            continue
        place = _PLACED.match(xml, tag)
        if place is None:
            _check_uncounted(xml, path)
            return
        _refuse(place[1], path)


def _unusual(xml: bytes) -> Iterator[int]:
    """Where the tags of cells begin that do not say a near place first."""
    begin = 0
    while begin < len(xml):
        end = xml.rfind(b"<", begin + 1, begin + _PIECE) if begin + _PIECE < len(xml) else len(xml)
        end = end if end > begin else len(xml)
        for tag in _UNUSUAL.finditer(xml, begin, end):
            yield tag.start()
        begin = end


def _refuse(place: bytes, path: str) -> None:
    """Raise for a ``place`` that is not near."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise SheetBroken(path=path)
    if len(found[1]) > 2 or (len(found[1]) == 2 and found[1] > b"DZ"):
        raise TooManyColumns(path=path, limit=MOST_COLUMNS, column=column_name(MOST_COLUMNS - 1))
    raise TooManyRows(path=path, limit=MOST_ROWS)


def _check_uncounted(xml: bytes, path: str) -> None:
    """A worksheet some of whose cells stand after the one before: rows and cells are counted instead."""
    if far := _FAR.search(xml):
        _refuse(far[1], path)
    if len(_ROW_BEGINS.findall(xml)) > MOST_ROWS + 1:
        raise TooManyRows(path=path, limit=MOST_ROWS)
    if any(len(_CELL.findall(row)) > MOST_COLUMNS for row in _ROW_ENDS.split(xml)):
        raise TooManyColumns(path=path, limit=MOST_COLUMNS, column=column_name(MOST_COLUMNS - 1))
