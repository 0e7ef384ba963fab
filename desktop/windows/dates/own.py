"""A reminder of the user's own, for the person of the date that is looked at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.record.diary import Reminder
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.domain.dates.due import DueItem
    from desktop.windows.page import Page

LONGEST: Final = 200
"""Characters of a reminder."""


class OwnReminder(QWidget):
    """A line, a day and the button that adds both; ``added`` carries the reminder as it was kept."""

    added = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._session = page.session
        self._item: DueItem | None = None
        self.line, self.day = TextInput(), DateInput(page.session.language)
        self.line.setMaxLength(LONGEST)
        self.error, self.add = Label(role="error"), Button(icon="plus")
        self.error.hide()
        line_label, day_label = Label(wrap=False), Label(wrap=False)
        line_label.setBuddy(self.line)
        day_label.setBuddy(self.day)
        for label, field, key in (
            (line_label, self.line, "dates.own.what"),
            (day_label, self.day.line, "dates.own.day"),
        ):
            page.put(label.setText, key)
            page.put(field.setAccessibleName, key)
        page.put(self.add.setText, "dates.own.add")
        page.put(self.day.button.setAccessibleName, "app.calendar")
        self.add.clicked.connect(self._add)
        self.line.returnPressed.connect(self._add)
        self.day.line.returnPressed.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        fields = (
            stack(label, field, spacing=GRID // 2)
            for label, field in ((line_label, self.line), (day_label, self.day))
        )
        for widget in (row(*fields), self.error, row(self.add)):
            layout.addWidget(widget)
        theme.changed.connect(self._fit)
        self._fit()

    def show_item(self, item: DueItem) -> None:
        """Take the person of this date; what is half typed stays."""
        self._item = item

    def retranslate(self) -> None:
        """Read and write days as the session's language does."""
        self.day.set_language(self._session.language)

    def _fit(self) -> None:
        self.line.setMinimumWidth(20 * size())

    def _add(self) -> None:
        title, day = self.line.text().strip(), self.day.day()
        example = self._session.language.date(EXAMPLE_DAY)
        self.error.setText(self._session.text("dates.own.missing", example=example))
        self.error.setVisible(not title or day is None)
        if title and day is not None and self._item is not None:
            kept = self._keep(self._item, title, day)
            self.line.clear()
            self.day.set_day(None)
            self.added.emit(kept)

    def _keep(self, item: DueItem, title: str, day: dt.date) -> Reminder:
        """Keep it for the person of ``item``; of a case of nobody yet, for whoever its entries name."""
        record, owner = self._session.record, item.person_id
        with record.together("reminder", owner):
            if owner is None:
                owner = record.person_of(item.case_id or 0).id
            assert owner is not None
            return record.keep(Reminder(person_id=owner, case_id=item.case_id, due_on=day, title=title))
