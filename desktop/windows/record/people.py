"""The dialog in which one person is found among all, or a new one added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout

from desktop.domain.record.person import Person
from desktop.problems import Problem
from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Fold, Label, row
from desktop.windows.record.people_model import PeopleModel
from desktop.windows.record.person import read_person

if TYPE_CHECKING:
    from desktop.windows.page import Page

_WIDE, _HIGH = 40, 36
"""In heights of the text."""


class PeopleDialog(QDialog):
    """``taken`` carries the id of the person chosen or added."""

    taken = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        text = page.text
        self.setWindowTitle(text("record.people.title"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("record.people.search"))
        self.search.setAccessibleName(text("record.people.search"))
        self.model = PeopleModel(page.session, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(text("record.people.title"))
        self.none = Label(text("record.people.none"), "muted")
        self.open_, self.shut = Button(text("record.people.open"), "primary"), Button(text("record.close"))
        self.add = Fold(text("record.people.new"))
        self.name, self.born = TextInput(), DateInput(page.session.language)
        self.error, self.save = Label(role="error"), Button(text("record.people.save"), icon="plus")
        self._lay_out()
        self._connect()
        self._look()
        self.add.head.setChecked(not self.model.rowCount())
        (self.search if self.model.rowCount() else self.name).setFocus()

    def _lay_out(self) -> None:
        text = self._page.text
        for field, key in ((self.name, "record.person.name"), (self.born, "record.person.born")):
            label = Label(text(key))
            label.setBuddy(field)
            self.add.body.addWidget(label)
            self.add.body.addWidget(field)
        self.name.setAccessibleName(text("record.person.name"))
        self.born.line.setAccessibleName(text("record.person.born"))
        self.add.body.addWidget(self.error)
        self.add.body.addWidget(row(self.save))
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for widget in (self.search, self.none, self.list, self.add, row(self.open_, self.shut)):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        self.resize(_WIDE * size(), _HIGH * size())

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look)
        self.search.installEventFilter(self)
        self.list.activated.connect(self._take)
        self.open_.clicked.connect(lambda: self._take(self.list.currentIndex()))
        self.shut.clicked.connect(self.reject)
        self.save.clicked.connect(self.add_person)
        self.name.returnPressed.connect(self.add_person)
        self.born.line.returnPressed.connect(self.add_person)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the line work on the list below it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            self._choose(self.list.currentIndex().row() + by)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
            return True
        return False

    def _look(self) -> None:
        self.model.search(self.search.text())
        found = self.model.rowCount() > 0
        self.none.setVisible(not found)
        self.list.setVisible(found)
        self.open_.setEnabled(found)
        self._choose(0)

    def _choose(self, place: int) -> None:
        if 0 <= place < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(place))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.accept()
            self.taken.emit(self.model.person_id(index.row()))

    def add_person(self) -> None:
        """Add the person typed in and take them; what cannot be read is said at the place."""
        read = read_person(self._page, Person(name=""), self.name, self.born)
        try:
            kept = read if isinstance(read, str) else self._page.session.record.save_person(read)
        except Problem as problem:
            kept = self._page.text(problem.key, **problem.params)
        self.error.setText(kept if isinstance(kept, str) else "")
        self.error.setVisible(isinstance(kept, str))
        if isinstance(kept, Person) and kept.id is not None:
            self.accept()
            self.taken.emit(kept.id)
