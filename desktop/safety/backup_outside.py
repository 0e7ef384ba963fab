"""The folder of the user's choice for backups: another disk, a stick. It may be away; then it is caught up later.

The backups lie in a folder of their own in it, named by a random number of this profile, so that two people can
share a stick. No name of a person is in any name there.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.backups import kept
from desktop.storage.backups import own_backups
from desktop.storage.backups.backup import Progress, carry, opens, renew_key, same_key_file
from desktop.storage.backups.backup_folder import Found, clear, listed, remove
from desktop.storage.backups.backup_problems import (
    FolderAway,
    FolderInside,
    KeyInTheOpen,
    SheetFirst,
    folder_problem,
)
from desktop.storage.preferences import read_preferences, write_preferences
from desktop.storage.problems import StorageProblem

if TYPE_CHECKING:
    from desktop.session import Session

_FOLDER: Final = "backup_folder"
_ID: Final = "backup_id"
_WRITTEN: Final = "outside_written"
_ERASE: Final = "erase_when_back"
_OLD_KEYS: Final = "outside_keys_old"
_DAY: Final = dt.timedelta(days=1)


class Outside:
    """See the module. ``clock`` gives the moment in UTC."""

    def __init__(self, session: Session, clock: Callable[[], dt.datetime]) -> None:
        self._session = session
        self._clock = clock

    @property
    def chosen(self) -> Path | None:
        """The folder that was chosen; ``None`` where none is."""
        folder = read_preferences(self._session.home).get(_FOLDER)
        return Path(folder) if folder else None

    @property
    def folder(self) -> Path | None:
        """The folder of the backups in it."""
        chosen = self.chosen
        return None if chosen is None else chosen / f"waipai-backups-{self._id()}"

    @property
    def is_here(self) -> bool:
        """Whether the backups can be reached now.

        An empty folder is not taken for it: it may be the place where a disk that is away is connected.
        """
        return self.folder is not None and self.folder.is_dir()

    @property
    def written(self) -> dt.datetime | None:
        """When it was last up to date; ``None`` where it never was."""
        text = own_backups.remembered(self._session.home, _WRITTEN)
        try:
            return dt.datetime.fromisoformat(text) if text else None
        except ValueError:
            return None

    def saw(self) -> None:
        """It is here and lacks nothing; remembered once a day."""
        now, written = self._clock(), self.written
        if written is None or abs(now - written) > _DAY:
            own_backups.remember(self._session.home, _WRITTEN, now.isoformat())

    @property
    def away_since(self) -> dt.datetime | None:
        """When it was last up to date, if it is away."""
        return self.written if self.chosen is not None and not self.is_here else None

    @property
    def has_old_keys(self) -> bool:
        """Whether backups there still open as before the protection was last changed."""
        return self.chosen is not None and own_backups.remembered(self._session.home, _OLD_KEYS) is not None

    def backups(self) -> tuple[Found, ...]:
        """The backups there, in the order in which they were made; none while it is away."""
        return () if self.folder is None else listed(self.folder)

    # -- choosing

    def check_allowed(self) -> None:
        """Raises ``KeyInTheOpen`` or ``SheetFirst`` where a backup must not leave, or would be of no use, elsewhere."""
        match self._session.protection:
            case "beside_file":
                raise KeyInTheOpen
            case "keyring" if not self._session.access.recovery_confirmed:
                raise SheetFirst

    def choose(self, folder: Path) -> None:
        """Keep backups in ``folder`` too from now on. Nothing is copied yet: ``catch_up`` does.

        Raises ``KeyInTheOpen``, ``SheetFirst``, ``FolderInside`` or what making a folder there raises.
        """
        self.check_allowed()
        home, folder = self._session.home, folder.absolute()
        if folder.resolve().is_relative_to(home.resolve()):
            raise FolderInside(folder=str(folder))
        if not folder.is_dir():
            raise FolderAway(folder=str(folder))
        own = folder / f"waipai-backups-{self._id()}"
        try:
            own.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise folder_problem(error, folder) from error
        write_preferences(home, {**read_preferences(home), _FOLDER: str(folder), _ID: self._id()})
        own_backups.remember(home, _WRITTEN, self._clock().isoformat())

    def forget(self) -> None:
        """Keep backups there no longer; those that are there stay."""
        home = self._session.home
        preferences = read_preferences(home)
        preferences.pop(_FOLDER, None)
        write_preferences(home, preferences)

    def _id(self) -> str:
        """Eight hexadecimal digits that stay the same for this profile."""
        home = self._session.home
        text = read_preferences(home).get(_ID, "")
        if len(text) == 8 and set(text) <= set("0123456789abcdef"):
            return text
        made = os.urandom(4).hex()
        write_preferences(home, {**read_preferences(home), _ID: made})
        return made

    # -- keeping up

    def missing(self, own: tuple[Found, ...]) -> list[Found]:
        """Those of the ``own`` backups that are to be copied there, the newest first.

        All that were made since the newest of them that is there; into an empty folder the newest alone. Others may
        lie there too: where the own ones vanished, numbers begin anew.
        """
        there = {backup.name for backup in self.backups()}
        if not there:
            return list(own[-1:])
        return list(takewhile(lambda backup: backup.name not in there, reversed(own)))

    def catch_up(self, own: tuple[Found, ...], key: bytes, went_on: Progress) -> None:
        """Copy there what is missing, each opened and checked; renew key files that are of before.

        Raises ``FolderAway``, ``KeyInTheOpen``, ``SheetFirst`` or a ``BackupProblem``; what was there before stays.
        """
        self.check_allowed()
        folder = self.folder
        if folder is None or not folder.is_dir():
            raise FolderAway(folder=str(self.chosen))
        try:
            clear(folder)
            for backup in self.missing(own):
                carry(backup.path, folder / str(backup.name), key, went_on)
        except StorageProblem as problem:
            if folder.is_dir():
                raise
            raise FolderAway(folder=str(self.chosen)) from problem
        self.renew_keys(key)
        self._erase_late(key)
        own_backups.remember(self._session.home, _WRITTEN, self._clock().isoformat())

    def erase_when_back(self, uid: str) -> None:
        """Erase the person of this ``uid`` from the copies there as soon as the folder is here again.

        The ``uid`` is a random number that names nobody outside the file.
        """
        own_backups.remember(self._session.home, _ERASE, " ".join((*self.to_erase, uid)))

    @property
    def to_erase(self) -> tuple[str, ...]:
        """The ``uid``s of people who were deleted for good and are still in copies there."""
        return tuple((own_backups.remembered(self._session.home, _ERASE) or "").split())

    def _erase_late(self, key: bytes) -> None:
        from desktop.storage.backups.backup_erase import erase_from_backup
        from desktop.storage.history.history_store import Who

        for uid in self.to_erase:
            for backup in self.backups():
                if opens(backup.path, key):
                    erase_from_backup(backup.path, key, Who(0, uid, "", None), self._session.today)
            rest = [one for one in self.to_erase if one != uid]
            own_backups.remember(self._session.home, _ERASE, " ".join(rest) or None)

    def renew_keys(self, key: bytes) -> None:
        """Let the backups there open as the file does now; where that cannot be, it is remembered."""
        home, place = self._session.home, self._session.profile.folder
        try:
            self.check_allowed()
            if not self.is_here:
                raise FolderAway(folder=str(self.chosen))
            for backup in self.backups():
                if not same_key_file(backup.path, place) and opens(backup.path, key):
                    renew_key(backup.path, place)
        except StorageProblem:
            own_backups.remember(home, _OLD_KEYS, "yes" if self.backups() or not self.is_here else None)
        else:
            own_backups.remember(home, _OLD_KEYS, None)

    def thin(self, bad: Collection[Path], now: dt.datetime, key: bytes) -> None:
        """Remove there what ``kept`` does not keep; ``bad`` ones neither count nor go. Raises a ``BackupProblem``."""
        mine = [backup for backup in self.backups() if backup.path not in bad and opens(backup.path, key)]
        stay = kept([backup.name for backup in mine], now)
        for backup in mine:
            if backup.name not in stay:
                remove(backup.path)
