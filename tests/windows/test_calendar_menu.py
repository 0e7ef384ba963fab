"""The calendar that opens at a date field: titled in the customs of the language, nothing cut off."""

import datetime as dt

import pytest
from conftest import MakeWindow
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from desktop.session import Session
from desktop.windows.controls.calendar_menu import CalendarMenu
from desktop.windows.controls.inputs import DateInput

DAY = dt.date(2031, 3, 30)
"""A day in the sixth week that a calendar of its month shows."""
TITLES = {"zh_Hans": "2031年3月", "ko": "2031년 3월", "de": "März 2031", "en": "March 2031"}


@pytest.fixture
def field(make: MakeWindow, session: Session, code: str) -> DateInput:
    window = make(code)
    window.open("law")
    date = window.pages["law"].parts["agreements"].date  # type: ignore[attr-defined]
    assert isinstance(date, DateInput)
    date.set_day(DAY)
    return date


def opened(field: DateInput) -> CalendarMenu:
    field.button.click()
    for _ in range(3):
        QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, CalendarMenu)
    return menu


def test_the_title_follows_the_language(field: DateInput, code: str) -> None:
    menu = opened(field)
    assert menu.month.text() == TITLES[code]
    menu.steps[3].click()
    menu.steps[1].click()
    assert (menu.calendar.yearShown(), menu.calendar.monthShown()) == (2032, 2)
    assert "2032" in menu.month.text()
    for step in menu.steps:
        assert QAccessible.queryAccessibleInterface(step).text(QAccessible.Text.Name) not in "«‹›»"
    menu.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_week_and_no_name_of_a_day_is_cut_off(
    make: MakeWindow, session: Session, code: str, scale: float
) -> None:
    window = make(code, scale)
    window.open("law")
    menu = opened(window.pages["law"].parts["agreements"].date)  # type: ignore[attr-defined]
    days = menu.calendar.findChild(QTableView)
    assert days is not None
    shown = days.viewport().rect()
    metrics = days.fontMetrics()
    for line in range(7):
        for column in range(7):
            index = days.model().index(line, column)
            box = days.visualRect(index)
            if box.isEmpty():
                continue
            assert shown.contains(box), (line, column)
            words = str(index.data())
            assert metrics.horizontalAdvance(words) <= box.width(), words
            assert metrics.height() <= box.height(), words
    assert not days.visualRect(days.model().index(6, 6)).isEmpty()
    menu.close()


def test_a_day_is_taken_with_the_keyboard(field: DateInput) -> None:
    menu = opened(field)
    assert menu.calendar.selectedDate() == QDate(2031, 3, 30)
    days = menu.calendar.findChild(QTableView)
    assert days is not None
    QTest.keyClick(days, Qt.Key.Key_Right)
    QTest.keyClick(days, Qt.Key.Key_Return)
    assert field.day() == dt.date(2031, 3, 31)
