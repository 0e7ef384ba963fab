"""The key of the encrypted file, and what protects it.

The database is encrypted with a random key that never changes. Protection wraps or moves that key, so
changing it rewrites one small file and not the data. Decision 0004 says what each protection is worth.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from os import urandom  # as in `secrets`, whose import also loads OpenSSL: 3 MB
from pathlib import Path
from typing import Final, Protocol

from desktop.storage.keys.keyfile import (
    KEY_BYTES,
    InKeyring,
    KeyFile,
    Main,
    Plain,
    Sheet,
    Wrapped,
    read_key_file,
    write_key_file,
)
from desktop.storage.keys.wrapping import composed, unwrap, unwrap_sheet, wrap, wrap_sheet
from desktop.storage.problems import (
    KeyDamaged,
    KeyMissing,
    KeyringLost,
    KeyringUnavailable,
    NoSheet,
    PassphraseNeeded,
    PassphraseTooShort,
    WrongSheet,
)

SERVICE: Final = "waipai"
"""The name under which the system's keyring lists our entry."""
MINIMUM_PASSPHRASE: Final = 8
"""Characters of a new passphrase (NIST SP 800-63B, 5.1.1.2)."""


class Protection(Enum):
    """Who can open the file: whoever knows the passphrase, is logged in here, or can read the folder."""

    PASSPHRASE = "passphrase"
    KEYRING = "keyring"
    BESIDE_FILE = "beside_file"


class Keyring(Protocol):
    """What the vault asks of the system's keyring; the backends of the library ``keyring`` have it."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, ``None`` where there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget the secret."""


class Vault:
    """The key of the profile in ``folder``.

    ``keyring`` replaces the system's keyring. Methods raise a ``StorageProblem`` where the key file is
    damaged, newer, or cannot be read or written.
    """

    def __init__(self, folder: Path, keyring: Keyring | None = None) -> None:
        self._folder = folder
        self._given_keyring = keyring
        self._outdated: list[str] = []
        """Entries of the keyring that the key file named before."""

    @property
    def protection(self) -> Protection | None:
        """What protects the key at present, ``None`` before there is a key.

        Where that part of the key file is damaged and a recovery sheet is left, something must be typed, and this
        is ``PASSPHRASE``.
        """
        content = read_key_file(self._folder)
        if content is None:
            return None
        match content.main:
            case Plain():
                return Protection.BESIDE_FILE
            case InKeyring():
                return Protection.KEYRING
            case Wrapped() | None:
                return Protection.PASSPHRASE

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The recovery sheets that open the file, newest first."""
        content = read_key_file(self._folder)
        return () if content is None else content.sheets

    @property
    def sheet_damaged(self) -> bool:
        """Whether a recovery sheet was made that damage to the key file has made worthless."""
        content = read_key_file(self._folder)
        return content is not None and content.sheet_damaged

    def create(self, throwaway: bool = False) -> bytes:
        """Make the key: in the keyring where there is one, else (and if ``throwaway``) beside the file."""
        key = urandom(KEY_BYTES)
        if throwaway:
            write_key_file(self._folder, KeyFile(Plain(key)))
            return key
        try:
            self.move_to_keyring(key)
        except KeyringUnavailable:
            write_key_file(self._folder, KeyFile(Plain(key)))
        return key

    def unlock(self, passphrase: str | None = None) -> bytes:
        """The key. Raises ``KeyMissing``, ``KeyDamaged``, ``PassphraseNeeded``, ``WrongPassphrase`` or
        ``KeyringLost``."""
        match self._content().main:
            case None:
                raise KeyDamaged(folder=str(self._folder))
            case Plain(key):
                return key
            case InKeyring(entry):
                return self._from_keyring(entry)
            case Wrapped() as wrapped:
                if passphrase is None:
                    raise PassphraseNeeded
                return unwrap(wrapped, passphrase)

    def unlock_with_sheet(self, secret: bytes) -> bytes:
        """The key, by the secret of a recovery sheet. Raises ``KeyMissing``, ``NoSheet`` or ``WrongSheet``."""
        return unwrap_sheet(self._content().sheets, secret)

    def is_newest_sheet(self, secret: bytes) -> bool:
        """Whether ``secret`` is that of the newest sheet; of an older one, or none, it is not."""
        try:
            unwrap_sheet(self.sheets[:1], secret)
        except (NoSheet, WrongSheet):
            return False
        return True

    def wrap(self, key: bytes, passphrase: str) -> None:
        """Protect ``key`` by ``passphrase`` from now on. Raises ``PassphraseTooShort``."""
        check_length(passphrase)
        self._replace(wrap(key, passphrase))

    def add_sheet(self, key: bytes, secret: bytes, made_on: dt.date) -> None:
        """Let the secret of a new sheet open the file too; the last confirmed one goes on until ``confirm_sheet``."""
        content = self._content()
        kept = tuple(sheet for sheet in content.sheets if sheet.confirmed)[:1]
        self._write(content._replace(sheets=(wrap_sheet(key, secret, made_on), *kept)))

    def check_sheet(self, secret: bytes) -> None:
        """Raises ``WrongSheet`` where ``secret`` is not that of the newest sheet, ``NoSheet`` where there is none."""
        unwrap_sheet(self._content().sheets[:1], secret)

    def confirm_sheet(self) -> None:
        """The newest sheet is on paper: those before it open nothing any more."""
        content = self._content()
        newest = tuple(sheet._replace(confirmed=True) for sheet in content.sheets[:1])
        self._write(content._replace(sheets=newest))

    def remove_sheets(self) -> None:
        """No recovery sheet opens the file any more."""
        self._write(self._content()._replace(sheets=()))

    def move_to_keyring(self, key: bytes) -> None:
        """Keep ``key`` in the system's keyring from now on. Raises ``KeyringUnavailable``."""
        entry = urandom(16).hex()
        try:
            keyring = self._keyring()
            keyring.set_password(SERVICE, entry, key.hex())
            kept = keyring.get_password(SERVICE, entry)
        except Exception as error:  # backends raise what their system raises, not only KeyringError
            raise KeyringUnavailable from error
        if kept != key.hex():
            raise KeyringUnavailable
        self._replace(InKeyring(entry))

    def forget_outdated(self) -> None:
        """Take entries out of the keyring that no key file needs any more: the last step of a change."""
        while self._outdated:
            self._forget(self._outdated.pop())

    def _replace(self, main: Main) -> None:
        """Write the new key file; a crash before ``forget_outdated`` leaves a way in, to the copies of it too."""
        before = read_key_file(self._folder)
        write_key_file(self._folder, KeyFile(main, () if before is None else before.sheets))
        if before is not None and isinstance(before.main, InKeyring):
            self._outdated.append(before.main.entry)

    def _write(self, content: KeyFile) -> None:
        """Raises ``KeyDamaged`` where only a sheet is left: a new protection comes first."""
        if content.main is None:
            raise KeyDamaged(folder=str(self._folder))
        write_key_file(self._folder, content)

    def _content(self) -> KeyFile:
        content = read_key_file(self._folder)
        if content is None:
            raise KeyMissing(folder=str(self._folder))
        return content

    def _forget(self, entry: str) -> None:
        try:
            self._keyring().delete_password(SERVICE, entry)
        except Exception:  # the entry is of no use any more, and the new protection already stands
            return

    def _from_keyring(self, entry: str) -> bytes:
        try:
            key = bytes.fromhex(self._keyring().get_password(SERVICE, entry) or "")
        except Exception as error:  # backends raise what their system raises, not only KeyringError
            raise KeyringLost from error
        if len(key) != KEY_BYTES:
            raise KeyringLost
        return key

    def _keyring(self) -> Keyring:
        if self._given_keyring is not None:
            return self._given_keyring
        from desktop.storage.keys.system_keyring import system_keyring  # 40 ms: only when it is needed

        return system_keyring()


def check_length(passphrase: str) -> None:
    """Raises ``PassphraseTooShort`` for a new passphrase below ``MINIMUM_PASSPHRASE`` characters."""
    if len(composed(passphrase)) < MINIMUM_PASSPHRASE:
        raise PassphraseTooShort(minimum=MINIMUM_PASSPHRASE)
