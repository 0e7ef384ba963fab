"""Erasing a person from a backup: a copy is changed and checked, then takes the place of the old file."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.storage import database
from desktop.storage.atomic import sync_folder
from desktop.storage.backups.backup import carry, check
from desktop.storage.backups.backup_folder import NEW
from desktop.storage.problems import system_problem
from desktop.storage.store import Store

if TYPE_CHECKING:
    from desktop.storage.history.history_store import Who

_WORK: Final = "-erasing" + NEW
"""The end of the name of a copy in work: what a crash leaves is no backup and is cleared with other leftovers."""


def erase_from_backup(backup: Path, key: bytes, who: Who, today: Callable[[], dt.date]) -> bool:
    """Erase the person from the backup in the folder ``backup``; returns whether they were in it.

    The backup then has the present schema. Raises a ``StorageProblem``; the backup is then as it was.
    """
    work = backup.with_name(backup.name + _WORK)
    try:
        shutil.rmtree(work, ignore_errors=True)
        carry(backup, work, key, lambda _done, _of: None)
        if not _erase(work, key, who, today):
            return False
        check(work, key)
        os.replace(work / database.NAME, backup / database.NAME)
        sync_folder(backup)
    except OSError as error:
        raise system_problem(error, backup) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return True


def _erase(folder: Path, key: bytes, who: Who, today: Callable[[], dt.date]) -> bool:
    store = Store(folder, key, today)
    try:
        found = store.history.people_like(who)
        for person_id in found:
            store.history.erase_person(person_id)
    finally:
        store.close()
    return bool(found)
