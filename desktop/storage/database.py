"""The one place that opens the encrypted file. A connection made elsewhere would write an unencrypted one.

A file is looked at through a read-only connection first, so that whatever is refused stays untouched. The
caller holds the profile's lock (``desktop.storage.lock``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from desktop.storage.migrations import SET, known, migrate
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


def open_database(folder: Path, key: bytes) -> Any:
    """Open, or make, the database of the profile in ``folder`` with its raw 32-byte key, and migrate it.

    Gives a connection of ``cipher.dbapi2``.

    Every commit is on the disk when it returns (WAL, ``synchronous=FULL``). Raises ``WrongKey``, ``Damaged``,
    ``NewerFile`` (the file is then untouched), ``ReadOnly``, ``StorageFull`` or ``StorageFailed``.
    """
    path = folder / NAME
    with translated(folder):
        if path.exists():
            current = _examine(folder, key)
        else:
            _make(path, key)
            current = True
        connection = _connect(path, key, "rw")
        try:
            if not current:
                migrate(connection)
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA foreign_keys = ON")
    # A file that may not be written is told now and not at the first answer.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")


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
    with closing(_connect(unfinished, key, "rw")) as connection:
        migrate(connection)
    os.replace(unfinished, path)


def _connect(path: Path, key: bytes, mode: str) -> Any:
    """A connection that has its key; nothing has been read yet. It may be handed to one other thread."""
    from desktop.storage.cipher import dbapi2

    uri = f"file:{quote(os.fsencode(path.absolute().as_posix()))}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _examine(folder: Path, key: bytes) -> bool:
    """Whether the file has the present schema; ``False`` for an older one.

    Raises ``WrongKey``, ``Damaged`` or ``NewerFile`` where the file is not one to write into.

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
        applied = _applied(connection)
    if not applied <= known():
        raise NewerFile(folder=str(folder))
    return applied == known()


def _applied(connection: Any) -> frozenset[str]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return frozenset()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (SET,))
    return frozenset(name for (name,) in rows)


def _problem(error: Exception, folder: Path) -> StorageProblem | None:
    """``None`` for what only a mistake of ours can cause, such as a broken constraint."""
    primary_code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary_code in _PROBLEM_OF:
        return _PROBLEM_OF[primary_code](folder=str(folder))
    if primary_code == _DISK_FAILED:
        return StorageFailed(folder=str(folder), code=str(getattr(error, "sqlite_errorname", "")))
    return None
