"""A damaged file is read page by page, and what is sound is written into a new file beside it; never into the old.

Everything on sound pages is kept under its own number. What is missing is looked up in the history, in the file
before its journal was damaged and in backups, and named as restored. What is found nowhere is named as lost.
Decision 0020 has the reasons.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from desktop.domain.imports.sheet import Progress, silent
from desktop.storage.migrations import STEPS, migrate
from desktop.storage.problems import Damaged, NewerFile, WrongKey
from desktop.storage.repair.btree import Entry
from desktop.storage.repair.layout import Table, layout, make_schema
from desktop.storage.repair.pages import PAGE
from desktop.storage.repair.remains import Opened, Remains, Row, open_pages, sound_roots
from desktop.storage.repair.salvage_loosen import Loosener
from desktop.storage.repair.salvage_report import Owners, Report
from desktop.storage.repair.salvage_sources import Elsewhere, schema_of, sources

_MADE_ANEW: Final = frozenset({"due_date", "due_made"})
"""What follows from the cases is worked out again."""
_HISTORY: Final = ("change", "change_row", "change_range")
_AT_ONCE: Final = 500


def salvage(
    folder: Path, key: bytes, into: Path, backups: Sequence[Path] = (), progress: Progress = silent
) -> Report:
    """Save what can be saved of the file in ``folder`` into a new one in the folder ``into``, which is made.

    ``backups`` are folders with a ``cases.db`` of the same key, the newest first. The key file is copied where there
    is one. Raises ``WrongKey`` where no page fits the key, ``Damaged`` where the file is empty or gone, ``NewerFile``
    and ``StorageProblem``s of writing; ``into`` then has no ``cases.db``. What ``progress`` raises stops the work.
    """
    from desktop.storage.database import NAME, connect
    from desktop.storage.disk_errors import translated

    with translated(folder):
        opened = _open(folder, key)
    with translated(into):
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = into / (NAME + ".new")
        made.unlink(missing_ok=True)
        os.close(os.open(made, os.O_RDWR | os.O_CREAT, 0o600))
        try:
            with closing(connect(made, key, "rw")) as connection:
                day = dt.date.fromtimestamp((folder / NAME).stat().st_mtime)
                report = _Salvage(opened, connection, str(folder), day, progress).run(key, backups)
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(folder / "cases.key", into / "cases.key")
                (into / "cases.key").chmod(0o600)
            os.replace(made, into / NAME)
        finally:
            for leftover in into.glob(NAME + ".new*"):
                leftover.unlink()
    return report


def _open(folder: Path, key: bytes) -> Opened:
    try:
        opened = open_pages(folder, key)
    except FileNotFoundError as error:
        raise Damaged(folder=str(folder)) from error
    if opened is None:
        less_than_a_page = (folder / "cases.db").stat().st_size < PAGE
        raise Damaged(folder=str(folder)) if less_than_a_page else WrongKey(folder=str(folder))
    return opened


class _Salvage:
    """One salvage into ``connection``, an empty file."""

    def __init__(
        self, opened: Opened, connection: Any, folder: str, day: dt.date, progress: Progress
    ) -> None:
        self._opened = opened
        self._folder = folder
        self._connection = connection
        self._day = day
        self._progress = progress
        self._roots = sound_roots(opened)
        self._report = Report()
        self._cut: list[tuple[str, bytes]] = []

    def run(self, key: bytes, backups: Sequence[Path]) -> Report:
        """Fill the new file and say what became of everything."""
        self._make_tables()
        tables = layout(self._connection)
        remains = Remains(self._opened.pages, tables, self._roots)
        self._count_damage(remains)
        order = [*(name for name in _HISTORY if name in tables),
                 *(name for name in tables if name not in _HISTORY and name not in _MADE_ANEW)]  # fmt: skip
        self._connection.execute("BEGIN")
        missing = {name: self._fill(tables[name], remains) for name in order}
        elsewhere = None
        if any(remains.holes(name) or missing[name] for name in order):
            elsewhere = Elsewhere(self._connection, tables, sources(self._opened, key, backups, tables))
        for done, name in enumerate(order):
            self._progress(len(order) + done, 2 * len(order))
            if elsewhere is not None and (remains.holes(name) or missing[name]):
                self._restore(tables[name], remains, missing[name], elsewhere)
        self._connection.execute("COMMIT")
        migrate(self._connection)
        Loosener(self._connection, layout(self._connection), self._day, self._report).loosen(self._cut)
        return self._report

    def _make_tables(self) -> None:
        """Make the schema that the file had; raises ``NewerFile`` for one this program does not know."""
        if not schema_of(self._opened, self._roots) <= STEPS.keys():
            raise NewerFile(folder=self._folder)
        self._steps = list(STEPS)[: _steps_behind(self._roots)]
        make_schema(self._connection, self._steps)

    def _count_damage(self, remains: Remains) -> None:
        pages, journal = self._opened.pages, self._opened.journal
        self._report.pages = pages.count
        self._report.damaged_pages = len(pages.damaged())
        self._report.journal_damaged = journal.damaged
        self._report.nameless = journal.nameless + len(remains.nameless)

    def _fill(self, table: Table, remains: Remains) -> dict[int, Row]:
        """Write the rows that are whole; returns by id what is known of the others."""
        parts: dict[int, Row] = {}
        written = 0
        for entry in remains.entries(table.name):
            if entry.whole:
                written += self._insert(table, entry.number, table.row(entry))
            else:
                parts[entry.number] = table.row(entry)
                self._keep_cut(table, entry)
            if written % _AT_ONCE == 0:
                self._progress(0, 0)
        self._report.saved[table.name] = written
        return parts

    def _keep_cut(self, table: Table, entry: Entry) -> None:
        if table.name == "attachment" and len(entry.values) == 1 and entry.cut:
            self._cut.append((str(entry.values[0]), entry.cut))

    def _insert(self, table: Table, number: int, row: Row) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * (len(row) + 1))
        sql = f"INSERT OR IGNORE INTO {table.name} (rowid, {names}) VALUES ({marks})"
        written: int = self._connection.execute(sql, [number, *row.values()]).rowcount
        return written

    def _restore(self, table: Table, remains: Remains, parts: dict[int, Row], elsewhere: Elsewhere) -> None:
        """Find the rows that are missing, take them from elsewhere, and note which are not found."""
        missing, possible = self._missing(table, remains, parts, elsewhere)
        for number, row in list(missing.items()):
            if len(row) == len(table.columns) and self._insert(table, number, row):
                del missing[number]  # the indexes held all of it
                self._report.saved[table.name] += 1
        found = elsewhere.rows(table.name, {number: {} for number in possible} | missing)
        owners = Owners(self._connection)
        by_origin: dict[str, list[Row]] = {}
        for number, (row, origin) in found.items():
            if self._insert(table, number, row):
                by_origin.setdefault(origin, []).append(row)
                missing.pop(number, None)
        for origin, rows in by_origin.items():
            self._report.restored += owners.groups(table.name, rows, origin)
        self._report.lost += owners.groups(table.name, missing.values())

    def _missing(
        self, table: Table, remains: Remains, parts: dict[int, Row], elsewhere: Elsewhere
    ) -> tuple[dict[int, Row], set[int]]:
        """The rows that were there and are not; and those that may have been, because no index says which were."""
        there = {number for (number,) in self._connection.execute(f"SELECT rowid FROM {table.name}")}
        known, complete = remains.expected(table.name, lambda number: number not in there)
        missing = {number: {**row, **parts.get(number, {})} for number, row in known.items()} | {
            number: {**known.get(number, {}), **row} for number, row in parts.items()
        }
        missing = {
            number: _with_id(table, number, row) for number, row in missing.items() if number not in there
        }
        holes = remains.holes(table.name)
        if complete or not holes:
            return missing, set()
        for number in self._named_elsewhere(table) - there - missing.keys():
            if any(hole.holds(number) for hole in holes):
                missing[number] = _with_id(table, number, {})
        if self._somebody_was_deleted() and not elsewhere.is_up_to_date():
            self._report.unsure = (*self._report.unsure, table.name)
            return missing, set()
        possible = {n for n in elsewhere.ids(table.name) - there - missing.keys()
                    if any(hole.holds(n) for hole in holes) and not self._removed(table, n, elsewhere)}  # fmt: skip
        if not (self._logged(table, remains, there) or elsewhere.is_up_to_date()):
            self._report.unsure = (*self._report.unsure, table.name)
        return missing, possible

    def _somebody_was_deleted(self) -> bool:
        """Whether an older backup may hold somebody who was deleted for good: they must not come back."""
        sql = "SELECT 1 FROM deletion" if "deletion" in self._roots else "SELECT 1 WHERE 0"
        return self._connection.execute(sql).fetchone() is not None

    def _named_elsewhere(self, table: Table) -> set[int]:
        """The ids that other rows or the history say are there."""
        found: set[int] = set()
        for child in layout(self._connection).values():
            for column, parent in child.parents.items():
                if parent == table.name:
                    sql = f'SELECT DISTINCT "{column}" FROM {child.name} WHERE "{column}" IS NOT NULL'
                    found |= {number for (number,) in self._connection.execute(sql)}
        return found | self._in_history(table.name)

    def _in_history(self, table: str) -> set[int]:
        last = (
            "SELECT row FROM change_row AS a WHERE kind = ? AND after IS {} NULL AND change_id ="
            " (SELECT MAX(change_id) FROM change_row WHERE kind = a.kind AND row = a.row)"
        )
        with contextlib.suppress(Exception):  # a file from before there was a history
            there = {row for (row,) in self._connection.execute(last.format("NOT"), [table])}
            gone = {row for (row,) in self._connection.execute(last.format(""), [table])}
            ranges = self._connection.execute("SELECT first, last FROM change_range WHERE kind = ?", [table])
            return there | {n for first, end in ranges for n in range(first, end + 1)} - gone
        return set()

    def _removed(self, table: Table, number: int, elsewhere: Elsewhere) -> bool:
        change, after = elsewhere.last_change(table.name, number)
        return bool(change) and after is None

    def _logged(self, table: Table, remains: Remains, there: set[int]) -> bool:
        """Whether the history speaks of every row, so that none is lost without being named."""
        history_is_whole = "change_row" in self._roots and not any(map(remains.holes, _HISTORY))
        named = self._in_history(table.name)
        return history_is_whole and bool(named) and there <= named


def _with_id(table: Table, number: int, row: Row) -> Row:
    names = [column.name for column in table.columns if column.is_id]
    return {**row, **dict.fromkeys(names, number)}


def _steps_behind(roots: dict[str, int]) -> int:
    """How many steps of ``migrations`` made the tables and indexes that are found."""
    from desktop.storage.cipher import dbapi2

    best, least = len(STEPS), len(roots) + 1000
    for count in range(len(STEPS), 0, -1):
        with closing(dbapi2.connect(":memory:")) as memory:
            make_schema(memory, list(STEPS)[:count])
            names = {name for (name,) in memory.execute("SELECT name FROM sqlite_master WHERE rootpage > 0")}
        if len(names ^ roots.keys()) < least:
            best, least = count, len(names ^ roots.keys())
    return best
