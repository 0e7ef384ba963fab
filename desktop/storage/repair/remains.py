"""What is left of a damaged file, read page by page and never written: its tables with the rows on sound pages, the
holes in them, and what the indexes say of rows that are gone.

Space that was freed is overwritten with zeros (``secure_delete``), so that every page of a tree that is found holds
rows that are still meant. A page whose way from the root is lost is given to the one table that it can belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from desktop.storage.repair.btree import TABLE_LEAF, Entry, Hole, Tree, Value, entries, kind_of, walk
from desktop.storage.repair.head import Head, read_head
from desktop.storage.repair.journal_check import Journal, read_journal
from desktop.storage.repair.layout import Index, Table
from desktop.storage.repair.pages import SALT, PageCipher, PageFile, Pages

_SCHEMA_SORTS: Final = ("table", "index", "trigger", "view")
Row = dict[str, Value]


class Opened(NamedTuple):
    """The pages of a file and of its journal; ``before`` is the state of the last commit in front of damage there."""

    pages: Pages
    journal: Journal
    before: Pages | None
    head: Head | None


def open_pages(folder: Path, key: bytes) -> Opened | None:
    """The pages of the file in ``folder``, read-only; ``None`` where none fits the key. Raises ``OSError``."""
    file = PageFile(folder / "cases.db")
    head = read_head(folder)
    cipher = find_cipher(file, key, head)
    if cipher is None:
        return None
    journal = read_journal(folder, cipher)
    pages = Pages(cipher, file, journal.newer, frozenset(journal.gone), journal.count)
    before = Pages(cipher, file, journal.before, count=journal.count_before) if journal.gone else None
    return Opened(pages, journal, before, head)


def find_cipher(file: PageFile, key: bytes, head: Head | None) -> PageCipher | None:
    """The cipher that authenticates at least one page, with the salt of the file or the one kept beside it."""
    for salt in [file[1][:SALT], *([bytes.fromhex(head.salt)] if head else [])]:
        cipher = PageCipher(key, salt)
        if any(cipher.authentic_but_for_salt(number, file[number]) for number in range(1, file.count + 1)):
            return cipher
    return None


def sound_roots(opened: Opened) -> dict[str, int]:
    """The page on which each table and index begins: by the file itself, and by its head where that is damaged."""
    pages = opened.pages
    tree = walk(pages, 1)
    leaves = set(tree.leaves)
    if tree.holes:
        leaves |= {n for n in _table_leaves(pages) if all(map(_is_of_schema, entries(pages, n)))}
    found = {
        str(entry.values[1]): int(entry.values[3] or 0)
        for leaf in leaves
        for entry in entries(pages, leaf)
        if len(entry.values) >= 4
    }
    return {**(opened.head.roots if opened.head and tree.holes else {}), **found}


def _is_of_schema(entry: Entry) -> bool:
    return len(entry.values) == 5 and entry.values[0] in _SCHEMA_SORTS and isinstance(entry.values[3], int)


def _table_leaves(pages: Pages) -> Iterator[int]:
    for number in range(1, pages.count + 1):
        page = pages[number]
        if page is not None and kind_of(number, page) == TABLE_LEAF:
            yield number


class Remains:
    """The tables of ``layout`` as far as they can be read from ``pages``."""

    def __init__(self, pages: Pages, layout: Mapping[str, Table], roots: Mapping[str, int]) -> None:
        self.pages = pages
        self._layout = layout
        self._roots = roots
        self._trees = {name: self._walk(table) for name, table in layout.items()}
        self.adopted: dict[str, list[int]] = {name: [] for name in layout}
        self.nameless: list[int] = []
        """Sound pages with rows that may belong to several tables."""
        if any(tree.holes for tree in self._trees.values()):
            self._adopt()

    def holes(self, table: str) -> tuple[Hole, ...]:
        """The pages of the table that cannot be read."""
        return self._trees[table].holes

    def entries(self, table: str) -> Iterator[Entry]:
        """The rows of the table that can be read, also those of which only a part can."""
        for leaf in (*self._trees[table].leaves, *self.adopted[table]):
            yield from entries(self.pages, leaf)

    def expected(self, table: str, wanted: Callable[[int], bool]) -> tuple[dict[int, Row], bool]:
        """The rows that the table's indexes know, by id, with the values the indexes hold; and whether that is all.

        Of rows whose id is not ``wanted`` nothing is kept.
        """
        known: dict[int, Row] = {}
        complete = False
        for index, tree in self._indexes(table):
            complete |= index.of_all and not tree.holes
            for leaf in tree.leaves:
                for entry in entries(self.pages, leaf):
                    number = entry.values[-1] if entry.whole else None
                    if isinstance(number, int) and wanted(number):
                        pairs = zip(index.columns, entry.values[:-1], strict=False)
                        known.setdefault(number, {}).update({c: v for c, v in pairs if c is not None})
        return known, complete

    def _indexes(self, table: str) -> Iterator[tuple[Index, Tree]]:
        for index in self._layout[table].indexes:
            root = self._roots.get(index.name)
            if root is not None:
                yield index, walk(self.pages, root, index=True)

    def _walk(self, table: Table) -> Tree:
        root = self._roots.get(table.name)
        if root is None:
            return Tree((), frozenset(), (Hole(0, None, None),))
        tree = walk(self.pages, root)
        if any(not table.fits(entry) for leaf in tree.leaves[:1] for entry in entries(self.pages, leaf)):
            return Tree((), frozenset(), (Hole(0, None, None),))
        return tree

    def _adopt(self) -> None:
        """Give each page of rows that no tree reaches to the table it must belong to."""
        others = (walk(self.pages, root) for name, root in self._roots.items() if name not in self._layout)
        reached = set(walk(self.pages, 1).read).union(*(t.read for t in (*others, *self._trees.values())))
        for number in _table_leaves(self.pages):
            if number in reached:
                continue
            rows = list(entries(self.pages, number))
            if rows and all(map(_is_of_schema, rows)):
                continue
            owners = [name for name in self._layout if rows and self._may_own(name, rows)]
            if len(owners) > 1:
                owners = [name for name in owners if self._knows(name, rows)]
            if len(owners) == 1:
                self.adopted[owners[0]].append(number)
            elif rows:
                self.nameless.append(number)

    def _may_own(self, table: str, rows: list[Entry]) -> bool:
        holes = self._trees[table].holes
        inside = any(hole.holds(rows[0].number) and hole.holds(rows[-1].number) for hole in holes)
        return inside and all(map(self._layout[table].fits, rows))

    def _knows(self, table: str, rows: list[Entry]) -> bool:
        """Whether the indexes of the table have each of these rows, with the same values."""
        known, _ = self.expected(table, {row.number for row in rows}.__contains__)
        return all(
            (there := known.get(row.number)) is not None
            and there.items() <= {**there, **self._layout[table].row(row)}.items()
            for row in rows
        )
