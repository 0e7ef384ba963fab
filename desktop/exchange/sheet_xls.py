"""An old workbook (.xls) out of its wrapping and into a new one, so that its reader sees only what was checked.

The wrapping is a small file system ([MS-CFB]) whose chains may run in circles, and the workbook ([MS-XLS]) may name a
cell in column 65,536; the reader would follow both until the memory is full.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from desktop.domain.imports.sheet import MOST_COLUMNS, column_name
from desktop.exchange.sheet_problems import SheetBroken, TooManyColumns

_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE, _END, _FAT, _LAST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFA
_STREAM: Final = 2
_SMALL: Final = 4096
"""Streams below this size lie in the small sectors of 64 bytes ([MS-CFB] 2.6.4)."""
_SECTOR: Final = 4096
"""Of the new wrapping; its list of sectors then needs no list of lists below 400 megabytes."""
_BEGIN, _SHEET, _DIMENSIONS, _CONTINUE, _MANY_CELLS = 0x0809, 0x0085, 0x0200, 0x003C, 0x00BD
_CELLS: Final = {0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0006}
"""Records that begin with row and column ([MS-XLS] 2.3)."""
_UNUSED: Final = b"\xff\x00"
_MOST_CONTINUED: Final = 20_000
"""Records that go on with the one before; ten million letters take a tenth. The reader's time goes by their square."""


def rewrapped(data: bytes, path: str) -> bytes:
    """The workbook of ``data`` alone, whole and within the limits; raises ``SheetBroken`` and ``TooManyColumns``."""
    try:
        return _wrapped(_checked(_Wrapping(data).workbook(), path))
    except (struct.error, LookupError, ValueError) as error:
        raise SheetBroken(path=path) from error


class _Wrapping:
    """The streams of an OLE file. Raises ``ValueError``, ``LookupError`` or ``struct.error`` where it is not whole."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small = struct.unpack_from("<HH", data, 30)
        if not data.startswith(_MAGIC) or shift not in (9, 12) or small != 6:
            raise ValueError("no OLE file")
        self._size = 1 << shift
        lists = [number for number in struct.unpack_from("<109I", data, 76) if number < _LAST]
        more = struct.unpack_from("<I", data, 68)[0]
        for _ in range(len(data) // self._size):
            if more >= _LAST:
                break
            *numbers, more = self._numbers(more)
            lists += [number for number in numbers if number < _LAST]
        self._next = [after for number in lists for after in self._numbers(number)]
        self._entries = self._chain(struct.unpack_from("<I", data, 48)[0], len(data))

    def workbook(self) -> bytes:
        """The stream with the workbook."""
        found = {}
        for begin in range(0, len(self._entries), 128):
            entry = self._entries[begin : begin + 128]
            length, kind = struct.unpack_from("<HB", entry, 64)
            if kind == _STREAM and 2 <= length <= 64:
                found[entry[: length - 2].decode("utf-16-le").casefold()] = entry
        entry = found["workbook" if "workbook" in found else "book"]
        start, size = struct.unpack_from("<II", entry, 116)
        if size > len(self._data):
            raise ValueError("longer than the file")
        return self._small(start, size) if size < _SMALL else self._whole(self._chain(start, size), size)

    def _small(self, start: int, size: int) -> bytes:
        """A stream out of the small sectors, which lie in the stream of the first entry."""
        holder = self._chain(struct.unpack_from("<I", self._entries, 116)[0], len(self._data))
        listed = self._chain(struct.unpack_from("<I", self._data, 60)[0], len(self._data))
        after = struct.unpack(f"<{len(listed) // 4}I", listed)
        found = b""
        while start < _LAST and len(found) < size:
            found += holder[64 * start : 64 * start + 64]
            start = after[start]
        return self._whole(found, size)

    @staticmethod
    def _whole(found: bytes, size: int) -> bytes:
        if len(found) < size:
            raise ValueError("cut off")
        return found[:size]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        if begin + self._size > len(self._data) + self._size - 1:
            raise ValueError("outside the file")
        return self._data[begin : begin + self._size].ljust(self._size, b"\0")

    def _chain(self, number: int, most: int) -> bytes:
        """The sectors from ``number`` on, about ``most`` bytes of them; a chain cannot be longer than the file."""
        found, size = [], 0
        while number < _LAST and size < most:
            found.append(self._sector(number))
            size += self._size
            number = self._next[number]
        return b"".join(found)


def _checked(stream: bytes, path: str) -> bytes:
    """The workbook without what it says of its size.

    Raises ``TooManyColumns``, and ``ValueError`` where worksheets begin elsewhere than at a record of their own.
    """
    blanked, begins, sheets, continued = bytearray(stream), set(), [], 0
    for place, kind, length in _records(stream):
        if kind in _CELLS and length >= 4:
            _check_column(struct.unpack_from("<H", stream, place + 6)[0], path)
        elif kind == _MANY_CELLS and length >= 6:
            _check_column(struct.unpack_from("<H", stream, place + 2 + length)[0], path)
            _check_column(struct.unpack_from("<H", stream, place + 6)[0], path)
        elif kind == _DIMENSIONS:
            blanked[place : place + 2] = _UNUSED
        elif kind == _BEGIN:
            begins.add(place)
        elif kind == _SHEET:
            sheets.append(struct.unpack_from("<I", stream, place + 4)[0])
        continued += kind == _CONTINUE
    if len(set(sheets)) < len(sheets) or not begins.issuperset(sheets) or continued > _MOST_CONTINUED:
        raise ValueError("no list of worksheets")
    return bytes(blanked)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each record begins, its kind, and the length of what follows its four bytes."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if place + 4 + length > len(stream):
            return
        yield place, kind, length
        place += 4 + length


def _check_column(column: int, path: str) -> None:
    if column >= MOST_COLUMNS:
        raise TooManyColumns(path=path, limit=MOST_COLUMNS, column=column_name(MOST_COLUMNS - 1))


def _wrapped(stream: bytes) -> bytes:
    """An OLE file ([MS-CFB], version 4) with one stream, "Workbook"."""
    stream = stream.ljust(_SMALL, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    lists = -(-(sectors + 1) // (_SECTOR // 4 - 1))
    chain = [*[_FAT] * lists, _END, *range(lists + 2, lists + sectors + 1), _END]
    header = _MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<IIIIIIIII", 1, lists, lists, 0, _SMALL, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(lists), *[_FREE] * (109 - lists))
    entries = _entry("Root Entry", 5, 1, 0, 0) + _entry("Workbook", _STREAM, _FREE, lists + 1, len(stream))
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(lists * _SECTOR, b"\xff")
    body = stream.ljust(sectors * _SECTOR, b"\0")
    return header.ljust(_SECTOR, b"\0") + table + entries.ljust(_SECTOR, b"\0") + body


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)
