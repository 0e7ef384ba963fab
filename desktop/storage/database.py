"""The one place that opens the encrypted file. A connection made elsewhere would write an unencrypted one.

A file is looked at through a read-only connection first, so that whatever is refused stays untouched. The
caller holds the profile's lock (``desktop.storage.lock``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from desktop.storage.problems import (
    Damaged,
    InUse,
    NewerFile,
    ReadOnly,
    StorageFailed,
    StorageFull,
    StorageProblem,
    WrongKey,
    system_problem,
)

if TYPE_CHECKING:  # together 90 ms, and the first window is painted before any file is opened
    from sqlite_utils import Database

NAME: Final = "cases.db"
_PAGE_BYTES: Final = 4096
_CACHE_KIB: Final = 65536
_PROBLEM_OF: Final[dict[int, type[StorageProblem]]] = {
    5: InUse,  # SQLITE_BUSY
    6: InUse,  # SQLITE_LOCKED
    8: ReadOnly,  # SQLITE_READONLY
    11: Damaged,  # SQLITE_CORRUPT
    13: StorageFull,  # SQLITE_FULL
    14: ReadOnly,  # SQLITE_CANTOPEN
    26: Damaged,  # SQLITE_NOTADB
}
_DISK_FAILED: Final = 10
"""SQLITE_IOERR, whose extended name says more."""


def open_database(folder: Path, key: bytes) -> Database:
    """Open, or make, the database of the profile in ``folder`` with its raw 32-byte key, and migrate it.

    Every commit is on the disk when it returns (WAL, ``synchronous=FULL``). Raises ``WrongKey``, ``Damaged``,
    ``NewerFile`` (the file is then untouched), ``ReadOnly``, ``StorageFull`` or ``StorageFailed``.
    """
    path = folder / NAME
    with translated(folder):
        if path.exists():
            _examine(folder, key)
        else:
            _make(path, key)
        database = _migrated(path, key)
        database.execute("PRAGMA journal_mode = WAL").fetchone()
        database.execute("PRAGMA synchronous = FULL")
        database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        database.execute("PRAGMA foreign_keys = ON")
        return database


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn errors of the disk, of the file or of the system into problems; every other exception passes."""
    from desktop.storage.cipher import dbapi2

    try:
        yield
    except dbapi2.DatabaseError as error:
        if problem := _problem(error, folder):
            raise problem from error
        raise
    except OSError as error:
        raise system_problem(error, folder) from error


def _make(path: Path, key: bytes) -> None:
    """Make the file under another name first: an empty or half-made ``path`` is then always damage."""
    unfinished = path.with_name(path.name + ".new")
    for leftover in (unfinished, path.with_name(path.name + ".new-journal")):
        leftover.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT, 0o600))  # its rights pass on to the WAL
    _migrated(unfinished, key).close()
    os.replace(unfinished, path)


def _migrated(path: Path, key: bytes) -> Database:
    from desktop.storage.cipher import Database
    from desktop.storage.migrations import migrations

    connection = _connect(path, key, "rw")
    try:
        database = Database(connection, execute_plugins=False)
        migrations.apply(database)
    except BaseException:
        connection.close()
        raise
    return database


def _connect(path: Path, key: bytes, mode: str) -> Any:
    """A connection that has its key; nothing has been read yet. It may be handed to one other thread."""
    from desktop.storage.cipher import dbapi2

    uri = f"file:{quote(os.fsencode(path.absolute().as_posix()))}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _examine(folder: Path, key: bytes) -> None:
    """Raise ``WrongKey``, ``Damaged`` or ``NewerFile`` where the file is not one to write into.

    Checking the authentication code of every page takes about 2 ms for a megabyte.
    """
    path = folder / NAME
    pages = path.stat().st_size // _PAGE_BYTES
    if not pages:
        raise Damaged(folder=str(folder))
    with closing(_connect(path, key, "ro")) as connection:
        bad_pages = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        if bad_pages >= pages:
            raise WrongKey(folder=str(folder))
        if bad_pages:
            raise Damaged(folder=str(folder))
        if not _applied(connection) <= _known():
            raise NewerFile(folder=str(folder))


def _applied(connection: Any) -> frozenset[str]:
    from desktop.storage.migrations import SET

    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return frozenset()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (SET,))
    return frozenset(name for (name,) in rows)


def _known() -> frozenset[str]:
    from desktop.storage.migrations import known

    return known()


def _problem(error: Exception, folder: Path) -> StorageProblem | None:
    """``None`` for what only a mistake of ours can cause, such as a broken constraint."""
    primary_code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary_code in _PROBLEM_OF:
        return _PROBLEM_OF[primary_code](folder=str(folder))
    if primary_code == _DISK_FAILED:
        return StorageFailed(folder=str(folder), code=str(getattr(error, "sqlite_errorname", "")))
    return None
