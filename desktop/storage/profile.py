"""The folder of one user: lock, key and database belong together and are opened in this order.

Making a ``Profile`` takes the lock; ``open`` needs the passphrase where there is one and gives the ``Store``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop.storage import database
from desktop.storage.lock import ProfileLock
from desktop.storage.preferences import read_preferences, write_preferences
from desktop.storage.problems import CasesMissing, KeyMissing, StorageProblem
from desktop.storage.vault import Keyring, Protection, Vault

if TYPE_CHECKING:  # the first window is painted before any file is opened
    from desktop.storage.store import Store

_KEPT = "cases_kept"


class Profile:
    """Holds the profile in ``folder`` (made if need be) until ``close``.

    ``throwaway``: the key lies in the folder and nothing is asked. ``keyring`` replaces the system's keyring.
    Raises ``InUse`` when another program holds the folder, and ``ReadOnly`` or ``StorageFull``.
    """

    def __init__(self, folder: Path, *, throwaway: bool = False, keyring: Keyring | None = None) -> None:
        self.folder = folder
        self._throwaway = throwaway
        self._lock = ProfileLock(folder)
        self._vault = Vault(folder, keyring)
        self._key: bytes | None = None
        self._store: Store | None = None

    @property
    def protection(self) -> Protection | None:
        """What protects the key, ``None`` before the first opening."""
        return self._vault.protection

    def open(self, today: Callable[[], dt.date], passphrase: str | None = None) -> Store:
        """Open the cases; the first time, make key and database.

        Raises ``PassphraseNeeded`` or ``WrongPassphrase`` (ask and call again), ``KeyMissing``, ``CasesMissing``,
        ``KeyringLost`` and what ``open_database`` raises.
        """
        if self._vault.protection is None:
            self._key = self._first_key()
        else:
            self._key = self._vault.unlock(passphrase)
            self._check_that_cases_are_there()
        from desktop.storage.store import Store

        self._store = Store(self.folder, self._key, today)
        return self._store

    def _check_that_cases_are_there(self) -> None:
        """A key without its cases is no new profile: somebody moved or deleted the file.

        Cases that were never kept are no loss; a crash between the first key and the first file leaves this.
        """
        preferences = read_preferences(self.folder)
        if not (self.folder / database.NAME).exists() and preferences.get(_KEPT):
            raise CasesMissing(folder=str(self.folder))
        if not preferences.get(_KEPT):
            with contextlib.suppress(StorageProblem):  # a full disk must not keep anybody from reading
                write_preferences(self.folder, {**preferences, _KEPT: "yes"})

    def protect_with_passphrase(self, passphrase: str) -> None:
        """Ask for the passphrase from the next opening on; for an open profile.

        Raises ``PassphraseTooShort``.
        """
        self._vault.wrap(self._open_key(), passphrase)

    def protect_with_keyring(self) -> None:
        """Keep the key in the system's keyring. Raises ``KeyringUnavailable``; for an open profile."""
        self._vault.move_to_keyring(self._open_key())

    def close(self) -> None:
        """Close the cases and let the folder go."""
        if self._store is not None:
            self._store.close()
        self._store = self._key = None
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _first_key(self) -> bytes:
        """A new key, but never beside cases that another key locks."""
        if (self.folder / database.NAME).exists():
            raise KeyMissing(folder=str(self.folder))
        return self._vault.create(self._throwaway)

    def _open_key(self) -> bytes:
        if self._key is None:
            raise RuntimeError("the profile is not open")
        return self._key
