"""Locking: by idleness, by the desktop, by Ctrl+L; nothing typed is lost and nothing of the file stays to be seen."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from access_helpers import PASSWORD, lock, password_step, settled, unlock
from conftest import MakeWindow
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from type_text import type_text

from desktop.domain.case import Answer
from desktop.session import Session
from desktop.storage.problems import InUse, StorageFull
from desktop.windows.archive.dialog import ArchiveDialog
from desktop.windows.controls import work
from desktop.windows.controls.secret_clipboard import copy_secret
from desktop.windows.locking.desktop_signals import DesktopSignals
from desktop.windows.locking.locking import Locking
from desktop.windows.locking.watch import USUAL, Watch
from desktop.windows.main_window import MainWindow
from desktop.windows.walk import words_on

NAME = "Zhao Yun"


class Clock:
    def __init__(self) -> None:
        self.now = 5000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def signals(qapp: QApplication) -> DesktopSignals:
    return DesktopSignals()


@pytest.fixture
def window(make: MakeWindow, session: Session, clock: Clock, signals: DesktopSignals) -> MainWindow:
    """A window over a file with a password and one case."""
    session.new_case(NAME, {"from": Answer("CN"), "to": Answer("DE")})
    session.protect(PASSWORD)
    window = make()
    window.locking = Locking(window, Watch(clock, clock), signals)
    return window


def pass_by(window: MainWindow, clock: Clock, seconds: int) -> None:
    """Let the time go by in the steps in which the program looks."""
    assert window.locking is not None
    for _ in range(0, seconds, 5):
        clock.now += 5
        window.locking.look()
    QApplication.processEvents()


def test_it_locks_when_nothing_is_touched(window: MainWindow, session: Session, clock: Clock) -> None:
    pass_by(window, clock, USUAL * 60 - 5)
    assert not session.locked
    pass_by(window, clock, 5)
    settled(lambda: window.kind == "unlock")
    assert session.locked


@pytest.mark.parametrize(
    "touch",
    [
        lambda place: QTest.keyClick(place, Qt.Key.Key_A),
        lambda place: QTest.mouseClick(place, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
        lambda place: QTest.mouseMove(place, QPoint(300, 300)),
    ],
    ids=["key", "click", "move"],
)
def test_each_touch_begins_the_time_anew(
    window: MainWindow, session: Session, clock: Clock, touch: Callable[[object], object]
) -> None:
    pass_by(window, clock, USUAL * 60 - 5)
    touch(window.windowHandle())
    QApplication.processEvents()
    pass_by(window, clock, USUAL * 60 - 5)
    assert not session.locked


def test_the_minutes_are_the_ones_chosen(window: MainWindow, session: Session, clock: Clock) -> None:
    window.preferences.lock_after = 0
    pass_by(window, clock, 3600)
    assert not session.locked
    window.preferences.lock_after = 2
    pass_by(window, clock, 5)
    settled(lambda: window.kind == "unlock")
    assert session.locked


def test_it_locks_when_the_desktop_says_so(
    window: MainWindow, session: Session, signals: DesktopSignals
) -> None:
    signals.on_message(False)
    QTest.qWait(50)
    assert not session.locked, "that message says that it is over"
    signals.on_message(True)
    settled(lambda: window.kind == "unlock")
    assert session.locked


def test_without_a_bus_nobody_listens(signals: DesktopSignals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr("desktop.windows.locking.desktop_signals._SYSTEM_BUS", "/nothing/here")
    assert signals.listen() == 0


def test_ctrl_l_locks_and_nothing_of_the_file_can_be_seen(window: MainWindow) -> None:
    window.open("cases")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settled(lambda: window.kind == "unlock")
    assert list(window.pages) == ["unlock"]
    assert NAME not in "\n".join(words_on(window.pages["unlock"]))
    for kind in ("cases", "record", "safety", "protect"):
        window.open(kind)
        assert window.kind == "unlock"


def test_where_nothing_protects_the_file_ctrl_l_offers_a_password(make: MakeWindow, session: Session) -> None:
    session.new_case(NAME)
    window = make()
    window.locking = Locking(window)
    window.lock_now()
    assert window.bar.label.text() == session.text("safety.access.no_lock_beside_file")
    assert not session.locked
    window.bar.action.click()
    assert window.kind == "protect"


def test_one_comes_back_to_where_one_was(window: MainWindow, session: Session) -> None:
    case = session.cases()[0].id
    for place in (("law", None, "bodies"), ("documents", case, None), ("safety", None, "access")):
        window.open(*place)
        lock(window)
        unlock(window)
        assert window.kind == place[0]
        assert window.pages[window.kind].detail_here() == place[2]
    assert window.case_id == case


def test_what_is_half_typed_is_kept(window: MainWindow, session: Session) -> None:
    case = session.cases()[0].id
    window.open("check", case, "dates")
    question = window.pages["check"].question  # type: ignore[attr-defined]
    editor = question.editors[0]
    type_text(editor.input.line, "1 March 20")
    lock(window)
    unlock(window)
    window.open("check", case, "dates")
    assert window.pages["check"].question.editors[0].input.typed() == "1 March 20"  # type: ignore[attr-defined]


def test_undo_goes_on_after_unlocking(window: MainWindow, session: Session) -> None:
    case = session.cases()[0].id
    session.rename_case(case, "Another name")
    lock(window)
    unlock(window)
    session.store.changes.undo()
    assert session.case(case).name == NAME


def test_dialogs_and_menus_close(window: MainWindow) -> None:
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    menu = QMenu(window)
    menu.addAction("x")
    menu.popup(QPoint(0, 0))
    lock(window)
    assert not dialog.isVisible()
    assert not menu.isVisible()


def test_ctrl_l_works_before_a_dialog_too(window: MainWindow, session: Session) -> None:
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settled(lambda: window.kind == "unlock")
    assert session.locked


@pytest.mark.parametrize("form", [False, True])
def test_ctrl_l_locks_while_files_for_others_are_open(
    window: MainWindow, session: Session, form: bool
) -> None:
    window.open("life")
    dialog = ArchiveDialog(window.pages["life"], case=session.cases()[0])
    dialog.open()
    dialog.activateWindow()
    QApplication.processEvents()
    if form:
        dialog.show_form()
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settled(lambda: window.kind == "unlock")
    assert session.locked


def test_a_dialog_that_is_waited_for_gets_its_answer_first(window: MainWindow, session: Session) -> None:
    """What called it goes on with pages that must still be there."""
    window.open("cases")
    page = window.pages["cases"]
    dialog = QDialog(page)
    assert window.locking is not None
    QTimer.singleShot(0, window.locking, window.locking.lock)
    answer = dialog.exec()
    assert answer == QDialog.DialogCode.Rejected
    assert isValid(page)
    assert not session.locked
    settled(lambda: window.kind == "unlock")


def test_work_in_hand_ends_before_the_file_closes(window: MainWindow, session: Session) -> None:
    case = session.cases()[0].id
    assert window.locking is not None
    QTimer.singleShot(250, window.locking, window.locking.lock)

    def job(progress: work.Progress) -> bool:
        for done in range(60):
            time.sleep(0.01)
            progress(done, 60)
        session.rename_case(case, "Done")
        return window.stack.isVisible()

    assert not work.run(window, "Importing", "Stop", job), "the pages are hidden at once"
    assert session.case(case).name == "Done"
    settled(lambda: window.kind == "unlock")
    assert session.locked
    assert window.stack.isVisible()


def test_what_could_not_be_kept_is_said(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open("cases")

    def full() -> None:
        raise StorageFull(folder="/somewhere")

    monkeypatch.setattr(window.pages["cases"], "leave", full)
    lock(window)
    assert window.bar.isVisible()
    assert window.bar.label.text() == session.text(StorageFull.key, folder="/somewhere")


def test_a_copied_number_goes_with_the_lock(window: MainWindow) -> None:
    copy_secret("11010519491231002X")
    lock(window)
    assert QGuiApplication.clipboard().text() == ""


def test_nobody_slips_in_while_it_is_locked(window: MainWindow, profile: Path) -> None:
    lock(window)
    with pytest.raises(InUse):
        Session.start(profile)


def test_locking_twice_is_locking_once(window: MainWindow, signals: DesktopSignals) -> None:
    signals.on_message(True)
    signals.on_message(True)
    settled(lambda: window.kind == "unlock")
    signals.on_message(True)
    QTest.qWait(50)
    assert password_step(window).isVisible()
    unlock(window)
    assert window.kind == "start"


def test_a_bug_in_a_page_keeps_nothing_open(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window.open("cases")

    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(window.pages["cases"], "leave", broken)
    with qtbot.captureExceptions() as caught:
        lock(window)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    assert window.stack.isVisible()
