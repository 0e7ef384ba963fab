"""What a backup holds in comparison with the file in use: read from a copy, so that the backup stays as it is.

The copy is as encrypted as the backup. It is needed because an older schema must be brought to the present one
before it can be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.record.difference import Difference, differences, without_uids
from desktop.safety.backups import LOOKING, Backup, quietly
from desktop.storage import database
from desktop.storage.backups.backup import Progress, carry, opens
from desktop.storage.backups.backup_folder import drop, make_folder
from desktop.storage.backups.backup_problems import BackupGone
from desktop.storage.problems import WrongKey

if TYPE_CHECKING:
    from desktop.domain.record.contents import Contents
    from desktop.session import Session

_STEPS: Final = 4


def contents_of(session: Session, backup: Backup, went_on: Progress = quietly) -> Contents:
    """Everything in the backup. Raises ``WrongKey`` where the present key does not open it, or a ``StorageProblem``."""
    from desktop.storage.store import Store

    key = session.profile.key
    source = next((path for path in backup.paths if opens(path, key)), None)
    if source is None:
        whole = any((path / database.NAME).is_file() for path in backup.paths)
        raise (WrongKey if whole else BackupGone)(folder=str(backup.paths[0]))
    old = database.is_old(source, key)
    copy = session.home / LOOKING / source.name
    drop(copy.parent)
    make_folder(copy.parent)
    try:
        carry(source, copy, key, went_on)
        store = Store(copy, key, lambda: session.day)
        try:
            contents = store.contents.read()
            return without_uids(contents) if old else contents
        finally:
            store.close()
    finally:
        drop(copy.parent)


def difference(session: Session, backup: Backup, went_on: Progress = quietly) -> tuple[Difference, ...]:
    """How the file in use differs from the backup, person by person; raises as ``contents_of``."""
    went_on(0, _STEPS)
    then = contents_of(session, backup)
    went_on(2, _STEPS)
    now = session.store.contents.read()
    went_on(3, _STEPS)
    return differences(then, now)
