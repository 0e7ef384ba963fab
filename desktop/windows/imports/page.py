"""Taking over a table of another program: choose it, say what its columns mean, look at every row, then say yes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.imports.matching import Matching
from desktop.problems import Problem
from desktop.windows.controls.qt_values import NO_FOCUS
from desktop.windows.controls.theme import size, theme
from desktop.windows.controls.work import Progress, Stopped, run
from desktop.windows.imports.match import MatchStep
from desktop.windows.imports.preview import PreviewStep
from desktop.windows.imports.start import StartStep
from desktop.windows.page import Page
from desktop.windows.record.head import RecordHead

if TYPE_CHECKING:
    from desktop.domain.imports.amount import Judgement
    from desktop.domain.imports.lines import Finding
    from desktop.domain.imports.sheet import Sheet
    from desktop.domain.imports.table_file import TableFile
    from desktop.record.tables import Checked
    from desktop.session import Session

T = TypeVar("T")
_STEP_HEIGHT = 27
"""The least height of a step, in heights of the text: some rows of a table with all that belongs to them."""


class ImportPage(Page):
    """See the module. ``sheet`` and ``matching`` are what is in hand; ``checked`` the last preview."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.file: TableFile | None = None
        self.sheet: Sheet | None = None
        self.matching = Matching(1)
        self.judgements: dict[int, Judgement] = {}
        self.checked: Checked | None = None
        self._asked = False
        self.head = RecordHead(self, "import")
        self.start, self.match, self.rows = StartStep(self), MatchStep(self), PreviewStep(self)
        self.steps = QStackedWidget()
        for step in (self.start, self.match, self.rows):
            self.steps.addWidget(step)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        """With large letters the head and a step do not fit one window: then the whole page scrolls."""
        self.whole = whole = QScrollArea()
        ground = QWidget()
        ground.setObjectName("column")
        whole.setWidgetResizable(True)
        whole.setProperty("focusPolicy", NO_FOCUS)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.head)
        inside.addWidget(self.steps, 1)
        whole.setWidget(ground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)
        self._fit()
        theme.changed.connect(self._fit)

    def _turn_to(self, step: QWidget) -> None:
        """Show a step; where the page scrolls, the head makes room for it."""
        self.steps.setCurrentWidget(step)
        bar = self.whole.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(0 if step is self.start else self.steps.y()))

    def _fit(self) -> None:
        self.steps.setMinimumHeight(_STEP_HEIGHT * size())

    def _connect(self) -> None:
        self.head.turned.connect(self._turned)
        self.head.changed.connect(self._turned)
        self.start.file_wanted.connect(self._choose_file)
        self.start.paste_wanted.connect(self.paste)
        self.match.changed.connect(self._match)
        self.match.worksheet_wanted.connect(lambda name: self._read(str(name)))
        self.match.encoding_wanted.connect(lambda code: self._in_encoding(str(code)))
        self.match.head_wanted.connect(self._heads_in)
        self.match.back_wanted.connect(self.begin)
        self.match.check_wanted.connect(self.check)
        self.rows.back_wanted.connect(lambda: self._turn_to(self.match))
        self.rows.take_wanted.connect(self.take_over)
        self.rows.save_wanted.connect(self._choose_refused)
        shortcut = QShortcut(
            QKeySequence.StandardKey.Paste, self.start, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        shortcut.activated.connect(self.paste)

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.head.load(case_id)
        self._turned()

    def retranslate(self) -> None:
        super().retranslate()
        self.head.retranslate()
        self.rows.retranslate()
        if self.sheet is not None:
            self._show_match()

    def shown(self) -> None:
        if self.steps.currentWidget() is self.start:
            self.start.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file from the desktop may be let go anywhere on the page."""
        if _dragged(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dragged(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(
                0, self, lambda: self.open_file(path)
            )  # the other program waits until this returns

    # -- where the table comes from

    def begin(self) -> None:
        """Back to the choice of a table."""
        self.file, self.sheet, self.checked = None, None, None
        self._turn_to(self.start)
        self.start.choose.setFocus()

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.text("record.import.choose_file"), str(Path.home()), self.text("record.import.filter")
        )
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path, encoding: str = "") -> None:
        """Look at the file and read its first worksheet."""
        tables = self.session.tables
        file = self._work("reading", lambda _progress: tables.open(path, encoding))
        if file is not None:
            self.file = file
            self._read(file.first_shown)

    def _in_encoding(self, encoding: str) -> None:
        if self.file is not None:
            self.open_file(Path(self.file.path), encoding)

    def _read(self, worksheet: str) -> None:
        file, tables = self.file, self.session.tables
        if file is None:
            return
        sheet = self._work("reading", lambda progress: tables.read(file, worksheet, progress))
        if sheet is not None:
            self._take_sheet(sheet)

    def paste(self) -> None:
        """Read the table on the clipboard."""
        self.read_text(QGuiApplication.clipboard().text())

    def read_text(self, text: str) -> None:
        """Read a table that a spreadsheet wrote as text."""
        name = self.text("record.import.clipboard")
        sheet = self._work("reading", lambda _progress: self.session.tables.pasted(text, name))
        if sheet is not None:
            self.file = None
            self._take_sheet(sheet)

    def _take_sheet(self, sheet: Sheet) -> None:
        self.sheet, self._asked = sheet, False
        self._heads_in(None)
        self._turn_to(self.match)

    # -- what the columns mean

    def _heads_in(self, number: int | None) -> None:
        """Take row ``number`` as the row of heads, or find it; what was chosen for other heads is let go."""
        sheet, tables = self.sheet, self.session.tables
        if sheet is None or (number is not None and number == self.matching.head_row):
            return
        self.matching = tables.match(sheet, number)
        self.judgements = tables.judge(sheet, self.matching)
        self._show_match()

    def _show_match(self) -> None:
        assert self.sheet is not None
        name = Path(self.file.path).name if self.file else self.text("record.import.clipboard")
        self.match.show_file(name, self.file, self.sheet)
        found = self.session.tables.found(self.sheet, self.matching.head_row)
        self.match.show_matching(self.sheet, self.matching, found, self.judgements)
        self._say_open()

    def _match(self, matching: Matching) -> None:
        """Take the user's choice; the lines for all rows follow from the columns that are matched."""
        assert self.sheet is not None
        columns = matching.targets != self.matching.targets or matching.wide != self.matching.wide
        self.matching = matching
        if columns:
            self.judgements = self.session.tables.judge(self.sheet, matching)
            self.match.show_fixed(self.sheet, matching, self.judgements)
        self.match.columns.take(matching)
        self.match.fixed.take(matching)
        self._say_open()

    def _turned(self) -> None:
        """Another person is in hand, or the record changed: what was checked is out of date."""
        if self.steps.currentWidget() is self.rows:
            self._turn_to(self.match)
        self._say_open()

    def _say_open(self) -> None:
        """Say what is open, once the user asked for the rows."""
        self.match.show_open(self._open() if self._asked else ())

    def _open(self) -> tuple[Finding, ...]:
        if self.sheet is None:
            return ()
        questions = self.session.tables.questions
        return questions(self.sheet, self.matching, self.judgements, self.head.person_id)

    # -- the rows

    def check(self) -> None:
        """Check every row and show what would become of it; or say what is still open."""
        sheet, matching, judgements = self.sheet, self.matching, self.judgements
        self._asked = True
        self._say_open()
        if sheet is None:
            return
        if questions := self._open():
            self.match.go_to(questions[0], judgements)
            return
        tables, person = self.session.tables, self.head.person_id
        checked = self._work(
            "checking", lambda progress: tables.check(sheet, matching, judgements, person, progress)
        )
        if checked is not None:
            self.checked = checked
            self.rows.show_preview(checked.preview)
            self._turn_to(self.rows)
            self.rows.table.setFocus()

    def take_over(self, replace_conflicts: bool = False) -> None:
        """Keep the rows; one step of undo takes all of them back."""
        checked, tables = self.checked, self.session.tables
        if checked is None:
            return
        if not self.rows.taken:
            self.say.emit(self.text("record.import.nothing"), "note")
            return
        taken = self._work("writing", lambda progress: tables.take_over(checked, replace_conflicts, progress))
        if taken is None:
            return
        self.begin()
        self.head.note_change()
        self.undo.emit(self.session.language.plural("record.import.taken", taken), self.head.undo.undo.click)

    def _choose_refused(self) -> None:
        name = f"{self.text('record.import.refused_file')}.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.text("record.import.save_refused"), str(Path.home() / name), "*.csv"
        )
        if chosen:
            self.save_refused(Path(chosen))

    def save_refused(self, path: Path) -> None:
        """Write the rows that cannot be taken, with the reasons, as a CSV file."""
        checked, tables = self.checked, self.session.tables
        if checked is None:
            return
        saved = self._work("writing", lambda _progress: tables.save_refused(checked, path))
        if saved is not None:
            self.say.emit(
                self.session.language.plural("record.import.refused_saved", saved, path=str(path)), "info"
            )

    def _work(self, what: str, job: Callable[[Progress], T]) -> T | None:
        """What the job gives; ``None`` where it was stopped or went wrong, which is then said."""
        try:
            return run(self, self.text(f"record.import.{what}"), self.text("record.import.stop"), job)
        except Stopped:
            self.say.emit(self.text("record.import.stopped"), "note")
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
        return None


def _dragged(event: QDropEvent) -> Path | None:
    """The one file that is dragged; ``None`` for several or for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
