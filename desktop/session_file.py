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

    @property
    def locked(self) -> bool:
        """True while a passphrase is needed; then ``unlock`` comes first."""
        return self._store is None and self.protection == "passphrase"

    @property
    def protection(self) -> str:
        """``passphrase``, ``keyring`` or ``beside_file``; a file not made yet counts as ``beside_file``."""
        protection = None if self._profile is None else self._profile.protection
        return "beside_file" if protection is None else protection.value

    def unlock(self, passphrase: str | None = None) -> None:
        """Open the file; raises ``WrongPassphrase`` and the ``StorageProblem``s of opening."""
        if self._profile is None:
            raise RuntimeError("a session without a profile has no file")
        if self._store is None:
            self._store = self._profile.open(self._today, passphrase)

    def protect(self, passphrase: str) -> None:
        """From the next opening on the passphrase opens the file; raises ``PassphraseTooShort``."""
        self._kept.protect_with_passphrase(passphrase)

    def protect_with_keyring(self) -> None:
        """From the next opening on the system's keyring opens the file; raises ``KeyringUnavailable``."""
        self._kept.protect_with_keyring()

    @property
    def folder(self) -> Path:
        """The folder of the profile; raises ``RuntimeError`` where there is none."""
        return self._kept.folder

    @property
    def _kept(self) -> Profile:
        if self._profile is None or self.store is None:
            raise RuntimeError("a session without a profile has no file")
        return self._profile

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
            from desktop.record.opened_files import wipe

            wipe(self._profile.folder)
            self._profile.close()
        self._store = None

    def _preference(self, name: str) -> str | None:
        if self._profile is None:
            return None
        from desktop.storage.preferences import read_preferences

        return read_preferences(self._profile.folder).get(name)
