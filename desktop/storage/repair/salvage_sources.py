"""Where rows that are lost may still stand: the history in the damaged file, the file before its journal was damaged,
and backups, each read page by page, so that a damaged backup still gives what is sound in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from desktop.storage.repair.btree import entries, walk
from desktop.storage.repair.layout import Table
from desktop.storage.repair.remains import Opened, Remains, Row, open_pages, sound_roots
from desktop.storage.repair.salvage_report import HISTORY, JOURNAL


class Source(NamedTuple):
    """A state of the file: its name, its tables, and the number of the last change it knows."""

    name: str
    remains: Remains
    last_change: int


def sources(
    opened: Opened, key: bytes, backups: Sequence[Path], layout: Mapping[str, Table]
) -> Iterator[Source]:
    """The states to look in, the nearest first; ``backups`` are folders, the newest first."""
    if opened.before is not None:
        before = Opened(opened.before, opened.journal, None, opened.head)
        yield _source(JOURNAL, before, layout)
    for folder in backups:
        try:
            backup = open_pages(folder, key)
        except OSError:  # on a disk that is not there any more
            continue
        if backup is not None:
            yield _source(folder.name, backup, layout)


def _source(name: str, opened: Opened, layout: Mapping[str, Table]) -> Source:
    roots = sound_roots(opened)
    remains = Remains(opened.pages, layout, roots)
    last = max((entry.number for entry in remains.entries("change")), default=0) if "change" in layout else 0
    return Source(name, remains, last)


class Elsewhere:
    """Looks lost rows up. ``connection`` is the new file, which has what is left of the history.

    ``states`` are read one after the other, and no more of them than are needed.
    """

    def __init__(self, connection: Any, layout: Mapping[str, Table], states: Iterator[Source]) -> None:
        self._connection = connection
        self._layout = layout
        self._coming = states
        self._read: list[Source] = []

    @property
    def _states(self) -> Iterator[Source]:
        place = 0
        while True:
            if place == len(self._read):
                following = next(self._coming, None)
                if following is None:
                    return
                self._read.append(following)
            yield self._read[place]
            place += 1

    def rows(self, table: str, wanted: Mapping[int, Row]) -> dict[int, tuple[Row, str]]:
        """The rows with these ids that are found, each with its origin.

        A state that does not know the row's last change is older than the history.
        """
        found: dict[int, tuple[Row, str]] = {}
        history = {number: self._in_history(table, number, known) for number, known in wanted.items()}
        for state in self._states:
            open_ = {number: known for number, known in wanted.items() if number not in found}
            if not open_:
                break
            for number, row in self._held(state, self._layout[table], open_).items():
                change, after = history[number]
                if after is None or state.last_change >= change:
                    found[number] = {**row, **wanted[number]}, state.name
        for number, (_, after) in history.items():
            if number not in found and after is not None:
                found[number] = {**after, **wanted[number]}, HISTORY
        return found

    def _in_history(self, table: str, number: int, known: Row) -> tuple[int, Row | None]:
        """The last change of the row, if the history speaks of the same row."""
        change, after = self.last_change(table, number)
        if after is not None and not _agree(self._layout[table].key, after, known):
            return 0, None
        return change, after

    def _held(self, state: Source, table: Table, wanted: Mapping[int, Row]) -> dict[int, Row]:
        """The wanted rows of one state, by the id they had here."""
        by_key = {_key(table, known): number for number, known in wanted.items() if table.key}
        held = {}
        for entry in state.remains.entries(table.name):
            row = table.row(entry) if entry.whole else {}
            number = by_key.get(_key(table, row), entry.number)
            if row and number in wanted and _same(table, row, wanted[number]):
                held[number] = row
        return held

    def ids(self, table: str) -> set[int]:
        """The ids of all rows of a table in the nearest states: an older backup may have what was removed since."""
        return {entry.number for state in self._nearest() for entry in state.remains.entries(table)}

    def _nearest(self) -> Iterator[Source]:
        """The state before the journal was damaged, where it was, and the newest backup."""
        for state in self._states:
            yield state
            if state.name != JOURNAL:
                return

    def is_up_to_date(self) -> bool:
        """Whether a backup was made after the last change, so that nothing newer can be missing."""
        ((last,),) = self._connection.execute("SELECT COALESCE(MAX(id), 0) FROM change")
        return any(0 < last <= state.last_change for state in self._nearest() if state.name != JOURNAL)

    def last_change(self, table: str, number: int) -> tuple[int, Row | None]:
        """The number of the last change of a row, and the row after it; 0 and ``None`` where there is none."""
        if "change_row" not in self._layout:
            return 0, None
        sql = "SELECT change_id, after FROM change_row WHERE kind = ? AND row = ? ORDER BY change_id DESC LIMIT 1"
        for change, after in self._connection.execute(sql, [table, number]):
            row = json.loads(after) if after else None
            return change, row and {name: row[name] for name in self._layout[table].names if name in row}
        return 0, None


def _key(table: Table, row: Row) -> tuple[object, ...]:
    return tuple(row.get(name) for name in table.key)


def _agree(names: Sequence[str], row: Row, known: Row) -> bool:
    return all(row[name] == known[name] for name in names if name in known)


def _same(table: Table, row: Row, known: Row) -> bool:
    """Whether it can be the row: attachments are named by what is in them, and never change."""
    if not _agree(table.key, row, known):
        return False
    if table.name != "attachment":
        return True
    import hashlib

    return hashlib.sha256(row["content"]).hexdigest() == row["digest"]  # type: ignore[arg-type]


def schema_of(opened: Opened, roots: Mapping[str, int]) -> set[str]:
    """The names of the steps that the file says it went through, as far as that can be read."""
    root = roots.get("_sqlite_migrations")
    if root is None:
        return set()
    tree = walk(opened.pages, root)
    return {str(entry.values[2]) for leaf in tree.leaves for entry in entries(opened.pages, leaf)
            if len(entry.values) > 2}  # fmt: skip
