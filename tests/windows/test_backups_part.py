"""Backups in the window: made beside it and at its end, seen, compared, brought back, carried to a second place."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.backups import Reason
from desktop.domain.record.person import Person
from desktop.problems import Problem
from desktop.session import Session
from desktop.storage.backups.backup_problems import BackupNoRoom
from desktop.storage.backups.own_backups import remember
from desktop.windows.main_window import MainWindow
from desktop.windows.safety.backups import BackupsPart
from desktop.windows.safety.keeper import Keeper
from desktop.windows.safety.restore_dialog import RestoreDialog

PASSPHRASE = "correct horse battery"
MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def filled(session: Session) -> Session:
    session.record.save_person(Person(name="李娜", born_on=dt.date(1991, 2, 3)))
    session.backups.make(Reason.HAND)
    session.record.save_person(Person(name="Otto Muster"))
    return session


def complete(window: MainWindow, qtbot: QtBot) -> Keeper:
    window.complete()
    assert window.keeper is not None
    qtbot.waitUntil(lambda: window.keeper is not None and window.keeper._beside is None)
    return window.keeper


def look(keeper: Keeper, qtbot: QtBot) -> None:
    keeper.look()
    qtbot.waitUntil(lambda: keeper._beside is None)


def part_of(window: MainWindow) -> BackupsPart:
    window.open("safety", None, "backups")
    QCoreApplication.processEvents()
    part = window.pages["safety"].parts["backups"]  # type: ignore[attr-defined]
    assert isinstance(part, BackupsPart)
    return part


def cells(part: BackupsPart, row: int = 0) -> list[str]:
    items = [part.table.item(row, column) for column in range(part.table.columnCount())]
    return [item.text() for item in items if item is not None]


def full_disk(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    usage = shutil.disk_usage(home)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))


def names(session: Session) -> list[str]:
    return sorted(person.name for person in session.record.people())


# -- beside the window and at its end


def test_opening_and_closing_make_a_backup_each(make: MakeWindow, session: Session, qtbot: QtBot) -> None:
    session.record.save_person(Person(name="李娜"))
    window = make()
    complete(window, qtbot)
    qtbot.waitUntil(lambda: len(session.backups.list()) == 1)
    session.record.save_person(Person(name="Otto Muster"))
    window.close()
    reasons = [backup.name.reason for backup in session.backups.list()]
    assert reasons == [Reason.CLOSING, Reason.OPENING]


def test_closing_without_a_change_makes_none(make: MakeWindow, filled: Session, qtbot: QtBot) -> None:
    window = make()
    complete(window, qtbot)
    window.close()
    count = len(filled.backups.list())
    window.close()
    assert len(filled.backups.list()) == count


def test_a_backup_that_cannot_be_made_keeps_the_window_open_if_the_user_wants(
    make: MakeWindow, filled: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make()
    keeper = complete(window, qtbot)
    full_disk(monkeypatch, filled.home)
    asked = []

    def stay(problem: Problem) -> bool:
        asked.append(problem)
        return False

    monkeypatch.setattr(keeper, "ask_to_close", stay)
    window.close()
    assert window.isVisible()
    assert [type(problem) for problem in asked] == [BackupNoRoom]
    monkeypatch.setattr(keeper, "ask_to_close", lambda _problem: True)
    window.close()
    assert not window.isVisible()


def test_what_goes_wrong_beside_the_window_is_told_once(
    make: MakeWindow, filled: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make()
    keeper = complete(window, qtbot)
    full_disk(monkeypatch, filled.home)
    keeper.in_use()
    qtbot.waitUntil(lambda: window.bar.isVisible())
    assert "room" in window.bar.label.text()
    assert keeper.foot.state == "overdue"
    assert "failed" in keeper.foot.text()
    window.bar.hide()
    keeper.in_use()
    qtbot.waitUntil(lambda: keeper._beside is None)
    assert not window.bar.isVisible()
    monkeypatch.undo()
    keeper.in_use()
    qtbot.waitUntil(lambda: keeper.foot.state == "exempt")


def test_the_foot_tells_the_age_in_every_language(make: MakeWindow, filled: Session, qtbot: QtBot) -> None:
    window = make()
    keeper = complete(window, qtbot)
    made = filled.backups.list()[0].name.made_at
    filled.backups.clock = lambda: made + dt.timedelta(hours=2)
    look(keeper, qtbot)
    assert keeper.foot.text() == "Saved\nBackup 2\u00a0hours ago"
    assert keeper.foot.accessibleName() == "Saved · Backup 2\u00a0hours ago"
    filled.backups.clock = lambda: made + dt.timedelta(days=8)
    look(keeper, qtbot)
    assert keeper.foot.state == "overdue"
    words = keeper.foot.text()
    window.set_language("ko")
    assert keeper.foot.text() != words
    keeper.foot.click()
    assert window.kind == "safety"


def test_the_foot_is_in_sight_in_the_smallest_window(
    make: MakeWindow, filled: Session, qtbot: QtBot, code: str
) -> None:
    for scale in (1.0, 2.0):
        window = make(code, scale)
        foot = complete(window, qtbot).foot
        QApplication.processEvents()
        place = foot.mapTo(window, foot.rect().bottomLeft())
        assert 0 < place.y() < window.height()
        assert foot.width() >= foot.sizeHint().width()
        assert foot.height() >= foot.sizeHint().height()


def test_a_locked_file_is_left_alone(make: MakeWindow, filled: Session, qtbot: QtBot) -> None:
    filled.protect(PASSPHRASE)
    window = make()
    keeper = complete(window, qtbot)
    count = len(filled.backups.list())
    filled.lock()
    keeper.in_use()
    look(keeper, qtbot)
    window.close()
    assert len(filled.backups.list()) == count


# -- the page


def test_an_empty_page_teaches(window: MainWindow) -> None:
    part = part_of(window)
    assert part.table.isHidden()
    assert "stick" in part.none.text()
    assert "no backup yet" in part.state.word.text()


def test_the_list_says_when_why_what_and_where(window: MainWindow, filled: Session, qtbot: QtBot) -> None:
    part = part_of(window)
    qtbot.waitUntil(lambda: cells(part)[2] != "…")
    when, why, what, where, size = cells(part)
    assert when == filled.language.moment(part.backups[0].name.made_at)
    assert (why, where) == ("made by hand", "this computer")
    assert what.replace("\u00a0", " ") == "people: 1"
    assert size.endswith("kB")


def test_making_one_and_checking_all(window: MainWindow, filled: Session) -> None:
    part = part_of(window)
    part.make.click()
    assert len(part.backups) == 2
    assert window.bar.label.text() == "The backup is made and checked."
    part.check.click()
    assert window.bar.label.text() == "All backups can be opened: 2"
    path = part.backups[1].paths[0] / "cases.db"
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    part.check.click()
    assert "Damaged backups: 1" in window.bar.label.text()
    assert cells(part, 1)[2] == "damaged"
    part.remove_one(part.backups[1])
    assert len(part.backups) == 1


def test_every_text_follows_the_language(
    window: MainWindow, filled: Session, code: str, qtbot: QtBot
) -> None:
    part = part_of(window)
    window.set_language(code)
    assert part.make.text() == filled.text("safety.backups.make")
    assert part.outside.title.text() == filled.text("safety.backups.outside.title")
    assert cells(part)[1] == filled.text("safety.backups.reason.hand")


def test_differences_are_told_person_by_person(window: MainWindow, filled: Session) -> None:
    part = part_of(window)
    dialog = RestoreDialog(part, filled, part.backups[0])
    dialog.show()
    people = [dialog.counts.item(0, column) for column in range(3)]
    assert [item.text() for item in people if item is not None] == ["People", "1", "2"]
    dialog.show_differences()
    line = [dialog.people.item(0, column) for column in range(4)]
    assert [item.text() for item in line if item is not None] == ["Otto Muster", "", "the person", ""]
    dialog.reject()
    filled.backups.make(Reason.HAND)
    part.refresh()
    dialog = RestoreDialog(part, filled, part.backups[0])
    dialog.show()
    dialog.show_differences()
    assert dialog.people.isHidden()
    assert "the same" in dialog.said.text()
    dialog.reject()


def test_a_backup_is_brought_back_and_the_way_back_stands_above(
    make: MakeWindow, filled: Session, qtbot: QtBot
) -> None:
    window = make()
    keeper = complete(window, qtbot)
    part = part_of(window)
    part.open_backup(0)
    (dialog,) = part.findChildren(RestoreDialog)
    dialog.restore.click()
    qtbot.waitUntil(lambda: window.kind == "start")
    assert names(filled) == ["李娜"]
    assert keeper.place_bar.isVisible()
    moment = filled.language.moment(filled.backups.list()[-1].name.made_at)
    assert moment in keeper.place_bar.words.text()
    part = part_of(window)
    assert part.keeping_card.isVisibleTo(part)
    part.thin.click()
    assert not part.keeping_card.isVisibleTo(part)
    keeper.place_bar.back.click()
    qtbot.waitUntil(lambda: window.kind == "start")
    assert names(filled) == ["Otto Muster", "李娜"]
    assert not keeper.place_bar.isVisible()
    part = part_of(window)
    assert part.files.isVisibleTo(part)
    part.files.table.choose(1)
    part.files.open.click()
    qtbot.waitUntil(lambda: window.kind == "start")
    assert names(filled) == ["李娜"]
    keeper.place_bar.stay.click()
    assert not keeper.place_bar.isVisible()


def test_a_second_place_needs_a_password_first(window: MainWindow, filled: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    part = part_of(window)
    part.outside.take(stick)
    assert "password" in window.bar.label.text()
    assert part.outside.where.isHidden()
    filled.protect(PASSPHRASE)
    part.outside.take(stick)
    assert str(stick) in part.outside.where.text()
    assert part.outside.state._state == "exempt"
    assert cells(part)[3] == "this computer and folder of your choice"
    shutil.rmtree(stick)
    part.refresh()
    assert "Not connected" in part.outside.state.word.text()
    part.outside.forget.click()
    assert filled.backups.outside.chosen is None


def test_a_second_place_without_a_known_date_says_so(
    window: MainWindow, filled: Session, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    filled.protect(PASSPHRASE)
    part = part_of(window)
    filled.backups.outside.choose(stick)
    shutil.rmtree(stick)
    remember(filled.home, "outside_written", None)
    part.refresh()
    assert part.outside.state.word.text() == filled.text("safety.backups.outside.away_never")


def test_a_stick_from_another_computer_is_opened_by_its_folder(
    make: MakeWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    other = Session.start(tmp_path / "other", "en")
    other.record.save_person(Person(name="李娜"))
    other.protect(PASSPHRASE)
    other.backups.make(Reason.HAND)
    shutil.copytree(other.home / "backups", tmp_path / "stick")
    other.close()
    window = make()
    complete(window, qtbot)
    part = part_of(window)
    part.show_folder(tmp_path)
    assert part.none.isVisibleTo(part) is False
    part.open_backup(0)
    (dialog,) = part.findChildren(RestoreDialog)
    assert "the time it was made" in dialog.said.text()
    dialog.restore.click()
    qtbot.waitUntil(lambda: window.kind == "unlock")
    session.unlock(PASSPHRASE)
    assert names(session) == ["李娜"]
    part_of(window).show_folder(tmp_path / "nowhere")


def test_a_person_is_removed_only_after_a_backup(
    window: MainWindow, filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.windows.record.person import PersonDialog

    (otto,) = [person for person in filled.record.people() if person.name == "Otto Muster"]
    assert otto.id is not None
    window.open("record")
    dialog = PersonDialog(window.page("record"), otto)
    full_disk(monkeypatch, filled.home)
    dialog.remove_person()
    assert "room" in dialog.error.text()
    assert "Otto Muster" in names(filled)
    monkeypatch.undo()
    dialog.remove_person()
    assert names(filled) == ["李娜"]
    assert filled.backups.list()[0].name.reason is Reason.BULK


@pytest.mark.parametrize("lost", [("cases.db",), ("cases.key",), ("cases.db", "cases.key")])
def test_a_lost_file_is_brought_back_from_the_page_that_says_so(
    make: MakeWindow, session: Session, qtbot: QtBot, lost: tuple[str, ...]
) -> None:
    session.record.save_person(Person(name="李娜"))
    session.backups.make(Reason.HAND)
    session.lock()
    session.turn_to(session.home)
    for name in lost:
        (session.home / name).unlink()
    window = make()
    window.complete()
    qtbot.waitUntil(lambda: window.kind == "rescue")
    window.open("rescue", None, "backups")
    part = window.pages["rescue"].shown_ways["backups"]  # type: ignore[attr-defined]
    assert isinstance(part, BackupsPart)
    assert part.make.isHidden()
    assert cells(part)[2] == "shown once it is open"
    part.open_backup(0)
    (dialog,) = part.findChildren(RestoreDialog)
    assert dialog.compare.isHidden()
    dialog.restore.click()
    qtbot.waitUntil(lambda: window.kind == "start")
    assert names(session) == ["李娜"]
    assert (session.home / "cases.db").exists() == ("cases.db" not in lost)
