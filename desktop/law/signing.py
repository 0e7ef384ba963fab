"""Who may publish editions: the public keys of ``resources/keys``, and Ed25519 signatures over a manifest."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from desktop.law.toml_table import Table, load, parse

NAME: Final = "edition.sig"
_PURPOSE: Final = b"waipai edition 1\n"
"""Stands before the manifest when it is signed, so that the signature is of use for nothing else."""


class NotAKey(Exception):
    """The file holds no Ed25519 private key in PEM without a password."""


class Trust(Enum):
    """What became of a signature."""

    GOOD = "good"
    UNKNOWN_KEY = "unknown_key"
    BAD = "bad_signature"
    KEY_NOT_VALID = "key_not_valid"
    """The key was not yet, or no longer, in use on the day of the edition."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that may sign. ``first`` and ``last`` are the days of the editions it may sign, both inclusive.

    ``test``: its private half is public, so it opens throwaway profiles only.
    """

    id: str
    owner: str
    first: dt.date
    last: dt.date | None
    test: bool
    public: Ed25519PublicKey


def read_keys(folder: Path, errors: list[str]) -> dict[str, Key]:
    """All ``*.toml`` of ``folder`` by key id; what is wrong is appended to ``errors``."""
    found = [_key(load(path, errors)) for path in sorted(folder.glob("*.toml"))]
    return {key.id: key for key in found if key is not None}


def sign(manifest: bytes, private: Ed25519PrivateKey) -> str:
    """The text of ``edition.sig``: which key, and its signature."""
    public = private.public_key()
    signature = base64.b64encode(private.sign(_PURPOSE + manifest)).decode()
    return f'key = "{key_id(public)}"\nsignature = "{signature}"\n'


def verify(
    manifest: bytes, signature: str, day: dt.date, keys: Mapping[str, Key]
) -> tuple[Trust, Key | None]:
    """Whether one of ``keys`` signed these bytes as an edition of ``day``, and which key it was."""
    table = parse(signature, NAME, [])
    key = keys.get(table.optional_text("key"))
    if key is None:
        return Trust.UNKNOWN_KEY, None
    try:
        key.public.verify(_bytes(table.optional_text("signature")), _PURPOSE + manifest)
    except InvalidSignature:
        return Trust.BAD, key
    in_use = key.first <= day and (key.last is None or day <= key.last)
    return (Trust.GOOD if in_use else Trust.KEY_NOT_VALID), key


def read_private_key(path: Path) -> Ed25519PrivateKey:
    """The signing key in a PEM file; raises ``NotAKey`` and ``OSError``."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise NotAKey(str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NotAKey(type(key).__name__)
    return key


def key_id(public: Ed25519PublicKey) -> str:
    """What names a key: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def _key(table: Table) -> Key | None:
    raw = _bytes(table.text("public_key"))
    owner, first, last = table.text("owner"), table.date("first"), table.optional_date("last")
    test = table.flag("test")
    table.close()
    try:
        public = Ed25519PublicKey.from_public_bytes(raw)
    except ValueError:
        table.error("public_key holds no Ed25519 key: 32 bytes in base64.")
        return None
    return Key(key_id(public), owner, first, last, test, public)


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
