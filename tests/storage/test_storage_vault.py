import json
import os
import stat
import unicodedata
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as ForgetfulKeyring
from storage_helpers import MemoryKeyring

from desktop.storage.keys.keyfile import NAME
from desktop.storage.keys.vault import Protection, Vault
from desktop.storage.problems import (
    KeyDamaged,
    KeyMissing,
    KeyringLost,
    KeyringUnavailable,
    NewerFile,
    PassphraseNeeded,
    PassphraseTooShort,
    WrongPassphrase,
)

PASSPHRASE = "Größe 김뷁 马"


def test_keeps_the_key_in_the_keyring_where_there_is_one(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    key = Vault(tmp_path, keyring).create()
    vault = Vault(tmp_path, keyring)
    assert vault.protection is Protection.KEYRING
    assert vault.unlock() == key
    assert key.hex() not in (tmp_path / NAME).read_text()


@pytest.mark.parametrize("keyring", [NoKeyring(), ForgetfulKeyring()])
def test_falls_back_to_a_key_beside_the_file_and_can_tell(tmp_path: Path, keyring: object) -> None:
    vault = Vault(tmp_path, keyring)
    key = vault.create()
    assert vault.protection is Protection.BESIDE_FILE
    assert vault.unlock() == key
    with pytest.raises(KeyringUnavailable):
        vault.move_to_keyring(key)
    assert vault.unlock() == key


def test_a_throwaway_profile_asks_no_keyring(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    vault = Vault(tmp_path, keyring)
    vault.create(throwaway=True)
    assert vault.protection is Protection.BESIDE_FILE
    assert keyring.entries == {}


def test_a_passphrase_wraps_the_same_key_and_empties_the_keyring(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    vault = Vault(tmp_path, keyring)
    key = vault.create()
    vault.wrap(key, PASSPHRASE)
    assert vault.protection is Protection.PASSPHRASE
    assert vault.unlock(PASSPHRASE) == key
    assert len(keyring.entries) == 1
    vault.forget_outdated()
    assert keyring.entries == {}
    assert key.hex() not in (tmp_path / NAME).read_text()
    with pytest.raises(WrongPassphrase):
        vault.unlock(PASSPHRASE + " ")
    with pytest.raises(PassphraseNeeded):
        vault.unlock()


def test_a_passphrase_may_be_typed_composed_or_decomposed(tmp_path: Path) -> None:
    vault = Vault(tmp_path, NoKeyring())
    key = vault.create()
    vault.wrap(key, unicodedata.normalize("NFC", PASSPHRASE))
    assert vault.unlock(unicodedata.normalize("NFD", PASSPHRASE)) == key


def test_a_new_passphrase_ends_the_old_one(tmp_path: Path) -> None:
    vault = Vault(tmp_path, NoKeyring())
    key = vault.create()
    vault.wrap(key, PASSPHRASE)
    vault.wrap(key, "another passphrase")
    assert vault.unlock("another passphrase") == key
    with pytest.raises(WrongPassphrase):
        vault.unlock(PASSPHRASE)


def test_a_passphrase_can_give_way_to_the_keyring(tmp_path: Path) -> None:
    vault = Vault(tmp_path, MemoryKeyring())
    key = vault.create()
    vault.wrap(key, PASSPHRASE)
    vault.move_to_keyring(key)
    assert vault.protection is Protection.KEYRING
    assert vault.unlock() == key


def test_a_short_passphrase_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    vault = Vault(tmp_path, NoKeyring())
    key = vault.create()
    with pytest.raises(PassphraseTooShort) as caught:
        vault.wrap(key, "1234567")
    assert caught.value.params == {"minimum": 8}
    assert vault.unlock() == key


def test_an_emptied_keyring_is_named(tmp_path: Path) -> None:
    Vault(tmp_path, MemoryKeyring()).create()
    for keyring in (MemoryKeyring(), NoKeyring()):
        with pytest.raises(KeyringLost):
            Vault(tmp_path, keyring).unlock()


def test_no_key_file_is_named(tmp_path: Path) -> None:
    assert Vault(tmp_path, NoKeyring()).protection is None
    with pytest.raises(KeyMissing):
        Vault(tmp_path, NoKeyring()).unlock()


def _wrapped(**changes: object) -> str:
    content: dict[str, object] = {
        "version": 1,
        "protection": "passphrase",
        "argon2id": {"salt": "00" * 16, "memory_kib": 65536, "passes": 3, "lanes": 4},
        "aes_256_gcm": {"nonce": "00" * 12, "wrapped": "00" * 48},
    }
    return json.dumps(content | changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        "{}",
        '{"version": 1}',
        '{"version": true, "protection": "beside_file"}',
        '{"version": 1, "protection": "beside_file", "key": "00"}',
        '{"version": 1, "protection": "beside_file", "key": "no hexadecimal"}',
        '{"version": 1, "protection": "sealing wax", "key": "00"}',
        _wrapped(argon2id=7),
        _wrapped(argon2id={"salt": "00" * 16, "memory_kib": 2**30, "passes": 3, "lanes": 4}),
        _wrapped(argon2id={"salt": "00" * 16, "memory_kib": 65536, "passes": 0, "lanes": 4}),
        _wrapped(aes_256_gcm={"nonce": "00" * 12, "wrapped": ""}),
    ],
)
def test_a_damaged_key_file_is_refused_untouched(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(KeyDamaged):
        Vault(tmp_path, NoKeyring()).unlock(PASSPHRASE)
    assert (tmp_path / NAME).read_text() == text


def test_a_key_file_that_is_no_text_is_damaged(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeyDamaged):
        Vault(tmp_path, NoKeyring()).unlock()


def test_a_key_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"version": 3, "protection": "something new"}')
    with pytest.raises(NewerFile):
        Vault(tmp_path, NoKeyring()).unlock()


def test_only_the_owner_may_read_the_key_file(tmp_path: Path) -> None:
    vault = Vault(tmp_path, NoKeyring())
    vault.wrap(vault.create(), PASSPHRASE)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
