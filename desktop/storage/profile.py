"""The folder of one user: lock, key and database belong together and are opened in this order.

Making a ``Profile`` takes the lock; ``open`` needs the passphrase where there is one and gives the ``Store``.
``home`` is the user's folder, ``folder`` the one in it whose file is open (``places``): normally the same.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop.storage import database
from desktop.storage.keys.keyfile import Sheet, copy_key_file
from desktop.storage.keys.tries import Tries
from desktop.storage.keys.vault import Keyring, Protection, Vault
from desktop.storage.lock import ProfileLock
from desktop.storage.preferences import read_preferences, write_preferences
from desktop.storage.problems import (
    CasesMissing,
    Damaged,
    KeyMissing,
    StorageProblem,
    WrongKey,
    system_problem,
)

if TYPE_CHECKING:  # the first window is painted before any file is opened
    from desktop.storage.store import Store

_KEPT = "cases_kept"


class Profile:
    """Holds ``home`` (made if need be; by default ``folder``) until ``close``, and opens the file in ``folder``.

    ``throwaway``: the key lies in the folder and nothing is asked. ``keyring`` replaces the system's keyring.
    Raises ``InUse`` when another program holds the folder, and ``ReadOnly`` or ``StorageFull``.
    """

    def __init__(
        self,
        folder: Path,
        *,
        home: Path | None = None,
        throwaway: bool = False,
        keyring: Keyring | None = None,
    ) -> None:
        self.folder = folder
        self.home = home or folder
        self._throwaway = throwaway
        self._lock = ProfileLock(self.home)
        self._keyring = keyring
        self._vault = Vault(folder, keyring)
        self._key: bytes | None = None
        self.key_of_damaged: bytes | None = None
        """The key of a file that was found damaged at its opening, to salvage it; forgotten as ``lock`` forgets."""
        self._store: Store | None = None
        self.after_new_key_file: Callable[[], None] = lambda: None
        """Called when the key file of the open cases was changed: its copies are to follow."""

    @property
    def protection(self) -> Protection | None:
        """What protects the key, ``None`` before the first opening."""
        return self._vault.protection

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The recovery sheets that open the cases, newest first."""
        return self._vault.sheets

    @property
    def sheet_damaged(self) -> bool:
        """Whether damage to the key file has made a recovery sheet worthless."""
        return self._vault.sheet_damaged

    @cached_property
    def tries(self) -> Tries:
        """Wrong passphrases and sheets, and how long to wait for the next try."""
        return Tries(self.home)

    def open(
        self, today: Callable[[], dt.date], passphrase: str | None = None, sheet: bytes | None = None
    ) -> Store:
        """Open the cases by ``passphrase``, by the secret of a recovery ``sheet`` or, where nothing is asked, by
        neither; the first time, make key and database.

        Raises ``PassphraseNeeded``, ``WrongPassphrase``, ``NoSheet`` or ``WrongSheet`` (ask and call again),
        ``TooManyTries`` (wait), ``KeyMissing``, ``KeyDamaged``, ``CasesMissing``, ``KeyringLost`` and what
        ``open_database`` raises.
        """
        if self._vault.protection is None and sheet is None:
            key = self._first_key()
        else:
            key = self._unlock(self._vault, passphrase, sheet)
            self._check_that_cases_are_there()
        self._back_up_old_schema(key)
        from desktop.storage.store import Store

        try:
            self._store = Store(self.folder, key, today)
        except Damaged:
            self.key_of_damaged = key
            raise
        self._key = key
        return self._store

    def _unlock(self, vault: Vault, passphrase: str | None, sheet: bytes | None) -> bytes:
        """What is asked is a try that counts."""
        if passphrase is None and sheet is None:
            return vault.unlock()
        with self.tries.one():
            return vault.unlock(passphrase) if sheet is None else vault.unlock_with_sheet(sheet)

    def take_key_from(self, backup: Path, passphrase: str | None = None, sheet: bytes | None = None) -> None:
        """Put the key file of a ``backup`` of this profile in the place of the lost or damaged one.

        Only once its key, opened as in ``open``, was seen to open the cases here. Raises what ``open`` raises, and
        ``WrongKey`` where it belongs to other cases; nothing was written then.
        """
        key = self._unlock(Vault(backup, self._keyring), passphrase, sheet)
        if not database.fits(self.folder, key):
            raise WrongKey(folder=str(backup))
        copy_key_file(backup, self.folder)

    def _check_that_cases_are_there(self) -> None:
        """A key without its cases is no new profile: somebody moved or deleted the file.

        Cases that were never kept are no loss; a crash between the first key and the first file leaves this.
        """
        preferences = read_preferences(self.home)
        beside = self.folder != self.home
        if not (self.folder / database.NAME).exists() and (
            beside or preferences.get(_KEPT) or _has_backups(self.home)
        ):
            raise CasesMissing(folder=str(self.folder))
        if not beside and not preferences.get(_KEPT):
            with contextlib.suppress(StorageProblem):  # a full disk must not keep anybody from reading
                write_preferences(self.home, {**preferences, _KEPT: "yes"})

    def _back_up_old_schema(self, key: bytes) -> None:
        """A file that a migration would change is backed up as it is, or left alone."""
        if database.is_old(self.folder, key):
            from desktop.storage.backups.own_backups import add_before_migration

            add_before_migration(self.home, self.folder, key)

    def protect_with_passphrase(self, passphrase: str) -> None:
        """Ask for the passphrase from the next opening on; for an open profile.

        Raises ``PassphraseTooShort``.
        """
        self._vault.wrap(self._open_key(), passphrase)
        self._tell_of_new_key_file()

    def protect_with_keyring(self) -> None:
        """Keep the key in the system's keyring. Raises ``KeyringUnavailable``; for an open profile."""
        self._vault.move_to_keyring(self._open_key())
        self._tell_of_new_key_file()

    def check_passphrase(self, passphrase: str) -> None:
        """Raises ``WrongPassphrase`` where it does not open the cases, ``TooManyTries`` before its time."""
        self._unlock(self._vault, passphrase, None)

    def add_sheet(self, secret: bytes, made_on: dt.date) -> None:
        """Let a new recovery sheet open the cases; the last confirmed one does so until ``confirm_sheet``."""
        self._vault.add_sheet(self._open_key(), secret, made_on)
        self._tell_of_new_key_file()

    def is_newest_sheet(self, secret: bytes) -> bool:
        """Whether ``secret`` is that of the sheet that ``confirm_sheet`` is about."""
        return self._vault.is_newest_sheet(secret)

    def check_sheet(self, secret: bytes) -> None:
        """Raises ``WrongSheet`` where ``secret`` is not that of the newest sheet, ``NoSheet`` where there is none."""
        self._vault.check_sheet(secret)

    def confirm_sheet(self) -> None:
        """The newest sheet is on paper: the one before opens the cases no longer."""
        self._vault.confirm_sheet()
        self._tell_of_new_key_file()

    def remove_sheets(self) -> None:
        """No recovery sheet opens the cases any more."""
        self._vault.remove_sheets()
        self._tell_of_new_key_file()

    def _tell_of_new_key_file(self) -> None:
        """An entry of the keyring goes last: until then the copies of the key file may need it."""
        self.after_new_key_file()
        self._vault.forget_outdated()

    def lock(self) -> None:
        """Close the cases and forget the key; the folder stays held, so that no other program slips in."""
        store, self._store, self._key = self._store, None, None
        self.key_of_damaged = None
        if store is not None:
            store.close()

    def begin_in(self, folder: Path, today: Callable[[], dt.date]) -> None:
        """Make an empty file with its own key in ``folder``, which is not there yet. Raises a ``StorageProblem``."""
        from desktop.storage.store import Store

        try:
            folder.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise system_problem(error, folder) from error
        Store(folder, Vault(folder, self._keyring).create(self._throwaway), today).close()

    def turn_to(self, folder: Path) -> None:
        """Close the cases and mean those in ``folder`` of the same home from now on; ``open`` opens them."""
        self.lock()
        self.folder = folder
        self._vault = Vault(folder, self._keyring)

    @property
    def key(self) -> bytes:
        """The key of the open cases; raises ``RuntimeError`` where they are not open."""
        return self._open_key()

    def close(self) -> None:
        """Close the cases and let the folder go."""
        self.lock()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _first_key(self) -> bytes:
        """A new key, but never beside cases that another key locks, nor for a file that was brought back."""
        there = (self.folder / database.NAME).exists()
        if not there and (self.folder != self.home or _has_backups(self.home)):
            raise CasesMissing(folder=str(self.folder))
        if (self.folder / database.NAME).exists():
            raise KeyMissing(folder=str(self.folder))
        return self._vault.create(self._throwaway)

    def _open_key(self) -> bytes:
        if self._key is None:
            raise RuntimeError("the profile is not open")
        return self._key


def _has_backups(home: Path) -> bool:
    from desktop.storage.backups.backup_folder import listed
    from desktop.storage.backups.own_backups import FOLDER

    return bool(listed(home / FOLDER))
