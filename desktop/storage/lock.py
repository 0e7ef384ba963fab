"""One program at a time: a lock of the operating system on a file of the profile.

The system gives it back when the process ends, however it ends, so a crash never locks anybody out.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from desktop.storage.problems import InUse, system_problem

NAME = "cases.lock"
_HELD_ELSEWHERE = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ProfileLock:
    """Holds the profile in ``folder`` from its making until ``release``.

    Raises ``InUse`` when another program (or another part of this one) holds it, ``ReadOnly`` or
    ``StorageFull`` when the lock file cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._descriptor = _open(folder)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            if error.errno in _HELD_ELSEWHERE:
                raise InUse(folder=str(folder)) from error
            raise system_problem(error, folder) from error

    def release(self) -> None:
        """Give the profile back; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _open(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise system_problem(error, folder) from error
