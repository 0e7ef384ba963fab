"""The key under a secret: AES-256-GCM with a wrapping key that Argon2id makes of a passphrase or a sheet's secret.

A part made for one purpose never opens for the other, because each is bound to its own text.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from os import urandom
from typing import Final

from desktop.storage.keys.keyfile import KEY_BYTES, Sheet, Wrapped
from desktop.storage.problems import NoSheet, WrongPassphrase, WrongSheet

_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4
"""Argon2id as RFC 9106, section 4, second recommended option."""
_PASSPHRASE: Final = b"waipai key file, version 1"
_SHEET: Final = b"waipai key file, recovery sheet, version 1"


def composed(passphrase: str) -> str:
    """NFC (RFC 8265, 4.2): keyboards compose Hangul and umlauts differently, people type the same."""
    return unicodedata.normalize("NFC", passphrase)


def wrap(key: bytes, passphrase: str) -> Wrapped:
    """``key`` under ``passphrase``."""
    return _wrap(key, _bytes(passphrase), _PASSPHRASE)


def unwrap(content: Wrapped, passphrase: str) -> bytes:
    """The key; raises ``WrongPassphrase``."""
    key = _unwrap(content, _bytes(passphrase), _PASSPHRASE)
    if key is None:
        raise WrongPassphrase
    return key


def wrap_sheet(key: bytes, secret: bytes, made_on: dt.date) -> Sheet:
    """``key`` under the ``secret`` of a recovery sheet that nobody has confirmed yet."""
    return Sheet(made_on, False, _wrap(key, secret, _SHEET))


def unwrap_sheet(sheets: Iterable[Sheet], secret: bytes) -> bytes:
    """The key, by the secret of any of ``sheets``. Raises ``NoSheet`` where there is none, else ``WrongSheet``."""
    problem: NoSheet | WrongSheet = NoSheet()
    for sheet in sheets:
        key = _unwrap(sheet.wrapped, secret, _SHEET)
        if key is not None:
            return key
        problem = WrongSheet()
    raise problem


def _wrap(key: bytes, secret: bytes, bound_to: bytes) -> Wrapped:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = urandom(16), urandom(12)
    wrapping = _derive(secret, salt, _MEMORY_KIB, _PASSES, _LANES)
    wrapped = AESGCM(wrapping).encrypt(nonce, key, bound_to)
    return Wrapped(salt, _MEMORY_KIB, _PASSES, _LANES, nonce, wrapped)


def _unwrap(content: Wrapped, secret: bytes, bound_to: bytes) -> bytes | None:
    """The key, ``None`` where the secret is another one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping = _derive(secret, content.salt, content.memory_kib, content.passes, content.lanes)
    try:
        return AESGCM(wrapping).decrypt(content.nonce, content.wrapped, bound_to)
    except InvalidTag:
        return None


def _derive(secret: bytes, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib
    ).derive(secret)


def _bytes(passphrase: str) -> bytes:
    return composed(passphrase).encode("utf-8", "surrogatepass")
