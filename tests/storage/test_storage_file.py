"""The file itself: what it shows to others, and what the program does when it is not as it should be."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from storage_helpers import ROOT, another_program, today, without_root

from desktop.domain.case import Answer
from desktop.storage import database
from desktop.storage.keys import keyfile
from desktop.storage.keys.vault import Protection
from desktop.storage.problems import (
    Damaged,
    InUse,
    KeyMissing,
    NewerFile,
    ReadOnly,
    StorageFull,
    StorageProblem,
    WrongKey,
)
from desktop.storage.profile import Profile
from desktop.storage.store import Store

SECRET = "Ottilie Größmann"


@pytest.fixture
def filled(folder: Path) -> Path:
    """The folder of a profile with one case of some pages, closed."""
    with Profile(folder, throwaway=True) as profile:
        fill(profile.open(today))
    return folder


def fill(store: Store) -> int:
    case_id = store.new_case(SECRET).id
    for number in range(40):
        store.set_field(case_id, f"note.{number}", f"{SECRET} {number} " * 40)
    return case_id


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name in {database.NAME, keyfile.NAME}
    }


def test_no_file_of_the_profile_shows_what_was_typed(folder: Path) -> None:
    with Profile(folder, throwaway=True) as profile:
        fill(profile.open(today))
        names = {path.name for path in folder.iterdir()}
        assert {"cases.db", "cases.db-wal"} <= names
        for path in folder.iterdir():
            content = path.read_bytes()
            assert SECRET.encode() not in content, path.name
            assert b"Ottilie" not in content, path.name
            assert not content.startswith(b"SQLite format 3"), path.name


def test_only_the_owner_may_read_the_files(folder: Path) -> None:
    with Profile(folder, throwaway=True) as profile:
        fill(profile.open(today))
        if os.name == "posix":
            rights = {path.name: path.stat().st_mode & 0o077 for path in folder.iterdir()}
            assert set(rights.values()) == {0}, rights
            assert folder.stat().st_mode & 0o077 == 0


KILLED = """
import datetime as dt, sys
from pathlib import Path
from desktop.domain.case import Answer
from desktop.storage.profile import Profile
store = Profile(Path(sys.argv[1]), throwaway=True).open(lambda: dt.date(2026, 3, 2))
case = store.new_case("killed")
store.set_answer(case.id, "start", Answer(dt.date(2026, 3, 1)))
print("kept", flush=True)
sys.stdin.read()
"""


def test_an_acknowledged_answer_survives_the_killing_of_the_process(folder: Path) -> None:
    with another_program(KILLED, str(folder)) as output:
        assert output.readline() == "kept\n"
    with Profile(folder, throwaway=True) as profile:
        (case,) = profile.open(today).cases()
    assert case.answers["start"] == Answer(today().replace(day=1))


def test_a_second_program_opens_nothing_until_the_first_ends(folder: Path) -> None:
    with another_program(KILLED, str(folder)) as output:
        assert output.readline() == "kept\n"
        with pytest.raises(InUse) as caught:
            Profile(folder, throwaway=True)
        assert caught.value.params == {"folder": str(folder)}
    Profile(folder, throwaway=True).close()


def test_the_same_program_cannot_open_a_profile_twice(profile: Profile, folder: Path) -> None:
    with pytest.raises(InUse):
        Profile(folder, throwaway=True)


def test_another_key_is_told_from_damage(filled: Path, tmp_path: Path) -> None:
    with Profile(tmp_path / "other", throwaway=True) as other:
        other.open(today)
    shutil.copy(tmp_path / "other" / keyfile.NAME, filled / keyfile.NAME)
    assert_refused(filled, WrongKey)


@pytest.mark.parametrize("place", [20, 4095, 4096, 9000, -1])
def test_one_flipped_bit_is_found_anywhere(filled: Path, place: int) -> None:
    path = filled / database.NAME
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert_refused(filled, Damaged)


@pytest.mark.parametrize("length", [0, 1, 100, 4096 * 3, -100])
def test_a_file_cut_short_is_damaged(filled: Path, length: int) -> None:
    path = filled / database.NAME
    path.write_bytes(path.read_bytes()[:length])
    assert_refused(filled, Damaged)


def test_something_else_under_our_name_is_refused(filled: Path) -> None:
    (filled / database.NAME).write_bytes(b"SQLite format 3\x00" + bytes(8176))
    assert_refused(filled, WrongKey)


def test_cases_without_their_key_get_no_new_key(filled: Path) -> None:
    (filled / keyfile.NAME).unlink()
    assert_refused(filled, KeyMissing)


def test_a_file_of_a_newer_program_is_refused(filled: Path) -> None:
    with Profile(filled, throwaway=True) as profile:
        store = profile.open(today)
        store._database.table("_sqlite_migrations").insert(
            {"migration_set": "waipai", "name": "9999_later", "applied_at": "2030-01-01"}
        )
    assert_refused(filled, NewerFile)


def assert_refused(folder: Path, problem: type[StorageProblem]) -> None:
    before = digests(folder)
    with Profile(folder, throwaway=True) as profile, pytest.raises(problem):
        profile.open(today)
    assert digests(folder) == before


def test_after_a_wrong_passphrase_the_right_one_opens(filled: Path) -> None:
    with Profile(filled, throwaway=True) as profile:
        profile.open(today)
        before = (filled / database.NAME).read_bytes()
        profile.protect_with_passphrase("a good passphrase")
        assert profile.protection is Protection.PASSPHRASE
        assert (filled / database.NAME).read_bytes() == before
    with Profile(filled, throwaway=True) as profile:
        with pytest.raises(StorageProblem):
            profile.open(today, "a wrong passphrase")
        assert len(profile.open(today, "a good passphrase").cases()) == 1


def test_a_folder_that_may_not_be_written_is_said(filled: Path) -> None:
    for folder in (filled, *filled.parents[:2]):
        folder.chmod(0o555)
    try:
        with without_root(), pytest.raises(ReadOnly):
            Profile(filled, throwaway=True)
    finally:
        for folder in (filled, *filled.parents[:2]):
            folder.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("")
    with pytest.raises(ReadOnly):
        Profile(tmp_path / "profile")


def fields_until(problem: type[StorageProblem], store: Store, case_id: int) -> int:
    """Keep fields until that is refused with ``problem``; gives how many were kept."""
    for number in range(10_000):
        try:
            store.set_field(case_id, f"more.{number}", "x" * 2000)
        except problem:
            return number
    raise AssertionError("never refused")


def test_a_full_file_loses_nothing(folder: Path) -> None:
    """SQLite's own limit gives the same error as a full disk, on every machine."""
    with Profile(folder, throwaway=True) as profile:
        store = profile.open(today)
        case_id = fill(store)
        pages = store._database.execute("PRAGMA page_count").fetchone()[0]
        store._database.execute(f"PRAGMA max_page_count = {pages}")
        kept = fields_until(StorageFull, store, case_id)
        assert len(store.case(case_id).fields) == 40 + kept
        store._database.execute(f"PRAGMA max_page_count = {pages + 100}")
        store.set_answer(case_id, "to", Answer("DE"))
        assert store.case(case_id).answers == {"to": Answer("DE")}


FULL_DISK = """
import ctypes, datetime as dt, os, sys
from pathlib import Path
from desktop.storage.problems import StorageProblem
from desktop.storage.profile import Profile
folder = Path(sys.argv[1])
folder.mkdir()
libc = ctypes.CDLL(None, use_errno=True)
if libc.unshare(0x00020000) or libc.mount(b"none", b"/", None, 0x44000, None) or libc.mount(
    b"none", os.fsencode(folder), b"tmpfs", 0, b"size=600k"
):
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
profile = Profile(folder, throwaway=True)
store = profile.open(lambda: dt.date(2026, 3, 2))
case_id = store.new_case("full").id
kept = 0
try:
    while kept < 10_000:
        store.set_field(case_id, f"note.{kept}", "x" * 2000)
        kept += 1
except StorageProblem as problem:
    print(type(problem).__name__)
assert len(store.case(case_id).fields) == kept, kept
try:
    profile.close()
except StorageProblem:
    profile = None
profile = Profile(folder, throwaway=True)
assert len(profile.open(lambda: dt.date(2026, 3, 2)).case(case_id).fields) == kept
print("kept")
"""


def test_a_full_disk_is_said_and_loses_nothing(folder: Path) -> None:
    """A disk of 600 kB where the system lets a test mount one, else a limit on the size of files."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(folder.parent / "disk")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.split() in (["StorageFull", "kept"], ["StorageFailed", "kept"]), done.stderr
