"""The second place for backups: another disk or a stick, how it stands, and choosing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, StateWord, row
from desktop.windows.safety.backup_words import age_words

if TYPE_CHECKING:
    from desktop.session import Session
    from desktop.windows.controls.work import Progress

Attempt = Callable[[str, Callable[["Progress"], object]], bool]
"""Does something beside the window; ``False`` where it failed, which is said."""


class OutsideCard(QWidget):
    """See the module. ``changed`` is sent when backups may have come."""

    changed = Signal()

    def __init__(self, session: Session, attempt: Attempt) -> None:
        super().__init__()
        self._session, self._attempt = session, attempt
        self.title, self.lead, self.where = Label(role="heading"), Label(), Label()
        self.state, self.old_keys = StateWord(), StateWord("cannot_tell")
        self.choose, self.now = Button(icon="save"), Button(icon="redo")
        self.forget = Button(role="quiet", icon="close")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (
            self.title, self.lead, self.where, self.state, self.old_keys, row(self.choose, self.now, self.forget),
        ):  # fmt: skip
            layout.addWidget(widget)
        self.choose.clicked.connect(self._ask)
        self.now.clicked.connect(self.catch_up)
        self.forget.clicked.connect(self._forget)

    def retranslate(self) -> None:
        """Write the fixed texts again; ``refresh`` writes the others."""
        text = self._session.text
        self.title.setText(text("safety.backups.outside.title"))
        self.lead.setText(text("safety.backups.outside.lead"))
        self.now.setText(text("safety.backups.outside.now"))
        self.forget.setText(text("safety.backups.outside.forget"))
        self.old_keys.show_state("cannot_tell", text("safety.backups.outside.old_keys"))

    def refresh(self) -> None:
        """Show how it stands."""
        text, outside = self._session.text, self._session.backups.outside
        chosen = outside.chosen
        self.choose.setText(text(f"safety.backups.outside.{'choose' if chosen is None else 'change'}"))
        self.where.setText(text("safety.backups.outside.where", folder=str(chosen)))
        for widget in (self.where, self.state, self.forget):
            widget.setVisible(chosen is not None)
        self.now.setVisible(chosen is not None)
        self.old_keys.setVisible(outside.has_old_keys)
        if chosen is not None:
            self.state.show_state(*self._standing())

    def _standing(self) -> tuple[str, str]:
        session, backups = self._session, self._session.backups
        written = backups.outside.written
        if not backups.outside.is_here:
            return "cannot_tell", self._since("away", written)
        if backups.outside_problem is not None:
            problem = backups.outside_problem
            return "overdue", session.text(problem.key, **problem.params)
        if backups.is_outside_behind():
            return "begun", session.text("safety.backups.outside.behind")
        return "exempt", self._since("here", written)

    def _since(self, how: str, written: dt.datetime | None) -> str:
        if written is None:
            return self._session.text(f"safety.backups.outside.{how}_never")
        return self._session.text(f"safety.backups.outside.{how}", age=age_words(self._session, written))

    def _ask(self) -> None:
        title = self._session.text("safety.backups.outside.choose")
        chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if chosen:
            self.take(Path(chosen))

    def take(self, folder: Path) -> None:
        """Keep backups there from now on, beginning with one of what is there now."""
        backups = self._session.backups

        def job(went_on: Progress) -> None:
            from desktop.domain.backups import Reason

            backups.outside.choose(folder)
            backups.make_if_changed(Reason.HAND, went_on)
            backups.carry_out(went_on)

        self._attempt("copying", job)
        self.changed.emit()

    def catch_up(self) -> None:
        """Bring it up to date now."""
        self._attempt("copying", self._session.backups.carry_out)
        self.changed.emit()

    def _forget(self) -> None:
        self._attempt("making", lambda _on: self._session.backups.outside.forget())
        self.changed.emit()
