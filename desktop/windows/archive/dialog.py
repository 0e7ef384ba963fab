"""Everything that is kept into one file, and such a file back: first what it would bring, then yes or no."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout

from desktop.problems import Problem
from desktop.record.archive import Import, Progress, save_archive
from desktop.windows.archive.preview import Preview
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, clear, line, row
from desktop.windows.controls.work import Stopped, run

if TYPE_CHECKING:
    from desktop.domain.record.person import Person
    from desktop.windows.page import Page

T = TypeVar("T")
_WIDE, _HIGH = 46, 40
"""In heights of the text."""


class ArchiveDialog(QDialog):
    """``imported`` is sent after an archive was taken. Without a ``person`` only all people can be exported."""

    imported = Signal()

    def __init__(self, page: Page, person: Person | None = None) -> None:
        super().__init__(page)
        self._page, self._session, self._person = page, page.session, person
        self._import: Import | None = None
        self.preview: Preview | None = None
        self.setWindowTitle(page.text("archive.title"))
        self.stack, self.start, self.found = QStackedWidget(), Column(), Column()
        self.said = Label()
        self.save_one, self.save_all = Button(icon="save"), Button(icon="save")
        self.choose, self.shut = Button(icon="documents"), Button()
        self.take, self.leave = Button(role="primary"), Button()
        self._name_buttons()
        self._connect()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        for column in (self.start, self.found):
            self.stack.addWidget(column)
        layout.addWidget(self.stack, 1)
        self._foot = row(self.take, self.leave, self.shut)
        self._foot.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        layout.addWidget(self.said)
        layout.addWidget(self._foot)
        self.said.setContentsMargins(4 * GRID, 0, 4 * GRID, GRID)
        self.said.hide()
        self._lay_out_start()
        self._show_start()
        self.resize(_WIDE * size(), _HIGH * size())

    def _name_buttons(self) -> None:
        text = self._page.text
        if self._person is not None:
            self.save_one.setText(text("archive.export.person", name=self._person.name))
        for button, key in (
            (self.save_all, "export.all"),
            (self.choose, "import.choose"),
            (self.shut, "close"),
            (self.take, "take"),
            (self.leave, "cancel"),
        ):
            button.setText(text(f"archive.{key}"))

    def _connect(self) -> None:
        self.save_one.clicked.connect(partial(self._ask_where, True))
        self.save_all.clicked.connect(partial(self._ask_where, False))
        self.choose.clicked.connect(self._ask_which)
        self.take.clicked.connect(self.take_in)
        self.leave.clicked.connect(self._show_start)
        self.shut.clicked.connect(self.accept)
        self.finished.connect(self._let_go)

    # -- the two pages

    def _lay_out_start(self) -> None:
        """The two ways: out and in."""
        text = self._page.text
        for widget in (
            Label(text("archive.export.title"), "heading"),
            Label(text("archive.export.what")),
            Label(text("archive.export.open")),
            row(self.save_one, self.save_all),
            line(),
            Label(text("archive.import.title"), "heading"),
            Label(text("archive.import.what")),
            row(self.choose),
        ):
            self.start.body.addWidget(widget)
        self.save_one.setVisible(self._person is not None)

    def _show_start(self) -> None:
        self._let_go()
        self.stack.setCurrentWidget(self.start)
        self.take.hide()
        self.leave.hide()
        self.shut.show()
        (self.save_all if self._person is None else self.save_one).setFocus()

    def _show_preview(self, archive: Import, path: Path) -> None:
        self._import = archive
        self.preview = Preview(self._session, archive, path.name)
        clear(self.found.body)
        self.found.body.addWidget(self.preview)
        self.stack.setCurrentWidget(self.found)
        self.take.setVisible(self.preview.brings)
        self.leave.show()
        self.shut.hide()
        (self.take if self.preview.brings else self.leave).setFocus()

    def _let_go(self) -> None:
        if self._import is not None:
            self._import.close()
        self._import = self.preview = None

    # -- out

    def _ask_where(self, of_one: bool) -> None:
        suggested = str(
            Path.home() / f"{self._page.text('archive.file')}-{self._session.day.isoformat()}.zip"
        )
        title = self._page.text("archive.choose.save")
        chosen, _ = QFileDialog.getSaveFileName(self, title, suggested, "*.zip")
        if chosen:
            self.save(Path(chosen), of_one)

    def save(self, path: Path, of_one: bool) -> None:
        """Write everything, or everything of the person, into ``path`` and say so, or why not."""
        person_id = self._person.id if of_one and self._person else None
        count = self._do("saving", lambda on: save_archive(self._session, path, person_id, on))
        if count is not None:
            self._say("archive.saved", path=str(path), count=self._session.language.number(count))

    # -- in

    def _ask_which(self) -> None:
        title = self._page.text("archive.import.choose")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), "*.zip")
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Show what the archive in ``path`` would bring, or say why it cannot be taken."""
        archive = self._do("reading", lambda on: Import(self._session, path, on))
        if archive is not None:
            self.said.hide()
            self._show_preview(archive, path)

    def take_in(self) -> None:
        """Write what is new, and what is ticked."""
        archive, preview = self._import, self.preview
        if archive is None or preview is None:
            return
        count = self._do("writing", lambda on: archive.take(preview.model.chosen, on))
        if count is not None:
            self._show_start()
            self._say("archive.taken", count=self._session.language.number(count))
            self.imported.emit()

    def _do(self, what: str, job: Callable[[Progress], T]) -> T | None:
        """Do the work beside the window; ``None`` after it was stopped or failed, which is then said."""
        text = self._page.text
        try:
            return run(self, text(f"archive.{what}"), text("archive.stop"), job)
        except Stopped:
            self._say("archive.stopped")
        except Problem as problem:
            self._say(problem.key, **problem.params)
        return None

    def _say(self, key: str, **params: object) -> None:
        self.said.setText(self._page.text(key, **params))
        self.said.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))
