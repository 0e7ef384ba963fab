"""The part of a session that has the file: its profile, what protects it, and the open store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.session_law import LawOfSession

if TYPE_CHECKING:
    from desktop.storage.profile import Profile
    from desktop.storage.store import Store


class FileOfSession(LawOfSession):
    """See the module. Without a profile it keeps nothing, and asking for the file raises ``RuntimeError``."""

    def __init__(
        self,
        profile: Profile | None,
        today: Callable[[], dt.date],
        day: dt.date,
        editions_of: Path | None,
        throwaway: bool,
    ) -> None:
        """``today`` dates what is stored, ``day`` is that of the session; the rest as ``LawOfSession`` takes it."""
        super().__init__(day, editions_of, throwaway)
        self._profile = profile
        self._today = today
        self._store: Store | None = None
        self._marks: tuple[tuple[int, ...], tuple[int, ...]] | None = None

    @property
    def locked(self) -> bool:
        """True while a passphrase is needed; then ``unlock`` comes first."""
        return self._store is None and self.protection == "passphrase"

    @property
    def has_profile(self) -> bool:
        """Whether anything can be kept at all."""
        return self._profile is not None

    @property
    def is_open(self) -> bool:
        """Whether the file is open; it opens when it is first used."""
        return self._store is not None

    @property
    def protection(self) -> str:
        """``passphrase``, ``keyring`` or ``beside_file``; a file not made yet counts as ``beside_file``."""
        protection = None if self._profile is None else self._profile.protection
        return "beside_file" if protection is None else protection.value

    def unlock(self, passphrase: str | None = None, sheet: bytes | None = None) -> None:
        """Open the file by a passphrase, by the secret of a recovery sheet or, where nothing is asked, by neither.

        Raises ``WrongPassphrase``, ``TooManyTries`` and the other ``StorageProblem``s of opening.
        """
        if self._store is None:
            store = self.profile.open(self._today, passphrase, sheet)
            if self._marks is not None:
                store.changes.resume(self._marks)
            self._store = store

    def lock(self) -> bool:
        """Close the file and forget its key until ``unlock``; ``False`` where no passphrase would be asked.

        The folder stays held, and undo goes on afterwards. What was answered is on the disk; the caller ends work
        that still runs. Raises a ``StorageProblem`` where the key file cannot be read: nobody could unlock again.
        """
        if self._store is None or self.protection != "passphrase":
            return False
        self._marks = self._store.changes.marks()
        self._wipe()
        self._store = None
        self.profile.lock()
        return True

    def protect(self, passphrase: str) -> None:
        """From the next opening on the passphrase opens the file; raises ``PassphraseTooShort``."""
        self._kept.protect_with_passphrase(passphrase)

    def protect_with_keyring(self) -> None:
        """From the next opening on the system's keyring opens the file; raises ``KeyringUnavailable``."""
        self._kept.protect_with_keyring()

    @property
    def folder(self) -> Path:
        """The folder of the open file; raises ``RuntimeError`` where there is none."""
        return self._kept.folder

    @property
    def home(self) -> Path:
        """The user's folder, with preferences and backups; raises ``RuntimeError`` where there is none."""
        return self.profile.home

    def turn_to(self, folder: Path) -> None:
        """Close the file and mean the one in ``folder`` of the same home from now on; it opens when first used."""
        self._wipe()
        self._store, self._marks = None, None
        self.profile.turn_to(folder)

    @property
    def today(self) -> Callable[[], dt.date]:
        """Gives the day by the clock, whatever day a reviewer chose."""
        return self._today

    @property
    def profile(self) -> Profile:
        """The folder with lock, key and file; raises ``RuntimeError`` where there is none."""
        if self._profile is None:
            raise RuntimeError("a session without a profile has no file")
        return self._profile

    @property
    def _kept(self) -> Profile:
        assert self.store is not None  # opens the file
        return self.profile

    @property
    def store(self) -> Store:
        """The open file."""
        if self._store is None:
            self.unlock()
        assert self._store is not None
        return self._store

    def close(self) -> None:
        """Close the file, wipe the attachments shown outside it, and let the profile go."""
        if self._profile is not None:
            self._wipe()
            self._profile.close()
        self._store = None

    def _wipe(self) -> None:
        from desktop.record.opened_files import wipe

        wipe(self.home)

    def _preference(self, name: str) -> str | None:
        if self._profile is None:
            return None
        from desktop.storage.preferences import read_preferences

        return read_preferences(self.home).get(name)
