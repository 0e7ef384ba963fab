"""The own public key to give away, and the keys of others: whom encrypted files may be written to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.problems import Problem
from desktop.safety.own_keys import key_in_file
from desktop.windows.case_file.qr import QrPicture
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, clear, line, row

if TYPE_CHECKING:
    from desktop.session import Session

_WIDE, _HIGH = 44, 40
"""In heights of the text."""
_END: Final = 8
"""Characters of a key that people compare by telephone."""


class KeysDialog(QDialog):
    """See the module."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session, self._keys, text = session, session.case_files.keys, session.text
        self.setWindowTitle(text("archive.keys.title"))
        self.own = QLineEdit(self._keys.public)
        self.copy, self.save = Button(icon="copy"), Button(icon="save")
        self.name, self.key = TextInput(), TextInput()
        self.add, self.from_file, self.shut = Button(icon="plus"), Button(icon="documents"), Button()
        self.kept, self.said = QWidget(), Label()
        QVBoxLayout(self.kept).setContentsMargins(0, 0, 0, 0)
        for button, key in (
            (self.copy, "keys.copy"), (self.save, "keys.save"), (self.add, "keys.add"),
            (self.from_file, "keys.from_file"), (self.shut, "close"),
        ):  # fmt: skip
            button.setText(text(f"archive.{key}"))
        column = Column()
        self._lay_out_own(column)
        column.body.addWidget(line())
        self._lay_out_others(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 2 * GRID)
        foot = row(self.shut)
        for widget in (self.said, foot):
            widget.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        whole.addWidget(column, 1)
        whole.addWidget(self.said)
        whole.addWidget(foot)
        self.said.hide()
        self._connect()
        self._show_others()
        self.resize(_WIDE * size(), _HIGH * size())
        self.copy.setFocus()

    def _lay_out_own(self, column: Column) -> None:
        text = self._session.text
        self.own.setReadOnly(True)
        self.own.setAccessibleName(text("archive.keys.own"))
        self.own.setCursorPosition(0)
        for widget in (
            Label(text("archive.keys.own"), "heading"),
            Label(text("archive.keys.own_what")),
            self.own,
            row(self.copy, self.save),
            QrPicture(text("archive.keys.picture"), self._keys.picture()),
        ):
            column.body.addWidget(widget)

    def _lay_out_others(self, column: Column) -> None:
        text = self._session.text
        column.body.addWidget(Label(text("archive.keys.others"), "heading"))
        column.body.addWidget(self.kept)
        for field, key in ((self.name, "name"), (self.key, "key")):
            name = Label(text(f"archive.keys.{key}"))
            name.setBuddy(field)
            field.setAccessibleName(name.text())
            column.body.addWidget(name)
            column.body.addWidget(field)
        column.body.addWidget(row(self.add, self.from_file))
        column.body.addWidget(Label(text("archive.keys.others_what"), "muted"))

    def _connect(self) -> None:
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_where)
        self.add.clicked.connect(self.keep)
        self.from_file.clicked.connect(self._ask_which)
        self.name.returnPressed.connect(self.key.setFocus)
        self.key.returnPressed.connect(self.keep)
        self.shut.clicked.connect(self.accept)

    def _show_others(self) -> None:
        layout = self.kept.layout()
        assert layout is not None
        clear(layout)
        others = self._keys.others()
        if not others:
            layout.addWidget(Label(self._session.text("archive.keys.none")))
        for one in others:
            words = self._session.text("archive.keys.line", name=one.name, end=one.key[-_END:])
            remove = Button(role="quiet", icon="trash")
            remove.setText(self._session.text("archive.keys.remove"))
            remove.setAccessibleName(self._session.text("archive.keys.remove_named", name=one.name))
            remove.clicked.connect(lambda _on=False, key=one.key: self._forget(key))
            layout.addWidget(row(Label(words, wrap=False), remove))

    # -- what the buttons do

    def keep(self) -> None:
        """Keep the key that was typed, or say why not."""
        try:
            self._keys.keep(self.name.text(), self.key.text())
        except Problem as problem:
            self._say(problem.key, **problem.params)
            (self.key if self.name.text().strip() else self.name).setFocus()
            return
        self.said.hide()
        self.name.clear()
        self.key.clear()
        self._show_others()
        self.name.setFocus()

    def read(self, path: Path) -> None:
        """Put the key in ``path`` where it can be named and kept, or say why not."""
        try:
            self.key.setText(key_in_file(path))
        except Problem as problem:
            self._say(problem.key, **problem.params)
            return
        self.said.hide()
        self.name.setFocus()

    def write(self, path: Path) -> None:
        """Write the own public key into ``path``, or say why not."""
        try:
            self._keys.save_public(path)
        except Problem as problem:
            self._say(problem.key, **problem.params)
        else:
            self._say("archive.keys.saved", path=str(path))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._keys.public)
        self._say("archive.keys.copied")

    def _forget(self, key: str) -> None:
        self._keys.forget(key)
        self._show_others()
        self.name.setFocus()

    def _ask_where(self) -> None:
        suggested = str(Path.home() / f"{self._session.text('archive.keys.file_name')}.txt")
        title = self._session.text("archive.choose.save")
        chosen, _ = QFileDialog.getSaveFileName(self, title, suggested, "*.txt")
        if chosen:
            self.write(Path(chosen))

    def _ask_which(self) -> None:
        title = self._session.text("archive.keys.from_file")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()))
        if chosen:
            self.read(Path(chosen))

    def _say(self, key: str, **params: object) -> None:
        self.said.setText(self._session.text(key, **params))
        self.said.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))
