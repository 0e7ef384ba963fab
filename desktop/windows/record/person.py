"""The dialog with what is kept of one person: name, day of birth, note, their cases; and the way to remove them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QVBoxLayout

from desktop.domain.backups import Reason
from desktop.domain.record.person import Person
from desktop.problems import Problem
from desktop.record.cases import attach, detach, offered_to
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, row
from desktop.windows.controls.work import Stopped
from desktop.windows.naming import case_name

if TYPE_CHECKING:
    from desktop.windows.page import Page

_WIDE, _HIGH = 40, 38
"""In heights of the text."""


def read_person(page: Page, person: Person, name: TextInput, born: DateInput) -> Person | str:
    """The person with the name and the day of birth typed, or a sentence that says what cannot be taken."""
    name.mark(not name.text().strip())
    wrong_day = bool(born.typed()) and born.day() is None
    future = (day := born.day()) is not None and day > page.session.day
    born.line.mark(wrong_day or future)
    if name.wrong:
        return page.text("record.person.nameless")
    if wrong_day:
        example = page.session.language.date(EXAMPLE_DAY)
        return page.text("record.person.no_day", typed=born.typed(), example=example)
    if future:
        return page.text("record.person.not_born")
    return replace(person, name=name.text().strip(), born_on=day)


class PersonDialog(QDialog):
    """``changed`` is sent after every change; closing needs no saving of its own."""

    changed = Signal()

    def __init__(self, page: Page, person: Person) -> None:
        super().__init__(page)
        assert person.id is not None
        self._page, self._person, self.person_id = page, person, person.id
        text = page.text
        self.setWindowTitle(text("record.person.title"))
        self.name, self.born, self.note = TextInput(), DateInput(page.session.language), QPlainTextEdit()
        self.error = Label(role="error")
        self.cases: dict[int, QCheckBox] = {}
        self.save = Button(text("record.person.save"), "primary")
        self.remove, self.shut = (
            Button(text("record.person.remove"), icon="trash"),
            Button(text("record.close")),
        )
        self.name.setText(person.name)
        self.born.set_day(person.born_on)
        self.note.setPlainText(person.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(4 * size())
        self._lay_out()
        self.save.clicked.connect(self.keep)
        self.name.returnPressed.connect(self.keep)
        self.born.line.returnPressed.connect(self.keep)
        self.remove.clicked.connect(self.remove_person)
        self.shut.clicked.connect(self.reject)
        self.error.hide()

    def _lay_out(self) -> None:
        column = Column()
        fields = ((self.name, "name"), (self.born, "born"), (self.note, "note"))
        for field, key in fields:
            label = Label(self._page.text(f"record.person.{key}"))
            label.setBuddy(field)
            column.body.addWidget(label)
            column.body.addWidget(field)
        for field, key in ((self.name, "name"), (self.born.line, "born"), (self.note, "note")):
            field.setAccessibleName(self._page.text(f"record.person.{key}"))
        column.body.addWidget(self.error)
        column.body.addWidget(row(self.save))
        column.body.addWidget(Label(self._page.text("record.person.cases"), "heading"))
        self._add_cases(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        layout.addWidget(column, 1)
        foot = row(self.shut, self.remove)
        foot.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        layout.addWidget(foot)
        self.resize(_WIDE * size(), _HIGH * size())

    def _add_cases(self, column: Column) -> None:
        """A tick for each case that is theirs or nobody's; another person's cases are not offered."""
        session = self._page.session
        offered = offered_to(session.store, self.person_id)
        for case in offered:
            tick = QCheckBox(case_name(session, case))
            tick.setChecked(case.person_id == self.person_id)
            tick.toggled.connect(partial(self._give, case.id))
            self.cases[case.id] = tick
            column.body.addWidget(tick)
        if not offered:
            column.body.addWidget(Label(self._page.text("record.person.no_cases"), "muted"))

    def _give(self, case_id: int, on: bool) -> None:
        session = self._page.session
        if on:
            attach(session.record, case_id, self.person_id)
        else:
            detach(session.record, session.store, case_id)
        self.changed.emit()

    def keep(self) -> None:
        """Keep name, day of birth and note; what cannot be read is said at the place."""
        read = read_person(self._page, self._person, self.name, self.born)
        if isinstance(read, Person):
            try:
                kept = replace(read, note=self.note.toPlainText().strip())
                self._person = self._page.session.record.save_person(kept)
                read = ""
            except Problem as problem:
                read = self._page.text(problem.key, **problem.params)
        assert isinstance(read, str)
        self.error.setText(read)
        self.error.setVisible(bool(read))
        if not read:
            self.changed.emit()
            self.accept()

    def remove_person(self) -> None:
        """Remove the person with all that is only theirs; undo brings them back."""
        from desktop.windows.safety.back_up_first import back_up_first

        session, name = self._page.session, self._person.name
        try:
            back_up_first(self, session, Reason.BULK)
            session.record.remove_person(self.person_id)
        except Stopped:
            return
        except Problem as problem:
            self.error.setText(self._page.text(problem.key, **problem.params))
            self.error.show()
            return
        session.person_in_hand = None
        self.accept()
        self.changed.emit()
        self._page.say.emit(self._page.text("record.person.removed", name=name), "info")
