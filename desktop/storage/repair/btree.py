"""SQLite's trees, read page by page from what is left of a file (https://www.sqlite.org/fileformat2.html, 1.6, 2.1).

SQLite itself gives up a whole table where one page of it is damaged; here every sound page gives its rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from desktop.storage.repair.pages import USABLE, Pages

INDEX_INTERIOR: Final = 2
TABLE_INTERIOR: Final = 5
INDEX_LEAF: Final = 10
TABLE_LEAF: Final = 13
_INTERIOR: Final = (INDEX_INTERIOR, TABLE_INTERIOR)
_FILE_HEAD: Final = 100

Value = int | str | bytes | float | None


class Entry(NamedTuple):
    """One row of a table or of an index.

    ``values`` are those that could be read, in order: all of them where ``whole``, else those before the first that
    is not, of which ``cut`` has what there is. ``number`` is the row's id, 0 in an index, where it is the last value.
    """

    number: int
    values: tuple[Value, ...]
    whole: bool = True
    cut: bytes = b""


class Hole(NamedTuple):
    """A page of a tree that cannot be read. Its rows had ids above ``after`` and up to ``last``; ``None``: no limit."""

    page: int
    after: int | None
    last: int | None

    def holds(self, number: int) -> bool:
        """Whether a row with this id may have been there."""
        return (self.after is None or number > self.after) and (self.last is None or number <= self.last)


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages of one tree: those with rows, all that could be read, and the holes."""

    leaves: tuple[int, ...]
    read: frozenset[int]
    holes: tuple[Hole, ...]


def kind_of(number: int, page: bytes) -> int:
    """The sort of a page in the open: one of the four above, or anything else for a page that is no tree's."""
    return page[_FILE_HEAD if number == 1 else 0]


def walk(pages: Pages, root: int, index: bool = False) -> Tree:
    """The tree that begins at page ``root``. Rows of an index also stand on its inner pages: they count as leaves."""
    wanted = (INDEX_INTERIOR, INDEX_LEAF) if index else (TABLE_INTERIOR, TABLE_LEAF)
    leaves: list[int] = []
    read: set[int] = set()
    holes: list[Hole] = []
    todo: list[tuple[int, int | None, int | None]] = [(root, None, None)]
    while todo:
        number, after, last = todo.pop()
        page = None if number in read else pages[number]
        if page is None or kind_of(number, page) not in wanted:
            holes.append(Hole(number, after, last))
            continue
        read.add(number)
        if index or kind_of(number, page) == TABLE_LEAF:
            leaves.append(number)
        if kind_of(number, page) in _INTERIOR:
            todo += reversed(list(_children(number, page, after, last)))
    return Tree(tuple(leaves), frozenset(read), tuple(holes))


def entries(pages: Pages, number: int) -> Iterator[Entry]:
    """The rows on one page, which is sound and of a tree."""
    page = pages[number]
    assert page is not None
    kind = kind_of(number, page)
    for place in _cells(number, page):
        yield _entry(pages, page, place, kind)


def _children(
    number: int, page: bytes, after: int | None, last: int | None
) -> Iterator[tuple[int, int | None, int | None]]:
    in_table = kind_of(number, page) == TABLE_INTERIOR
    for place in _cells(number, page):
        child = int.from_bytes(page[place : place + 4], "big")
        key = _signed(_varint(page, place + 4)[0]) if in_table else None
        yield child, after, key
        after = key
    start = _FILE_HEAD if number == 1 else 0
    yield int.from_bytes(page[start + 8 : start + 12], "big"), after, last


def _cells(number: int, page: bytes) -> Iterator[int]:
    start = _FILE_HEAD if number == 1 else 0
    first = start + (12 if page[start] in _INTERIOR else 8)
    for cell in range(int.from_bytes(page[start + 3 : start + 5], "big")):
        yield int.from_bytes(page[first + 2 * cell : first + 2 * cell + 2], "big")


def _entry(pages: Pages, page: bytes, place: int, kind: int) -> Entry:
    if kind == INDEX_INTERIOR:
        place += 4
    size, place = _varint(page, place)
    number = 0
    if kind == TABLE_LEAF:
        number, place = _varint(page, place)
    content = _payload(pages, page, place, size, kind == TABLE_LEAF)
    values, cut = _values(content)
    return Entry(_signed(number), values, len(content) == size, cut)


def _payload(pages: Pages, page: bytes, place: int, size: int, of_table: bool) -> bytes:
    """The bytes of a row up to the first that is missing."""
    most = USABLE - 35 if of_table else (USABLE - 12) * 64 // 255 - 23
    here = size
    if size > most:
        least = (USABLE - 12) * 32 // 255 - 23
        here = least + (size - least) % (USABLE - 4)
        here = here if here <= most else least
    content = page[place : place + here]
    if here == size:
        return content
    return content + _overflow(
        pages, int.from_bytes(page[place + here : place + here + 4], "big"), size - here
    )


def _overflow(pages: Pages, following: int, size: int) -> bytes:
    """Follow the chain of pages as far as it can be read; what lies behind a damaged one cannot be found."""
    content = bytearray()
    while len(content) < size and (page := pages[following]) is not None:
        following = int.from_bytes(page[:4], "big")
        content += page[4 : 4 + size - len(content)]
    return bytes(content)


def _values(content: bytes) -> tuple[tuple[Value, ...], bytes]:
    """The values that are whole, and what there is of the next one."""
    head, place = _varint(content, 0)
    values: list[Value] = []
    at = head
    while place < head <= len(content):
        sort, place = content[place], place + 1
        if sort >= 0x80:
            sort, place = _varint(content, place - 1)
        end = at + _length(sort)
        if end > len(content):
            return tuple(values), content[at:]
        values.append(_value(sort, content[at:end]))
        at = end
    return tuple(values), b""


def _length(sort: int) -> int:
    if sort >= 12:
        return (sort - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[sort]


def _value(sort: int, content: bytes) -> Value:
    match sort:
        case 0:
            return None
        case 8 | 9:
            return sort - 8
        case 7:
            import struct

            return float(struct.unpack(">d", content)[0])
        case _ if sort < 12:
            return int.from_bytes(content, "big", signed=True)
        case _ if sort % 2:
            return content.decode("utf-8", "replace")
    return content


def _varint(content: Any, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place behind it."""
    number = 0
    for step in range(8):
        byte = content[place + step]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place + step + 1
    return number << 8 | content[place + 8], place + 9


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number
