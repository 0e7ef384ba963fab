"""Every change of the record with its rows before and after: the history, and what undo and redo go by.

A row is kept as the JSON of its columns. What is written while no change is open leaves no history. Rows added
in bulk are kept as a range of ids, so that an import of a million rows is one entry.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final, Protocol

from desktop.domain.imports.sheet import Progress, silent
from desktop.domain.record.change import Change, ChangedRow
from desktop.storage.history.chain import seal

LOGGED: Final = (
    "posting", "answer", "field", "tick", "person", "person_field", "employer", "employer_field", "evidence",
    "contribution", "certificate", "custody", "document", "diary", "reminder", "fact_proof",
    "setting",
)  # fmt: skip
"""The tables whose rows have a history, those before that others refer to."""

_PARTS: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "posting": (("answer", "case_id"), ("field", "case_id"), ("tick", "case_id")),
    "person": (("person_field", "person_id"),),
    "employer": (("employer_field", "employer_id"),),
}
"""What goes with a row that is taken back, also where it was typed later and outside the history."""


_UNTOUCHED_STAYS: Final = (
    "CASE WHEN now.rowid IS NOT NULL"
    " AND json_extract(noted.before, '$.{column}') IS json_extract(noted.after, '$.{column}')"
    " THEN now.\"{column}\" ELSE json_extract(noted.after, '$.{column}') END"
)
"""The value of a column of a row that is written back."""


_NAMED: Final[Mapping[str, str]] = {"setting": "name"}
"""Tables that also change outside the history: their rows are known by this column, as numbers are given again."""
_OF_PERSON: Final = (
    "person_id = ? OR case_id IN (SELECT id FROM posting WHERE person_id = ?)"
    " OR id IN (SELECT change_id FROM change_row WHERE kind = 'person' AND row = ?)"
)


class Transactions(Protocol):
    """What gives transactions: the store."""

    def together(self) -> AbstractContextManager[None]:
        """One transaction, or a part of the one that is open."""


class Changes:
    """The history behind one connection. ``undo`` and ``redo`` go by the changes of this session alone."""

    def __init__(self, connection: Any, transactions: Transactions) -> None:
        self._connection = connection
        self._transactions = transactions
        self._open: int | None = None
        self._undoable: list[int] = []
        self._redoable: list[int] = []
        self._known: dict[str, tuple[str, ...]] = {}

    @contextmanager
    def change(
        self, what: str, person_id: int | None = None, case_id: int | None = None, /, **params: str
    ) -> Iterator[None]:
        """One transaction that is one entry of the history; inside another change it is part of that one."""
        if self._open is not None:
            yield
            return
        with self._transactions.together():
            made = self._new(what, person_id, case_id, params, None)
            self._open = made
            try:
                yield
            finally:
                self._open = None
            kept = self._finish(made)
        if kept:
            self._undoable.append(made)
            self._redoable.clear()

    @contextmanager
    def noting(self, table: str, where: str, values: Sequence[object]) -> Iterator[None]:
        """Note the rows of ``table`` that fit ``where`` before and after the body, if a change is open.

        Raises ``RuntimeError`` outside a transaction: what is written there would never be committed.
        """
        if not self._connection.in_transaction:
            raise RuntimeError("a row is written inside a transaction")
        if self._open is None:
            yield
            return
        before = self._rows(table, where, values)
        yield
        self._note(table, before, self._rows(table, where, values))

    def note_added(self, table: str, first: int, last: int) -> None:
        """Note that the rows with these ids, both included, were added by the open change."""
        assert self._open is not None
        self._connection.execute(
            "INSERT INTO change_range (change_id, kind, first, last) VALUES (?, ?, ?, ?)",
            [self._open, table, first, last],
        )

    def undo(self, progress: Progress = silent) -> Change | None:
        """Take the last change of this session back, and return it; ``None`` where there is none."""
        return self._revert(self._undoable, self._redoable, progress)

    def redo(self, progress: Progress = silent) -> Change | None:
        """Take the last undo back, and return it; ``None`` where there is none."""
        return self._revert(self._redoable, self._undoable, progress)

    def undoable(self) -> Change | None:
        """What ``undo`` would take back."""
        return self.get(self._undoable[-1]) if self._undoable else None

    def redoable(self) -> Change | None:
        """The undo that ``redo`` would take back."""
        return self.get(self._redoable[-1]) if self._redoable else None

    def get(self, change_id: int) -> Change:
        """One change; raises ``KeyError``."""
        for change in self._changes("WHERE id = ?", [change_id]):
            return change
        raise KeyError(change_id)

    def of_person(self, person_id: int, limit: int = 200) -> tuple[Change, ...]:
        """The last changes that concern the person, the newest first."""
        return self._changes(f"WHERE {_OF_PERSON} ORDER BY id DESC LIMIT ?", [person_id] * 3 + [limit])

    def of_all(self, limit: int = 200, before: int | None = None) -> tuple[Change, ...]:
        """The last changes of all, the newest first; with ``before`` those made earlier than that one."""
        last = before if before is not None else 2**62
        return self._changes("WHERE id < ? ORDER BY id DESC LIMIT ?", [last, limit])

    def matching(self, rest: str, values: Sequence[object]) -> tuple[Change, ...]:
        """The changes that fit; ``rest`` begins with ``WHERE``."""
        return self._changes(rest, values)

    def marks(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What can be undone and redone, for ``resume`` after the file was locked and opened again."""
        return tuple(self._undoable), tuple(self._redoable)

    def resume(self, marks: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
        """Go on with the undo of before the lock."""
        self._undoable, self._redoable = list(marks[0]), list(marks[1])

    def rows(self, change_id: int) -> tuple[ChangedRow, ...]:
        """The single rows of a change; those added in bulk are not among them."""
        found = self._connection.execute(
            "SELECT kind, row, before, after FROM change_row WHERE change_id = ?", [change_id]
        )
        return tuple(ChangedRow(table=t, row_id=r, before=_read(b), after=_read(a)) for t, r, b, a in found)

    def _revert(self, taken: list[int], given: list[int], progress: Progress) -> Change | None:
        if not taken:
            return None
        old = self.get(taken[-1])
        with self._transactions.together():
            self._connection.execute("PRAGMA defer_foreign_keys = ON")
            new = self._new("undo", old.person_id, old.case_id, {"what": old.what, **old.params}, old.id)
            self._turn_around(old.id, new)
            steps = [(self._delete, table) for table in reversed(LOGGED)]
            steps += [(self._put, table) for table in LOGGED]
            for done, (step, table) in enumerate(steps, 1):
                progress(done, len(steps))
                step(table, new)
            seal(self._connection, new)
        given.append(new)
        taken.pop()
        return old

    def _turn_around(self, old: int, new: int) -> None:
        """Write the rows of ``new``: those of ``old`` with before and after exchanged, ranges row by row."""
        self._connection.execute(
            "INSERT INTO change_row (change_id, kind, row, before, after)"
            " SELECT ?, kind, row, after, before FROM change_row WHERE change_id = ?",
            [new, old],
        )
        ranges = self._connection.execute(
            "SELECT kind, first, last FROM change_range WHERE change_id = ?", [old]
        ).fetchall()
        for table, first, last in ranges:
            self._connection.execute(
                "INSERT INTO change_row (change_id, kind, row, before)"
                f" SELECT ?, '{table}', rowid, {self._as_json(table)} FROM {table} WHERE rowid BETWEEN ? AND ?",
                [new, first, last],
            )

    def _delete(self, table: str, change: int) -> None:
        name = _NAMED.get(table)
        row = f"json_extract(before, '$.{name}')" if name else "row"
        for part, column in (*_PARTS.get(table, ()), (table, name or "rowid")):
            self._connection.execute(
                f"DELETE FROM {part} WHERE {column} IN"
                f" (SELECT {row} FROM change_row WHERE change_id = ? AND kind = ? AND after IS NULL)",
                [change, table],
            )

    def _put(self, table: str, change: int) -> None:
        """Write the rows back. Of one that is still there only what the change touched: the rest may be newer."""
        name = _NAMED.get(table)
        columns = self._columns(table)
        same = f"now.{name} = json_extract(noted.after, '$.{name}')" if name else "now.rowid = noted.row"
        values = ", ".join(
            "now.rowid" if name and column == "rowid" else _UNTOUCHED_STAYS.format(column=column)
            for column in columns
        )
        names = ", ".join(f'"{column}"' for column in columns)
        self._connection.execute(
            f"INSERT OR REPLACE INTO {table} ({names}) SELECT {values}"
            f" FROM change_row AS noted LEFT JOIN {table} AS now ON {same}"
            " WHERE noted.change_id = ? AND noted.kind = ? AND noted.after IS NOT NULL",
            [change, table],
        )

    def _new(
        self,
        what: str,
        person_id: int | None,
        case_id: int | None,
        params: Mapping[str, str],
        reverts: int | None,
    ) -> int:
        cursor = self._connection.execute(
            "INSERT INTO change (made_at, what, params, person_id, case_id, reverts)"
            " VALUES (datetime('now'), ?, ?, ?, ?, ?)",
            [what, json.dumps(params, ensure_ascii=False), person_id, case_id, reverts],
        )
        made: int = cursor.lastrowid
        return made

    def _finish(self, change: int) -> bool:
        """Seal the entry; one that touched nothing is dropped, and ``False`` returned."""
        for table in ("change_row", "change_range"):
            sql = f"SELECT 1 FROM {table} WHERE change_id = ? LIMIT 1"
            if self._connection.execute(sql, [change]).fetchone():
                seal(self._connection, change)
                return True
        self._connection.execute("DELETE FROM change WHERE id = ?", [change])
        return False

    def _note(self, table: str, before: Mapping[int, str], after: Mapping[int, str]) -> None:
        for row in before.keys() | after.keys():
            if before.get(row) != after.get(row):
                self._connection.execute(
                    "INSERT INTO change_row (change_id, kind, row, before, after) VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT (change_id, kind, row) DO UPDATE SET after = excluded.after",
                    [self._open, table, row, before.get(row), after.get(row)],
                )

    def _rows(self, table: str, where: str, values: Sequence[object]) -> dict[int, str]:
        sql = f"SELECT rowid, {self._as_json(table)} FROM {table} WHERE {where}"
        return dict(self._connection.execute(sql, values).fetchall())

    def _as_json(self, table: str) -> str:
        pairs = ", ".join(f"'{column}', \"{column}\"" for column in self._columns(table))
        return f"json_object({pairs})"

    def _columns(self, table: str) -> tuple[str, ...]:
        """The columns of a row, with ``rowid`` where the table has no id of its own."""
        if table not in self._known:
            self._known[table] = self._read_columns(table)
        return self._known[table]

    def _read_columns(self, table: str) -> tuple[str, ...]:
        names = [name for _, name, *_ in self._connection.execute(f"PRAGMA table_info({table})")]
        return tuple(names) if "id" in names else ("rowid", *names)

    def _changes(self, rest: str, values: Sequence[object]) -> tuple[Change, ...]:
        found = self._connection.execute(
            f"SELECT id, made_at, what, params, person_id, case_id, reverts, stripped FROM change {rest}",
            values,
        )
        return tuple(
            Change(
                id=id_, made_at=dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC), what=what,
                params=json.loads(params), person_id=person_id, case_id=case_id, reverts=reverts,
                erased=bool(erased),
            )
            for id_, at, what, params, person_id, case_id, reverts, erased in found
        )  # fmt: skip


def _read(text: str | None) -> Mapping[str, object] | None:
    if text is None:
        return None
    row: Mapping[str, object] = json.loads(text)
    return row
