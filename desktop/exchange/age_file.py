"""Encrypted files in the open format age: to a password or to keys, and back, within limits.

Whatever a file from outside does, it ends in the bytes that were encrypted or in a ``FileProblem``. Nothing of the
contents touches the disk. The format proves that nobody without password or key read or changed a file; it does not
prove who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from desktop.exchange.age_header import ARMOUR_LINE, VERSION_LINE, opens_with_password, without_armour
from desktop.exchange.age_password import normalised
from desktop.exchange.age_problems import (
    CaseFileAltered,
    CaseFileTooLarge,
    NoRecipient,
    NotAKey,
    NotForMe,
    PasswordNeeded,
    WrongPassword,
)
from desktop.problems import read_problem

MEGABYTE: Final = 1_000_000
MOST_BYTES: Final = 300 * MEGABYTE
"""The file is held in memory twice, encrypted and open."""
_KEY: Final = re.compile(r"\bage1[02-9ac-hj-np-z]{58}\b")
_DOES_NOT_OPEN: Final = ("Decryption failed", "No matching keys found")
"""What pyrage says of a wrong password or key; anything else it says is about the file."""


def is_encrypted(path: Path) -> bool:
    """Whether the file begins as age files do; raises a ``FileProblem`` for one that cannot be read."""
    try:
        with path.open("rb") as file:
            begun = file.read(len(ARMOUR_LINE) + len(VERSION_LINE)).lstrip()
    except OSError as error:
        raise read_problem(error, path) from error
    return begun.startswith((ARMOUR_LINE, VERSION_LINE[:4]))


class EncryptedFile:
    """An age file whose head makes sense; ``with_password`` tells whether a password opens it, or a key."""

    def __init__(self, path: Path) -> None:
        """Raises a ``FileProblem`` for a file that is none, was cut, or asks for too much."""
        self.path = path
        self._data = without_armour(_bytes(path), str(path))
        self.with_password = opens_with_password(self._data, str(path))

    def opened(self, password: str | None = None, secret_key: str | None = None) -> bytes:
        """The contents; raises a ``FileProblem`` where neither ``password`` nor ``secret_key`` opens the file."""
        import pyrage

        path = str(self.path)
        if self.with_password and not password:
            raise PasswordNeeded(path=path)
        if not self.with_password and secret_key is None:
            raise NotForMe(path=path)
        try:
            if self.with_password:
                return bytes(pyrage.passphrase.decrypt(self._data, normalised(str(password))))
            return bytes(pyrage.decrypt(self._data, [pyrage.x25519.Identity.from_str(str(secret_key))]))
        except pyrage.DecryptError as error:
            if str(error) not in _DOES_NOT_OPEN:
                raise CaseFileAltered(path=path) from error
            raise (WrongPassword if self.with_password else NotForMe)(path=path) from error


def encrypt_to_keys(data: bytes, keys: Sequence[str]) -> bytes:
    """``data`` as an age file that the owner of any of the public ``keys`` opens.

    Raises ``NoRecipient`` without one and ``NotAKey`` for a text that is none.
    """
    import pyrage

    if not keys:
        raise NoRecipient
    try:
        recipients = [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        raise NotAKey from error
    return bytes(pyrage.encrypt(data, recipients))


def new_key() -> str:
    """A new secret key."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def public_key(secret_key: str) -> str:
    """The public half of a secret key, ``age1…``: what others encrypt to."""
    import pyrage

    return str(pyrage.x25519.Identity.from_str(secret_key).to_public())


def read_key(text: str) -> str:
    """The public key in a text, be it pasted, from a mail, a key file or a QR code.

    Raises ``NotAKey`` for none, for several, and for one that was mistyped.
    """
    import pyrage

    found = set(_KEY.findall(text.lower()))
    try:
        (key,) = found
        pyrage.x25519.Recipient.from_str(key)
    except (ValueError, pyrage.RecipientError) as error:
        raise NotAKey from error
    return str(key)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise read_problem(error, path) from error
    if len(data) > MOST_BYTES:
        raise CaseFileTooLarge(path=str(path), limit=MOST_BYTES // MEGABYTE)
    return data
