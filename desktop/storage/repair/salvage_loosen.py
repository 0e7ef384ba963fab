"""A salvaged file fits together again: what referred to lost rows is loosened, or its owner gets a bare stand-in.

A stand-in holds nothing but its number, so that everything that is left of a person, a firm, a case or an entry of the
history stays together: ``#12`` for a name says on every page that there is none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from desktop.storage.codec import decode, encode
from desktop.storage.history.chain import seal
from desktop.storage.repair.health import read_all
from desktop.storage.repair.layout import Table
from desktop.storage.repair.salvage_report import SETTING, Owners, Report

_STOOD_IN: Final = ("person", "employer", "posting", "change")
_WORTHLESS_ALONE: Final = (("custody", "certificate_id"), ("fact_proof", "evidence_id"))
"""A place where a certificate lies that nobody knows any more says nothing; nor does a proof without its paper."""
_NAMES: Final = ("person.name_zh", "person.name_hangul")
CUT: Final = "damaged-"
"""In front of the name of an attachment of which the end is missing."""


class Loosener:
    """Makes the new file whole, and notes in ``report`` what that cost. ``day`` is that of the damaged file."""

    def __init__(self, connection: Any, tables: Mapping[str, Table], day: dt.date, report: Report) -> None:
        self._connection = connection
        self._tables = tables
        self._day = day.isoformat()
        self._report = report

    def loosen(self, cut: Sequence[tuple[str, bytes]]) -> None:
        """Take out what no page can show, stand in, loosen, keep the beginnings of attachments (digest before, what
        is left), and keep the report in the file."""
        with self._connection:
            self._connection.execute("BEGIN")
            self._take_out_unreadable()
            for child, row, column, parent in self._broken():
                if parent in _STOOD_IN:
                    sql = f'SELECT "{column}" FROM {child} WHERE rowid = ?'
                    ((number,),) = self._connection.execute(sql, [row]).fetchall()
                    self._stand_in(parent, number)
            owners = Owners(self._connection)
            for child, row, column, _ in self._broken():
                if (child, column) in _WORTHLESS_ALONE:
                    self._report.lost += owners.groups(child, [self._take_out(child, row)])
                else:
                    self._connection.execute(f'UPDATE {child} SET "{column}" = NULL WHERE rowid = ?', [row])
            self._mend_attachments({**dict(self._altered()), **dict(cut)}, owners)
            self._never_again()
            self._report.name_anew(Owners(self._connection))
            self._keep_report()

    def _take_out_unreadable(self) -> None:
        owners = Owners(self._connection)
        for table, row, readable in list(read_all(self._connection)):
            if not readable:
                self._report.lost += owners.groups(table, [self._take_out(table, row)])

    def _altered(self) -> Iterator[tuple[str, bytes]]:
        """Attachments that are not what was kept under their digest leave it, to be kept under their own."""
        for (digest,) in self._connection.execute("SELECT digest FROM attachment").fetchall():
            sql = "SELECT content FROM attachment WHERE digest = ?"
            ((content,),) = self._connection.execute(sql, [digest]).fetchall()
            if hashlib.sha256(content).hexdigest() != digest:
                self._connection.execute("DELETE FROM attachment WHERE digest = ?", [digest])
                yield digest, content

    def _keep_report(self) -> None:
        """As a setting, and as an entry of the history."""
        run = self._connection.execute
        ((made_on,),) = run("SELECT date('now')").fetchall()
        value = encode(json.dumps({"made_on": made_on, **self._report.as_kept()}, ensure_ascii=False))
        run("DELETE FROM setting WHERE name = ?", [SETTING])
        number = run("INSERT INTO setting (name, value) VALUES (?, ?)", [SETTING, value]).lastrowid
        sql = "INSERT INTO change (made_at, what, params) VALUES (datetime('now'), 'salvaged', '{}')"
        made = run(sql).lastrowid
        after = json.dumps({"rowid": number, "name": SETTING, "value": value}, ensure_ascii=False)
        run("INSERT INTO change_row VALUES (?, 'setting', ?, NULL, ?)", [made, number, after])
        seal(self._connection, made)

    def _broken(self) -> list[tuple[str, int, str, str]]:
        """Every reference to a row that is not there: table, row, column, table referred to."""
        found = []
        for child, row, parent, key in self._connection.execute("PRAGMA foreign_key_check").fetchall():
            columns = {n: column for n, _, _, column, *_ in
                       self._connection.execute(f"PRAGMA foreign_key_list({child})")}  # fmt: skip
            found.append((child, row, columns[key], parent))
        return found

    def _stand_in(self, table: str, number: int) -> None:
        values: dict[str, object] = {"id": number, "name": f"#{number}"}
        if table == "person":
            values["name"] = self._name_of(number)
        elif table == "posting":
            values |= {"created_on": self._day, "changed_on": self._day}
        elif table == "change":
            values = {"id": number, "made_at": self._time_before(number), "what": "lost", "params": "{}"}
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self._connection.execute(
            f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", list(values.values())
        )

    def _name_of(self, person: int) -> str:
        """The name among the fields of the papers, where one is left."""
        rows = dict(
            self._connection.execute("SELECT key, value FROM person_field WHERE person_id = ?", [person])
        )
        return next((str(decode(rows[key])) for key in _NAMES if key in rows), f"#{person}")

    def _time_before(self, change: int) -> str:
        """When the entry before was made: the history stays in order."""
        sql = "SELECT made_at FROM change WHERE id < ? ORDER BY id DESC LIMIT 1"
        for (made_at,) in self._connection.execute(sql, [change]):
            return str(made_at)
        return f"{self._day} 00:00:00"

    def _take_out(self, table: str, row: int) -> dict[str, Any]:
        names = self._tables[table].names
        (values,) = self._connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", [row]).fetchall()
        self._connection.execute(f"DELETE FROM {table} WHERE rowid = ?", [row])
        self._report.saved[table] -= 1
        return dict(zip(names, values, strict=True))

    def _mend_attachments(self, cut: Mapping[str, bytes], owners: Owners) -> None:
        """Proofs whose file is lost lose its digest; a file cut short is kept under its new digest and name."""
        self._report.lost = [group for group in self._report.lost if group.table != "attachment"]
        sql = "SELECT * FROM evidence WHERE digest > '' AND digest NOT IN (SELECT digest FROM attachment)"
        for values in self._connection.execute(sql).fetchall():
            row = dict(zip(self._tables["evidence"].names, values, strict=True))
            left = cut.get(row["digest"], b"")
            fate = self._report.cut if left else self._report.lost
            fate += owners.groups("attachment", [row])
            self._refer(row, left)

    def _refer(self, row: Mapping[str, Any], left: bytes) -> None:
        """Let a proof refer to what is left of its file."""
        digest, name = "", row["file_name"]
        if left:
            digest, name = hashlib.sha256(left).hexdigest(), f"{CUT}{name}"
            sql = "INSERT OR IGNORE INTO attachment VALUES (?, ?, ?)"
            self._connection.execute(sql, [digest, left, self._day])
        sql = "UPDATE evidence SET digest = ?, file_name = ? WHERE id = ?"
        self._connection.execute(sql, [digest, name, row["id"]])

    def _never_again(self) -> None:
        """Numbers of lost rows are not given again: the history still speaks of them."""
        for table in self._tables.values():
            if table.has_id and table.name not in ("change", "deletion", "due_made"):
                sql = "SELECT MAX(row) FROM change_row WHERE kind = ?"
                ((last,),) = self._connection.execute(sql, [table.name]).fetchall()
                self._connection.execute(
                    "INSERT INTO last_number VALUES (?, ?)"
                    " ON CONFLICT (kind) DO UPDATE SET last = MAX(last, excluded.last)",
                    [table.name, last or 0],
                )
