"""The backups in the user's own folder: making the next one, and what is remembered about them.

What is remembered lies beside them in the open and names nobody.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from desktop.domain.backups import BackupName, Reason, next_name
from desktop.storage.backups.backup import Progress, make_backup
from desktop.storage.backups.backup_folder import clear, listed, make_folder
from desktop.storage.preferences import read_preferences, write_preferences
from desktop.storage.problems import StorageProblem

FOLDER: Final = "backups"
"""The folder of the backups in the user's own."""
_NUMBER: Final = "number"


def utc_now() -> dt.datetime:
    """This moment; what stamps a backup. No day of the law follows from it."""
    return dt.datetime.fromtimestamp(time.time(), dt.UTC)


def add_backup(
    home: Path,
    place: Path,
    key: bytes,
    reason: Reason,
    now: dt.datetime,
    went_on: Progress,
    elsewhere: Iterable[BackupName] = (),
) -> BackupName:
    """Back up the file in ``place`` into the backups of ``home``, with a number above those ``elsewhere`` too.

    Raises what ``make_backup`` raises.
    """
    folder = home / FOLDER
    make_folder(folder)
    clear(folder)
    known = (*(found.name for found in listed(folder)), *elsewhere)
    name = next_name(known, _last_number(folder), now, reason)
    make_backup(place, folder / str(name), key, went_on)
    remember(home, _NUMBER, str(name.number))
    return name


def add_before_migration(home: Path, place: Path, key: bytes) -> None:
    """Back up a file of an older schema as it is, before it is brought to the present one.

    Raises what ``make_backup`` raises; the file must then be left as it is.
    """
    add_backup(home, place, key, Reason.MIGRATION, utc_now(), lambda _done, _of: None)


def remembered(home: Path, name: str) -> str | None:
    """Something remembered about the backups of ``home``."""
    return read_preferences(home / FOLDER).get(name)


def remember(home: Path, name: str, value: str | None) -> None:
    """Remember something; ``None`` forgets it. A disk that is full loses it and disturbs nobody."""
    folder = home / FOLDER
    kept = {key: text for key, text in read_preferences(folder).items() if key != name}
    with contextlib.suppress(StorageProblem):
        write_preferences(folder, kept if value is None else {**kept, name: value})


def _last_number(folder: Path) -> int:
    text = read_preferences(folder).get(_NUMBER, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
