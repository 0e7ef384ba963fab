"""What is looked at before a workbook is opened: whoever sent it, it must not exhaust the machine.

A workbook is a ZIP archive of XML. Its reader makes room for every cell up to the last one named (``sheet_extent``).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from desktop.exchange.sheet_problems import SheetBroken, SheetProtected, SheetSwollen, SheetTooLarge
from desktop.exchange.unpacking import CANNOT_UNPACK

MOST_BYTES: Final = 100_000_000
"""Of a file as it lies on the disk."""
MOST_UNPACKED: Final = 600_000_000
"""Of all members of a workbook; 200,000 rows of fifteen columns take a quarter of it."""
MOST_TIMES: Final = 80
"""How many times as large as in the file all members may become; what people fill in packs to a tenth or twentieth."""
ALWAYS_UNPACKED: Final = 20_000_000
"""So much may be unpacked of the smallest file."""
MOST_CELLS: Final = 10_000_000
"""Places of a worksheet up to its last cell, filled or not; 200,000 rows of fifty columns."""

OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins an .xls file and every Office file with a password."""
ZIP_MAGIC: Final = b"PK\x03\x04"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_FILE_PASS: Final = re.compile(
    rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""The record FilePass after the beginning of a workbook, and perhaps WriteProtect ([MS-XLS])."""

_CHUNK: Final = 1 << 20


def check_password(data: bytes, path: str) -> None:
    """Raises ``SheetProtected`` where the bytes are an Office file with a password, new or old."""
    if data.startswith(OLE_MAGIC) and (_ENCRYPTED in data or _FILE_PASS.search(data)):
        raise SheetProtected(path=path)


def unpack(data: bytes, path: str) -> zipfile.ZipFile:
    """The archive, after every member was found whole and all together small enough.

    Raises ``SheetBroken``, ``SheetProtected``, ``SheetSwollen`` and ``SheetTooLarge``. The sizes that the archive
    states are not believed: each member is unpacked once and counted.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except CANNOT_UNPACK as error:
        raise SheetBroken(path=path) from error
    if any(member.flag_bits & 1 for member in members):
        raise SheetProtected(path=path)
    if len({member.filename.casefold() for member in members}) < len(members):
        raise SheetBroken(path=path)  # which of the two is meant?
    believable = ALWAYS_UNPACKED + MOST_TIMES * len(data)
    room = min(MOST_UNPACKED, believable)
    for member in members:
        room -= _unpacked_size(data, member, room, path)
    return archive


def _unpacked_size(data: bytes, member: zipfile.ZipInfo, room: int, path: str) -> int:
    """Bytes of a member unpacked; raises ``SheetTooLarge`` as soon as they are more than ``room``."""
    start = member.header_offset + 30
    names = data[start - 4 : start]
    start += int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
    packed = memoryview(data)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        size = len(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        size = _inflated_size(packed, room, path)
    else:
        raise SheetBroken(path=path)
    if size > room:
        if ALWAYS_UNPACKED + MOST_TIMES * len(data) < MOST_UNPACKED:
            raise SheetSwollen(path=path)
        raise SheetTooLarge(path=path, limit=MOST_UNPACKED // 1_000_000)
    return size


def _inflated_size(packed: memoryview, room: int, path: str) -> int:
    inflater, size, place = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0
    waiting: bytes = b""
    try:
        while size <= room and (waiting or place < len(packed)) and not inflater.eof:
            if not waiting:
                waiting = bytes(packed[place : place + _CHUNK])
                place += _CHUNK
            size += len(inflater.decompress(waiting, _CHUNK))
            waiting = inflater.unconsumed_tail
    except zlib.error as error:
        raise SheetBroken(path=path) from error
    return size
