"""Several periods to type: a row of first and last day for each, and a button for one more."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row

if TYPE_CHECKING:
    from desktop.session import Session


class PeriodsInput(QWidget):
    """Periods as the papers keep them: one a line, ``YYYY-MM-DD/YYYY-MM-DD``, both days inclusive."""

    edited = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._label = ""
        self._rows: list[tuple[QWidget, DateInput, DateInput]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID)
        self._more = Button(session.text("pages.fields.one_more"), icon="plus")
        self._more.clicked.connect(lambda: self._add("", "").line.setFocus())
        self._layout.addWidget(row(self._more))
        self.setFocusProxy(self._more)

    def value(self) -> str:
        """The periods typed so far; a day that cannot be read stands as it was typed."""
        pairs = ((_typed(first), _typed(last)) for _, first, last in self._rows)
        return "\n".join(f"{first}/{last}" for first, last in pairs if first or last)

    def set_value(self, value: str) -> None:
        """Show these periods."""
        for holder, _, _ in self._rows:
            holder.deleteLater()
        self._rows = []
        for line in filter(None, value.splitlines()):
            first, _, last = line.partition("/")
            self._add(first, last)

    def name(self, label: str) -> None:
        """What a screen reader calls the rows."""
        self._label = label
        self._more.setAccessibleName(f"{label}: {self._more.text()}")
        for _, first, last in self._rows:
            self._name_row(first, last)

    def _add(self, first: str, last: str) -> DateInput:
        text = self._session.text
        begin, end = DateInput(self._session.language), DateInput(self._session.language)
        remove = Button(icon="trash", role="quiet")
        remove.setAccessibleName(text("pages.fields.remove_period"))
        remove.setToolTip(text("pages.fields.remove_period"))
        holder = row(begin, Label(text("pages.fields.to"), wrap=False), end, remove)
        for place, typed in ((begin, first), (end, last)):
            _show(place, typed)
            place.edited.connect(self.edited)
        entry = (holder, begin, end)
        remove.clicked.connect(partial(self._remove, entry))
        self._rows.append(entry)
        self._layout.insertWidget(self._layout.count() - 1, holder)
        self._name_row(begin, end)
        return begin

    def _name_row(self, first: DateInput, last: DateInput) -> None:
        for place, key in ((first, "first_day"), (last, "last_day")):
            spoken = f"{self._label}: {self._session.text(f'pages.fields.{key}')}"
            place.line.setAccessibleName(spoken)
            place.button.setAccessibleName(f"{self._session.text('pages.fields.calendar')}: {spoken}")

    def _remove(self, entry: tuple[QWidget, DateInput, DateInput]) -> None:
        self._rows.remove(entry)
        entry[0].hide()
        entry[0].deleteLater()
        self.edited.emit()


def _typed(place: DateInput) -> str:
    day = place.day()
    return day.isoformat() if day else place.typed()


def _show(place: DateInput, typed: str) -> None:
    try:
        place.set_day(dt.date.fromisoformat(typed))
    except ValueError:
        place.set_typed(typed)
