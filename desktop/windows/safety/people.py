"""Deleting a person for good: until when they must be kept, what goes, and the note that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.problems import Problem
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput
from desktop.windows.controls.part import Part
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, card, clear, row
from desktop.windows.record.people_model import PeopleModel
from desktop.windows.record.words import person_words
from desktop.windows.safety.leaving import DeletingDialog

if TYPE_CHECKING:
    from desktop.domain.record.person import Person
    from desktop.session import Session

_MOST_ROWS: Final = 6
"""A longer list of people scrolls."""


class PeoplePart(Part):
    """See the module. ``show_detail`` takes the id of a person."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._person: Person | None = None
        self.column = Column()
        self.intro, self.none = Label(), Label(role="muted")
        self.over = QVBoxLayout()
        self.search, self.model = QLineEdit(), PeopleModel(session, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.name, self.until_label, self.reason_label = Label(role="heading"), Label(), Label()
        self.until, self.reason = DateInput(session.language), TextInput()
        self.keep, self.delete = Button(icon="calendar"), Button(icon="trash")
        self.chosen = self._card()
        self.notes_title, self.notes = Label(role="heading"), ShortTable()
        body = self.column.body
        body.addWidget(self.intro)
        body.addLayout(self.over)
        for widget in (self.search, self.none, self.list, self.chosen, self.notes_title, self.notes):
            body.addWidget(widget)
        self.whole.addWidget(self.column)
        self._connect()
        self.retranslate()

    def _card(self) -> QWidget:
        self.until_label.setBuddy(self.until)
        self.reason_label.setBuddy(self.reason)
        self.error = Label(role="error")
        self.error.hide()
        return card(
            self.name, self.until_label, self.until, self.reason_label, self.reason, self.error,
            row(self.keep, self.delete),
        )  # fmt: skip

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._choose_row(now.row()))
        self.keep.clicked.connect(self.keep_until)
        self.reason.returnPressed.connect(self.keep_until)
        self.until.line.returnPressed.connect(self.keep_until)
        self.delete.clicked.connect(self.ask)

    # -- as a part

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        self._look()
        self._tell_over()
        self._tell_notes()
        wanted = int(detail) if detail.isdecimal() else self.session.person_in_hand
        self._show_person(wanted)

    def retranslate(self) -> None:
        for widget, key in (
            (self.intro, "intro"), (self.until_label, "until"), (self.reason_label, "reason"),
            (self.keep, "keep"), (self.delete, "delete"), (self.notes_title, "notes"),
        ):  # fmt: skip
            widget.setText(self.text(f"safety.people.{key}"))
        self.search.setPlaceholderText(self.text("record.people.search"))
        self.search.setAccessibleName(self.text("record.people.search"))
        self.list.setAccessibleName(self.text("record.people.title"))
        self.notes.setAccessibleName(self.text("safety.people.notes"))
        self.until.set_language(self.session.language)
        self.until.line.setAccessibleName(self.text("safety.people.until"))
        self.until.button.setAccessibleName(self.text("app.calendar"))
        self.reason.setAccessibleName(self.text("safety.people.reason"))
        self._say_none()
        self._tell_over()
        self._tell_notes()

    def focus(self) -> None:
        self.search.setFocus()

    # -- whose day is over

    def _tell_over(self) -> None:
        clear(self.over)
        for person in self.session.history.may_go():
            said = self.text(
                "safety.people.over", name=person_words(self.session, person), date=person.keep_until
            )
            self.over.addWidget(StateWord("cannot_tell", said))

    # -- choosing a person

    def _look(self) -> None:
        self.model.search(self.search.text())
        self.list.setVisible(self.model.rowCount() > 0)
        rows = min(self.model.rowCount(), _MOST_ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), size()) + 2 * GRID)
        self.chosen.setVisible(self._person is not None)
        self._say_none()

    def _say_none(self) -> None:
        anybody = bool(self.session.record.who_fits(""))
        self.none.setText(self.text("record.people.none" if anybody else "safety.people.nobody"))
        self.none.setVisible(not self.model.rowCount())
        self.search.setVisible(anybody)

    def _choose_row(self, place: int) -> None:
        if place >= 0:
            self._show_person(self.model.person_id(place))

    def _show_person(self, person_id: int | None) -> None:
        try:
            self._person = None if person_id is None else self.session.record.person(person_id)
        except KeyError:
            self._person = None
        self.chosen.setVisible(self._person is not None)
        self.error.hide()
        if self._person is not None:
            self.name.setText(person_words(self.session, self._person))
            self.until.set_day(self._person.keep_until)
            self.reason.setText(self._person.keep_reason)

    # -- until when

    def keep_until(self) -> None:
        """Keep the day and the reason typed, or say what cannot be read."""
        assert self._person is not None
        wrong = bool(self.until.typed()) and self.until.day() is None
        self.until.line.mark(wrong)
        self.error.setVisible(wrong)
        if wrong:
            example = self.session.language.date(EXAMPLE_DAY)
            self.error.setText(self.text("record.person.no_day", typed=self.until.typed(), example=example))
            return
        try:
            kept = self.session.history.keep_until(self._person, self.until.day(), self.reason.text())
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
            return
        self._show_person(kept.id)
        self._tell_over()
        self.say.emit(self.text("safety.people.kept"), "info")

    # -- deleting

    def ask(self) -> None:
        """Show what would go; it goes only after yes."""
        assert self._person is not None
        try:
            leaving = self.session.history.leaving(self._person)
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
            return
        dialog = DeletingDialog(self, self.session, self._person, leaving)
        dialog.done_.connect(self._deleted)
        dialog.open()

    def _deleted(self, sentence: str, mood: str) -> None:
        self._show_person(None)
        self._look()
        self._tell_over()
        self._tell_notes()
        self.say.emit(sentence, mood)

    # -- the notes

    def _tell_notes(self) -> None:
        notes, language = self.session.history.deletions(), self.session.language
        heads = [self.text(f"safety.people.note.{name}") for name in ("day", "what", "backups")]
        rows = []
        for note in notes:
            day, rows_ = language.date(note.deleted_on), language.number(sum(note.counts.values()))
            what = self.text("safety.people.note.rows", count=rows_)
            backups = self.text(
                "safety.people.note.cleaned",
                cleaned=language.number(note.backups.get("cleaned", 0)),
                uncleaned=language.number(note.backups.get("uncleaned", 0)),
            )
            sentence = self.text("safety.people.note.line", day=day, what=what, backups=backups)
            rows.append(TableRow(note.id, (day, what, backups), sentence))
        self.notes.fill(heads, rows)
        for widget in (self.notes_title, self.notes):
            widget.setVisible(bool(notes))
        self.column.body.setSpacing(2 * GRID)
