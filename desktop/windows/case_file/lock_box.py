"""Who can open a file for others: whoever knows a password, whoever has a key, or anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from desktop.safety.case_files import SHORTEST_PASSWORD, Lock
from desktop.windows.controls.secret_clipboard import copy_secret
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, clear, row

if TYPE_CHECKING:
    from desktop.session import Session

WAYS: Final = ("password", "keys", "open")
_WIDE: Final = 25
"""In heights of the text; room for six words."""


class LockBox(QWidget):
    """See the module. ``changed`` follows every choice; the password is shown, because it must be read out."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._group = QButtonGroup(self)
        self.ways = {way: QRadioButton(session.text(f"archive.lock.{way}")) for way in WAYS}
        self._below = {way: QWidget() for way in WAYS}
        self.password, self.suggest, self.copy = TextInput(), Button(), Button(icon="copy")
        self.recipients: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for way in WAYS:
            self._group.addButton(self.ways[way])
            below = QVBoxLayout(self._below[way])
            below.setContentsMargins(3 * GRID, 0, 0, GRID)
            below.setSpacing(GRID)
            layout.addWidget(self.ways[way])
            layout.addWidget(self._below[way])
        self._lay_out_password()
        self.load_keys()
        self._body("open").addWidget(Label(session.text("archive.lock.open_what")))
        self._group.buttonToggled.connect(lambda _button, _on: self._show())
        self.ways["password"].setChecked(True)

    def _body(self, way: str) -> QVBoxLayout:
        layout = self._below[way].layout()
        assert isinstance(layout, QVBoxLayout)
        return layout

    def _lay_out_password(self) -> None:
        text = self._session.text
        name = Label(text("archive.lock.typed"))
        name.setBuddy(self.password)
        self.password.setAccessibleName(text("archive.lock.typed"))
        self.password.setMinimumWidth(_WIDE * size())
        self.suggest.setText(text("archive.lock.suggest"))
        self.copy.setText(text("archive.lock.copy"))
        self.suggest.clicked.connect(self._suggest)
        self.copy.clicked.connect(lambda: copy_secret(self.password.text()))
        self.password.textChanged.connect(lambda _text: self._typed())
        body = self._body("password")
        body.addWidget(name)
        body.addWidget(row(self.password, self.suggest, self.copy))
        body.addWidget(Label(text("archive.lock.typed_what", minimum=SHORTEST_PASSWORD), "muted"))
        self._typed()

    def load_keys(self) -> None:
        """Show the recipients as they are kept now; those that were ticked stay so."""
        body, before = self._body("keys"), set(self.lock_keys())
        clear(body)
        self.recipients = {}
        for one in self._session.case_files.keys.others():
            words = self._session.text("archive.keys.line", name=one.name, end=one.key[-8:])
            tick = QCheckBox(words)
            tick.setChecked(one.key in before)
            tick.toggled.connect(lambda _on: self.changed.emit())
            body.addWidget(tick)
            self.recipients[one.key] = tick
        if not self.recipients:
            body.addWidget(Label(self._session.text("archive.lock.nobody")))

    def way(self) -> str:
        """Which of ``WAYS`` is chosen."""
        return next(way for way in WAYS if self.ways[way].isChecked())

    def lock_keys(self) -> tuple[str, ...]:
        """The keys that are ticked."""
        return tuple(key for key, tick in self.recipients.items() if tick.isChecked())

    def lock(self) -> Lock | None:
        """Whom the file opens for, ``None`` for anyone."""
        way = self.way()
        if way == "open":
            return None
        return Lock(password=self.password.text()) if way == "password" else Lock(keys=self.lock_keys())

    def forget(self) -> None:
        """Leave nothing of the password."""
        self.password.clear()

    def _suggest(self) -> None:
        self.password.setText(self._session.case_files.suggested_password())
        self.password.setFocus()
        self.password.setCursorPosition(0)

    def _typed(self) -> None:
        self.copy.setEnabled(bool(self.password.text()))
        self.changed.emit()

    def _show(self) -> None:
        for way in WAYS:
            self._below[way].setVisible(self.ways[way].isChecked())
        self.changed.emit()
