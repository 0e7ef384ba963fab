"""The bin: what was removed and can be restored, and what is erased once its days are over.

What was removed stands in the history with all its rows; nothing is kept a second time. A deleted case keeps its rows
and a day on which it was deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.record.change import BinEntry, Change
from desktop.storage.history.changes import LOGGED
from desktop.storage.history.erasing import THINGS, Erasing
from desktop.storage.problems import CannotRestore

if TYPE_CHECKING:
    from desktop.storage.store import Store

DAYS_TO_RESTORE: Final = 90
"""What was removed can be restored on this many days after."""
_OPENED, _OPENED_BEFORE = "opened_on", "opened_before"  # also in NOT_CARRIED of domain.record.contents
_REMOVED: Final = (
    "WHERE made_at >= ? AND (what GLOB 'remove*' OR what = 'delete_case')"
    " AND EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)"
    " ORDER BY id DESC LIMIT ?"
)
_OVER: Final = (
    "INSERT OR IGNORE INTO temp.gone SELECT r.kind, r.row FROM change AS c JOIN change_row AS r ON r.change_id = c.id"
    " WHERE c.made_at < :day AND r.after IS NULL AND r.kind = :kind"
    " AND NOT EXISTS (SELECT 1 FROM {table} WHERE id = r.row)"
    " AND NOT EXISTS (SELECT 1 FROM change_row AS o JOIN change AS d ON d.id = o.change_id"
    " WHERE o.kind = r.kind AND o.row = r.row AND d.made_at >= :day)"
)


def empty_bin(store: Store, connection: Any, today: dt.date) -> None:
    """Erase what was removed more than ``DAYS_TO_RESTORE`` days ago.

    The program must have been opened on two days after that: a clock that jumps ahead once erases nothing.
    """
    horizon = _horizon(store, today)
    if horizon is None or not _anything_over(connection, horizon):
        return
    with store.together():
        erasing = Erasing(connection)
        connection.execute(
            "INSERT INTO temp.gone SELECT 'posting', id FROM posting WHERE deleted_on < ?", [horizon]
        )
        for table in THINGS:
            connection.execute(_OVER.format(table=table), {"day": horizon, "kind": table})
        erasing.erase("empty_bin")


def _horizon(store: Store, today: dt.date) -> str | None:
    """The day before which what was removed is over, as an ISO text; ``None`` on the first day of use."""
    last, before = store.setting(_OPENED), store.setting(_OPENED_BEFORE)
    if last != today:
        with store.together():
            store.set_setting(_OPENED, today)
            store.set_setting(_OPENED_BEFORE, last)
        before = last
    if not isinstance(before, dt.date) or isinstance(before, dt.datetime):
        return None
    return (min(today, before) - dt.timedelta(days=DAYS_TO_RESTORE)).isoformat()


def _anything_over(connection: Any, horizon: str) -> bool:
    for sql in (
        "SELECT 1 FROM posting WHERE deleted_on < ? LIMIT 1",
        "SELECT 1 FROM change AS c JOIN change_row AS r ON r.change_id = c.id"
        " WHERE c.made_at < ? AND r.after IS NULL LIMIT 1",
    ):
        if connection.execute(sql, [horizon]).fetchone():
            return True
    return False


class Bin:
    """What can be restored. ``day`` is today."""

    def __init__(self, store: Store, connection: Any) -> None:
        self._store, self._connection = store, connection

    def entries(self, day: dt.date, limit: int = 500) -> tuple[BinEntry, ...]:
        """What was removed and is not back, the last first."""
        first = day - dt.timedelta(days=DAYS_TO_RESTORE)
        found = self._store.changes.matching(_REMOVED, [first.isoformat(), limit])
        return tuple(
            BinEntry(change=change, days_left=max(0, (change.made_at.date() - first).days))
            for change in found
            if self._is_gone(change)
        )

    def _is_gone(self, change: Change) -> bool:
        """Whether anything that this change removed is still away."""
        if change.what == "delete_case":
            sql = "SELECT 1 FROM posting WHERE id = ? AND deleted_on IS NOT NULL"
            return self._connection.execute(sql, [change.case_id]).fetchone() is not None
        removed = self._connection.execute(
            "SELECT kind, row FROM change_row WHERE change_id = ? AND after IS NULL", [change.id]
        )
        return any(
            kind in THINGS
            and not self._connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", [row]).fetchone()
            for kind, row in removed.fetchall()
        )

    def restore(self, change_id: int) -> None:
        """Bring back what a change removed, as one step that can be undone; what is back already stays.

        Raises ``CannotRestore`` where something else stands in its place by now, ``KeyError`` for no such change.
        """
        change = self._store.changes.get(change_id)
        if not self._is_gone(change):
            return
        if change.what == "delete_case" and change.case_id is not None:
            self._store.restore_case(change.case_id)
            return
        from desktop.storage.cipher import dbapi2

        params = {"what": change.what, **change.params}
        try:
            with self._store.changes.change("restore", change.person_id, change.case_id, **params):
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                self._put_back(change_id)
        except dbapi2.IntegrityError as error:
            raise CannotRestore from error

    def _put_back(self, change_id: int) -> None:
        rows: dict[str, list[tuple[int, Mapping[str, Any], Mapping[str, Any] | None]]] = {}
        for row in self._store.changes.rows(change_id):
            if row.before is not None:
                rows.setdefault(row.table, []).append((row.row_id, row.before, row.after))
        for table in LOGGED:
            for number, before, after in rows.get(table, ()):
                if after is None:
                    self._insert(table, before)
                elif "id" in before:  # others have no number that lasts
                    self._update(table, number, before, after)

    def _insert(self, table: str, row: Mapping[str, Any]) -> None:
        """A row that is away; one without an id of its own gets a new place, for the old one may be taken."""
        values = {name: value for name, value in row.items() if name != "rowid"}
        names, marks = ", ".join(f'"{n}"' for n in values), ", ".join("?" * len(values))
        if "id" in values:
            if self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", [values["id"]]).fetchone():
                return
            where, noted = "id = ?", [values["id"]]
        else:
            key = [name for name in values if name != "value"]
            where, noted = " AND ".join(f'"{n}" = ?' for n in key), [values[n] for n in key]
        with self._store.changes.noting(table, where, noted):
            self._connection.execute(
                f"INSERT OR {'ABORT' if 'id' in values else 'IGNORE'} INTO {table} ({names}) VALUES ({marks})",
                list(values.values()),
            )

    def _update(self, table: str, number: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """A row that the removal changed gets back what was not changed again since."""
        with self._store.changes.noting(table, "rowid = ?", [number]):
            for name, value in before.items():
                if value != after.get(name):
                    self._connection.execute(
                        f'UPDATE {table} SET "{name}" = ? WHERE rowid = ? AND "{name}" IS ?',
                        [value, number, after.get(name)],
                    )
