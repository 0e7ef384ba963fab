"""The bar that tells when the open file is not the usual one, with the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from desktop.problems import Problem
from desktop.windows.controls.buttons import Button, refont, set_role
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class PlaceBar(QFrame):
    """Stands above everything until one goes back or stays."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.words = Label()
        self.back, self.stay = Button(role="quiet"), Button(role="quiet")
        set_role(self, "bar")
        self.setProperty("mood", "note")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        layout.addWidget(self.words, 1)
        for button in (self.back, self.stay):
            layout.addWidget(button)
        self.back.clicked.connect(partial(self._act, window.session.places.go_back))
        self.stay.clicked.connect(partial(self._act, window.session.places.stay))
        self.hide()
        ground = window.bar.parentWidget()
        column = None if ground is None else ground.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(0, self)
        self.show_place()

    def show_place(self) -> None:
        """Show or hide itself, as the file that is open wants it, in the session's language."""
        session = self._window.session
        wanted = session.places.before is not None
        if wanted:
            place, backup = session.places.present, session.places.present.backup
            moment = "" if backup is None else session.language.moment(backup.made_at)
            self.words.setText(session.text(f"safety.backups.place.{place.kind}", moment=moment))
            self.back.setText(session.text("safety.backups.place.back"))
            self.stay.setText(session.text("safety.backups.place.stay"))
        self.setVisible(wanted)
        refont(self)

    def _act(self, call: Callable[[], object], _on: bool = False) -> None:
        session = self._window.session
        before = session.profile.folder
        try:
            call()
        except Problem as problem:
            self._window.bar.tell(session.text(problem.key, **problem.params), "error")
            return
        self.show_place()
        if session.profile.folder != before:
            QTimer.singleShot(0, self._window, self._window.reopen)
