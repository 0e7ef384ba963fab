"""A copied secret: marked for managers, gone in time, and nothing else is ever taken away."""

from collections.abc import Iterator

import pytest
from conftest import MakeWindow
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.windows.controls.secret_clipboard import KEPT, MARKS, SecretClipboard, copy_secret

SECRET = "11010519491231002X"


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[SecretClipboard]:
    clipboard = SecretClipboard()
    yield clipboard
    clipboard.clear()


def held() -> str:
    return QGuiApplication.clipboard().text()


def test_managers_are_asked_to_keep_nothing(clipboard: SecretClipboard) -> None:
    clipboard.copy(SECRET)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == SECRET
    assert {name: bytes(data.data(name).data()) for name in MARKS} == MARKS


def test_it_goes_after_a_minute(clipboard: SecretClipboard) -> None:
    clipboard.copy(SECRET)
    assert clipboard.timer.isActive()
    assert clipboard.timer.interval() == KEPT * 1000 == 60_000
    clipboard.timer.timeout.emit()
    assert held() == ""


def test_what_was_copied_since_then_stays(clipboard: SecretClipboard) -> None:
    clipboard.copy(SECRET)
    QGuiApplication.clipboard().setText("a shopping list")
    clipboard.timer.timeout.emit()
    assert held() == "a shopping list"


def test_a_second_secret_has_its_own_minute(clipboard: SecretClipboard) -> None:
    clipboard.copy("first")
    clipboard.copy(SECRET)
    assert held() == SECRET
    clipboard.clear()
    assert held() == ""


def test_closing_the_window_takes_it_away(make: MakeWindow) -> None:
    window = make()
    copy_secret(SECRET)
    assert held() == SECRET
    window.close()
    assert held() == ""
