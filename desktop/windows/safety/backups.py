"""The backups: how old the last one is, all of them, a second place for them, and the way back to one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.domain.backups import Counts, Reason
from desktop.problems import Problem
from desktop.windows.controls.part import Part
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, card, line, row
from desktop.windows.controls.work import Progress, Stopped, run
from desktop.windows.idle import when_idle
from desktop.windows.safety.backup_outside import OutsideCard
from desktop.windows.safety.backup_words import (
    counts_words,
    moment_words,
    reason_words,
    size_words,
    standing_words,
    where_words,
)
from desktop.windows.safety.files_beside import FilesBeside
from desktop.windows.safety.restore_dialog import RestoreDialog

if TYPE_CHECKING:
    from desktop.domain.backups import BackupName
    from desktop.safety.backups import Backup
    from desktop.session import Session

_COLUMNS: Final = ("when", "why", "what", "where", "size")


class BackupsPart(Part):
    """See the module. It works without an open file too: then backups can be looked at and brought back."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.backups: tuple[Backup, ...] = ()
        self.elsewhere: Path | None = None
        """The folder whose backups are listed; ``None`` for the program's own."""
        self._counts: dict[tuple[BackupName, tuple[Path, ...]], Counts | None] = {}
        self.column = Column(wide=True)
        self.state, self.lead, self.kept = StateWord(role="heading"), Label(), Label(role="muted")
        self.make, self.check = Button(role="primary", icon="save"), Button(icon="check")
        self.keeping, self.thin = Label(), Button()
        self.title, self.none = Label(role="heading"), Label(role="muted")
        self.table = ShortTable(optional=(1, 4))
        self.look, self.remove = Button(icon="search"), Button(icon="trash")
        self.other, self.own = Button(role="quiet", icon="next"), Button(role="quiet", icon="back")
        self.outside = OutsideCard(session, self.attempt)
        self.files = FilesBeside(session, self.attempt)
        self.keeping_card = card(self.keeping, row(self.thin))
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        for widget in (
            self.state, self.lead, row(self.make, self.check), self.keeping_card, line(), self.title, self.none,
            self.table, row(self.look, self.remove, self.other, self.own), self.kept, line(), self.outside,
            self.files,
        ):  # fmt: skip
            self.column.body.addWidget(widget)
        self.whole.addWidget(self.column)

    def _connect(self) -> None:
        self.make.clicked.connect(self.make_now)
        self.check.clicked.connect(self.check_all)
        self.thin.clicked.connect(self.thin_again)
        self.table.opened.connect(self.open_backup)
        self.look.clicked.connect(lambda: self.open_backup(self.table.current()))
        self.remove.clicked.connect(self.ask_to_remove)
        self.other.clicked.connect(self._choose_other)
        self.own.clicked.connect(lambda: self.show_folder(None))
        self.outside.changed.connect(self.refresh)
        self.files.opened.connect(self._reopen)

    # -- as a part

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        """``elsewhere`` leads to the backups of another computer."""
        self.refresh()
        if detail == "elsewhere":
            QTimer.singleShot(0, self.other, self.other.setFocus)
        self.column.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        for widget, key in (
            (self.lead, "lead"), (self.kept, "kept"), (self.make, "make"), (self.check, "check"),
            (self.keeping, "keeping"), (self.thin, "thin"), (self.look, "look"), (self.remove, "remove"),
            (self.other, "other"), (self.own, "own"),
        ):  # fmt: skip
            widget.setText(self.text(f"safety.backups.{key}"))
        self.table.setAccessibleName(self.text("safety.backups.title"))
        self.outside.retranslate()
        self.files.retranslate()
        self.refresh()

    def focus(self) -> None:
        (self.make if self.session.is_open else self.other).setFocus()

    def refresh(self) -> None:
        """Show what is there now."""
        found, is_open = self.session.backups, self.session.is_open
        self.backups = found.list() if self.elsewhere is None else found.found_in(self.elsewhere)
        self.state.show_state(*standing_words(self.session))
        for widget in (self.make, self.check):
            widget.setVisible(is_open)
        self.keeping_card.setVisible(is_open and found.keeps_all)
        self.outside.setVisible(is_open)
        self.outside.refresh()
        self.files.refresh()
        self._show_list()
        when_idle(self, self._count_next)

    # -- the list

    def show_folder(self, folder: Path | None) -> None:
        """List the backups in another folder; ``None`` goes back to the program's own."""
        self.elsewhere = folder
        self.refresh()
        self.table.setFocus()

    def _choose_other(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.text("safety.backups.other"), str(Path.home()))
        if chosen:
            self.show_folder(Path(chosen))

    def _show_list(self) -> None:
        here = self.elsewhere is None
        folder = "" if self.elsewhere is None else str(self.elsewhere)
        self.title.setText(self.text(f"safety.backups.{'title' if here else 'title_other'}", folder=folder))
        self.none.setText(self.text(f"safety.backups.{'none' if here else 'none_other'}"))
        heads = [self.text(f"safety.backups.column.{name}") for name in _COLUMNS]
        self.table.fill(heads, [self._line(place, backup) for place, backup in enumerate(self.backups)])
        for widget in (self.table, self.look):
            widget.setVisible(bool(self.backups))
        self.remove.setVisible(bool(self.backups) and here)
        self.none.setVisible(not self.backups)
        self.own.setVisible(not here)

    def _line(self, place: int, backup: Backup) -> TableRow:
        cells = (
            moment_words(self.session, backup), reason_words(self.session, backup), self._what(backup),
            where_words(self.session, backup), size_words(self.session, backup.size),
        )  # fmt: skip
        sentence = self.text(
            "safety.backups.line", when=cells[0], why=cells[1], what=cells[2], where=cells[3], size=cells[4]
        )
        states = {2: "not_exempt"} if self.session.backups.is_bad(backup) else {}
        return TableRow(place, cells, sentence, states)

    def _what(self, backup: Backup) -> str:
        """What is in it, as far as that was looked up by now."""
        if self.session.backups.is_bad(backup):
            return self.text("safety.backups.count.bad")
        if not self.session.is_open:
            return self.text("safety.backups.count.closed")
        if (backup.name, backup.paths) not in self._counts:
            return "…"
        counts = self._counts[backup.name, backup.paths]
        return (
            self.text("safety.backups.count.other") if counts is None else counts_words(self.session, counts)
        )

    def _count_next(self) -> None:
        """Look into the next backup; each takes a moment, so they come one by one."""
        if not self.session.is_open:
            return
        for place, backup in enumerate(self.backups):
            if (backup.name, backup.paths) not in self._counts:
                self._counts[backup.name, backup.paths] = self.session.backups.counts(backup)
                item = self.table.item(place, 2)
                if item is not None:
                    item.setText(self._what(backup))
                when_idle(self, self._count_next)
                return
        self._show_list()

    # -- doing something

    def make_now(self) -> None:
        """Make one now, and bring the folder of choice up to date."""
        backups = self.session.backups

        def job(went_on: Progress) -> None:
            backups.make(Reason.HAND, went_on)
            backups.carry_out(went_on)

        self._done(self.attempt("making", job), "made")

    def check_all(self) -> None:
        """Open and check every backup in reach."""
        bad: list[Backup] = []
        if not self.attempt("checking", lambda on: bad.extend(self.session.backups.check_all(on))):
            return
        self._counts.clear()
        self.refresh()
        count = self.session.language.number(len(bad) or len(self.backups))
        key, mood = ("checked_bad", "error") if bad else ("checked", "info")
        self.say.emit(self.text(f"safety.backups.{key}", count=count), mood)

    def thin_again(self) -> None:
        """Let go of old backups again."""
        self._done(self.attempt("removing", lambda _on: self.session.backups.thin_again()), "thinned")

    def ask_to_remove(self) -> None:
        """Remove the chosen one, after yes."""
        backup = self._current()
        if backup is None:
            return
        box = QMessageBox(QMessageBox.Icon.Warning, self.text("safety.backups.remove"), "", parent=self)
        box.setText(self.text("safety.backups.remove_ask", moment=moment_words(self.session, backup)))
        yes = box.addButton(self.text("safety.backups.remove_yes"), QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton(self.text("safety.backups.remove_no"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        if box.clickedButton() is yes:
            self.remove_one(backup)

    def remove_one(self, backup: Backup) -> None:
        """Remove a backup from every folder in reach."""
        self._done(self.attempt("removing", lambda _on: self.session.backups.remove(backup)), "removed")

    def open_backup(self, place: int | None) -> None:
        """Show what is in a backup, with the way to bring it back."""
        backup = self._current() if place is None else self.backups[place]
        if backup is None:
            return
        dialog = RestoreDialog(self, self.session, backup)
        dialog.restored.connect(self._reopen)
        dialog.open()

    def _current(self) -> Backup | None:
        place = self.table.current()
        return None if place is None else self.backups[place]

    def _done(self, well: bool, key: str) -> None:
        self.refresh()
        if well:
            self.say.emit(self.text(f"safety.backups.{key}"), "info")

    def attempt(self, what: str, job: Callable[[Progress], object]) -> bool:
        """Do the work beside the window; ``False`` where it was stopped or failed, which is said."""
        try:
            run(self, self.text(f"safety.backups.{what}"), self.text("safety.backups.stop"), job)
        except Stopped:
            self.say.emit(self.text("safety.backups.stopped"), "note")
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
        else:
            return True
        return False

    def _reopen(self) -> None:
        """Another file is open: the window shows it from its first page."""
        from desktop.windows.main_window import MainWindow

        window: QWidget = self.window()
        if isinstance(window, MainWindow):
            QTimer.singleShot(0, window, window.reopen)
