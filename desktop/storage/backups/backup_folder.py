"""A folder that holds backups: which ones, and how one comes and goes so that nothing half counts as a backup."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.domain.backups import BackupName, read_name
from desktop.storage import database
from desktop.storage.atomic import sync_folder
from desktop.storage.backups.backup_problems import folder_problem
from desktop.storage.keys import keyfile

NEW: Final = ".new"
"""What is still being written ends so."""
GONE: Final = ".gone"
"""What is being removed ends so."""
_LEFTOVER: Final = re.compile(r"(-erasing|-copy\d+)?(\.new|\.gone)+\Z")
_FILES: Final = (database.NAME, keyfile.NAME)


@dataclass(frozen=True, slots=True)
class Found:
    """A backup in a folder; ``size`` in bytes."""

    path: Path
    name: BackupName
    size: int


def listed(folder: Path) -> tuple[Found, ...]:
    """The backups right in ``folder``, in the order in which they were made; none where it cannot be read."""
    try:
        found = [backup for path in folder.iterdir() if (backup := _found(path)) is not None]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda backup: (backup.name.number, backup.name.made_at)))


def found_below(folder: Path) -> tuple[Found, ...]:
    """The backups in ``folder`` and in the folders right in it; ``folder`` may be a backup itself."""
    own = _found(folder)
    if own is not None:
        return (own,)
    try:
        inner = sorted(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return ()
    return listed(folder) + tuple(backup for path in inner for backup in listed(path))


def _found(path: Path) -> Found | None:
    name = read_name(path.name)
    if name is None or path.is_symlink():
        return None
    try:
        found = [(path / file).stat() for file in _FILES]
    except OSError:
        return None
    if not all(stat.S_ISREG(file.st_mode) for file in found):
        return None
    return Found(path, name, sum(file.st_size for file in found))


def make_folder(folder: Path) -> None:
    """Make a folder of the user's own, readable by them alone. Raises a ``BackupProblem``."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise folder_problem(error, folder) from error


def settle(new: Path, target: Path) -> None:
    """Give what is finished its name, durable on return. Raises ``OSError``."""
    sync_folder(new)
    if target.exists():
        raise FileExistsError(target)
    new.rename(target)
    sync_folder(target.parent)


def drop(path: Path) -> None:
    """Take a folder away if it is there and can be; what stays of it does not count as a backup."""
    shutil.rmtree(path, ignore_errors=True)


def remove(backup: Path) -> None:
    """Remove a backup: it loses its name first, so that half of one never counts. Raises a ``BackupProblem``."""
    gone = backup.with_name(backup.name + GONE)
    drop(gone)
    try:
        backup.rename(gone)
        sync_folder(backup.parent)
        shutil.rmtree(gone)
    except OSError as error:
        raise folder_problem(error, backup) from error


def clear(folder: Path) -> None:
    """Take away what an interruption left of backups; nothing else in the folder is touched."""
    for path in _leftovers(folder):
        drop(path)


def _leftovers(folder: Path) -> Iterator[Path]:
    try:
        inside = list(os.scandir(folder))
    except OSError:
        return
    for entry in inside:
        bare = _LEFTOVER.sub("", entry.name)
        if bare != entry.name and read_name(bare) is not None:
            yield Path(entry.path)
