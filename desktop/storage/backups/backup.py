"""One backup: a folder with a copy of the encrypted file and of its key file, so that it is a profile itself.

It is written under another name, opened with its key, checked and compared with the file it was made of; only
then does it get its name. The file in use is read through a connection of its own, and nobody waits for it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from desktop.domain.backups import Counts
from desktop.storage import database
from desktop.storage.backups.backup_folder import NEW, drop, settle
from desktop.storage.backups.backup_problems import (
    BackupGone,
    BackupNoRoom,
    BackupUnreadable,
    backup_problem,
)
from desktop.storage.disk_errors import translated
from desktop.storage.keys import keyfile
from desktop.storage.problems import Damaged, StorageProblem, WrongKey

Progress = Callable[[int, int], None]
"""Takes how many of how many steps are done; what it raises ends the work, and nothing half stays."""

_STILL: Final = "ro&immutable=1"
"""A backup is read without leaving anything beside it, also where nothing may be written."""
_PAGES: Final = 1024
_PAGE_BYTES: Final = 4096
_ROOM: Final = 4 << 20
"""Bytes that a backup leaves free on the disk: answers come first."""
_VOLATILE: Final = ("reminders_seen", "filing_counted", "opened_on", "opened_before")
_DERIVED: Final = ("due_date", "due_made", "setting")
_COUNTED: Final = {
    "people": ("person", "SELECT COUNT(*) FROM person"),
    "cases": ("posting", "SELECT COUNT(*) FROM posting WHERE deleted_on IS NULL"),
    "months": ("contribution", "SELECT COUNT(*) FROM contribution"),
    "certificates": ("certificate", "SELECT COUNT(*) FROM certificate"),
    "proofs": ("evidence", "SELECT COUNT(*) FROM evidence"),
}


class Summary(NamedTuple):
    """What a file holds: the rows of each table, the counts for people, and a mark that changes with every entry."""

    rows: Mapping[str, int]
    counts: Counts
    mark: tuple[object, ...]


def make_backup(place: Path, target: Path, key: bytes, went_on: Progress) -> Summary:
    """Copy the profile in ``place``, open or not, to the new folder ``target``, checked and durable on return.

    A copy that does not pass its check is made once more. Raises a ``BackupProblem``, or ``Damaged`` where the
    file itself is; there is no ``target`` then.
    """
    with _told(target):
        try:
            return _make(place, target, key, went_on)
        except BackupUnreadable:
            if _is_damaged(place, key):
                raise Damaged(folder=str(place)) from None
            return _make(place, target, key, went_on)


def _is_damaged(place: Path, key: bytes) -> bool:
    """Whether the file itself is why no copy of it passes its check."""
    with closing(database.connect(place / database.NAME, key, "ro")) as connection:
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())


def _make(place: Path, target: Path, key: bytes, went_on: Progress) -> Summary:
    with _unfinished(target) as new:
        _check_room(place, target.parent)
        summary = _copy_database(place, new, key, went_on)
        _copy_file(place / keyfile.NAME, new / keyfile.NAME)
        _compare(new, key, summary)
    return summary


def carry(backup: Path, target: Path, key: bytes | None, went_on: Progress) -> None:
    """Copy a backup to the new folder ``target``, durable on return and, where ``key`` is known, checked.

    Raises a ``BackupProblem`` or, where ``key`` does not open it, ``WrongKey``; there is no ``target`` then.
    """
    with _told(target), _unfinished(target) as new:
        _check_room(backup, target.parent)
        _copy_file(backup / database.NAME, new / database.NAME, went_on)
        _copy_file(backup / keyfile.NAME, new / keyfile.NAME)
        if key is not None:
            check(new, key)


def check(backup: Path, key: bytes) -> Summary:
    """Open a backup with its key, look at every page, and return what it holds. About 5 ms a megabyte.

    Raises ``BackupUnreadable``, ``BackupGone``, or ``WrongKey`` where it belongs to another key.
    """
    with _told(backup), _looking(backup, key) as connection:
        pages = (backup / database.NAME).stat().st_size // _PAGE_BYTES
        bad_pages = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        if pages and bad_pages >= pages:
            raise WrongKey(folder=str(backup))
        sound = connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        if bad_pages or not sound or keyfile.read_key_file(backup) is None:
            raise BackupUnreadable(folder=str(backup))
        return _summary(connection)


def look(backup: Path, key: bytes) -> Summary:
    """What a backup holds, without looking at every page; raises as ``check``."""
    with _told(backup), _looking(backup, key) as connection:
        return _summary(connection)


def opens(folder: Path, key: bytes) -> bool:
    """Whether ``key`` opens the file in ``folder``, by its first page alone: a fraction of a millisecond."""
    try:
        with _told(folder), _looking(folder, key) as connection:
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except StorageProblem:
        return False
    return True


def summary_of(place: Path, key: bytes) -> Summary:
    """What the file in ``place`` holds at this moment, also while it is open."""
    with (
        translated(place),
        closing(database.connect(place / database.NAME, key, "ro")) as connection,
    ):
        connection.execute("BEGIN")
        return _summary(connection)


def same_key_file(backup: Path, place: Path) -> bool:
    """Whether the backup opens in the very ways in which the file in ``place`` does."""
    one, other = backup / keyfile.NAME, place / keyfile.NAME
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def renew_key(backup: Path, place: Path) -> None:
    """Write the key file of ``place`` over that of ``backup``. Raises a ``BackupProblem``."""
    with _told(backup):
        keyfile.copy_key_file(place, backup)


def _copy_database(place: Path, new: Path, key: bytes, went_on: Progress) -> Summary:
    path = new / database.NAME
    with closing(database.connect(place / database.NAME, key, "ro")) as source:
        source.execute("BEGIN")  # from here on it sees what was there at this moment
        summary = _summary(source)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(database.connect(path, key, "rw")) as target:
            for setting in ("journal_mode = OFF", "synchronous = OFF"):
                target.execute(f"PRAGMA {setting}").fetchone()
            source.backup(
                target, pages=_PAGES, progress=lambda _status, left, of: went_on(of - left, of), sleep=0
            )
            target.execute("PRAGMA journal_mode = DELETE").fetchone()  # nothing beside it belongs to it
    _sync(path)
    return summary


def _summary(connection: Any) -> Summary:
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith("sqlite_")
    ]
    rows = {name: _number(connection, f'SELECT COUNT(*) FROM "{name}"') for name in tables}
    counts = {what: _number(connection, sql) for what, (table, sql) in _COUNTED.items() if table in rows}
    return Summary(rows, Counts(**counts), _mark(connection, rows))


def _mark(connection: Any, rows: Mapping[str, int]) -> tuple[object, ...]:
    """Rows that follow from others are no reason for a backup, nor is what was remembered of the screen."""
    kept = tuple((name, count) for name, count in rows.items() if name not in _DERIVED)
    last = _number(connection, "SELECT COALESCE(MAX(id), 0) FROM change") if "change" in rows else 0
    names = ", ".join("?" * len(_VOLATILE))
    settings = (
        connection.execute(
            f"SELECT name, value FROM setting WHERE name NOT IN ({names}) ORDER BY name", _VOLATILE
        ).fetchall()
        if "setting" in rows
        else []
    )
    return kept, last, tuple(settings)


def _number(connection: Any, sql: str) -> int:
    (number,) = connection.execute(sql).fetchone()
    return int(number)


def _compare(new: Path, key: bytes, summary: Summary) -> None:
    try:
        found = check(new, key)
    except StorageProblem as problem:
        raise BackupUnreadable(folder=str(new)) from problem
    if found.rows != summary.rows or found.mark != summary.mark:
        raise BackupUnreadable(folder=str(new))


def _copy_file(source: Path, target: Path, went_on: Progress | None = None) -> None:
    size, done = source.stat().st_size, 0
    with source.open("rb") as reader, target.open("xb") as writer:
        target.chmod(0o600)
        while piece := reader.read(_PAGES * _PAGE_BYTES):
            writer.write(piece)
            done += len(piece)
            if went_on is not None:
                went_on(done, size)
        writer.flush()
        os.fsync(writer.fileno())


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _check_room(source: Path, folder: Path) -> None:
    needed = sum((source / name).stat().st_size for name in (database.NAME, keyfile.NAME))
    if shutil.disk_usage(folder).free < needed + _ROOM:
        raise BackupNoRoom(folder=str(folder))


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A folder to fill that gets the name ``target`` at the end; after an exception nothing is left of it.

    The folder around it must be there: a disk that was pulled out must not come back as a folder of another disk.
    """
    new = target.with_name(target.name + NEW)
    drop(new)
    new.mkdir(mode=0o700)
    try:
        yield new
        settle(new, target)
    except BaseException:
        drop(new)
        raise


@contextmanager
def _looking(backup: Path, key: bytes) -> Iterator[Any]:
    path = backup / database.NAME
    if not path.is_file():
        raise BackupGone(folder=str(backup))
    try:
        with translated(backup), closing(database.connect(path, key, _STILL)) as connection:
            yield connection
    except Damaged as problem:
        raise BackupUnreadable(folder=str(backup)) from problem


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        with translated(folder):
            yield
    except WrongKey:
        raise
    except StorageProblem as problem:
        told = backup_problem(problem, folder)
        if told is problem:
            raise
        raise told from problem
