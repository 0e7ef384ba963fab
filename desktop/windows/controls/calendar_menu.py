"""A calendar to take a day from: it opens below its button and is titled as the language writes months."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from desktop.languages.dates import YEARS
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label

if TYPE_CHECKING:
    from desktop.languages.language import Language

_QT_LOCALES = {"zh_Hans": "zh_CN", "de": "de_DE", "ko": "ko_KR", "en": "en_GB"}
_STEPS = (
    ("«", "previous_year", -12),
    ("‹", "previous_month", -1),
    ("›", "next_month", 1),
    ("»", "next_year", 12),
)
_WEEKS = 7
"""Lines of the calendar: the names of the days and six weeks."""


class CalendarMenu(QMenu):
    """A month with ways to the next and the previous month and year; ``taken`` carries the day picked."""

    taken = Signal(object)

    def __init__(self, parent: QWidget, language: Language, day: dt.date | None) -> None:
        """``day`` is shown as chosen; ``None`` opens the present month."""
        super().__init__(parent)
        self._language = language
        self.month = Label(role="heading", wrap=False)
        self.calendar = self._calendar(day)
        self.steps = [self._step(sign, key, months) for sign, key, months in _STEPS]
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addLayout(self._head())
        layout.addWidget(self.calendar)
        action = QWidgetAction(self)
        action.setDefaultWidget(holder)
        self.addAction(action)
        self.aboutToHide.connect(self.deleteLater)
        self._name_month()

    def open_below(self, button: QWidget) -> None:
        """Show the calendar at ``button``, the keyboard on the day."""
        self.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.calendar.setFocus()

    def _calendar(self, day: dt.date | None) -> QCalendarWidget:
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(_QT_LOCALES[self._language.code]))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setNavigationBarVisible(False)
        calendar.setDateRange(QDate(YEARS[0], 1, 1), QDate(YEARS[-1], 12, 31))
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.currentPageChanged.connect(lambda _year, _month: self._name_month())
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        _give_room(calendar)
        return calendar

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (*self.steps[:2], self.month, *self.steps[2:]):
            head.addWidget(widget, 1 if widget is self.month else 0)
        return head

    def _step(self, sign: str, key: str, months: int) -> Button:
        button = Button(sign, "quiet")
        name = self._language.text(f"app.calendar.{key}")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(partial(self._turn, months))
        return button

    def _turn(self, months: int) -> None:
        shown = QDate(self.calendar.yearShown(), self.calendar.monthShown(), 1).addMonths(months)
        self.calendar.setCurrentPage(shown.year(), shown.month())

    def _name_month(self) -> None:
        shown = dt.date(self.calendar.yearShown(), self.calendar.monthShown(), 1)
        self.month.setText(self._language.year_month(shown))

    def _take(self, picked: QDate) -> None:
        self.close()
        self.taken.emit(dt.date(picked.year(), picked.month(), picked.day()))


def _give_room(calendar: QCalendarWidget) -> None:
    """As high and wide as its lines need: the calendar itself forgets the frame that the style sheet draws."""
    days = calendar.findChild(QTableView)
    assert days is not None
    line = round(size() * 2)
    for header in (days.verticalHeader(), days.horizontalHeader()):
        header.setMinimumSectionSize(line)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    widest = max(
        calendar.fontMetrics().horizontalAdvance(
            calendar.locale().dayName(day, QLocale.FormatType.ShortFormat)
        )
        for day in range(1, 8)
    )
    calendar.setMinimumSize(7 * max(line, widest + 2 * GRID) + GRID, _WEEKS * line + GRID)
