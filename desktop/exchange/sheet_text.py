"""Tables as text: CSV and TSV in the encodings of our countries, and what a spreadsheet puts on the clipboard.

UTF-8 proves itself. GB18030, EUC-KR (in its superset CP949) and Windows-1252 do not: which one it is can only be
guessed from how the text looks, so the guess is told and the user may choose another.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.domain.imports.sheet import MOST_COLUMNS, MOST_ROWS, Progress, Row, Sheet, column_name, silent
from desktop.domain.imports.table_file import Decoded
from desktop.exchange.sheet_problems import (
    EncodingWrong,
    RowBroken,
    SheetEmpty,
    TooManyColumns,
    TooManyRows,
)

_GUESSED: Final = ("gb18030", "cp949", "cp1252")
_DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 65_536
"""Bytes or characters that suffice for a guess."""
_SNIFFED: Final = 4_096
"""Characters whose quotation marks are looked at: the time that takes grows with their square."""
_AS_TEXT: Final = re.compile(r'="(.*)"')
"""How programs keep Excel from reading a cell as a number."""
_STEP: Final = 5_000


def decode(data: bytes, path: str, encoding: str = "") -> Decoded:
    """The text of a file, in the ``encoding`` the user chose or in the one found; raises ``EncodingWrong``."""
    if encoding:
        return Decoded(_strictly(data, encoding, path), encoding)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_strictly(data, "utf-16", path), "utf-16")
    try:
        return Decoded(_strictly(data, "utf-8", path), "utf-8")
    except EncodingWrong:
        return _guess(data, path)


def _guess(data: bytes, path: str) -> Decoded:
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    likely = [match.encoding for match in from_bytes(telling[:_SAMPLE], cp_isolation=list(_GUESSED))]
    for encoding in dict.fromkeys((*likely, *_GUESSED)):
        try:
            return Decoded(_strictly(data, encoding, path), encoding, guessed=True)
        except EncodingWrong:
            continue
    raise EncodingWrong(path=path)


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise EncodingWrong(path=path) from error
    if "\x00" in text:
        raise EncodingWrong(path=path)
    return text


def read_text(text: str, path: str, progress: Progress = silent) -> Sheet:
    """The table in ``text``; ``path`` names it in problems.

    Raises ``SheetEmpty``, ``TooManyRows``, ``TooManyColumns`` and ``RowBroken``.
    """
    delimiter, text = _delimiter(text)
    total = text.count("\n")
    rows: list[Row] = []
    for row in _records(text, delimiter, path):
        rows.append(row)
        if len(rows) % _STEP == 0:
            progress(min(len(rows), total), total)
    while rows and not any(rows[-1]):
        rows.pop()
    check_size(rows, path)
    return Sheet("", tuple(rows))


def check_size(rows: Sequence[Row], path: str) -> None:
    """Raises ``SheetEmpty``, ``TooManyRows`` or ``TooManyColumns``; one row more than the limit is for the heads."""
    if not rows:
        raise SheetEmpty(path=path)
    if len(rows) > MOST_ROWS + 1:
        raise TooManyRows(path=path, limit=MOST_ROWS)
    if any(len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]) for row in rows):
        raise TooManyColumns(path=path, limit=MOST_COLUMNS, column=column_name(MOST_COLUMNS - 1))


def _records(text: str, delimiter: str, path: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    taken = 0
    try:
        for cells in reader:
            yield tuple([_plain(cell) for cell in cells])
            taken += 1
    except csv.Error as error:
        raise RowBroken(path=path, row=taken + 1) from error


def _plain(cell: str) -> str:
    cell = cell.strip()
    if cell.startswith('="') and (found := _AS_TEXT.fullmatch(cell)):
        return found[1].strip()
    return cell


def _delimiter(text: str) -> tuple[str, str]:
    """What separates the cells, and the text without the line ``sep=;`` in which Excel says so itself."""
    first, _, rest = text.partition("\n")
    stated = first.strip().removeprefix("sep=")
    if first.startswith("sep=") and stated in _DELIMITERS and len(stated) == 1:
        return stated, "\n" + rest  # an empty line stays, so that the rows keep their numbers
    line = next((line for line in text[:_SAMPLE].splitlines() if line.strip()), "")
    try:
        sniffed = csv.Sniffer().sniff(text[:_SNIFFED], _DELIMITERS).delimiter
    except csv.Error:
        sniffed = ""
    if sniffed and sniffed in line:
        return sniffed, text
    return max(_DELIMITERS, key=line.count), text
