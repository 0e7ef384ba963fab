"""Changes to ZIP files: their parts, their names, their sizes, and what lies inside."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Final

from tests.torture.harm_bytes import BYTES
from tests.torture.harm_text import CSV, JSON, XML, xml_repeated

Mutator = Callable[[bytes, Random], bytes]
Parts = list[tuple[zipfile.ZipInfo, bytes]]

NAMES: Final = (
    "../../evil.txt", "..\\..\\evil.txt", "/etc/passwd", "C:\\evil.txt", "\\\\host\\share\\x", "a/../../b", "con.toml",
    "x\0y", "", ".", "..", "a" * 60_000, "waipai.json/", "\u202etxt.exe", "attachments/" + "0" * 64 + ".exe",
    "WAIPAI.JSON", "law/../edition.toml", "xl/../../x.xml", "edition.toml ", "attachments/x.pdf", "csv/../x.csv",
)  # fmt: skip
_CENTRAL, _LOCAL, _END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
_BOMB_BYTES: Final = 64_000_000


def _parts(data: bytes) -> Parts:
    """Names and contents; raises ``BadZipFile`` for what is no whole ZIP file (any more)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(part, archive.read(part)) for part in archive.infolist()]
    except (NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise zipfile.BadZipFile(str(error)) from error


def _zip(parts: Parts, packed: int | None = None) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name that stands twice is what is wanted
        for part, content in parts:
            if packed is not None:
                part.compress_type = packed
            archive.writestr(part, content)
    return file.getvalue()


def _one(parts: Parts, random: Random) -> int:
    """A part; the one everything hangs on in half of all cases."""
    main = [n for n, (part, _) in enumerate(parts) if part.filename in _MAIN]
    return random.choice(main) if main and random.random() < 0.5 else random.randrange(len(parts))


_MAIN: Final = (
    "waipai.json", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "content.xml", "edition.toml",
)  # fmt: skip


def part_renamed(data: bytes, random: Random) -> bytes:
    """A part with a name that leads elsewhere."""
    parts = _parts(data)
    parts[_one(parts, random)][0].filename = random.choice(NAMES)
    return _zip(parts)


def part_added(data: bytes, random: Random) -> bytes:
    """A part too much."""
    parts = _parts(data)
    content = random.choice((b"", b"x" * 1_000, b"MZ\x90\0", b"#!/bin/sh\n"))
    parts.insert(random.randrange(len(parts) + 1), (zipfile.ZipInfo(random.choice(NAMES)), content))
    return _zip(parts)


def part_removed(data: bytes, random: Random) -> bytes:
    """A part too few."""
    parts = _parts(data)
    parts.pop(_one(parts, random))
    return _zip(parts)


def part_twice(data: bytes, random: Random) -> bytes:
    """A name twice, with two contents."""
    parts = _parts(data)
    part, content = parts[_one(parts, random)]
    again = zipfile.ZipInfo(part.filename)
    parts.insert(random.randrange(len(parts) + 1), (again, content[: random.randrange(len(content) + 1)]))
    return _zip(parts)


def parts_many(data: bytes, random: Random) -> bytes:
    """Very many small parts."""
    parts = _parts(data)
    number = random.choice((600, 3_000))
    return _zip([*parts, *((zipfile.ZipInfo(f"csv/a{n}.csv"), b"") for n in range(number))])


def part_swapped(data: bytes, random: Random) -> bytes:
    """Two parts with each other's contents."""
    parts = _parts(data)
    a, b = _one(parts, random), random.randrange(len(parts))
    parts[a], parts[b] = (parts[a][0], parts[b][1]), (parts[b][0], parts[a][1])
    return _zip(parts)


def part_link(data: bytes, random: Random) -> bytes:
    """A part that says it is a link, a device or a folder."""
    parts = _parts(data)
    at = _one(parts, random)
    kind = random.choice((stat.S_IFLNK, stat.S_IFCHR, stat.S_IFDIR, stat.S_IFIFO))
    parts[at][0].external_attr = (kind | 0o777) << 16
    parts[at] = (parts[at][0], random.choice((b"/etc/passwd", parts[at][1])))
    return _zip(parts)


def packed_otherwise(data: bytes, random: Random) -> bytes:
    """Packed in a way that asks for much memory, or not at all."""
    return _zip(_parts(data), random.choice((zipfile.ZIP_STORED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)))


def bomb(data: bytes, random: Random) -> bytes:
    """A part of kilobytes that swells to megabytes, and perhaps says that it is small."""
    parts = _parts(data)
    part = parts[_one(parts, random)][0]
    packed = _bomb(random.choice((b" ", b"\0", b"[", b"<", b",")))
    return _with_packed(data, part.filename, packed, random.choice((10, 1_000_000, _BOMB_BYTES)))


@cache
def _bomb(letter: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(letter * _BOMB_BYTES) + packer.flush()


def _with_packed(data: bytes, name: str, packed: bytes, said: int) -> bytes:
    """The archive with these packed bytes as the part ``name``, which says it has ``said`` bytes unpacked."""
    parts = [(part, packed if part.filename == name else content) for part, content in _parts(data)]
    for part, _ in parts:
        part.compress_type = zipfile.ZIP_STORED if part.filename == name else zipfile.ZIP_DEFLATED
    made = bytearray(_zip(parts))
    for mark, method, size, name_at in ((_CENTRAL, 10, 24, 46), (_LOCAL, 8, 22, 30)):
        at = -1
        while (at := made.find(mark, at + 1)) >= 0:
            if made[at + name_at : at + name_at + len(name)] == name.encode():
                struct.pack_into("<H", made, at + method, zipfile.ZIP_DEFLATED)
                struct.pack_into("<I", made, at + size, said)
    return bytes(made)


_FIELDS: Final = {
    "flags": (8, 6, 2), "method": (10, 8, 2), "crc": (16, 14, 4), "packed": (20, 18, 4), "size": (24, 22, 4),
    "name": (28, 26, 2), "extra": (30, 28, 2),
}  # fmt: skip
"""Where a field lies in the list of contents and before the part itself, and its bytes (APPNOTE.TXT 4.3.7, 4.3.12)."""


def header(data: bytes, random: Random) -> bytes:
    """A wrong field: password flag, unknown packing, wrong sum, sizes that lie; in one place or in both."""
    changed = bytearray(data)
    central = _marks(data, _CENTRAL)
    at = random.choice(central)
    local = struct.unpack_from("<I", data, at + 42)[0]
    first, second, size = _FIELDS[field := random.choice(list(_FIELDS))]
    value = {"flags": 1, "method": random.choice((1, 9, 12, 14, 99))}.get(
        field, random.choice((0, 1, 0xFFFF, 0xFFFFFFFF, random.getrandbits(32)))
    ) & (256**size - 1)
    if random.random() < 0.8:
        changed[at + first : at + first + size] = value.to_bytes(size, "little")
    if random.random() < 0.8:
        changed[local + second : local + second + size] = value.to_bytes(size, "little")
    return bytes(changed)


def overlapping(data: bytes, random: Random) -> bytes:
    """Two entries in the list of contents that share one part, or a part outside the file."""
    changed, central = bytearray(data), _marks(data, _CENTRAL)
    a, b = random.choice(central), random.choice(central)
    place = changed[b + 42 : b + 46] if random.random() < 0.5 else struct.pack("<I", random.getrandbits(32))
    changed[a + 42 : a + 46] = place
    return bytes(changed)


def ending(data: bytes, random: Random) -> bytes:
    """The last record says something else: how many parts, where, how long a comment."""
    changed, at = bytearray(data), data.rfind(_END)
    if at < 0:
        raise ValueError("no end")
    place, size = random.choice(((8, 2), (10, 2), (12, 4), (16, 4), (20, 2), (4, 2)))
    changed[at + place : at + place + size] = random.randbytes(size)
    return bytes(changed)


def _marks(data: bytes, mark: bytes) -> list[int]:
    found, at = [], -1
    while (at := data.find(mark, at + 1)) >= 0:
        found.append(at)
    return found


def _inside(*harms: Mutator, endings: tuple[str, ...]) -> Mutator:
    """Does one of ``harms`` to the content of a part whose name ends like that."""

    def content_changed(data: bytes, random: Random) -> bytes:
        parts = _parts(data)
        fitting = [n for n, (part, _) in enumerate(parts) if part.filename.endswith(endings)]
        main = [n for n in fitting if parts[n][0].filename in _MAIN]
        at = random.choice(main if main and random.random() < 0.8 else fitting)
        harm = random.choice(harms)
        parts[at] = (parts[at][0], harm(parts[at][1], random))
        return _zip(parts)

    return content_changed


_OF_ZIPS: Final[tuple[Mutator, ...]] = (
    part_renamed, part_added, part_removed, part_twice, parts_many, part_swapped, part_link, packed_otherwise, bomb,
    header, header, overlapping, ending,
)  # fmt: skip
_JSON_PART: Final = _inside(*JSON, endings=(".json",))
_XML_PART: Final = _inside(*XML, endings=(".xml", ".rels"))
_ODS_PART: Final = _inside(*XML, xml_repeated, xml_repeated, endings=(".xml",))
_TOML_PART: Final = _inside(*BYTES, *CSV, endings=(".toml", ".csv", ".po", ".sig"))
ARCHIVE: Final[Sequence[Mutator]] = (*_OF_ZIPS, *[_JSON_PART] * 13)
XLSX: Final[Sequence[Mutator]] = (*_OF_ZIPS, *[_XML_PART] * 13)
ODS: Final[Sequence[Mutator]] = (*_OF_ZIPS, *[_ODS_PART] * 13)
PACK: Final[Sequence[Mutator]] = (*_OF_ZIPS, *[_TOML_PART] * 6)
