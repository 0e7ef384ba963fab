"""Changes that fit any file: bits, lengths, places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

_LENGTHS: Final = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_MOST: Final = 4_096


def _place(data: bytes, random: Random) -> tuple[int, int]:
    """Begin and end of a stretch."""
    begin = random.randrange(len(data)) if data else 0
    return begin, min(len(data), begin + random.choice((1, 2, 4, 16, 64, 512, _MOST)))


def flip_bits(data: bytes, random: Random) -> bytes:
    """One to eight bits turned over."""
    changed = bytearray(data or b"\0")
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def noise(data: bytes, random: Random) -> bytes:
    """A stretch of random bytes in the place of as many."""
    begin, end = _place(data, random)
    return data[:begin] + random.randbytes(end - begin) + data[end:]


def truncate(data: bytes, random: Random) -> bytes:
    """The end is missing."""
    return data[: random.randrange(len(data) + 1)]


def behead(data: bytes, random: Random) -> bytes:
    """The beginning is missing."""
    return data[random.randrange(len(data) + 1) :]


def append(data: bytes, random: Random) -> bytes:
    """Something follows the end."""
    return data + random.choice((b"\0" * _MOST, random.randbytes(_MOST), data, data[: len(data) // 2]))


def swap(data: bytes, random: Random) -> bytes:
    """Two stretches change places."""
    (a, b), (c, d) = sorted((_place(data, random), _place(data, random)))
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def duplicate(data: bytes, random: Random) -> bytes:
    """A stretch stands twice, or a hundred times."""
    begin, end = _place(data, random)
    return data[:begin] + data[begin:end] * random.choice((2, 100)) + data[end:]


def remove(data: bytes, random: Random) -> bytes:
    """A stretch is missing."""
    begin, end = _place(data, random)
    return data[:begin] + data[end:]


def blank(data: bytes, random: Random) -> bytes:
    """A stretch of zeros, as a damaged disk leaves it."""
    begin, end = _place(data, random)
    return data[:begin] + bytes(end - begin) + data[end:]


def inflate_length(data: bytes, random: Random) -> bytes:
    """Two or four bytes say a length at the edge of what fits."""
    size = random.choice((2, 4))
    begin = random.randrange(max(1, len(data) - size))
    length = random.choice(_LENGTHS) & (256**size - 1)
    return data[:begin] + length.to_bytes(size, random.choice(("little", "big"))) + data[begin + size :]


def nothing(_data: bytes, random: Random) -> bytes:
    """An empty file, or one byte a thousand times."""
    return random.choice((b"", bytes([random.randrange(256)]) * 1_000))


BYTES: Final[Sequence[Callable[[bytes, Random], bytes]]] = (
    flip_bits, noise, truncate, behead, append, swap, duplicate, remove, blank, inflate_length, nothing,
)  # fmt: skip
