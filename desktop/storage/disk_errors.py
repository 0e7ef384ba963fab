"""Errors of the disk, of SQLite and of the system as problems that a user can be told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from desktop.storage.problems import (
    Damaged,
    InUse,
    ReadOnly,
    StorageFailed,
    StorageFull,
    StorageProblem,
    system_problem,
)

_PROBLEM_OF: Final[dict[int, type[StorageProblem]]] = {
    5: InUse,  # SQLITE_BUSY
    6: InUse,  # SQLITE_LOCKED
    8: ReadOnly,  # SQLITE_READONLY
    11: Damaged,  # SQLITE_CORRUPT
    13: StorageFull,  # SQLITE_FULL
    14: ReadOnly,  # SQLITE_CANTOPEN
    26: Damaged,  # SQLITE_NOTADB
}
_CODE_OF: Final[dict[str, int]] = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""``Connection.backup`` raises errors that have the words of sqlite3_errstr and no code."""
_CANNOT_OPEN: Final = 14
_DISK_FAILED: Final = 10
"""SQLITE_IOERR, whose extended name says more."""
_ROLLED_BACK: Final = (
    "no such savepoint",
    "cannot commit - no transaction",
    "cannot rollback - no transaction",
)
"""What follows when the disk failed, SQLite took the transaction back and somebody swallowed the error."""


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn errors of the disk, of the file or of the system into problems; every other exception passes."""
    from desktop.storage.cipher import dbapi2

    try:
        yield
    except dbapi2.DatabaseError as error:
        # After an error of the disk SQLite rolls back by itself; what is then tried fails for a reason of its own.
        for known_error in _along(error):
            if problem := _problem(known_error, folder):
                raise problem from error
        raise
    except OSError as error:
        raise system_problem(error, folder) from error


def _disk_problem(folder: Path) -> StorageProblem | None:
    """What the disk itself says, where SQLite has one word for several reasons."""
    with suppress(OSError):
        if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
            return ReadOnly(folder=str(folder))
        if not shutil.disk_usage(folder).free:
            return StorageFull(folder=str(folder))
    return None


def _along(error: BaseException) -> Iterator[BaseException]:
    """The error and those it was raised after, the last first."""
    following: BaseException | None = error
    while following is not None:
        yield following
        following = following.__cause__ or following.__context__


def _problem(error: BaseException, folder: Path) -> StorageProblem | None:
    """``None`` for what only a mistake of ours can cause, such as a broken constraint."""
    primary_code = getattr(error, "sqlite_errorcode", _CODE_OF.get(str(error), 0)) & 0xFF
    if primary_code in (_CANNOT_OPEN, _DISK_FAILED) and (problem := _disk_problem(folder)):
        return problem
    if primary_code in _PROBLEM_OF:
        return _PROBLEM_OF[primary_code](folder=str(folder))
    if primary_code == _DISK_FAILED:
        return StorageFailed(folder=str(folder), code=str(getattr(error, "sqlite_errorname", "")))
    if str(error).startswith(_ROLLED_BACK):
        return StorageFailed(folder=str(folder), code="SQLITE_ABORT_ROLLBACK")
    return None
