"""The key of the encrypted file, and what protects it.

The database is encrypted with a random key that never changes. Protection wraps or moves that key, so
changing it rewrites one small file and not the data. Decision 0004 says what each protection is worth.
"""

from __future__ import annotations

from enum import Enum
from os import urandom  # as in `secrets`, whose import also loads OpenSSL: 3 MB
from pathlib import Path
from typing import Final, Protocol

from desktop.storage.keyfile import (
    KEY_BYTES,
    InKeyring,
    KeyFile,
    Plain,
    Wrapped,
    read_key_file,
    write_key_file,
)
from desktop.storage.problems import (
    KeyMissing,
    KeyringLost,
    KeyringUnavailable,
    PassphraseNeeded,
    PassphraseTooShort,
    WrongPassphrase,
)

SERVICE: Final = "waipai"
"""The name under which the system's keyring lists our entry."""
MINIMUM_PASSPHRASE: Final = 8
"""Characters of a new passphrase (NIST SP 800-63B, 5.1.1.2)."""
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4
"""Argon2id as RFC 9106, section 4, second recommended option."""
_BOUND_TO = b"waipai key file, version 1"


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

    @property
    def protection(self) -> Protection | None:
        """What protects the key at present, ``None`` before there is a key."""
        match read_key_file(self._folder):
            case None:
                return None
            case Plain():
                return Protection.BESIDE_FILE
            case InKeyring():
                return Protection.KEYRING
            case Wrapped():
                return Protection.PASSPHRASE

    def create(self, throwaway: bool = False) -> bytes:
        """Make the key: in the keyring where there is one, else (and if ``throwaway``) beside the file."""
        key = urandom(KEY_BYTES)
        if throwaway:
            write_key_file(self._folder, Plain(key))
            return key
        try:
            self.move_to_keyring(key)
        except KeyringUnavailable:
            write_key_file(self._folder, Plain(key))
        return key

    def unlock(self, passphrase: str | None = None) -> bytes:
        """The key. Raises ``KeyMissing``, ``PassphraseNeeded``, ``WrongPassphrase`` or ``KeyringLost``."""
        match read_key_file(self._folder):
            case None:
                raise KeyMissing(folder=str(self._folder))
            case Plain(key):
                return key
            case InKeyring(entry):
                return self._from_keyring(entry)
            case Wrapped() as wrapped:
                if passphrase is None:
                    raise PassphraseNeeded
                return _unwrap(wrapped, passphrase)

    def wrap(self, key: bytes, passphrase: str) -> None:
        """Protect ``key`` by ``passphrase`` from now on. Raises ``PassphraseTooShort``."""
        if len(passphrase) < MINIMUM_PASSPHRASE:
            raise PassphraseTooShort(minimum=MINIMUM_PASSPHRASE)
        self._replace(_wrap(key, passphrase))

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

    def _replace(self, content: KeyFile) -> None:
        """Write the new key file first and forget the old entry last: a crash between leaves a way in."""
        before = read_key_file(self._folder)
        write_key_file(self._folder, content)
        if isinstance(before, InKeyring):
            self._forget(before.entry)

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
        import keyring  # 40 ms and a search for backends: only when it is needed

        backend: Keyring = keyring.get_keyring()
        return backend


def _wrap(key: bytes, passphrase: str) -> Wrapped:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = urandom(16), urandom(12)
    wrapping = _derive(passphrase, salt, _MEMORY_KIB, _PASSES, _LANES)
    wrapped = AESGCM(wrapping).encrypt(nonce, key, _BOUND_TO)
    return Wrapped(salt, _MEMORY_KIB, _PASSES, _LANES, nonce, wrapped)


def _unwrap(content: Wrapped, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping = _derive(passphrase, content.salt, content.memory_kib, content.passes, content.lanes)
    try:
        return AESGCM(wrapping).decrypt(content.nonce, content.wrapped, _BOUND_TO)
    except InvalidTag as error:
        raise WrongPassphrase from error


def _derive(passphrase: str, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    """NFC first (RFC 8265, 4.2): keyboards compose Hangul and umlauts differently, people type the same."""
    import unicodedata

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib
    ).derive(secret)
