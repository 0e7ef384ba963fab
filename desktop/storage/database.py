"""The one place that opens the encrypted file. A connection made elsewhere would write an unencrypted one.

A file is looked at through a read-only connection first, so that whatever is refused stays untouched. The
caller holds the profile's lock (``desktop.storage.lock``).
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from desktop.storage.disk_errors import translated
from desktop.storage.migrations import SET, known, migrate
from desktop.storage.problems import (
    Damaged,
    JournalDamaged,
    NewerFile,
    StorageProblem,
    WrongKey,
)
from desktop.storage.repair.head import keep_head

NAME: Final = "cases.db"
_PAGE_BYTES: Final = 4096
_CACHE_KIB: Final = 65536


def open_database(folder: Path, key: bytes) -> Any:
    """Open, or make, the database of the profile in ``folder`` with its raw 32-byte key, and migrate it.

    Gives a connection of ``cipher.dbapi2``.

    Every commit is on the disk when it returns (WAL, ``synchronous=FULL``). Raises ``WrongKey``, ``Damaged``,
    ``JournalDamaged`` or ``NewerFile`` (the file is then untouched), ``ReadOnly``, ``StorageFull`` or
    ``StorageFailed``.
    """
    path = folder / NAME
    with translated(folder):
        if path.exists():
            current = _examine(folder, key)
        else:
            _make(path, key)
            current = True
        connection = connect(path, key, "rw")
        try:
            if not current:
                migrate(connection)
            _prepare(connection)
            keep_head(folder, connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: past the cache of the disk itself
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA foreign_keys = ON")
    # A file that may not be written is told now and not at the first answer.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")


def _make(path: Path, key: bytes) -> None:
    """Make the file under another name first: an empty or half-made ``path`` is then always damage.

    It is born with a write-ahead log: the old kind of journal, left by a crash at the first opening, would have to be
    rolled back before anything can be looked at.
    """
    unfinished = path.with_name(path.name + ".new")
    for ending in ("", "-journal", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT, 0o600))  # its rights pass on to the WAL
    with closing(connect(unfinished, key, "rw")) as connection:
        migrate(connection)
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    os.replace(unfinished, path)


def connect(path: Path, key: bytes, mode: str) -> Any:
    """A connection that has its key; nothing has been read yet. It may be handed to one other thread."""
    from desktop.storage.cipher import dbapi2

    uri = f"file:{quote(os.fsencode(path.absolute().as_posix()))}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _examine(folder: Path, key: bytes) -> bool:
    """Whether the file has the present schema; ``False`` for an older one.

    Raises ``WrongKey``, ``Damaged``, ``JournalDamaged`` or ``NewerFile`` where the file is not one to write into.

    Checking the authentication code of every page takes about 2 ms for a megabyte.
    """
    from desktop.storage.cipher import dbapi2

    path = folder / NAME
    pages = path.stat().st_size // _PAGE_BYTES
    _check_journal(folder, key)
    if not pages:
        raise Damaged(folder=str(folder))
    # Only a connection that may write rolls back what a crash left in a journal of the old kind.
    mode = "rw" if path.with_name(path.name + "-journal").exists() else "ro"
    with closing(connect(path, key, mode)) as connection:
        try:
            bad_pages = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        except dbapi2.DatabaseError:  # the disk does not give a page any more
            _name_damage(folder, key)
            raise
        if bad_pages:
            _name_damage(folder, key)
        applied = _applied(connection)
    if not applied <= known():
        raise NewerFile(folder=str(folder))
    return applied == known()


def _check_journal(folder: Path, key: bytes) -> None:
    """Before any connection: SQLite leaves out what is damaged and, as it opens, what would prove it."""
    if any((folder / f"{NAME}{ending}").exists() for ending in ("-wal", "-shm")):
        from desktop.storage.repair.remains import open_pages

        opened = open_pages(folder, key)
        if opened is not None and opened.journal.damaged:
            raise JournalDamaged(folder=str(folder))


def _name_damage(folder: Path, key: bytes) -> None:
    """Raises ``WrongKey`` or ``Damaged``; neither where the journal has all that is damaged, as after a power cut."""
    from desktop.storage.repair.remains import open_pages

    opened = open_pages(folder, key)
    if opened is None:
        raise WrongKey(folder=str(folder))
    if opened.pages.damaged() or not opened.pages.cipher.authentic(1, opened.pages.raw(1)):
        raise Damaged(folder=str(folder))


def is_old(folder: Path, key: bytes) -> bool:
    """Whether ``open_database`` would migrate the file; ``False`` too where it would refuse it."""
    if not (folder / NAME).exists():
        return False
    try:
        with translated(folder):
            _check_journal(folder, key)
            # Without a log nothing can be newer than the file; looked at so, nothing is left beside it.
            still = "" if (folder / f"{NAME}-wal").exists() else "&immutable=1"
            with closing(connect(folder / NAME, key, f"ro{still}")) as connection:
                return _applied(connection) < known()
    except StorageProblem:
        return False


def fits(folder: Path, key: bytes) -> bool:
    """Whether ``key`` opens the database of the profile in ``folder``; nothing is written, damage is no matter.

    Raises what ``open_database`` raises where the file cannot be read.
    """
    with translated(folder):
        try:
            _examine(folder, key)
        except (WrongKey, FileNotFoundError):
            return False
        except (Damaged, NewerFile):
            return (folder / NAME).stat().st_size >= _PAGE_BYTES
        return True


def _applied(connection: Any) -> frozenset[str]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return frozenset()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (SET,))
    return frozenset(name for (name,) in rows)
