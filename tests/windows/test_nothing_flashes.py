"""Nothing is shown before it has its place: it would flash up as a window of its own and take the keyboard away."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from record_helpers import paid, posted, settle, year

from desktop.session import Session
from desktop.windows.imports.page import ImportPage
from desktop.windows.main_window import MainWindow
from desktop.windows.page import KINDS


class _Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


@pytest.fixture
def shown(qapp: QApplication, window: MainWindow) -> _Shown:
    settle()
    shown = _Shown()
    shown.setParent(window)
    qapp.installEventFilter(shown)
    return shown


def test_no_page_shows_a_second_window(window: MainWindow, session: Session, shown: _Shown) -> None:
    person, case_id = posted(session, dt.date(2025, 1, 1), dt.date(2027, 6, 30))
    assert person.id is not None
    session.person_in_hand = person.id
    session.record.keep_months(person.id, [*paid(person, year(2025), "CN"), *paid(person, year(2025), "DE")])
    for kind in KINDS:
        window.open(kind, case_id)
        settle()
        assert not shown.windows, kind


def test_matching_columns_shows_no_second_window(window: MainWindow, shown: _Shown) -> None:
    window.open("import")
    page = window.pages["import"]
    assert isinstance(page, ImportPage)
    page.read_text("Monat\tAN-Anteil\tPerson\n2025-01\t5\tZhao Nan\n")
    settle()
    assert not shown.windows
    assert QApplication.activeWindow() is window
