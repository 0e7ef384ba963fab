"""Deleting a person for good, in the file and in all its backups."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from storage_helpers import DAY
from test_history import dump, fill

from desktop.domain.backups import Reason
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.storage import database
from desktop.storage.backups.backup import check
from desktop.storage.backups.backup_erase import erase_from_backup
from desktop.storage.problems import StorageProblem
from desktop.storage.store import Store


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    session = Session.start(folder, language="en", today=DAY)
    yield session
    session.close()


def texts_of(backup: Path, key: bytes, to: Path) -> str:
    """Everything in a backup, as text; it is looked at in a copy."""
    shutil.copytree(backup, to)
    store = Store(to, key, lambda: DAY)
    text = dump(store)
    store.close()
    return text


def test_the_person_goes_from_every_backup_and_the_others_stay(session: Session, tmp_path: Path) -> None:
    fill(session, "王静怡")
    person_id, _ = fill(session)
    session.backups.make(Reason.HAND)
    session.record.save_person(Person(name="李雷"))
    session.backups.make(Reason.HAND)
    person = session.record.person(person_id)
    leaving = session.history.leaving(person)
    assert leaving.backups == 2
    gone = session.history.delete(person)
    assert (gone.cleaned, gone.uncleaned) == (2, ())
    key = session.profile.key
    for number, backup in enumerate(session.backups.in_reach()):
        check(backup, key)
        text = texts_of(backup, key, tmp_path / str(number))
        assert "Größmann" not in text
        assert "王静怡" in text
    assert "Größmann" not in dump(session.store)
    (note,) = session.history.deletions()
    assert note.backups == {"cleaned": 2, "uncleaned": 0}


def test_a_backup_that_cannot_be_cleaned_is_named_and_the_person_goes_all_the_same(session: Session) -> None:
    person_id, _ = fill(session)
    session.backups.make(Reason.HAND)
    (backup,) = session.backups.in_reach()
    damaged = bytearray((backup / database.NAME).read_bytes())
    damaged[9000] ^= 1
    (backup / database.NAME).write_bytes(damaged)
    gone = session.history.delete(session.record.person(person_id))
    assert (gone.cleaned, gone.uncleaned) == (0, (str(backup),))
    assert session.record.people() == ()


def test_stopping_half_way_leaves_the_person_here(session: Session) -> None:
    person_id, _ = fill(session)
    session.backups.make(Reason.HAND)

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        session.history.delete(session.record.person(person_id), stop)
    assert [person.id for person in session.record.people()] == [person_id]
    assert session.history.deletions() == ()


def test_a_backup_of_an_older_schema_is_cleaned_too(session: Session, tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "old_databases" / "0002_record"
    backup = tmp_path / "2026-03-02_10-00-00_0001_hand"
    shutil.copytree(old, backup)
    from desktop.storage.history.history_store import Who
    from desktop.storage.keys.vault import Vault

    key = Vault(backup).unlock()
    who = Who(77, "0" * 32, "陈晓梅", "1990-05-17")
    assert erase_from_backup(backup, key, who, lambda: DAY)
    assert not erase_from_backup(backup, key, who, lambda: DAY)
    assert "陈晓梅" not in texts_of(backup, key, tmp_path / "copy").replace("陈晓梅 · Düsseldorf", "")
    assert {path.name for path in tmp_path.iterdir()} >= {backup.name, "copy"}
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".new")]


def test_somebody_else_of_the_same_name_stays_in_the_backups(session: Session, tmp_path: Path) -> None:
    """A namesake without a day of birth, and one who was born on the same day."""
    record = session.record
    for name, born_on in (("李雷", None), ("王静怡", dt.date(1990, 5, 17))):
        gone = record.save_person(Person(name=name, born_on=born_on))
        record.save_person(Person(name=name, born_on=born_on, note="the other one"))
        session.backups.make(Reason.HAND)
        session.history.delete(gone)
    key = session.profile.key
    for number, backup in enumerate(session.backups.in_reach(), 1):
        assert texts_of(backup, key, tmp_path / str(number)).count("'the other one'") == 3 - number


def test_a_wrong_key_leaves_the_backup_as_it_was(session: Session) -> None:
    person_id, _ = fill(session)
    session.backups.make(Reason.HAND)
    (backup,) = session.backups.in_reach()
    before = (backup / database.NAME).read_bytes()
    with pytest.raises(StorageProblem):
        erase_from_backup(backup, bytes(32), session.store.history.who(person_id), lambda: DAY)
    assert (backup / database.NAME).read_bytes() == before


def test_a_day_of_keeping_is_told_before_and_remembered_after_it_is_over(session: Session) -> None:
    person_id, _ = fill(session)
    history = session.history
    person = history.keep_until(session.record.person(person_id), DAY, " § 28f SGB IV ")
    assert person.keep_reason == "§ 28f SGB IV"
    assert history.leaving(person).kept_until == DAY
    assert history.may_go() == ()
    person = history.keep_until(person, DAY - dt.timedelta(days=1))
    assert history.leaving(person).kept_until is None
    assert [p.id for p in history.may_go()] == [person_id]
    session.record.undo()
    assert session.record.person(person_id).keep_until == DAY


def test_a_stick_that_was_away_is_cleaned_when_it_is_back(session: Session, tmp_path: Path) -> None:
    fill(session, "王静怡")
    person_id, _ = fill(session)
    session.protect("correct horse battery")
    stick, away = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    session.backups.outside.choose(stick)
    session.backups.make(Reason.HAND)
    session.backups.carry_out()
    stick.rename(away)
    gone = session.history.delete(session.record.person(person_id))
    assert gone.uncleaned
    assert all("Größmann" not in path.read_text() for path in session.home.rglob("*.json"))
    away.rename(stick)
    assert session.backups.is_outside_behind()
    session.backups.carry_out()
    copies = session.backups.outside.backups()
    assert copies
    for number, copy in enumerate(copies):
        text = texts_of(copy.path, session.profile.key, tmp_path / f"copy{number}")
        assert "Größmann" not in text
        assert "王静怡" in text
    assert not session.backups.is_outside_behind()
