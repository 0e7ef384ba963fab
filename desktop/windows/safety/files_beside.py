"""The files beside the usual one: backups that were brought back, repaired files, which of them is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from desktop.problems import Problem
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.safety.backup_outside import Attempt
from desktop.windows.safety.backup_words import place_words, size_words

if TYPE_CHECKING:
    from desktop.safety.places import Place
    from desktop.session import Session


class FilesBeside(QWidget):
    """Hidden while there is the usual file alone. ``opened`` is sent when another one is open."""

    opened = Signal()

    def __init__(self, session: Session, attempt: Attempt) -> None:
        super().__init__()
        self._session, self._attempt = session, attempt
        self.places: tuple[Place, ...] = ()
        self.title, self.lead, self.table = Label(role="heading"), Label(), ShortTable()
        self.open, self.remove = Button(icon="next"), Button(icon="trash")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.title, self.lead, self.table, row(self.open, self.remove)):
            layout.addWidget(widget)
        self.table.opened.connect(self.open_file)
        self.table.itemSelectionChanged.connect(self._fit_buttons)
        self.open.clicked.connect(lambda: self.open_file(self.table.current()))
        self.remove.clicked.connect(self._ask_to_remove)

    def retranslate(self) -> None:
        """Write every text again."""
        text = self._session.text
        self.title.setText(text("safety.backups.file.title"))
        self.lead.setText(text("safety.backups.file.lead"))
        self.open.setText(text("safety.backups.file.open"))
        self.remove.setText(text("safety.backups.file.remove"))
        self.table.setAccessibleName(text("safety.backups.file.title"))

    def refresh(self) -> None:
        """Show which files there are."""
        self.places = self._session.places.all()
        text = self._session.text
        heads = [text(f"safety.backups.column.{name}") for name in ("file", "size")]
        self.table.fill(heads, [self._line(number, place) for number, place in enumerate(self.places)])
        self.setVisible(len(self.places) > 1 or any(not place.is_open for place in self.places))
        self._fit_buttons()

    def _line(self, number: int, place: Place) -> TableRow:
        words, large = place_words(self._session, place), size_words(self._session, place.size)
        if place.is_open:
            words = self._session.text("safety.backups.file.is_open", file=words)
        states = {0: "exempt"} if place.is_open else {}
        return TableRow(number, (words, large), f"{words}. {large}", states)

    def _fit_buttons(self) -> None:
        place = self._current()
        self.open.setEnabled(place is not None and not place.is_open)
        self.remove.setEnabled(place is not None and not place.is_open and place.kind != "own")

    def _current(self) -> Place | None:
        number = self.table.current()
        return None if number is None or number >= len(self.places) else self.places[number]

    def open_file(self, number: int | None) -> None:
        """Go on with another file."""
        place = self._current() if number is None else self.places[number]
        if place is None or place.is_open:
            return
        try:
            self._session.places.open(place.folder)
        except Problem as problem:
            self.lead.setText(self._session.text(problem.key, **problem.params))
            return
        self.opened.emit()

    def _ask_to_remove(self) -> None:
        place, text = self._current(), self._session.text
        if place is None:
            return
        box = QMessageBox(QMessageBox.Icon.Warning, text("safety.backups.file.remove"), "", parent=self)
        box.setText(text("safety.backups.file.remove_ask", file=place_words(self._session, place)))
        yes = box.addButton(text("safety.backups.remove_yes"), QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton(text("safety.backups.remove_no"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        if box.clickedButton() is yes:
            self._attempt("removing", lambda _on: self._session.places.remove(place))
            self.refresh()
