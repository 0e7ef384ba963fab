"""Encrypted files: any age tool reads them, and whatever a file from outside is, it ends in a sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange import age_file
from desktop.exchange.age_file import (
    EncryptedFile,
    encrypt_to_keys,
    is_encrypted,
    new_key,
    public_key,
    read_key,
)
from desktop.exchange.age_header import CHUNK, MOST_WORK
from desktop.exchange.age_password import WORK, encrypt_to_password
from desktop.exchange.age_problems import (
    CaseFileAltered,
    CaseFileCut,
    CaseFileTooLarge,
    NoRecipient,
    NotAKey,
    NotEncrypted,
    NotForMe,
    PasswordNeeded,
    TooMuchWork,
    WrongPassword,
)
from desktop.languages.language import LANGUAGES, Language
from desktop.problems import FileNotFound, FileProblem, Problem

PASSWORD = "apfel-birne-오늘"
MINE, OTHER = new_key(), new_key()
TEXT = b"who may read this" + bytes(CHUNK)
TO_ME = encrypt_to_keys(TEXT, [public_key(MINE)])
TO_PASSWORD = encrypt_to_password(TEXT, PASSWORD)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[bytes], Path]:
    def written(data: bytes) -> Path:
        path = tmp_path / "x.age"
        path.write_bytes(data)
        return path

    return written


def _said(problem: Problem) -> None:
    for code in LANGUAGES:
        assert Language(code).text(problem.key, **problem.params)


def _refused(kind: type[FileProblem], path: Path, **with_: str) -> None:
    with pytest.raises(kind) as caught:
        EncryptedFile(path).opened(**with_)
    _said(caught.value)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_any_age_tool_reads_what_a_password_locks(size: int) -> None:
    data = os.urandom(size)
    file = encrypt_to_password(data, PASSWORD)
    lines = file.split(b"\n")
    assert lines[0] == b"age-encryption.org/v1"
    assert lines[1].startswith(b"-> scrypt ")
    assert lines[1].endswith(b" %d" % WORK)
    assert lines[3].startswith(b"--- ")
    assert pyrage.passphrase.decrypt(file, PASSWORD) == data


def test_each_of_several_keys_opens_the_file_and_no_other() -> None:
    file = encrypt_to_keys(TEXT, [public_key(MINE), public_key(OTHER)])
    for key in (MINE, OTHER):
        assert pyrage.decrypt(file, [pyrage.x25519.Identity.from_str(key)]) == TEXT
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(file, [pyrage.x25519.Identity.generate()])


def test_no_word_of_the_contents_stands_in_the_file() -> None:
    assert b"who may read" not in TO_ME + TO_PASSWORD


def test_back_again_by_password_and_by_key(put: Callable[[bytes], Path]) -> None:
    by_password = EncryptedFile(put(TO_PASSWORD))
    assert by_password.with_password
    assert by_password.opened(PASSWORD) == TEXT
    by_key = EncryptedFile(put(TO_ME))
    assert not by_key.with_password
    assert by_key.opened(secret_key=MINE) == TEXT


def test_a_password_composed_by_another_keyboard_is_the_same(put: Callable[[bytes], Path]) -> None:
    file = put(encrypt_to_password(TEXT, "M\u00fcnchen-\uac00"))
    assert EncryptedFile(file).opened("Mu\u0308nchen-\u1100\u1161") == TEXT


def test_a_file_written_as_letters_for_a_mail(put: Callable[[bytes], Path]) -> None:
    to = pyrage.x25519.Recipient.from_str(public_key(MINE))
    armoured = pyrage.encrypt(TEXT, [to], armored=True)
    assert is_encrypted(put(armoured))
    assert EncryptedFile(put(b"\r\n" + armoured.replace(b"\n", b"\r\n"))).opened(secret_key=MINE) == TEXT
    _refused(CaseFileCut, put(armoured[:-40]))
    _refused(CaseFileAltered, put(armoured.replace(b"\n", b"\nA=", 1)), secret_key=MINE)


def test_what_does_not_open_it_is_said(put: Callable[[bytes], Path]) -> None:
    _refused(WrongPassword, put(TO_PASSWORD), password=PASSWORD + "x")
    _refused(PasswordNeeded, put(TO_PASSWORD), password="")
    _refused(NotForMe, put(TO_ME), secret_key=OTHER)
    _refused(NotForMe, put(TO_ME), password=PASSWORD)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"age", b"x" * 100, b"age-encryption.org/v2\n-> a\n\n--- b\n"]
)
def test_what_is_no_encrypted_file(put: Callable[[bytes], Path], data: bytes) -> None:
    with pytest.raises((NotEncrypted, CaseFileCut)) as caught:
        EncryptedFile(put(data))
    _said(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for read in (is_encrypted, EncryptedFile):
        with pytest.raises(FileNotFound):
            read(tmp_path / "none.age")


@pytest.mark.parametrize("length", [1, 21, 30, 60, 100, 140, 168, 190])
def test_a_head_that_was_cut(put: Callable[[bytes], Path], length: int) -> None:
    _refused(CaseFileCut, put(TO_ME[:length]), secret_key=MINE)


def test_an_end_that_was_cut(put: Callable[[bytes], Path]) -> None:
    for gone in (1, 17, 50):
        with pytest.raises((CaseFileCut, CaseFileAltered)):
            EncryptedFile(put(TO_ME[:-gone])).opened(secret_key=MINE)
    head = TO_ME.index(b"\n", TO_ME.index(b"\n---") + 1) + 1
    whole_chunks = TO_ME[: head + 16 + CHUNK + 16]
    _refused(CaseFileAltered, put(whole_chunks), secret_key=MINE)


def test_work_beyond_all_sense_is_not_even_tried(put: Callable[[bytes], Path]) -> None:
    for work in (MOST_WORK + 1, 63, 99):
        _refused(TooMuchWork, put(TO_PASSWORD.replace(b" 18\n", b" %d\n" % work, 1)), password=PASSWORD)
    for work in (b"0", b"018", b"-1", b"1e9", b""):
        _refused(CaseFileAltered, put(TO_PASSWORD.replace(b" 18\n", b" %s\n" % work, 1)), password=PASSWORD)


def test_a_password_among_other_recipients_is_no_age_file(put: Callable[[bytes], Path]) -> None:
    stanza = b"\n".join(TO_PASSWORD.split(b"\n")[1:3])
    _refused(CaseFileAltered, put(TO_PASSWORD.replace(stanza, stanza + b"\n" + stanza, 1)), password=PASSWORD)


def test_a_file_larger_than_the_limit(put: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age_file, "MOST_BYTES", 1_000)
    _refused(CaseFileTooLarge, put(TO_ME), secret_key=MINE)


def test_a_head_without_end(put: Callable[[bytes], Path]) -> None:
    _refused(CaseFileCut, put(b"age-encryption.org/v1\n" + b"-> X25519 aaaa\n\n" * 100_000), secret_key=MINE)


_SMALL = encrypt_to_keys(b"small", [public_key(MINE)])


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_changed_bytes_never_open_as_something_else(data: st.DataObject) -> None:
    file = bytearray(_SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(file) - 1))
        match data.draw(st.sampled_from(("change", "cut", "insert"))):
            case "change":
                file[place] = data.draw(st.integers(0, 255))
            case "cut":
                del file[place : place + data.draw(st.integers(1, 30))]
            case _:
                file[place:place] = data.draw(st.binary(min_size=1, max_size=30))
        if not file:
            break
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.age"
        path.write_bytes(file)
        try:
            assert EncryptedFile(path).opened(PASSWORD, MINE) == b"small"
        except FileProblem as problem:
            _said(problem)


def test_keys_are_found_in_what_people_paste() -> None:
    key = public_key(MINE)
    assert read_key(f"# Key of Anna\r\n{key}\r\n") == key
    assert read_key(f"Hello,\nmy key is {key.upper()}.") == key
    for text in ("", "age1", key[:-1], key + "q", f"{key} {public_key(OTHER)}", key[:-1] + "b", MINE):
        with pytest.raises(NotAKey) as caught:
            read_key(text)
        _said(caught.value)


def test_without_recipients_nothing_is_written() -> None:
    with pytest.raises(NoRecipient):
        encrypt_to_keys(b"x", [])
    with pytest.raises(NotAKey):
        encrypt_to_keys(b"x", ["age1nonsense"])
