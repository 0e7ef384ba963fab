"""Backups on a real disk: made, checked, carried, thinned, and brought back; broken on purpose."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from make_old_database import FOLDER
from storage_helpers import DAY, ROOT, without_root

from desktop.domain.backups import BackupName, Concern, Counts, Reason, read_name
from desktop.safety.backup_contents import difference
from desktop.safety.backups import Backups, Halted
from desktop.session import Session
from desktop.storage import database
from desktop.storage.backups.backup import check, look, opens
from desktop.storage.backups.backup_folder import listed
from desktop.storage.backups.backup_problems import (
    BackupForbidden,
    BackupNoRoom,
    BackupUnreadable,
    FolderAway,
    FolderInside,
    KeyInTheOpen,
)
from desktop.storage.keys import keyfile
from desktop.storage.problems import CasesMissing, Damaged, WrongPassphrase
from desktop.storage.profile import Profile

PASSPHRASE = "correct horse battery"
START = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def after(self, **passed: float) -> None:
        self.now += dt.timedelta(**passed)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def session(home: Path) -> Iterator[Session]:
    session = Session.start(home, "en", DAY)
    yield session
    session.close()


@pytest.fixture
def clock(session: Session) -> Clock:
    clock = Clock()
    session.backups.clock = clock
    return clock


def add(session: Session, name: str) -> None:
    session.record.save_person(person(name))


def person(name: str):  # type: ignore[no-untyped-def]
    from desktop.domain.record.person import Person

    return Person(name=name, born_on=dt.date(1990, 5, 17))


def names(session: Session) -> list[str]:
    return sorted(each.name for each in session.record.people())


def only(session: Session) -> Path:
    (backup,) = session.backups.list()
    return backup.paths[0]


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x55
    path.write_bytes(content)


# -- making


def test_a_backup_is_a_profile_itself(session: Session, home: Path, clock: Clock) -> None:
    add(session, "Ottilie Größmann")
    name = session.backups.make(Reason.HAND)
    assert name == BackupName(START, 1, Reason.HAND)
    folder = home / "backups" / "2026-03-02_08-00-00_0001_hand"
    assert {path.name for path in folder.iterdir()} == {database.NAME, keyfile.NAME}
    with Profile(folder, throwaway=True) as profile:
        assert [each.name for each in profile.open(lambda: DAY).record.persons.where("")] == [
            "Ottilie Größmann"
        ]


def test_what_is_typed_while_it_is_made_is_not_in_it_and_is_kept(session: Session, clock: Clock) -> None:
    add(session, "First")

    def type_on(done: int, of: int) -> None:
        if of > 1:
            add(session, f"Later {len(names(session))}")

    session.backups.make(Reason.USE, type_on)
    assert len(names(session)) > 1
    assert check(only(session), session.profile.key).counts == Counts(people=1)


def test_a_backup_is_made_in_a_thread_of_its_own(session: Session, clock: Clock) -> None:
    add(session, "First")
    thread = threading.Thread(target=session.backups.make, args=[Reason.USE])
    thread.start()
    for number in range(20):
        add(session, f"Person {number}")
    thread.join()
    assert check(only(session), session.profile.key).counts.people >= 1
    assert len(names(session)) == 21


def test_no_file_of_a_backup_shows_what_was_typed(session: Session, clock: Clock) -> None:
    add(session, "Ottilie Größmann")
    session.backups.make(Reason.HAND)
    for path in only(session).iterdir():
        assert b"Ottilie" not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_an_empty_file_and_an_unchanged_one_need_no_backup(session: Session, clock: Clock) -> None:
    backups = session.backups
    assert session.store is not None
    backups.at_opening()
    backups.make_if_changed(Reason.CLOSING)
    assert backups.list() == ()
    add(session, "First")
    backups.make_if_changed(Reason.CLOSING)
    backups.make_if_changed(Reason.CLOSING)
    assert [backup.name.reason for backup in backups.list()] == [Reason.CLOSING]
    session.store.set_setting("reminders_seen", 3)
    assert not backups.has_changed()
    session.store.set_setting("draft:1:start", "2026-0")
    assert backups.has_changed()


def test_the_first_opening_of_a_day_makes_one(session: Session, clock: Clock) -> None:
    add(session, "First")
    session.backups.make(Reason.CLOSING)
    session.backups.at_opening()
    clock.after(hours=20)
    session.backups.at_opening()
    assert [backup.name.reason for backup in session.backups.list()] == [Reason.OPENING, Reason.CLOSING]


def test_a_locked_or_absent_file_is_left_alone(session: Session, clock: Clock) -> None:
    add(session, "First")
    session.protect(PASSPHRASE)
    assert session.lock()
    session.backups.before(Reason.LAW)
    session.backups.make_if_changed(Reason.USE)
    Session().backups.before(Reason.IMPORT)
    assert session.backups.list() == ()


def test_a_lock_ends_the_backup_that_is_being_made(session: Session, clock: Clock) -> None:
    add(session, "First")
    begun, ended = threading.Event(), []

    def wait(done: int, of: int) -> None:
        begun.set()
        threading.Event().wait(0.01)

    def make() -> None:
        try:
            while True:
                session.backups.make(Reason.USE, wait)
        except (Halted, RuntimeError) as error:
            ended.append(error)

    thread = threading.Thread(target=make)
    thread.start()
    begun.wait(10)
    session.backups.halt()
    session.protect(PASSPHRASE)
    session.lock()
    thread.join(20)
    assert ended
    assert not [path for path in session.backups.folder.iterdir() if path.name.endswith(".new")]


# -- what goes wrong


def test_no_room_takes_no_older_one_away(
    session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(session, "First")
    session.backups.make(Reason.USE)
    usage = shutil.disk_usage(session.home)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))
    add(session, "Second")
    with pytest.raises(BackupNoRoom):
        session.backups.make(Reason.USE)
    assert [backup.name.number for backup in session.backups.list()] == [1]
    assert session.backups.standing().concern is Concern.FAILED
    monkeypatch.undo()
    session.backups.make(Reason.USE)
    assert session.backups.standing().concern is Concern.NONE


_ON_A_FULL_DISK = """
import ctypes, os, sys
from pathlib import Path
libc = ctypes.CDLL(None, use_errno=True)
folder = Path(sys.argv[1]); folder.mkdir()
if libc.unshare(0x00020000) or libc.mount(b"none", b"/", None, 0x4000 | 0x40000, None):
    print("no mount"); sys.exit()
if libc.mount(b"none", os.fsencode(folder), b"tmpfs", 0, b"size=9m"):
    print("no mount"); sys.exit()
from desktop.session import Session
from desktop.domain.backups import Reason
from desktop.storage.problems import StorageProblem
from desktop.domain.record.person import Person
session = Session.start(folder / "home", "en")
session.record.save_person(Person(name="First"))
made = 0
try:
    while True:
        session.backups.make(Reason.HAND); made += 1
        session.store.set_setting("filler", "x" * 400_000)
except StorageProblem as problem:
    print(type(problem).__name__, made == len(session.backups.list()) > 0)
session.record.save_person(Person(name="Second"))
print(len(session.record.people()), [p.name for p in (folder / "home" / "backups").glob("*.new")])
"""


def test_a_disk_that_fills_up_is_told_and_answers_still_have_room(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ON_A_FULL_DISK, str(tmp_path / "disk")],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    said = done.stdout.splitlines()
    assert said == ["no mount"] or said == ["BackupNoRoom True", "2 []"], done.stderr


def test_a_folder_that_may_not_be_written_is_told(session: Session, clock: Clock) -> None:
    add(session, "First")
    session.backups.folder.mkdir(exist_ok=True)
    session.backups.folder.chmod(0o500)
    for folder in (session.home.parent, session.home):
        folder.chmod(0o777)
    for path in session.home.iterdir():
        if path.is_file():
            path.chmod(0o666)
    try:
        with without_root(), pytest.raises(BackupForbidden):
            session.backups.make(Reason.USE)
    finally:
        session.backups.folder.chmod(0o700)
    assert session.backups.list() == ()


def test_damage_to_the_file_itself_is_told_as_such(session: Session, home: Path, clock: Clock) -> None:
    case = session.new_case("First")
    for number in range(60):
        session.set_field(case.id, f"note.{number}", "x" * 900)
    session.close()
    size = (home / database.NAME).stat().st_size
    again = Session.start(home, "en", DAY)
    again.backups.clock = clock
    assert again.store is not None
    flip(home / database.NAME, size - 2000)
    with pytest.raises(Damaged):
        again.backups.make(Reason.USE)
    assert again.backups.list() == ()
    again.close()


def test_an_interruption_leaves_nothing_that_counts(session: Session, clock: Clock) -> None:
    add(session, "First")

    def pull_the_plug(done: int, of: int) -> None:
        if done == of > 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        session.backups.make(Reason.USE, pull_the_plug)
    half = session.backups.folder / "2026-03-02_08-00-00_0009_use.new"
    half.mkdir(parents=True)
    (half / database.NAME).write_bytes(b"half")
    mine = session.backups.folder / "notes.new"
    mine.mkdir()
    assert session.backups.list() == ()
    session.backups.tidy()
    assert not half.exists()
    assert mine.exists()


# -- checking


@pytest.mark.parametrize("place", [0, 100, 5000, -1, -3000])
def test_one_flipped_byte_is_found_and_the_backup_made_again(
    session: Session, clock: Clock, place: int
) -> None:
    add(session, "First")
    session.backups.make(Reason.USE)
    flip(only(session) / database.NAME, place)
    (bad,) = session.backups.check_all()
    assert bad.name.number == 1
    assert session.backups.is_bad(bad)
    newest, oldest = session.backups.list()
    assert (newest.name.number, oldest.name.number) == (2, 1)
    assert check(newest.paths[0], session.profile.key).counts.people == 1
    assert session.backups.standing().last == newest.name.made_at


def test_a_backup_cut_short_or_without_its_key_file_is_found(session: Session, clock: Clock) -> None:
    add(session, "First")
    for _ in range(3):
        session.backups.make(Reason.HAND)
    third, second, first = (backup.paths[0] for backup in session.backups.list())
    (first / keyfile.NAME).write_text("{}")
    (second / database.NAME).write_bytes((second / database.NAME).read_bytes()[:8192])
    assert [backup.name.number for backup in session.backups.check_all()] == [2, 1]
    with pytest.raises(BackupUnreadable):
        check(second, session.profile.key)
    assert check(third, session.profile.key).counts.people == 1


def test_a_damaged_copy_is_replaced_by_the_whole_one(session: Session, stick: Path, clock: Clock) -> None:
    add(session, "First")
    session.protect(PASSPHRASE)
    session.backups.make(Reason.USE)
    session.backups.outside.choose(stick)
    session.backups.carry_out()
    (backup,) = session.backups.list()
    assert len(backup.paths) == 2
    for path in backup.paths:
        flip(path / database.NAME, 6000)
        assert session.backups.check_all() == ()
        assert check(path, session.profile.key).counts.people == 1


# -- thinning


def test_old_ones_go_and_what_was_brought_back_stops_that(session: Session, clock: Clock) -> None:
    add(session, "First")
    for _ in range(13):
        session.backups.make(Reason.USE)
        clock.after(minutes=31)
    assert [backup.name.number for backup in session.backups.list()] == list(range(13, 3, -1))
    session.backups.keep_all()
    for _ in range(5):
        session.backups.make(Reason.USE)
        clock.after(minutes=31)
    assert len(session.backups.list()) == 15
    session.backups.thin_again()
    assert [backup.name.number for backup in session.backups.list()] == list(range(18, 8, -1))


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_that_jumped_costs_no_backup(session: Session, clock: Clock, year: int) -> None:
    add(session, "First")
    for _ in range(10):
        session.backups.make(Reason.USE)
        clock.after(minutes=31)
    right = clock.now
    clock.now = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    for _ in range(12):
        session.backups.make(Reason.USE)
        clock.after(minutes=31)
    numbers = {backup.name.number for backup in session.backups.list()}
    assert numbers == set(range(1, 11)) | set(range(13, 23))
    clock.now = right
    session.backups.make(Reason.USE)
    numbers = {backup.name.number for backup in session.backups.list()}
    assert numbers == set(range(2, 11)) | set(range(13, 24))


def test_a_number_is_never_given_twice(session: Session, clock: Clock) -> None:
    add(session, "First")
    session.backups.make(Reason.USE)
    session.backups.remove(session.backups.list()[0])
    assert session.backups.make(Reason.USE).number == 2


# -- the folder of choice


def test_a_key_in_the_open_does_not_leave(session: Session, stick: Path) -> None:
    add(session, "First")
    with pytest.raises(KeyInTheOpen):
        session.backups.outside.choose(stick)
    assert list(stick.iterdir()) == []


def test_the_folder_of_choice_lies_elsewhere(session: Session, home: Path) -> None:
    add(session, "First")
    session.protect(PASSPHRASE)
    for folder in (home, home / "backups"):
        folder.mkdir(exist_ok=True)
        with pytest.raises(FolderInside):
            session.backups.outside.choose(folder)
    with pytest.raises(FolderAway):
        session.backups.outside.choose(home.parent / "nowhere")
    assert session.backups.outside.chosen is None


def outside(session: Session, stick: Path) -> list[int]:
    return [backup.name.number for folder in stick.glob("waipai-backups-*") for backup in listed(folder)]


def test_a_folder_that_was_away_is_caught_up(session: Session, stick: Path, clock: Clock) -> None:
    backups = session.backups
    add(session, "First")
    session.protect(PASSPHRASE)
    for _ in range(2):
        backups.make(Reason.HAND)
    backups.outside.choose(stick)
    backups.carry_out()
    assert outside(session, stick) == [2]
    away = stick.with_name("pocket")
    stick.rename(away)
    stick.mkdir()  # where a system connects a stick, an empty folder is left
    clock.after(days=7)
    for _ in range(2):
        backups.make(Reason.HAND)
    with pytest.raises(FolderAway):
        backups.carry_out()
    assert isinstance(backups.outside_problem, FolderAway)
    assert list(stick.iterdir()) == []
    assert backups.standing().concern is Concern.NONE
    clock.after(minutes=1)
    assert backups.standing().concern is Concern.AWAY
    stick.rmdir()
    away.rename(stick)
    assert backups.is_outside_behind()
    backups.carry_out()
    assert outside(session, stick) == [2, 3, 4]
    assert not backups.is_outside_behind()
    assert backups.standing().concern is Concern.NONE
    assert all("First" not in str(path) for path in stick.rglob("*"))


def test_the_folder_of_choice_goes_on_after_the_own_backups_vanished(
    session: Session, home: Path, stick: Path, clock: Clock
) -> None:
    backups = session.backups
    session.protect(PASSPHRASE)
    for name in ("First", "Second"):
        add(session, name)
        backups.make(Reason.USE)
    backups.outside.choose(stick)
    backups.carry_out()
    shutil.rmtree(home / "backups")
    away = stick.with_name("pocket")
    stick.rename(away)
    add(session, "Third")
    assert backups.make(Reason.USE).number == 1
    away.rename(stick)
    backups.keep_up()
    assert sorted(outside(session, stick)) == [1, 2]
    add(session, "Fourth")
    assert backups.make(Reason.USE).number == 3
    backups.keep_up()
    assert sorted(outside(session, stick)) == [1, 2, 3]


def test_a_name_made_up_takes_no_numbers_away(session: Session, stick: Path, clock: Clock) -> None:
    backups = session.backups
    add(session, "First")
    session.protect(PASSPHRASE)
    backups.outside.choose(stick)
    assert backups.outside.folder is not None
    made_up = backups.outside.folder / "2030-01-01_00-00-00_999999999_hand"
    made_up.mkdir()
    for name in ("cases.db", "cases.key"):
        (made_up / name).write_bytes(b"")
    assert backups.make(Reason.USE).number == 1
    backups.keep_up()
    assert outside(session, stick) == [1, 999_999_999]


def test_what_is_no_plain_file_is_no_backup(session: Session, home: Path, clock: Clock) -> None:
    """Whoever reads a pipe waits for ever."""
    backup = home / "backups" / "2026-03-02_10-00-00_0007_hand"
    backup.mkdir(parents=True)
    for name in ("cases.db", "cases.key"):
        os.mkfifo(backup / name)
    assert session.backups.list() == ()


def test_a_folder_that_vanishes_in_the_middle(session: Session, stick: Path, clock: Clock) -> None:
    backups = session.backups
    add(session, "First")
    session.protect(PASSPHRASE)
    backups.make(Reason.HAND)
    backups.outside.choose(stick)
    gone = stick.with_name("gone")

    def pull_out(done: int, of: int) -> None:
        if of > 1 and stick.exists():
            stick.rename(gone)

    with pytest.raises(FolderAway):
        backups.carry_out(pull_out)
    assert len(backups.list()) == 1
    assert backups.problem is None
    gone.rename(stick)
    assert outside(session, stick) == []
    backups.carry_out()
    assert outside(session, stick) == [1]
    assert [path.name for path in stick.rglob("*.new")] == []


def test_two_people_share_a_stick(session: Session, stick: Path, clock: Clock, tmp_path: Path) -> None:
    other = Session.start(tmp_path / "other", "en", DAY)
    for each in (session, other):
        add(each, "Somebody")
        each.protect(PASSPHRASE)
        each.backups.make(Reason.USE)
        each.backups.outside.choose(stick)
        each.backups.carry_out()
    assert len(list(stick.iterdir())) == 2
    assert len(session.backups.found_in(stick)) == 2
    assert len(session.backups.list()) == 1
    other.close()


# -- the key


def test_a_new_password_opens_all_backups(session: Session, home: Path, stick: Path, clock: Clock) -> None:
    backups = session.backups
    add(session, "First")
    backups.make(Reason.HAND)
    assert b"beside_file" in (only(session) / keyfile.NAME).read_bytes()
    session.protect(PASSPHRASE)
    assert b"beside_file" not in (only(session) / keyfile.NAME).read_bytes()
    backups.outside.choose(stick)
    backups.carry_out()
    away = stick.with_name("away")
    stick.rename(away)
    session.protect("another password")
    assert backups.outside.has_old_keys
    away.rename(stick)
    backups.carry_out()
    assert not backups.outside.has_old_keys
    (backup,) = backups.list()
    for path in backup.paths:
        with Profile(path) as profile:
            with pytest.raises(WrongPassphrase):
                profile.open(lambda: DAY, PASSPHRASE)
            assert profile.open(lambda: DAY, "another password").record.persons.where("")


def test_a_password_is_set_although_a_backup_cannot_follow(session: Session, clock: Clock) -> None:
    add(session, "First")
    for _ in range(2):
        session.backups.make(Reason.HAND)
    second, first = (backup.paths[0] for backup in session.backups.list())
    (first / (keyfile.NAME + ".new")).mkdir()  # nothing can be written there
    session.protect(PASSPHRASE)
    assert session.protection == "passphrase"
    assert b"beside_file" in (first / keyfile.NAME).read_bytes()
    assert b"beside_file" not in (second / keyfile.NAME).read_bytes()
    with pytest.raises(BackupForbidden):
        session.backups.renew_keys()
    (first / (keyfile.NAME + ".new")).rmdir()
    session.backups.renew_keys()
    assert b"beside_file" not in (first / keyfile.NAME).read_bytes()


# -- bringing back


def test_a_backup_is_brought_back_beside_and_the_way_back_is_open(
    session: Session, home: Path, clock: Clock
) -> None:
    add(session, "Kept")
    session.backups.make(Reason.HAND)
    add(session, "Later")
    before = (home / database.NAME).stat().st_ino
    place = session.places.restore(session.backups.list()[0])
    assert place.parent == home / "restored"
    assert names(session) == ["Kept"]
    assert session.backups.keeps_all
    assert session.places.present.backup == session.backups.list()[-1].name
    add(session, "Added there")
    session.close()
    again = Session.start(home, "en", DAY)
    assert names(again) == ["Added there", "Kept"]
    assert (home / database.NAME).stat().st_ino == before
    again.places.go_back()
    assert names(again) == ["Kept", "Later"]
    assert again.places.before is None
    assert [each.kind for each in again.places.all()] == ["own", "restored"]
    again.places.open(place)
    assert names(again) == ["Added there", "Kept"]
    again.places.stay()
    assert again.places.before is None
    again.places.go_back()
    assert names(again) == ["Added there", "Kept"]
    again.close()


def test_the_same_backup_brought_back_twice_lies_in_two_folders(session: Session, clock: Clock) -> None:
    add(session, "Kept")
    session.backups.make(Reason.HAND)
    (backup,) = session.backups.list()
    first = session.places.restore(backup)
    add(session, "Added there")
    second = session.places.restore(backup)
    assert first != second
    assert names(session) == ["Kept"]
    unused = next(each for each in session.places.all() if each.folder == first)
    session.places.remove(unused)
    assert not first.exists()
    with pytest.raises(ValueError, match="stays"):
        session.places.remove(session.places.present)


def test_a_stick_brings_everything_to_a_new_computer(
    session: Session, stick: Path, clock: Clock, tmp_path: Path
) -> None:
    add(session, "Kept")
    session.protect(PASSPHRASE)
    session.backups.make(Reason.USE)
    session.backups.outside.choose(stick)
    session.backups.carry_out()
    session.close()
    new = Session.start(tmp_path / "new", "en", DAY)
    (backup,) = new.backups.found_in(stick)
    new.places.restore(backup)
    assert new.locked
    new.unlock(PASSPHRASE)
    assert names(new) == ["Kept"]
    new.close()


def test_backups_of_another_key_are_never_thinned(
    session: Session, stick: Path, clock: Clock, tmp_path: Path
) -> None:
    add(session, "Kept")
    session.backups.make(Reason.USE)
    (backup,) = session.backups.list()
    new = Session.start(tmp_path / "new", "en", DAY)
    new.backups.clock = clock
    add(new, "Before")
    for _ in range(3):
        new.backups.make(Reason.USE)
    new.places.restore(backup)
    assert names(new) == ["Kept"]
    new.backups.thin_again()
    for _ in range(12):
        new.backups.make(Reason.USE)
    assert len(new.backups.list()) == 3 + 10
    assert sum(opens(each.paths[0], new.profile.key) for each in new.backups.list()) == 10
    assert new.backups.counts(new.backups.list()[-1]) is None
    new.close()


def test_a_place_that_vanished_is_no_empty_file(session: Session, home: Path, clock: Clock) -> None:
    add(session, "Kept")
    session.backups.make(Reason.HAND)
    place = session.places.restore(session.backups.list()[0])
    session.close()
    shutil.rmtree(place)
    again = Session.start(home, "en", DAY)
    with pytest.raises(CasesMissing):
        assert again.store
    again.places.go_back()
    assert names(again) == ["Kept"]
    again.close()


@pytest.mark.parametrize(
    "hostile",
    ["/etc", "../other", "restored/../../x", "restored/a/b", "restored/", "x", "restored/" + "x" * 999],
)
def test_a_preference_leads_nowhere_else(home: Path, hostile: str) -> None:
    import json

    home.mkdir()
    (home / "preferences.json").write_text(json.dumps({"open": hostile}))
    session = Session.start(home, "en", DAY)
    assert session.profile.folder == home
    session.close()


# -- older schemas


@pytest.mark.parametrize("schema", ["0001_cases", "0002_record"])
def test_an_old_file_is_backed_up_as_it_was_before_it_is_migrated(home: Path, schema: str) -> None:
    shutil.copytree(FOLDER / schema, home)
    before = (home / keyfile.NAME).read_bytes()
    session = Session.start(home, "en", DAY)
    (case,) = session.cases()
    (backup,) = session.backups.list()
    assert backup.name.reason is Reason.MIGRATION
    assert (backup.paths[0] / keyfile.NAME).read_bytes() == before
    assert set(look(backup.paths[0], session.profile.key).rows) >= {"posting", "answer"}
    assert ("person" in look(backup.paths[0], session.profile.key).rows) == (schema > "0002")
    session.rename_case(case.id, "Changed")
    session.places.restore(backup)
    assert [each.name for each in session.cases()] == [case.name]
    session.close()


def test_an_old_file_is_left_alone_where_no_backup_can_be_made(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER / "0002_record", home)
    before = (home / database.NAME).read_bytes()
    usage = shutil.disk_usage(home)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))
    session = Session.start(home, "en", DAY)
    with pytest.raises(BackupNoRoom):
        session.cases()
    assert (home / database.NAME).read_bytes() == before
    session.close()


# -- differences


def test_what_a_backup_holds_otherwise_is_told_person_by_person(session: Session, clock: Clock) -> None:
    for name in ("Anna", "Berta", "Clara"):
        add(session, name)
    session.backups.make(Reason.HAND)
    before = look(only(session), session.profile.key)
    anna, berta, _ = session.record.people()
    session.record.save_person(type(anna)(id=anna.id, name="Anna", born_on=anna.born_on, note="moved"))
    assert berta.id is not None
    session.store.changes  # noqa: B018
    with session.record.together("test"):
        session.store.record.remove_person(berta.id)
    add(session, "Dora")
    found = {each.who.name: each for each in difference(session, session.backups.list()[0])}
    assert set(found) == {"Anna", "Berta", "Dora"}
    assert found["Anna"].changed == {"persons": 1}
    assert found["Berta"].only_then == {"persons": 1}
    assert found["Dora"].only_now == {"persons": 1}
    assert not (session.home / "looking").exists()
    assert look(only(session), session.profile.key) == before


def test_an_old_schema_can_be_compared(home: Path) -> None:
    shutil.copytree(FOLDER / "0001_cases", home)
    session = Session.start(home, "en", DAY)
    assert session.cases()
    (backup,) = session.backups.list()
    assert difference(session, backup) == ()
    session.close()


# -- before risky things


def reasons(session: Session) -> list[Reason]:
    return [backup.name.reason for backup in session.backups.list()]


def test_removing_a_person_and_taking_that_back_are_backed_up(session: Session, clock: Clock) -> None:
    add(session, "First")
    (first,) = session.record.people()
    assert first.id is not None
    session.record.remove_person(first.id)
    assert session.record.undo()
    assert session.record.redo()
    assert reasons(session) == [Reason.UNDO, Reason.UNDO, Reason.BULK]


def test_an_archive_is_preceded_by_a_backup(session: Session, clock: Clock, tmp_path: Path) -> None:
    from desktop.record.archive import Import, save_archive

    add(session, "First")
    save_archive(session, tmp_path / "all.zip")
    other = Session.start(tmp_path / "other", "en", DAY)
    add(other, "Mine")
    with Import(other, tmp_path / "all.zip") as archive:
        archive.take()
    assert reasons(other) == [Reason.ARCHIVE]
    assert other.record.undo()
    assert reasons(other) == [Reason.UNDO, Reason.ARCHIVE]
    other.close()


def test_nothing_risky_is_done_without_a_backup(
    session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(session, "First")
    (first,) = session.record.people()
    assert first.id is not None
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(BackupNoRoom):
        session.record.remove_person(first.id)
    monkeypatch.undo()
    assert names(session) == ["First"]


def _full(_descriptor: int) -> None:
    import errno

    raise OSError(errno.ENOSPC, "full")


def test_names_in_a_folder_say_nothing_about_people(session: Session, clock: Clock) -> None:
    add(session, "Ottilie Größmann")
    session.backups.make(Reason.HAND)
    assert all(read_name(path.name) for path in session.backups.folder.iterdir() if path.is_dir())
    assert isinstance(session.backups, Backups)
