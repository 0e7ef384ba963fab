"""Which rows lie on which page of an encrypted file, found out without the program and without SQLite.

SQLCipher 4 with a raw key: AES-256-CBC for each page of 4,096 bytes, whose last 80 are the initialisation vector and
the authentication code; the first 16 bytes of the file are a salt. The tables in it as https://www.sqlite.org/fileformat.html
describes them (1.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE: Final = 4096
_USED: Final = PAGE - 80
_SALT: Final = 16
_LEAF, _INNER = 0x0D, 0x05

Place = tuple[str, int]
"""A table and the number of a row in it."""


def rows_by_page(path: Path, key: bytes, roots: dict[str, int]) -> dict[int, frozenset[Place]]:
    """The rows that have a part on each page; ``roots`` are the first pages of the tables."""
    pages = _Pages(path.read_bytes(), key)
    found: dict[int, set[Place]] = {}
    for table, root in roots.items():
        for page, number in _rows(pages, root):
            found.setdefault(page, set()).add((table, number))
    return {page: frozenset(places) for page, places in found.items()}


class _Pages:
    def __init__(self, content: bytes, key: bytes) -> None:
        self._content, self._key = content, key

    def __getitem__(self, number: int) -> bytes:
        page = self._content[(number - 1) * PAGE : number * PAGE]
        begin = _SALT if number == 1 else 0
        decryptor = Cipher(AES(self._key), CBC(page[_USED : _USED + 16])).decryptor()
        return bytes(begin) + decryptor.update(page[begin:_USED])


def _rows(pages: _Pages, number: int) -> Iterator[tuple[int, int]]:
    """Each row of the tree under the page ``number``, once for every page it is on."""
    page = pages[number]
    head = 100 if number == 1 else 0
    kind, count = page[head], int.from_bytes(page[head + 3 : head + 5], "big")
    first = head + (12 if kind == _INNER else 8)
    cells = [int.from_bytes(page[at : at + 2], "big") for at in range(first, first + 2 * count, 2)]
    if kind == _INNER:
        for cell in [*cells, head + 8]:
            yield from _rows(pages, int.from_bytes(page[cell : cell + 4], "big"))
        return
    assert kind == _LEAF, (number, kind)
    for cell in cells:
        length, at = _varint(page, cell)
        row, at = _varint(page, at)
        yield number, row
        further = int.from_bytes(page[(end := at + _local(length)) : end + 4], "big")
        while length > _local(length) and further:
            yield further, row
            further = int.from_bytes(pages[further][:4], "big")


def _local(length: int) -> int:
    """How much of a row lies in its cell."""
    if length <= _USED - 35:
        return length
    least = (_USED - 12) * 32 // 255 - 23
    some = least + (length - least) % (_USED - 4)
    return some if some <= _USED - 35 else least


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = page[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError("nine bytes end a number")
