"""The key file: a small JSON beside the database that says where its key is.

Version 2 has one of three forms, told apart by ``protection``, and the recovery sheets that open it too::

    {"version": 2, "protection": "beside_file", "key": HEX, "check": HEX, "recovery": [SHEET, …]}
    {"version": 2, "protection": "keyring", "entry": HEX, …}
    {"version": 2, "protection": "passphrase",
     "argon2id": {"salt": HEX, "memory_kib": 65536, "passes": 3, "lanes": 4},
     "aes_256_gcm": {"nonce": HEX, "wrapped": HEX}, …}

    SHEET = {"made_on": "2026-11-22", "confirmed": true, "argon2id": {…}, "aes_256_gcm": {…}, "check": HEX}

``check`` is a digest of the part that holds it: a flipped bit must not pass for a wrong passphrase. The parts stand
for themselves: damage to one leaves the others of use. Version 1 had neither ``check`` nor ``recovery``.

Reading checks everything, because the file may come from a damaged disk; what it refuses is ``KeyDamaged``.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from desktop.storage.atomic import write_atomically
from desktop.storage.problems import KeyDamaged, NewerFile, system_problem

NAME: Final = "cases.key"
VERSION: Final = 2
KEY_BYTES: Final = 32
_MEMORY_LIMIT_KIB: Final = 1024 * 1024
"""A key file never makes the program take more than 1 GiB."""
_WORK_LIMIT_KIB: Final = _MEMORY_LIMIT_KIB
"""Passes times memory: opening takes seconds at most."""
_SIZE_LIMIT: Final = 64 * 1024
_SHEETS_LIMIT: Final = 2
"""The newest sheet, and the one before until the newest is confirmed."""
_REFUSED: Final = (ValueError, KeyError, TypeError, RecursionError)


class Plain(NamedTuple):
    """The key itself, protected by the rights on the file alone."""

    key: bytes


class InKeyring(NamedTuple):
    """The name of the entry in the system's keyring."""

    entry: str


class Wrapped(NamedTuple):
    """The key under AES-256-GCM, with a wrapping key that Argon2id makes of a secret."""

    salt: bytes
    memory_kib: int
    passes: int
    lanes: int
    nonce: bytes
    wrapped: bytes


class Sheet(NamedTuple):
    """The key under the secret of a recovery sheet; ``confirmed`` once the user has said that it is on paper."""

    made_on: dt.date
    confirmed: bool
    wrapped: Wrapped


Main = Plain | InKeyring | Wrapped


class KeyFile(NamedTuple):
    """What opens the file: ``main`` (``None`` where that part is damaged) and the sheets, newest first."""

    main: Main | None
    sheets: tuple[Sheet, ...] = ()
    sheet_damaged: bool = False
    """A sheet was made and its part of the key file is damaged."""


def read_key_file(folder: Path) -> KeyFile | None:
    """The key file in ``folder``, ``None`` where there is none.

    Raises ``KeyDamaged`` where no part of it is whole, ``NewerFile`` or, where the disk does not let it be read,
    a ``StorageProblem``.
    """
    try:
        with (folder / NAME).open("rb") as file:
            raw = file.read(_SIZE_LIMIT + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise system_problem(error, folder) from error
    try:
        if len(raw) > _SIZE_LIMIT:
            raise ValueError("size")
        content = json.loads(raw)
        newer = _whole(content, "version") > VERSION
    except _REFUSED as error:
        raise KeyDamaged(folder=str(folder)) from error
    if newer:
        raise NewerFile(folder=str(folder))
    read = _parse(content)
    if read.main is None and not read.sheets:
        raise KeyDamaged(folder=str(folder))
    return read


def write_key_file(folder: Path, content: KeyFile) -> None:
    """Replace the key file atomically; durable when it returns. Raises a ``StorageProblem``."""
    try:
        write_atomically(folder / NAME, json.dumps(_unparse(content), indent=2) + "\n")
    except OSError as error:
        raise system_problem(error, folder) from error


def copy_key_file(source: Path, folder: Path) -> None:
    """Put the key file of ``source`` in the place of that in ``folder``. Raises a ``StorageProblem``."""
    try:
        write_atomically(folder / NAME, (source / NAME).read_bytes())
    except OSError as error:
        raise system_problem(error, folder) from error


def _parse(content: Mapping[str, object]) -> KeyFile:
    checked = content["version"] != 1
    parts = content.get("recovery", [])
    given = parts if isinstance(parts, list) else [None]
    sheets = tuple(_sheets(given[:_SHEETS_LIMIT]))
    try:
        if checked:
            _compare({name: value for name, value in content.items() if name != "recovery"})
        main: Main | None = _main(content)
    except _REFUSED:
        main = None
    return KeyFile(main, sheets, len(sheets) < len(given))


def _main(content: Mapping[str, object]) -> Main:
    match content["protection"]:
        case "beside_file":
            return Plain(_bytes(content, "key", KEY_BYTES))
        case "keyring":
            return InKeyring(_bytes(content, "entry", 16).hex())
        case "passphrase":
            return _wrapped(content)
        case other:
            raise ValueError(other)


def _sheets(parts: list[object]) -> Iterator[Sheet]:
    for part in parts:
        try:
            if not isinstance(part, dict):
                raise TypeError("recovery")
            _compare(part)
            made_on = dt.date.fromisoformat(str(part["made_on"]))
            yield Sheet(made_on, part["confirmed"] is True, _wrapped(part))
        except _REFUSED:
            continue


def _wrapped(content: Mapping[str, object]) -> Wrapped:
    kdf, cipher = _part(content, "argon2id"), _part(content, "aes_256_gcm")
    memory = _whole(kdf, "memory_kib", _MEMORY_LIMIT_KIB)
    return Wrapped(
        salt=_bytes(kdf, "salt", 16),
        memory_kib=memory,
        passes=_whole(kdf, "passes", _WORK_LIMIT_KIB // memory),
        lanes=_whole(kdf, "lanes", min(64, memory // 8)),
        nonce=_bytes(cipher, "nonce", 12),
        wrapped=_bytes(cipher, "wrapped", KEY_BYTES + 16),
    )


def _unparse(content: KeyFile) -> dict[str, object]:
    if content.main is None:
        raise ValueError("a key file says where the key is")
    main = _with_check({"version": VERSION, **_unparse_main(content.main)})
    sheets = [
        _with_check({"made_on": made_on.isoformat(), "confirmed": confirmed, **_unparse_wrapped(wrapped)})
        for made_on, confirmed, wrapped in content.sheets
    ]
    return {**main, "recovery": sheets} if sheets else main


def _unparse_main(main: Main) -> dict[str, object]:
    match main:
        case Plain(key):
            return {"protection": "beside_file", "key": key.hex()}
        case InKeyring(entry):
            return {"protection": "keyring", "entry": entry}
        case Wrapped():
            return {"protection": "passphrase", **_unparse_wrapped(main)}


def _unparse_wrapped(content: Wrapped) -> dict[str, object]:
    kdf: dict[str, object] = {
        "salt": content.salt.hex(),
        "memory_kib": content.memory_kib,
        "passes": content.passes,
        "lanes": content.lanes,
    }
    cipher = {"nonce": content.nonce.hex(), "wrapped": content.wrapped.hex()}
    return {"argon2id": kdf, "aes_256_gcm": cipher}


def _with_check(part: dict[str, object]) -> dict[str, object]:
    return {**part, "check": _check(part)}


def _compare(part: Mapping[str, object]) -> None:
    if part["check"] != _check({name: value for name, value in part.items() if name != "check"}):
        raise ValueError("check")


def _check(part: Mapping[str, object]) -> str:
    """CRC-32 in eight digits: against damage, not against people, who could compute any digest too."""
    return f"{zlib.crc32(json.dumps(part, sort_keys=True).encode()):08x}"


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
