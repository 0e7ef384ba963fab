"""The key file: a small JSON beside the database that says where its key is.

Version 1 is one of three forms, told apart by ``protection``::

    {"version": 1, "protection": "beside_file", "key": HEX}
    {"version": 1, "protection": "keyring", "entry": HEX}
    {"version": 1, "protection": "passphrase",
     "argon2id": {"salt": HEX, "memory_kib": 65536, "passes": 3, "lanes": 4},
     "aes_256_gcm": {"nonce": HEX, "wrapped": HEX}}

Reading checks everything, because the file may come from a damaged disk; what it refuses is ``KeyDamaged``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from desktop.storage.atomic import write_atomically
from desktop.storage.problems import KeyDamaged, NewerFile, system_problem

NAME: Final = "cases.key"
VERSION: Final = 1
KEY_BYTES: Final = 32
_MEMORY_LIMIT_KIB: Final = 1024 * 1024
"""A key file never makes the program take more than 1 GiB."""


class Plain(NamedTuple):
    """The key itself, protected by the rights on the file alone."""

    key: bytes


class InKeyring(NamedTuple):
    """The name of the entry in the system's keyring."""

    entry: str


class Wrapped(NamedTuple):
    """The key under AES-256-GCM, with a wrapping key that Argon2id makes of the passphrase."""

    salt: bytes
    memory_kib: int
    passes: int
    lanes: int
    nonce: bytes
    wrapped: bytes


KeyFile = Plain | InKeyring | Wrapped


def read_key_file(folder: Path) -> KeyFile | None:
    """The key file in ``folder``, ``None`` where there is none.

    Raises ``KeyDamaged``, ``NewerFile`` or, where the disk does not let it be read, a ``StorageProblem``.
    """
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise KeyDamaged(folder=str(folder)) from error
    except OSError as error:
        raise system_problem(error, folder) from error
    try:
        content = json.loads(text)
        version = _whole(content, "version")
        if version > VERSION:
            raise NewerFile(folder=str(folder))
        return _parse(content)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeyDamaged(folder=str(folder)) from error


def write_key_file(folder: Path, content: KeyFile) -> None:
    """Replace the key file atomically; durable when it returns. Raises a ``StorageProblem``."""
    try:
        write_atomically(folder / NAME, json.dumps(_unparse(content), indent=2) + "\n")
    except OSError as error:
        raise system_problem(error, folder) from error


def _parse(content: Mapping[str, object]) -> KeyFile:
    match content["protection"]:
        case "beside_file":
            return Plain(_bytes(content, "key", KEY_BYTES))
        case "keyring":
            return InKeyring(_bytes(content, "entry", 16).hex())
        case "passphrase":
            kdf, cipher = _part(content, "argon2id"), _part(content, "aes_256_gcm")
            return Wrapped(
                salt=_bytes(kdf, "salt", 16),
                memory_kib=_whole(kdf, "memory_kib", _MEMORY_LIMIT_KIB),
                passes=_whole(kdf, "passes", 100),
                lanes=_whole(kdf, "lanes", min(64, _whole(kdf, "memory_kib", _MEMORY_LIMIT_KIB) // 8)),
                nonce=_bytes(cipher, "nonce", 12),
                wrapped=_bytes(cipher, "wrapped", KEY_BYTES + 16),
            )
        case other:
            raise ValueError(other)


def _unparse(content: KeyFile) -> dict[str, object]:
    match content:
        case Plain(key):
            return {"version": VERSION, "protection": "beside_file", "key": key.hex()}
        case InKeyring(entry):
            return {"version": VERSION, "protection": "keyring", "entry": entry}
        case Wrapped():
            kdf: dict[str, object] = {
                "salt": content.salt.hex(),
                "memory_kib": content.memory_kib,
                "passes": content.passes,
                "lanes": content.lanes,
            }
            cipher = {"nonce": content.nonce.hex(), "wrapped": content.wrapped.hex()}
            return {"version": VERSION, "protection": "passphrase", "argon2id": kdf, "aes_256_gcm": cipher}


def _part(content: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = content[name]
    if not isinstance(part, dict):
        raise TypeError(name)
    return part


def _bytes(content: Mapping[str, object], name: str, length: int) -> bytes:
    value = bytes.fromhex(str(content[name]))
    if len(value) != length:
        raise ValueError(name)
    return value


def _whole(content: Mapping[str, object], name: str, limit: int = 2**31) -> int:
    value = content[name]
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= limit:
        raise ValueError(name)
    return value
