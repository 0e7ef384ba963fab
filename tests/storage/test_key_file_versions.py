"""Key files of version 1 open as before; of version 2, damage to one part is named and leaves the other of use."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyring.backends.fail import Keyring as NoKeyring
from storage_helpers import MemoryKeyring, today

from desktop.storage.keys.keyfile import NAME, KeyFile, Plain, read_key_file, write_key_file
from desktop.storage.keys.vault import SERVICE, Keyring, Protection, Vault
from desktop.storage.problems import KeyDamaged, NewerFile, WrongSheet
from desktop.storage.profile import Profile
from desktop.storage.store import Store

KEY = bytes(range(32))
PASSPHRASE = "Größe 김뷁 马"
SECRET = bytes(range(16))
ENTRY = "ab" * 16
MADE = dt.date(2026, 11, 22)
VERSION_1: dict[str, dict[str, Any]] = {
    "beside_file": {"version": 1, "protection": "beside_file", "key": KEY.hex()},
    "keyring": {"version": 1, "protection": "keyring", "entry": ENTRY},
    "passphrase": {  # written by the program of version 1
        "version": 1,
        "protection": "passphrase",
        "argon2id": {
            "salt": "f36f7a8898646498cc170395f1baef12",
            "memory_kib": 65536,
            "passes": 3,
            "lanes": 4,
        },
        "aes_256_gcm": {
            "nonce": "c4ae2c60e9ba003cdf2622fd",
            "wrapped": (
                "8171bcb73364f339dd69a2b099e872ed4c00ebce0cb228b2"
                "f8bce0ed300514c9550a18f045e96d84e58e63c5f7824e6d"
            ),
        },
    },
}


def keyring_with_key() -> MemoryKeyring:
    keyring = MemoryKeyring()
    keyring.set_password(SERVICE, ENTRY, KEY.hex())
    return keyring


@pytest.mark.parametrize("form", VERSION_1)
def test_a_profile_of_version_1_opens_and_is_written_anew_as_version_2(tmp_path: Path, form: str) -> None:
    Store(tmp_path, KEY, today).close()
    (tmp_path / NAME).write_text(json.dumps(VERSION_1[form]))
    with Profile(tmp_path, keyring=keyring_with_key()) as profile:
        assert profile.protection is Protection(form)
        assert profile.sheets == ()
        store = profile.open(today, PASSPHRASE if form == "passphrase" else None)
        store.new_case("from before")
        profile.add_sheet(SECRET, MADE)
    assert json.loads((tmp_path / NAME).read_text())["version"] == 2
    with Profile(tmp_path, keyring=NoKeyring()) as profile:
        assert [case.name for case in profile.open(today, sheet=SECRET).cases()] == ["from before"]


@pytest.fixture
def with_sheet(tmp_path: Path) -> Path:
    vault = Vault(tmp_path, NoKeyring())
    vault.wrap(KEY, PASSPHRASE)
    vault.add_sheet(KEY, SECRET, MADE)
    return tmp_path


def test_what_is_written_is_read(with_sheet: Path) -> None:
    read = read_key_file(with_sheet)
    assert read is not None
    write_key_file(with_sheet, read)
    assert read_key_file(with_sheet) == read
    assert (read.sheets[0].made_on, read.sheets[0].confirmed, read.sheet_damaged) == (MADE, False, False)


def change(folder: Path, *path: str | int, value: object) -> None:
    content = json.loads((folder / NAME).read_text())
    part = content
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    (folder / NAME).write_text(json.dumps(content))


def test_a_damaged_passphrase_part_is_no_wrong_passphrase_and_leaves_the_sheet(with_sheet: Path) -> None:
    change(with_sheet, "aes_256_gcm", "wrapped", value="00" * 48)
    vault = Vault(with_sheet, NoKeyring())
    with pytest.raises(KeyDamaged):
        vault.unlock(PASSPHRASE)
    assert vault.protection is Protection.PASSPHRASE
    assert vault.unlock_with_sheet(SECRET) == KEY
    with pytest.raises(KeyDamaged):
        vault.add_sheet(KEY, b"\1" * 16, MADE)
    vault.wrap(KEY, "a new passphrase")
    assert vault.unlock("a new passphrase") == vault.unlock_with_sheet(SECRET) == KEY


def test_a_damaged_sheet_leaves_the_passphrase_and_is_told(with_sheet: Path) -> None:
    change(with_sheet, "recovery", 0, "aes_256_gcm", "nonce", value="00" * 12)
    vault = Vault(with_sheet, NoKeyring())
    assert vault.unlock(PASSPHRASE) == KEY
    assert vault.sheets == ()
    assert vault.sheet_damaged
    vault.add_sheet(KEY, SECRET, MADE)
    assert not vault.sheet_damaged


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_flipped_bit_opens_nothing_else_and_is_never_taken_for_a_wrong_secret(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("flipped")
    sheets = read_key_file(SHEETS.folder(tmp_path_factory))
    assert sheets is not None
    write_key_file(folder, KeyFile(Plain(KEY), sheets.sheets))
    raw = bytearray((folder / NAME).read_bytes())
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8
    (folder / NAME).write_bytes(raw)
    try:
        read = read_key_file(folder)
    except (KeyDamaged, NewerFile):
        return
    assert read is not None
    assert read.main in (None, Plain(KEY))
    assert read.sheets in ((), sheets.sheets)
    assert read.sheet_damaged == (read.sheets == ()) or b'"recovery"' not in raw


class SHEETS:
    """One key file with a sheet: deriving its key takes longer than all the reading."""

    _folder: Path | None = None

    @classmethod
    def folder(cls, factory: pytest.TempPathFactory) -> Path:
        if cls._folder is None:
            cls._folder = factory.mktemp("sheet")
            vault = Vault(cls._folder, NoKeyring())
            write_key_file(cls._folder, KeyFile(Plain(KEY)))
            vault.add_sheet(KEY, SECRET, MADE)
        return cls._folder


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("argon2id", "memory_kib"), 2**20 + 1),
        (("argon2id", "memory_kib"), 2**30),
        (("argon2id", "passes"), 65),
        (("argon2id", "passes"), 10**9),
        (("argon2id", "lanes"), 65),
        (("argon2id", "salt"), "00" * 4096),
        (("aes_256_gcm", "wrapped"), "00" * 4096),
    ],
)
def test_a_key_file_cannot_ask_for_more_memory_or_time_than_ours(
    tmp_path: Path, path: tuple[str, str], value: object
) -> None:
    """In version 1, which has no digest to get past."""
    (tmp_path / NAME).write_text(json.dumps(VERSION_1["passphrase"]))
    change(tmp_path, *path, value=value)
    with pytest.raises(KeyDamaged):
        Vault(tmp_path, NoKeyring()).unlock(PASSPHRASE)


def test_a_key_file_of_many_megabytes_or_many_sheets_is_not_worked_through(with_sheet: Path) -> None:
    content = json.loads((with_sheet / NAME).read_text())
    content["recovery"] *= 20
    (with_sheet / NAME).write_text(json.dumps(content))
    assert len(Vault(with_sheet, NoKeyring()).sheets) == 2
    with (with_sheet / NAME).open("a") as file:
        file.write(" " * 2**20)
    with pytest.raises(KeyDamaged):
        Vault(with_sheet, NoKeyring()).unlock(PASSPHRASE)


@pytest.mark.parametrize("parts", [None, {}, "sheet", [None], [[]], [{"check": 1}]])
def test_something_else_in_place_of_the_sheets_is_a_damaged_sheet(with_sheet: Path, parts: object) -> None:
    change(with_sheet, "recovery", value=parts)
    vault = Vault(with_sheet, NoKeyring())
    assert vault.unlock(PASSPHRASE) == KEY
    assert vault.sheet_damaged


def test_a_sheet_and_a_passphrase_are_not_taken_for_each_other(with_sheet: Path) -> None:
    content = json.loads((with_sheet / NAME).read_text())
    read = read_key_file(with_sheet)
    assert read is not None
    write_key_file(with_sheet, read._replace(main=read.sheets[0].wrapped))
    assert content["recovery"][0]["aes_256_gcm"] == json.loads((with_sheet / NAME).read_text())["aes_256_gcm"]
    vault: Any = Vault(with_sheet, NoKeyring())
    with pytest.raises(Exception, match="wrong_passphrase"):
        vault.unlock(SECRET.decode("latin-1"))


def test_a_new_sheet_takes_the_place_of_the_old_one_when_it_is_confirmed(tmp_path: Path) -> None:
    vault = Vault(tmp_path, NoKeyring())
    vault.wrap(KEY, PASSPHRASE)
    first, misprint, second = (bytes([number]) * 16 for number in range(3))
    vault.add_sheet(KEY, first, MADE)
    vault.confirm_sheet()
    vault.add_sheet(KEY, misprint, MADE)
    vault.add_sheet(KEY, second, MADE + dt.timedelta(1))
    assert vault.unlock_with_sheet(first) == vault.unlock_with_sheet(second) == KEY
    with pytest.raises(WrongSheet):
        vault.unlock_with_sheet(misprint)
    assert (vault.is_newest_sheet(first), vault.is_newest_sheet(second)) == (False, True)
    vault.confirm_sheet()
    with pytest.raises(WrongSheet):
        vault.unlock_with_sheet(first)
    assert vault.unlock_with_sheet(second) == KEY
    assert [sheet.made_on for sheet in vault.sheets] == [MADE + dt.timedelta(1)]


@pytest.mark.parametrize("keyring", [MemoryKeyring(), NoKeyring()])
def test_a_sheet_outlives_every_change_of_the_protection(tmp_path: Path, keyring: Keyring) -> None:
    vault = Vault(tmp_path, keyring)
    key = vault.create()
    vault.add_sheet(key, SECRET, MADE)
    vault.wrap(key, PASSPHRASE)
    vault.wrap(key, PASSPHRASE + "2")
    if isinstance(keyring, MemoryKeyring):
        vault.move_to_keyring(key)
    assert vault.unlock_with_sheet(SECRET) == key
