"""Reminders when the program starts: in the window's bar, on Start, and from the system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QSystemTrayIcon

from desktop.session import Session
from desktop.windows.controls.widgets import Button
from desktop.windows.main_window import MainWindow
from desktop.windows.notify import DesktopNote
from desktop.windows.reminding import Reminding
from desktop.windows.walk import words_on

DAY = dt.date(2026, 12, 1)


class Tray(QObject):
    """Stands for the tray that a test machine does not have."""

    messageClicked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.told: list[str] = []

    def setIcon(self, icon: object) -> None:
        pass

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def showMessage(self, title: str, text: str, *_more: object) -> None:
        self.told.append(f"{title}. {text}")


@pytest.fixture
def session(profile: Path) -> Iterator[Session]:
    session = Session.start(profile, "en", DAY)
    yield session
    session.close()


def settled() -> None:
    for _ in range(10):
        QApplication.processEvents()


def started(make: MakeWindow, code: str = "en") -> MainWindow:
    """A window just after the start, with its reminders."""
    window = make(code)
    Reminding(window)
    settled()
    return window


def test_the_first_date_is_told_in_a_quiet_bar(make: MakeWindow, session: Session, code: str) -> None:
    session.open_sample(session.samples[0])
    window = started(make, code)
    assert window.bar.isVisible()
    assert session.text("dates.kind.apply") in window.bar.label.text()
    assert session.language.date(dt.date(2027, 2, 28)) in window.bar.label.text()
    window.bar.action.click()
    assert window.kind == "dates"


def test_nothing_to_remind_of_shows_nothing(make: MakeWindow, session: Session) -> None:
    session.open_sample(session.samples[4])  # a posting that is not exempt: nothing to apply for
    assert not started(make).bar.isVisible()
    assert session.dates.stale() == 0


def test_closing_it_keeps_it_away_and_going_on_does_not(make: MakeWindow, session: Session) -> None:
    session.open_sample(session.samples[0])
    window = started(make)
    window.open("cases")
    assert not window.bar.isVisible()
    again = started(make)
    assert again.bar.isVisible()
    again.bar.close_button.click()
    assert not started(make).bar.isVisible()


def test_closing_another_sentence_dismisses_nothing(make: MakeWindow, session: Session) -> None:
    session.open_sample(session.samples[0])
    window = started(make)
    window.bar.tell("Something else", "info")
    window.bar.close_button.click()
    assert started(make).bar.isVisible()


def test_while_the_file_is_locked_nothing_is_told(profile: Path, make: MakeWindow, session: Session) -> None:
    session.open_sample(session.samples[0])
    session.protect("correct horse battery")
    session.close()
    window = started(make)
    assert window.kind == "unlock"
    assert not window.bar.isVisible()
    session.unlock("correct horse battery")
    window.open("start")
    settled()
    assert window.bar.isVisible()


def test_nothing_is_looked_up_while_a_dialog_is_open(make: MakeWindow, session: Session) -> None:
    session.open_sample(session.samples[0])
    window = make()
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    Reminding(window)
    settled()
    assert session.dates.stale() == 1
    dialog.close()
    QTest.qWait(400)
    assert session.dates.stale() == 0
    assert window.bar.isVisible()


def test_the_system_is_told_how_many_and_never_whose(
    make: MakeWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    session.open_sample(session.samples[0])
    window = make()
    trays: list[Tray] = []

    def tray(parent: QObject) -> QSystemTrayIcon:
        trays.append(Tray(parent))
        return trays[0]  # type: ignore[return-value]

    Reminding(window, DesktopNote(window, tray))
    settled()
    (message,) = trays[0].told
    assert "欧阳" not in message
    assert session.language.plural("dates.banner.count", 1) in message
    trays[0].messageClicked.emit()
    assert window.kind == "dates"


def test_a_desktop_without_a_tray_is_left_alone(qapp: QApplication) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    assert DesktopNote(qapp).tell("What is due", "1", lambda: None) is False


def test_start_lists_the_next_dates_and_leads_to_each(make: MakeWindow, session: Session) -> None:
    session.open_sample(session.samples[0])
    window = make()
    window.open("start")
    settled()
    page = window.pages["start"]
    assert session.text("dates.kind.apply") in "\n".join(words_on(page))
    (first, *_) = [b for b in page.findChildren(Button) if b.text() == session.text("app.cases.open")]
    first.click()
    settled()
    assert window.kind == "dates"
    chosen = window.pages["dates"].table.current()  # type: ignore[attr-defined]
    assert chosen.source == "file_before_start"
