"""Changes to pictures, PDF files and age files, by somebody who knows their formats."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

Mutator = Callable[[bytes, Random], bytes]

_SIDES: Final = (0, 1, 0x7FFF, 0xFFFF, 100_000, 0x7FFFFFFF, 0xFFFFFFFF)
_SWOLLEN: Final = 64_000_000


# -- PNG


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_huge(data: bytes, random: Random) -> bytes:
    """Says it is as large as a town, with a checksum that is right; or of a depth or kind that there is not."""
    if data[12:16] != b"IHDR":
        raise ValueError("no PNG")
    size = struct.pack(">II", random.choice(_SIDES), random.choice(_SIDES))
    kind = bytes((random.choice((1, 8, 16, 99)), random.randrange(8), 0, 0, random.randrange(3)))
    rest = data[24:29] if random.random() < 0.7 else kind
    return data[:8] + _chunk(b"IHDR", size + rest) + data[33:]


def png_chunk(data: bytes, random: Random) -> bytes:
    """A chunk more: text or colours that swell, or hundreds of them."""
    swollen = zlib.compress(b"\0" * _SWOLLEN, 9) if random.random() < 0.3 else random.randbytes(50)
    kind, content = random.choice(
        (
            (b"zTXt", b"Comment\0\0" + swollen), (b"iCCP", b"x\0\0" + swollen), (b"PLTE", b"\0" * 769),
            (b"IDAT", swollen), (b"iTXt", b"k\0\1\0\0\0" + swollen), (b"eXIf", b"MM\0*" + b"\xff" * 60),
            (b"acTL", b"\xff" * 8), (b"IEND", b""),
        )
    )  # fmt: skip
    return data[:33] + _chunk(kind, content) * random.choice((1, 1, 20)) + data[33:]


PNG: Final[Sequence[Mutator]] = (png_huge, png_huge, png_chunk)


# -- JPEG


def jpeg_huge(data: bytes, random: Random) -> bytes:
    """Sides of 65,535, other numbers of colours, other sampling."""
    found = random.choice(list(re.finditer(rb"\xff[\xc0-\xc2]", data)))
    at = found.start()
    changed = bytearray(data)
    struct.pack_into(">HH", changed, at + 5, random.choice(_SIDES) & 0xFFFF, random.choice(_SIDES) & 0xFFFF)
    if random.random() < 0.3:
        changed[at + 9] = random.randrange(256)
    if random.random() < 0.3:
        changed[at + 11] = random.randrange(256)
    return bytes(changed)


def jpeg_segment(data: bytes, random: Random) -> bytes:
    """A segment with a wrong length, one more, or a thousand scans."""
    marks = [match.start() for match in re.finditer(rb"\xff[\xc4-\xfe]", data)]
    at = random.choice(marks)
    extra = (
        b"\xff"
        + bytes((random.randrange(0xC0, 0xFF),))
        + struct.pack(">H", random.choice((0, 2, 40, 0xFFFF)))
    )
    if random.random() < 0.3:
        return data[:at] + data[at : at + 200] * 1_000 + data[at:]
    if random.random() < 0.5:
        return data[: at + 2] + struct.pack(">H", random.choice((0, 1, 0xFFFF))) + data[at + 4 :]
    return data[:at] + extra + random.randbytes(40) + data[at:]


JPEG: Final[Sequence[Mutator]] = (jpeg_huge, jpeg_segment)


# -- PDF

_PDF_TOKENS: Final = (
    (rb"/Length \d+", (b"/Length 99999999999", b"/Length -1", b"/Length 0", b"/Length 1 0 R")),
    (rb"/Count \d+", (b"/Count 2000000000", b"/Count -1")),
    (rb"/Kids ?\[", (b"/Kids [1 0 R 2 0 R 3 0 R 4 0 R 5 0 R ",)),
    (rb"/Parent \d+ 0 R", (b"/Parent 1 0 R", b"/Parent 99999 0 R")),
    (rb"/MediaBox ?\[[^\]]*\]", (b"/MediaBox [0 0 99999999 99999999]", b"/MediaBox [0 0 -1 1e99]", b"/MediaBox []")),
    (rb"startxref\s+\d+", (b"startxref\n0", b"startxref\n99999999999")),
    (rb"/Filter ?\[?[^/]*/\w+", (b"/Filter /JBIG2Decode", b"/Filter [/FlateDecode /FlateDecode /LZWDecode]")),
    (rb"/W ?\[[^\]]*\]", (b"/W [9999 9999 9999]",)),
    (rb"/Type ?/Catalog", (b"/Type /Catalog /OpenAction << /S /Launch /F (x.exe) >> ",)),
    (rb"/Type ?/Page\b", (b"/Type /Page /AA << /O << /S /JavaScript /JS (app.alert(1)) >> >> ",)),
    (rb"\d+ 0 R", (b"1 0 R", b"99999999 0 R")),
    (rb"\d+ 0 obj", (b"1 0 obj", b"99999999999 65535 obj")),
)  # fmt: skip


def pdf_token(data: bytes, random: Random) -> bytes:
    """One word of the structure says something else."""
    pattern, others = random.choice(_PDF_TOKENS)
    found = random.choice(list(re.finditer(pattern, data)))
    return data[: found.start()] + random.choice(others) + data[found.end() :]


def pdf_stream(data: bytes, random: Random) -> bytes:
    """A stream that swells."""
    found = random.choice(list(re.finditer(rb"stream\r?\n", data)))
    end = data.index(b"endstream", found.end())
    return data[: found.end()] + zlib.compress(b"q " * (_SWOLLEN // 2), 9) + b"\n" + data[end:]


def pdf_nested(data: bytes, random: Random) -> bytes:
    """Lists inside lists."""
    found = random.choice(list(re.finditer(rb"<<", data)))
    return data[: found.end()] + b"/X " + random.choice((b"[", b"<<", b"(")) * 50_000 + data[found.end() :]


PDF: Final[Sequence[Mutator]] = (pdf_token, pdf_token, pdf_token, pdf_stream, pdf_nested)


# -- old workbooks: a file system with chains of sectors, and records inside

_NUMBERS: Final = (0, 1, 2, 0xFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)


def xls_header(data: bytes, random: Random) -> bytes:
    """Where chains begin and how long they are, said otherwise; or a chain that runs in circles."""
    changed = bytearray(data)
    place = random.choice(
        (30, 32, 44, 48, 56, 60, 64, 68, 72, 76, 80, *range(512, min(1024, len(data) - 4), 4))
    )
    struct.pack_into("<I", changed, place, random.choice((*_NUMBERS, *range(12))))
    return bytes(changed)


def xls_entry(data: bytes, random: Random) -> bytes:
    """A stream of another kind, beginning or length."""
    changed, at = bytearray(data), data.index("Workbook".encode("utf-16-le"))
    place, shape = random.choice(((64, "<H"), (66, "<B"), (68, "<I"), (76, "<I"), (116, "<I"), (120, "<Q")))
    struct.pack_into(
        shape, changed, at + place, random.choice(_NUMBERS) & (256 ** struct.calcsize(shape) - 1)
    )
    return bytes(changed)


def xls_record(data: bytes, random: Random) -> bytes:
    """A record of another kind or length, or a cell far away."""
    changed = bytearray(data)
    kinds = (b"\x03\x02\x0e\x00", b"\x04\x02", b"\x00\x02\x0e\x00", b"\x85\x00", b"\x09\x08")
    places = [match.start() for kind in kinds for match in re.finditer(re.escape(kind), data)]
    place = random.choice(places) + random.choice((0, 2, 4, 6, 8, 12))
    number = random.choice((*_NUMBERS, 0x00E5, 0x003C, 0x00FC, 0x00BD, 0x0200))
    struct.pack_into("<H", changed, place, number & 0xFFFF)
    return bytes(changed)


XLS: Final[Sequence[Mutator]] = (xls_header, xls_header, xls_entry, xls_record, xls_record)


# -- age (https://age-encryption.org/v1): lines of a header, then the content in pieces


def _header(data: bytes) -> tuple[list[bytes], bytes]:
    """The lines of the header, the last of them the sum, and the content."""
    end = data.index(b"\n--- ") + 1
    stop = data.index(b"\n", end) + 1
    return [*data[:end].splitlines(keepends=True), data[end:stop]], data[stop:]


def age_work(data: bytes, random: Random) -> bytes:
    """The sender asks for more work with the password than there is time."""
    more = random.choice(
        (b"0", b"1", b"22", b"30", b"40", b"64", b"255", b"99999999999999999999", b"-1", b"x", b"018")
    )
    changed = re.sub(rb"(-> scrypt \S+ )\d+", rb"\g<1>" + more, data, count=1)
    if changed == data:
        raise ValueError("no password")
    return changed


def age_line(data: bytes, random: Random) -> bytes:
    """A line of the header is missing, stands twice or ten thousand times, or is another."""
    lines, content = _header(data)
    at = random.randrange(len(lines))
    strange = (
        b"age-encryption.org/v2\n", b"-> scrypt\n", b"-> ssh-rsa AAAA\n", b"-> X25519 " + b"A" * 43 + b"\n",
        b"-> x" + b" y" * 50_000 + b"\n", b"\n", b"--- \n", b"A" * 64 + b"\n", b"-> grease " + b"\xff\n",
    )  # fmt: skip
    lines[at : at + 1] = random.choice(([], [lines[at]] * 2, lines[1:3] * 10_000, [random.choice(strange)]))
    return b"".join(lines) + content


def age_armour(data: bytes, random: Random) -> bytes:
    """As text between two lines, perhaps broken."""
    text = base64.encodebytes(data)
    end = random.choice((b"-----END AGE ENCRYPTED FILE-----\n", b""))
    return b"-----BEGIN AGE ENCRYPTED FILE-----\n" + text + end


def age_pieces(data: bytes, random: Random) -> bytes:
    """The content loses its end, has another, or none."""
    lines, content = _header(data)
    cut = random.choice((0, 15, 16, 17, len(content) - 1, len(content) - 16, 65_536))
    return b"".join(lines) + content[: max(cut, 0)] + random.choice((b"", random.randbytes(16), content[:64]))


AGE: Final[Sequence[Mutator]] = (age_work, age_line, age_line, age_armour, age_pieces)
