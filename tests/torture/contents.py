"""What stands in a file of the program, table by table, and whether the file is sound."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from desktop.problems import Problem
from desktop.session import Session

DAY: Final = dt.date(2026, 3, 2)
OLD_FILES: Final = Path(__file__).parents[1] / "old_databases"
"""A profile of every schema that was released."""
DERIVED: Final = ("due_date", "due_made")
_DRAWN: Final = {"made_at", "applied_at", "uid", "content", "chain"}
"""Columns that differ from run to run: moments, names drawn at random, and digests of them; those are verified."""
_UID: Final = re.compile(r'"uid":"[0-9a-f]*"')
OWN: Final = ("calendar_id", "import:*", "untidy")
"""Settings that are drawn at random, or kept by a transaction of their own after another."""

State = Mapping[str, str]
"""A digest for each table."""


def begin(folder: Path) -> Session:
    """The program with the profile in ``folder``, not open yet, on a day that does not change."""
    session = Session.start(folder, "en", DAY)
    session._today = lambda: DAY
    return session


def start(folder: Path, passphrase: str | None = None) -> Session:
    """The same, open; what opening raises leaves nothing held."""
    session = begin(folder)
    try:
        session.unlock(passphrase)
    except Problem:
        session.close()
        raise
    return session


def rows(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but those worked out from others, without what differs from run to run."""
    connection = session.store._connection
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name"
    ).fetchall()
    return {name: _rows(connection, name) for (name,) in tables if name not in DERIVED}


def _rows(connection: Any, table: str) -> list[tuple[Any, ...]]:
    names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    columns = ", ".join(f'"{name}"' for name in names if name not in _DRAWN)
    own = " AND ".join(f"name NOT GLOB '{name}'" for name in OWN) if table == "setting" else "1"
    found = connection.execute(f"SELECT {columns} FROM {table} WHERE {own} ORDER BY rowid").fetchall()
    if table == "change_row":
        return [tuple(_UID.sub("", cell) if isinstance(cell, str) else cell for cell in row) for row in found]
    return list(found)


def state(session: Session) -> State:
    """The digest of each table."""
    return {name: hashlib.sha256(repr(found).encode()).hexdigest() for name, found in rows(session).items()}


def difference(one: State, other: State) -> str:
    """The tables in which two states differ."""
    return ", ".join(sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name)))


def faults(session: Session, history: bool = True) -> str:
    """What is wrong with the open file, empty where nothing is: pages, references, and the chain of the history."""
    connection = session.store._connection
    found = [str(row) for row in connection.execute("PRAGMA cipher_integrity_check")]
    found += [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
    found += [f"reference {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    wrong = session.store.history.verify().wrong if history else ()
    found += [f"entry {number} of the history" for number in wrong]
    session.cases()  # and the program can read what it keeps
    session.record.people()
    return "; ".join(found)


def opened(folder: Path, passphrase: str | None = None) -> tuple[State, str]:
    """The next start of the program: what stands in the file, and what is wrong with it."""
    session = start(folder, passphrase)
    try:
        return state(session), faults(session)
    finally:
        session.close()


def copied(base: Path, folder: Path) -> Path:
    """A fresh copy of the profile ``base`` in the place of ``folder``."""
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(base, folder))
