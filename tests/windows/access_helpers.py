"""A window over a file with a password, and clocks that go as they are told."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.session import Session
from desktop.storage.keys.tries import Tries
from desktop.windows.main_window import MainWindow
from desktop.windows.unlock.page import UnlockPage
from desktop.windows.unlock.password import PasswordStep

PASSWORD = "correct horse battery"


def settled(done: Callable[[], bool]) -> None:
    """Let the windows work until ``done``, or for five seconds."""
    for _ in range(500):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if done():
            return
        QTest.qWait(10)
    raise AssertionError("it did not come to this")


def lock(window: MainWindow) -> None:
    """Lock as Ctrl+L does, and wait for it."""
    assert window.locking is not None
    window.locking.lock()
    settled(lambda: window.kind == "unlock")
    assert window.session.locked


def unlock_page(window: MainWindow) -> UnlockPage:
    page = window.pages["unlock"]
    assert isinstance(page, UnlockPage)
    return page


def password_step(window: MainWindow) -> PasswordStep:
    step = unlock_page(window).steps["password"]
    assert isinstance(step, PasswordStep)
    return step


def unlock(window: MainWindow, password: str = PASSWORD) -> None:
    """Type the password and press Enter."""
    step = password_step(window)
    step.line.setText(password)
    step.unlock()


class Seconds:
    """The steady clock of the wait after wrong tries, set by hand."""

    def __init__(self, session: Session) -> None:
        self.now = 1000.0
        profile = session.profile
        profile.tries = Tries(profile.home, steady=lambda: self.now)  # type: ignore[misc]
