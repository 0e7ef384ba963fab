"""What can go wrong with backups. ``folder`` is where the backup lies or was to lie."""

from __future__ import annotations

from pathlib import Path

from desktop.problems import FORBIDDEN, FULL, error_code
from desktop.storage.problems import Damaged, ReadOnly, StorageFull, StorageProblem


class BackupProblem(StorageProblem):
    """A backup cannot be made, read or kept where it should be; the file in use is as it was."""


class BackupNoRoom(BackupProblem):
    """No room for a backup; no older one was taken away for it."""

    key = "errors.backup.no_room"
    takes = ("folder",)


class BackupForbidden(BackupProblem):
    """The folder for backups may not be written."""

    key = "errors.backup.forbidden"
    takes = ("folder",)


class BackupFailed(BackupProblem):
    """The disk failed while a backup was written or read; ``code`` is what SQLite or the system calls it."""

    key = "errors.backup.failed"
    takes = ("folder", "code")


class BackupUnreadable(BackupProblem):
    """A backup is damaged: it cannot be opened, or does not hold what the file held."""

    key = "errors.backup.unreadable"
    takes = ("folder",)


class BackupGone(BackupProblem):
    """The backup, or the folder it lies in, is not there any more."""

    key = "errors.backup.gone"
    takes = ("folder",)


class FolderAway(BackupProblem):
    """The folder chosen for backups is not there: a disk that is not connected, or a folder moved or emptied."""

    key = "errors.backup.away"
    takes = ("folder",)


class FolderInside(BackupProblem):
    """A folder inside the program's own: it would be lost together with the file."""

    key = "errors.backup.inside"
    takes = ("folder",)


class KeyInTheOpen(BackupProblem):
    """The key lies beside the file in the open, and with it anybody who finds the backup could read it."""

    key = "errors.backup.key_in_the_open"


class SheetFirst(BackupProblem):
    """Only the keyring of this computer opens the file; elsewhere nobody could open the backup."""

    key = "errors.backup.sheet_first"


def backup_problem(problem: StorageProblem, folder: Path) -> StorageProblem:
    """What a problem of the file means for a backup in ``folder``; damage to the file itself stays what it is."""
    match problem:
        case BackupProblem() | Damaged():
            return problem
        case StorageFull():
            return BackupNoRoom(folder=str(folder))
        case ReadOnly():
            return BackupForbidden(folder=str(folder))
    return BackupFailed(folder=str(folder), code=str(problem.params.get("code", type(problem).__name__)))


def folder_problem(error: OSError, folder: Path) -> BackupProblem:
    """The problem behind an error of the operating system while ``folder`` was read or written."""
    if isinstance(error, FileNotFoundError):
        return BackupGone(folder=str(folder))
    if error.errno in FULL:
        return BackupNoRoom(folder=str(folder))
    if error.errno in FORBIDDEN:
        return BackupForbidden(folder=str(folder))
    return BackupFailed(folder=str(folder), code=error_code(error))
