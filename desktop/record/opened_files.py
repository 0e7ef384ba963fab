"""Attachments that another program shows: readable copies outside the encrypted file, wiped when no longer needed.

They lie in one folder beside the profile, which only one program uses at a time: what a crash leaves there is wiped
at the next start. Wiping overwrites and then removes. A disk that spreads its writes (SSD) may keep older blocks all
the same; so copies are made only where the user asks for one, and never for longer than the program runs.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

FOLDER: Final = "opened"
"""The folder of the copies inside the profile."""
_CHUNK: Final = 1 << 20


def show(profile: Path, name: str, content: bytes) -> Path:
    """Write a copy that only the user may read and return where it lies; ``name`` is a name without a folder.

    Each copy has a folder of its own with a name nobody can guess. Raises ``OSError``.
    """
    own = profile / FOLDER / os.urandom(8).hex()
    own.mkdir(mode=0o700, parents=True)
    (profile / FOLDER).chmod(0o700)
    copy = own / name
    number = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(number, "wb") as file:
        file.write(content)
    return copy


def wipe(profile: Path) -> bool:
    """Overwrite and remove every copy; returns whether none is left.

    A copy that another program still holds (Windows) is left for the next time.
    """
    folder = profile / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return True
    for place, folders, names in os.walk(folder, topdown=False):
        for name in names:
            with contextlib.suppress(OSError):
                _wipe_file(Path(place) / name)
        for name in folders:
            with contextlib.suppress(OSError):
                _remove_folder(Path(place) / name)
    with contextlib.suppress(OSError):
        folder.rmdir()
    return not folder.exists()


def _wipe_file(copy: Path) -> None:
    """Overwrite a plain file with random bytes; what is no plain file is only removed, never followed."""
    found = copy.lstat()
    if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
        copy.chmod(0o600)
        with copy.open("r+b") as file:
            for begin in range(0, found.st_size, _CHUNK):
                file.write(os.urandom(min(_CHUNK, found.st_size - begin)))
            file.flush()
            os.fsync(file.fileno())
    copy.unlink()


def _remove_folder(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    else:
        folder.rmdir()
