"""Files for others and theirs: written to whom they are meant for, and opened to be looked at before yes or no."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QStackedWidget, QVBoxLayout

from desktop.problems import Problem
from desktop.record.archive import Progress
from desktop.windows.archive.preview import Preview
from desktop.windows.case_file.form import WriteForm
from desktop.windows.case_file.told_password import ToldPassword
from desktop.windows.controls.text_input import PassphraseLine
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, clear, line, row
from desktop.windows.controls.work import Stopped, run
from desktop.windows.unlock.step import say_aloud

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.record.person import Person
    from desktop.record.archive import Import
    from desktop.windows.page import Page

T = TypeVar("T")
_WIDE, _HIGH = 50, 42
"""In heights of the text."""
_ENDING = {"password": ".age", "keys": ".age", "open": ".zip"}
_READ = "*.age *.waipai *.zip"


class ArchiveDialog(QDialog):
    """``imported`` is sent after a file was taken. Without ``person`` and ``case`` only everything can be written."""

    imported = Signal()

    def __init__(self, page: Page, person: Person | None = None, case: Case | None = None) -> None:
        super().__init__(page)
        self._page, self._session, self._person, self._case = page, page.session, person, case
        self._import: Import | None = None
        self._asked: Path | None = None
        self.preview: Preview | None = None
        self.form: WriteForm | None = None
        self.setWindowTitle(page.text("archive.title"))
        self.stack = QStackedWidget()
        self.start, self.writing, self.asking, self.found = Column(), Column(), Column(), Column(wide=True)
        self.said, self.ask_title, self.password = Label(), Label(role="heading"), PassphraseLine()
        self.show_it, self.wrong, self.told = QCheckBox(), Label(role="error"), ToldPassword(self._session)
        self.begin, self.keys = Button(role="primary", icon="lock"), Button()
        self.choose, self.shut = Button(icon="documents"), Button()
        self.write, self.open_it = Button(role="primary"), Button(role="primary")
        self.take, self.leave, self.back = Button(role="primary"), Button(), Button()
        self._name_buttons()
        self._connect()
        self._lay_out()
        self._show_start()
        self.resize(_WIDE * size(), _HIGH * size())

    def _name_buttons(self) -> None:
        for button, key in (
            (self.begin, "out.write"), (self.keys, "out.keys"), (self.choose, "import.choose"), (self.shut, "close"),
            (self.write, "write"), (self.open_it, "ask.open"), (self.take, "take"), (self.leave, "cancel"),
            (self.back, "back"),
        ):  # fmt: skip
            button.setText(self._page.text(f"archive.{key}"))

    def _connect(self) -> None:
        for button, act in (
            (self.begin, self.show_form), (self.keys, self.show_keys), (self.choose, self._ask_which),
            (self.shut, self.accept), (self.write, self._ask_where), (self.open_it, self.unlock),
            (self.take, self.take_in), (self.leave, self._show_start), (self.back, self._show_start),
        ):  # fmt: skip
            button.clicked.connect(act)
        self.password.returnPressed.connect(self.unlock)
        self.finished.connect(self._let_go)
        self.finished.connect(self.told.forget)

    # -- the pages

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        for column in (self.start, self.writing, self.asking, self.found):
            self.stack.addWidget(column)
        foot = row(self.write, self.open_it, self.take, self.leave, self.back, self.shut)
        foot.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        self.said.setContentsMargins(4 * GRID, 0, 4 * GRID, GRID)
        self.said.hide()
        self.told.setContentsMargins(4 * GRID, 0, 4 * GRID, GRID)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.told)
        layout.addWidget(foot)
        text = self._page.text
        for widget in (
            Label(text("archive.out.title"), "heading"), Label(text("archive.out.what")), row(self.begin),
            line(),
            Label(text("archive.import.title"), "heading"), Label(text("archive.import.what")),
            Label(text("archive.import.sender"), "muted"), row(self.choose),
            line(),
            Label(text("archive.keys.title"), "heading"), Label(text("archive.out.keys_what")), row(self.keys),
        ):  # fmt: skip
            self.start.body.addWidget(widget)
        self.ask_title.setBuddy(self.password)
        self.password.setAccessibleName(text("archive.lock.typed"))
        self.show_it.setText(text("app.unlock.show"))
        self.show_it.toggled.connect(self.password.show_typed)
        for widget in (
            self.ask_title,
            Label(text("archive.ask.what")),
            self.password,
            self.wrong,
            self.show_it,
        ):
            self.asking.body.addWidget(widget)
        self.wrong.hide()

    def _show(self, column: Column, *buttons: Button) -> None:
        """Show a page with the buttons that belong to it, the first of them in hand."""
        self.stack.setCurrentWidget(column)
        self.told.setVisible(column is self.start and self.told.told)
        for button in (self.write, self.open_it, self.take, self.leave, self.back, self.shut):
            button.setVisible(button in buttons)

    def _show_start(self) -> None:
        self._let_go()
        self._show(self.start, self.shut)
        self.begin.setFocus()

    def show_form(self) -> None:
        """Show what a file may hold and who may open it."""
        self.said.hide()
        clear(self.writing.body)
        self.form = WriteForm(self._session, self._person, self._case)
        self.writing.body.addWidget(self.form)
        self._show(self.writing, self.write, self.back)
        self.form.what.setFocus()

    def _show_preview(self, archive: Import, path: Path) -> None:
        self._import = archive
        self.preview = Preview(self._session, archive, path.name)
        clear(self.found.body)
        self.found.body.addWidget(self.preview)
        if self.preview.brings:
            self._show(self.found, self.take, self.leave)
        else:
            self._show(self.found, self.leave)
        (self.take if self.preview.brings else self.leave).setFocus()

    def _let_go(self) -> None:
        if self._import is not None:
            self._import.close()
        if self.form is not None:
            self.form.lock_box.forget()
        self.password.clear()
        self.show_it.setChecked(False)
        self._import = self.preview = self.form = None

    def show_keys(self) -> None:
        """Show the keys, one's own and those of others."""
        from desktop.windows.case_file.keys_dialog import KeysDialog

        KeysDialog(self, self._session).exec()

    # -- out

    def _ask_where(self) -> None:
        assert self.form is not None
        name, way = self._page.text("archive.file"), self.form.lock_box.way()
        suggested = str(Path.home() / f"{name}-{self._session.day.isoformat()}{_ENDING[way]}")
        title = self._page.text("archive.choose.save")
        chosen, _ = QFileDialog.getSaveFileName(self, title, suggested, f"*{_ENDING[way]}")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the file that was put together into ``path`` and say so, or why not."""
        assert self.form is not None
        choice, lock, way = self.form.choice(), self.form.lock_box.lock(), self.form.lock_box.way()
        count = self._do("saving", lambda on: self._session.case_files.save(path, choice, lock, on))
        if count is not None:
            self._show_start()
            if lock is not None and lock.password:
                self.told.tell(path.name, lock.password)
            else:
                self.told.forget()
            self._say(
                "archive.saved",
                f"archive.said.{way}",
                path=str(path),
                count=self._session.language.number(count),
            )

    # -- in

    def _ask_which(self) -> None:
        title = self._page.text("archive.import.choose")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), _READ)
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Show what the file in ``path`` would bring, ask for its password first, or say why it cannot be taken."""
        try:
            asks = self._session.case_files.needs_password(path)
        except Problem as problem:
            self._say(problem.key, **problem.params)
            return
        self.said.hide()
        if asks:
            self._ask_password(path)
        else:
            self._open(path, "")

    def _ask_password(self, path: Path) -> None:
        self._asked = path
        self._show_wrong("")
        self.ask_title.setText(self._page.text("archive.ask.title", file=path.name))
        self._show(self.asking, self.open_it, self.back)
        self.password.setFocus()

    def unlock(self) -> None:
        """Open the file that was asked about with the password that was typed."""
        if self._asked is not None:
            self._open(self._asked, self.password.text())

    def _open(self, path: Path, password: str) -> None:
        archive = self._do("reading", lambda on: self._session.case_files.open(path, password, on))
        if archive is not None:
            self.said.hide()
            self.password.clear()
            self._show_preview(archive, path)
        elif self.stack.currentWidget() is self.asking:
            self.password.selectAll()
            self.password.setFocus()

    def take_in(self) -> None:
        """Write what is new, and the fields that are ticked."""
        archive, preview = self._import, self.preview
        if archive is None or preview is None:
            return
        chosen = frozenset(preview.model.chosen)
        count = self._do("writing", lambda on: archive.take(chosen, on))
        if count is not None:
            self._show_start()
            key = "archive.taken" if count else "archive.taken_nothing"
            self._say(key, **({"count": self._session.language.number(count)} if count else {}))
            self.imported.emit()

    def _do(self, what: str, job: Callable[[Progress], T]) -> T | None:
        """Do the work beside the window; ``None`` after it was stopped or failed, which is then said."""
        text = self._page.text
        try:
            return run(self, text(f"archive.{what}"), text("archive.stop"), job)
        except Stopped:
            self._say("archive.stopped")
        except Problem as problem:
            if what == "reading" and self.stack.currentWidget() is self.asking:
                self._show_wrong(text(problem.key, **problem.params))
            else:
                self._say(problem.key, **problem.params)
        return None

    def _show_wrong(self, sentence: str) -> None:
        """Say at the password why the file did not open, or nothing."""
        self.said.hide()
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.password.mark(bool(sentence))
        if sentence:
            self.asking.show_widget(self.wrong)
            say_aloud(self.wrong)

    def _say(self, *keys: str, **params: object) -> None:
        """Say the sentences of ``keys``; ``params`` belong to the first."""
        first, *rest = keys
        sentences = [self._page.text(first, **params), *map(self._page.text, rest)]
        self.said.setText(" ".join(sentences))
        self.said.show()
        say_aloud(self.said)
