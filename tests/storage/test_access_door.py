"""The door to the key: protecting, locking, wrong tries, the recovery sheet, and the ways back in."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from storage_helpers import DAY, MemoryKeyring, today, without_root

from desktop.problems import Problem
from desktop.safety.access import Access
from desktop.safety.problems import UnknownWord
from desktop.safety.words import code_of, secret_of, words_of
from desktop.session import LANGUAGES, Session
from desktop.storage.database import NAME as CASES
from desktop.storage.keys.keyfile import NAME as KEY_FILE
from desktop.storage.keys.tries import Tries
from desktop.storage.keys.vault import Keyring
from desktop.storage.problems import (
    InUse,
    KeyDamaged,
    KeyMissing,
    KeyringLost,
    NoSheet,
    PassphraseNeeded,
    PassphraseTooShort,
    ReadOnly,
    TooManyTries,
    WrongKey,
    WrongPassphrase,
    WrongSheet,
)
from desktop.storage.profile import Profile

OLD, NEW = "Größe 김뷁 马", "ein neues Passwort"
Start = Callable[..., Session]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts the program on the profile, ending the one before."""
    running: list[Session] = []

    def begin(keyring: Keyring | None = None, place: Path = folder) -> Session:
        while running:
            running.pop().close()
        running.append(Session(Profile(place, keyring=keyring or NoKeyring()), "de", today=DAY))
        return running[0]

    yield begin
    while running:
        running.pop().close()


@pytest.fixture
def session(start: Start) -> Session:
    """A new profile with one case and a password."""
    session = start()
    session.new_case("Ottilie Größmann")
    session.access.protect(OLD)
    return session


def names(session: Session) -> list[str]:
    return [case.name for case in session.cases()]


def tell(session: Session, wrong: type[Problem], call: Callable[[], object]) -> None:
    with pytest.raises(wrong):
        call()
    assert session.locked


def stop_time(session: Session, later: float = 0) -> None:
    """Both clocks stand still, ``later`` seconds after the wrong tries."""
    tries = Tries(session.home, clock=lambda: 10.0**9 + later, steady=lambda: 0.0)
    session.profile.__dict__["tries"] = tries


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.iterdir() if path.name.startswith(CASES))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


# -- protecting


def test_the_data_are_not_rewritten_when_the_password_changes(session: Session, folder: Path) -> None:
    before = digests(folder)
    session.access.change_passphrase(OLD, NEW)
    session.access.new_recovery_sheet()
    session.access.confirm_recovery_sheet()
    assert digests(folder) == before
    session.close()
    assert (folder / CASES).read_bytes()[:16] != b"SQLite format 3\0"


def test_a_change_asks_for_the_password_of_before(session: Session) -> None:
    with pytest.raises(WrongPassphrase):
        session.access.change_passphrase(NEW, NEW)
    with pytest.raises(PassphraseNeeded):
        session.access.protect(NEW)
    session.access.change_passphrase(OLD, NEW)
    session.access.lock()
    tell(session, WrongPassphrase, lambda: session.access.unlock(OLD))
    session.access.unlock(NEW)
    assert names(session) == ["Ottilie Größmann"]


@pytest.mark.parametrize("short", ["", "1234567", "김김김김김김김", "\u1100\u1161" * 7])
def test_eight_characters_are_the_least_however_they_are_composed(session: Session, short: str) -> None:
    with pytest.raises(PassphraseTooShort):
        session.access.change_passphrase(OLD, short)
    session.access.change_passphrase(OLD, short + "1" * (8 - len(short) % 7))
    session.access.lock()
    assert session.locked


def test_a_short_password_is_refused_before_the_old_one_is_tried(session: Session) -> None:
    for _ in range(8):
        with pytest.raises(PassphraseTooShort):
            session.access.change_passphrase("wrong", "short")
    assert session.access.wait() == 0


def test_what_cannot_be_written_leaves_the_way_in_of_before(start: Start, folder: Path) -> None:
    keyring = MemoryKeyring()
    session = start(keyring)
    session.new_case("kept")
    folder.chmod(0o500)
    try:
        with without_root(), pytest.raises(ReadOnly):
            session.access.protect(OLD)
    finally:
        folder.chmod(0o700)
    assert names(start(keyring)) == ["kept"]


def test_the_entry_of_the_keyring_is_forgotten_last(start: Start, folder: Path) -> None:
    class Watching(MemoryKeyring):
        def delete_password(self, service: str, username: str) -> None:
            assert '"passphrase"' in (folder / KEY_FILE).read_text()
            super().delete_password(service, username)

    keyring = Watching()
    session = start(keyring)
    session.new_case("kept")
    assert len(keyring.entries) == 1
    session.access.protect(OLD)
    assert keyring.entries == {}


def test_until_the_copies_have_the_new_key_file_the_old_entry_stays(start: Start) -> None:
    keyring = MemoryKeyring()
    session = start(keyring)
    session.new_case("kept")
    seen: list[int] = []
    session.profile.after_new_key_file = lambda: seen.append(len(keyring.entries))
    session.access.protect_with_keyring()
    session.access.protect(OLD)
    assert seen == [2, 1]
    assert keyring.entries == {}


# -- locking


def test_locking_closes_the_file_and_keeps_others_out(session: Session, folder: Path) -> None:
    assert session.access.lock()
    assert session.locked
    with pytest.raises(PassphraseNeeded):
        session.cases()
    with pytest.raises(RuntimeError):
        _ = session.profile.key
    with pytest.raises(InUse):
        Profile(folder)
    session.access.unlock(OLD)
    assert names(session) == ["Ottilie Größmann"]


def test_undo_and_redo_go_on_after_the_lock(session: Session) -> None:
    case = session.cases()[0]
    session.store.rename(case.id, "Ottilie G.")
    session.access.lock()
    session.access.unlock(OLD)
    session.store.changes.undo()
    assert names(session) == ["Ottilie Größmann"]
    session.access.lock()
    session.access.unlock(OLD)
    session.store.changes.redo()
    assert names(session) == ["Ottilie G."]


@pytest.mark.parametrize("keyring", [NoKeyring(), MemoryKeyring()])
def test_without_a_password_there_is_nothing_to_lock(start: Start, keyring: Keyring) -> None:
    session = start(keyring)
    session.new_case("open")
    assert not session.access.lock()
    assert not session.locked
    assert names(session) == ["open"]


def test_a_lost_key_file_is_told_before_the_only_key_is_forgotten(session: Session, folder: Path) -> None:
    (folder / KEY_FILE).write_text("{")
    with pytest.raises(KeyDamaged):
        session.access.lock()
    assert names(session) == ["Ottilie Größmann"]


# -- wrong tries


def test_wrong_tries_make_everybody_wait_by_every_way_and_after_a_restart(
    session: Session, start: Start
) -> None:
    access = session.access
    stop_time(session)
    sheet = access.new_recovery_sheet()
    other = " ".join(words_of(bytes(16), "ko"))
    access.lock()
    for attempt in (
        lambda: access.unlock("wrong"),
        lambda: access.unlock_with_words(other),
        lambda: access.unlock_with_words(code_of(bytes(16))),
        lambda: access.unlock("wrong"),
    ):
        with pytest.raises((WrongPassphrase, WrongSheet)):
            attempt()
    assert access.wait() == 2
    for attempt in (lambda: access.unlock(OLD), lambda: access.unlock_with_words(" ".join(sheet.words))):
        tell(session, TooManyTries, attempt)
    again = start()
    stop_time(again)
    assert again.access.wait() == 2
    stop_time(again, later=2)
    again.access.unlock(OLD)
    assert start().access.wait() == 0


def test_a_mistyped_word_is_no_try(session: Session) -> None:
    session.access.new_recovery_sheet()
    session.access.lock()
    for _ in range(9):
        tell(session, UnknownWord, lambda: session.access.unlock_with_words("a word that is none"))
    assert session.access.wait() == 0


# -- the recovery sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_any_language_open_the_file(session: Session, language: str) -> None:
    session.set_language(language)
    sheet = session.access.new_recovery_sheet()
    assert (sheet.language, len(sheet.words), sheet.made_on) == (language, 12, DAY)
    session.set_language("en")
    session.access.lock()
    session.access.unlock_with_words("\n".join(sheet.words))
    assert session.access.needs_new_passphrase
    assert names(session) == ["Ottilie Größmann"]


def test_a_picture_of_the_printed_sheet_opens_the_file(session: Session, tmp_path: Path) -> None:
    access = session.access
    file = access.draw_recovery_sheet(access.new_recovery_sheet())
    to_png = ["pdftoppm", "-png", "-r", "120", "-singlefile", "-", str(tmp_path / "scan")]
    subprocess.run(to_png, input=file.data, check=True)
    picture = tmp_path / "scan.png"
    assert access.is_recovery_sheet(image=picture)
    access.lock()
    access.unlock_with_image(picture)
    assert names(session) == ["Ottilie Größmann"]


def test_after_the_sheet_a_new_password_comes_and_the_old_one_is_not_asked(session: Session) -> None:
    access = session.access
    sheet = access.new_recovery_sheet()
    access.lock()
    access.unlock_with_words(sheet.code)
    with pytest.raises(PassphraseNeeded):
        access.new_recovery_sheet()
    access.protect(NEW)
    assert not access.needs_new_passphrase
    access.lock()
    access.unlock(NEW)
    assert not access.needs_new_passphrase


def test_the_secret_is_kept_nowhere(session: Session, start: Start, folder: Path) -> None:
    sheet = session.access.new_recovery_sheet()
    session.access.draw_recovery_sheet(sheet)
    start()
    secret = secret_of(sheet.code)
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for trace in (secret, secret.hex().encode(), sheet.code.encode(), " ".join(sheet.words).encode()):
        assert trace not in kept


def test_an_old_sheet_works_until_the_new_one_is_confirmed(session: Session) -> None:
    access = session.access
    first = access.new_recovery_sheet()
    assert (access.has_recovery, access.recovery_confirmed) == (True, False)
    access.confirm_recovery_sheet()
    second = access.new_recovery_sheet()
    assert access.is_recovery_sheet(words=second.code)
    assert not access.is_recovery_sheet(words=first.code)
    access.lock()
    access.unlock_with_words(first.code)
    access.protect(OLD)
    access.confirm_recovery_sheet()
    access.lock()
    tell(session, WrongSheet, lambda: access.unlock_with_words(first.code))
    access.unlock_with_words(second.code)


def test_a_sheet_can_be_withdrawn(session: Session) -> None:
    access = session.access
    sheet = access.new_recovery_sheet()
    assert access.recovery_made_on == DAY
    access.remove_recovery()
    assert (access.has_recovery, access.recovery_made_on) == (False, None)
    access.lock()
    tell(session, NoSheet, lambda: access.unlock_with_words(sheet.code))


# -- the ways back in


def test_a_keyring_that_lost_its_entry_gives_way_to_the_sheet(start: Start) -> None:
    session = start(MemoryKeyring())
    session.new_case("kept")
    sheet = session.access.new_recovery_sheet()
    emptied = MemoryKeyring()
    again = start(emptied)
    access: Access = again.access
    assert isinstance(access.in_the_way(), KeyringLost)
    assert access.has_recovery
    access.unlock_with_words(" ".join(sheet.words))
    assert access.needs_new_passphrase
    assert names(again) == ["kept"]
    access.protect_with_keyring()
    assert not access.needs_new_passphrase
    assert start(emptied).access.in_the_way() is None


def test_a_password_does_not_need_the_keyring(session: Session, start: Start) -> None:
    again = start(NoKeyring())
    assert again.locked
    assert again.access.in_the_way() is None
    again.access.unlock(OLD)
    assert names(again) == ["Ottilie Größmann"]


def test_a_damaged_key_file_gives_way_to_the_sheet(session: Session, start: Start, folder: Path) -> None:
    sheet = session.access.new_recovery_sheet()
    text = (folder / KEY_FILE).read_text()
    (folder / KEY_FILE).write_text(text.replace('"memory_kib": 65536', '"memory_kib": 65537', 1))
    again = start()
    assert again.locked
    tell(again, KeyDamaged, lambda: again.access.unlock(OLD))
    again.access.unlock_with_words(sheet.code)
    again.access.protect(NEW)
    again.access.lock()
    again.access.unlock(NEW)
    assert names(again) == ["Ottilie Größmann"]


@pytest.fixture
def backup(session: Session, folder: Path, tmp_path: Path) -> Path:
    """A copy of the key file, as a backup has one; the program has ended."""
    copy = tmp_path / "backup"
    copy.mkdir()
    shutil.copy(folder / KEY_FILE, copy)
    session.close()
    return copy


@pytest.mark.parametrize("damage", ["gone", "", "{}", "null"])
def test_a_lost_key_file_comes_back_from_a_backup(
    start: Start, folder: Path, backup: Path, damage: str
) -> None:
    (folder / KEY_FILE).unlink()
    if damage != "gone":
        (folder / KEY_FILE).write_text(damage)
    access = start().access
    assert isinstance(access.in_the_way(), KeyMissing if damage == "gone" else KeyDamaged)
    before = digests(folder)
    for wrong, problem in ((None, PassphraseNeeded), ("wrong", WrongPassphrase)):
        with pytest.raises(problem):
            access.key_from_backup(backup, wrong)
    assert (folder / KEY_FILE).exists() == (damage != "gone")
    assert digests(folder) == before
    chosen = backup
    if damage == "gone":  # people choose the folder that holds the backups
        shutil.copy(folder / "cases.db", backup)
        backup.rename(backup.with_name("2026-03-02_10-00-00_0001_hand"))
        chosen = backup.parent
    access.key_from_backup(chosen, OLD)
    assert names(start_again(start)) == ["Ottilie Größmann"]


def start_again(start: Start) -> Session:
    session = start()
    session.access.unlock(OLD)
    return session


def test_the_sheet_opens_a_key_file_from_a_backup(
    session: Session, start: Start, folder: Path, tmp_path: Path
) -> None:
    sheet = session.access.new_recovery_sheet()
    copy = tmp_path / "stick"
    shutil.copytree(folder, copy)
    session.close()
    (folder / KEY_FILE).unlink()
    again = start()
    again.access.key_from_backup(copy, words=" ".join(sheet.words))
    assert again.access.needs_new_passphrase
    assert names(again) == ["Ottilie Größmann"]


def test_the_key_file_of_other_cases_is_not_taken(
    start: Start, folder: Path, backup: Path, tmp_path: Path
) -> None:
    other = start(place=tmp_path / "other")
    other.new_case("of somebody else")
    other.access.protect(NEW)
    (folder / KEY_FILE).unlink()
    again = start()
    with pytest.raises(WrongKey):
        again.access.key_from_backup(tmp_path / "other", NEW)
    with pytest.raises(KeyMissing):
        again.access.key_from_backup(tmp_path / "nowhere", NEW)
    assert not (folder / KEY_FILE).exists()


def test_damaged_cases_do_not_keep_the_key_file_from_coming_back(
    start: Start, folder: Path, backup: Path
) -> None:
    raw = bytearray((folder / CASES).read_bytes())
    raw[5000] ^= 1
    (folder / CASES).write_bytes(raw)
    (folder / KEY_FILE).unlink()
    again = start()
    with pytest.raises(Problem, match="damaged"):
        again.access.key_from_backup(backup, OLD)
    assert (folder / KEY_FILE).read_bytes() == (backup / KEY_FILE).read_bytes()


def test_a_file_of_an_earlier_day_still_opens_after_all_changes(session: Session, folder: Path) -> None:
    for number in range(3):
        session.access.change_passphrase(OLD if number == 0 else f"{NEW} {number - 1}", f"{NEW} {number}")
        session.access.new_recovery_sheet()
    session.close()
    with Profile(folder, keyring=NoKeyring()) as profile:
        assert [case.name for case in profile.open(today, f"{NEW} 2").cases()] == ["Ottilie Größmann"]
