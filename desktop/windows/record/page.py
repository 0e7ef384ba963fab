"""The record of one working life: its months in a grid, what is wrong with them in words, and the year to type into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.record.gaps import find
from desktop.domain.record.grid import Look, grid
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, card, clear, row
from desktop.windows.page import CASE_KINDS, RECORD_KINDS, Page
from desktop.windows.record.entry import YearEntry
from desktop.windows.record.findings import Findings
from desktop.windows.record.grid import LOOKS, MonthGrid, legend
from desktop.windows.record.head import RecordHead

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.record.findings import RecordFinding
    from desktop.domain.record.life import WorkingLife
    from desktop.session import Session

_SIDE_BY_SIDE: Final = 54
"""From this width on, in heights of the text, the findings stand beside the grid."""
_FEWEST_ROWS: Final = 5
_FINDINGS_HIGH: Final = 24
"""The height of the findings under the grid, in heights of the text; the page scrolls."""
_CHINA: Final = "CN"


class RecordPage(Page):
    """``load`` shows the overview; the detail ``YEAR:STATE:BRANCH`` opens that year to type into."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.head = RecordHead(self, "record")
        self.grid, self.findings = MonthGrid(session), Findings(self)
        self.enter, self.branches = Button(role="primary", icon="edit"), Button()
        self.branches.setCheckable(True)
        self.spoken, self.key = Label(), QVBoxLayout()
        self.empty, self.nobody = self._empty(), self._nobody()
        self.entry = YearEntry(self)
        self.stack = QStackedWidget()
        self._life: WorkingLife | None = None
        self._lay_out()
        self._connect()
        self.retranslate()

    def _empty(self) -> QWidget:
        self.empty_text, self.begin, self.read_in = Label(), Button(role="primary", icon="edit"), Button()
        self.put(self.empty_text.setText, "record.empty")
        self.put(self.begin.setText, "record.enter")
        self.put(self.read_in.setText, "record.way.import")
        self.begin.clicked.connect(self.open_year)
        self.read_in.clicked.connect(lambda: self.go.emit("import", self.head.case_id, None))
        return card(self.empty_text, row(self.begin, self.read_in))

    def _nobody(self) -> QWidget:
        teach, choose = Label(), Button(role="primary", icon="person")
        self.put(teach.setText, "record.nobody")
        self.put(choose.setText, "record.head.choose")
        choose.clicked.connect(lambda: self.head.open_people())
        return card(teach, row(choose))

    def _lay_out(self) -> None:
        self.put(self.enter.setText, "record.enter")
        self.put(self.branches.setText, "record.branches")
        self.put(self.grid.setAccessibleName, "record.grid.name")
        self.left = QWidget()
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(row(self.enter, self.branches))
        column.addWidget(self.spoken)
        column.addWidget(self.grid, 1)
        column.addLayout(self.key)
        self.right = Column(wide=True)
        self.right.body.addWidget(self.findings)
        ground = self.right.widget()
        if ground is not None and (inside := ground.layout()) is not None:
            inside.setContentsMargins(GRID, 0, 2 * GRID, 2 * GRID)
        self.right.setMinimumWidth(20 * size())
        self.overview = QWidget()
        self.overview.setObjectName("column")
        self.halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.overview)
        self.halves.setContentsMargins(4 * GRID, GRID, 0, GRID)
        self.halves.addWidget(self.left, 3)
        self.halves.addWidget(self.right, 2)
        self.start = Column()
        self.start.body.addWidget(self.empty)
        self.start.body.addWidget(self.nobody)
        self.scrolled = QScrollArea()
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setWidget(self.overview)
        for widget in (self.scrolled, self.start, self.entry):
            self.stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.head.turned.connect(self._read)
        self.head.changed.connect(self._changed)
        self.enter.clicked.connect(self.open_year)
        self.branches.toggled.connect(lambda _on: self._show())
        self.grid.wanted.connect(self._open_cell)
        self.grid.spoken.connect(self.spoken.setText)
        self.findings.wanted.connect(self.show_months)
        self.findings.way.connect(self._go_way)
        self.entry.left.connect(self.close_year)
        self.entry.written.connect(self._written)

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.head.load(case_id)
        self._read()
        year, _, place = (detail or "").partition(":")
        state, _, branch = place.partition(":")
        if year.isdecimal() and state and self._life is not None:
            self._open(int(year), state, branch, 1)

    def retranslate(self) -> None:
        super().retranslate()
        self.head.retranslate()
        self.entry.retranslate()
        if self.stack.currentWidget() is not self.entry:
            self._read()

    def shown(self) -> None:
        if self.stack.currentWidget() is self.scrolled:
            self.grid.setFocus()
        elif self.stack.currentWidget() is self.start:
            (self.begin if self.head.person_id is not None else self.head.choose).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _SIDE_BY_SIDE * size()
        ways = QBoxLayout.Direction
        self.halves.setContentsMargins(4 * GRID, GRID, 0 if beside else 4 * GRID, GRID)
        self.halves.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self.grid.setMinimumHeight(self.grid.height_of(_FEWEST_ROWS))
        self.right.setMinimumHeight(0 if beside else _FINDINGS_HIGH * size())

    # -- the overview

    def _read(self) -> None:
        """Read the working life anew and show the overview, or what will stand there."""
        number = self.head.person_id if self.head.person is not None else None
        self._life = None if number is None else self.session.record.life(number)
        self.nobody.setVisible(self._life is None)
        self.empty.setVisible(self._life is not None)
        self._show()

    def _show(self) -> None:
        life = self._life
        found = None if life is None else grid(life, self.session.day)
        if life is None or found is None or not found.lanes:
            self.grid.model_.show(None, False)
            self.stack.setCurrentWidget(self.start)
            return
        self.findings.show_findings(find(life, found, self.session.law, self.session.day))
        before = self.grid.currentIndex()
        self.grid.model_.show(found, self.branches.isChecked())
        self._choose(before.row(), before.column())
        clear(self.key)
        looks = {cell.look for cell in found.cells.values()}
        self.key.addWidget(legend(self.session, [look for look in Look if look in looks and look in LOOKS]))
        self.stack.setCurrentWidget(self.scrolled)

    def _choose(self, row_: int, column: int) -> None:
        """Keep the month that was chosen; at first it is today's, in the lane of the home state."""
        model, today = self.grid.model_, self.session.day
        at = model.index(row_, column)
        if not at.isValid():
            rows = [place for place, (year, _) in enumerate(model.rows) if year == today.year]
            at = model.index(rows[0], today.month - 1)
        self.grid.choose(at)
        self.grid.scrollTo(at)

    def show_months(self, finding: RecordFinding) -> None:
        """Choose the months of a finding in the grid, those of its first year."""
        this_year = [month for month in finding.months if month.year == finding.months[0].year]
        self.grid.go_to(finding.state, this_year[0], this_year[-1])
        self.grid.setFocus()

    def _go_way(self, finding: RecordFinding, kind: str) -> None:
        case = finding.case_id if finding.case_id is not None else self.head.case_id
        needs_case = kind in CASE_KINDS and kind not in RECORD_KINDS
        if needs_case and finding.case_id is None:
            self.go.emit("check", None, "new")
        else:
            self.go.emit(kind, case, None)

    # -- a year to type into

    def open_year(self) -> None:
        """Open the year of the month that is chosen in the grid, else this year of the state where one works."""
        index = self.grid.currentIndex()
        if index.isValid():
            self._open_cell(index.row(), index.column())
        else:
            self._open(self.session.day.year, self._usual_state(), "pension", 1)

    def _open_cell(self, row_: int, column: int) -> None:
        year, lane = self.grid.model_.rows[row_]
        self._open(year, lane.state, lane.branch, column + 1)

    def _open(self, year: int, state: str, branch: str, month: int) -> None:
        assert self._life is not None
        self.entry.open(self._life, year, state, branch, self._states())
        self.stack.setCurrentWidget(self.entry)
        self.entry.focus(month)

    def _states(self) -> tuple[str, ...]:
        """The states of this life, home first, then China."""
        postings = self._life.postings if self._life else ()
        months = self._life.months if self._life else ()
        near = [state for posting in postings for state in (posting.home, posting.host) if state]
        return tuple(dict.fromkeys([*near, *(month.state for month in months), _CHINA]))

    def _usual_state(self) -> str:
        return self._states()[0]

    def close_year(self) -> None:
        """Back to the overview, with the focus where it was."""
        self._read()
        self.shown()

    def _written(self) -> None:
        self.head.note_change()

    def _changed(self) -> None:
        """Something was taken back or brought again, or the person changed."""
        person = self.entry.model.frame.person_id if self.entry.model.frame else None
        if self.stack.currentWidget() is self.entry and person == self.head.person_id:
            self.entry.read_again()
        else:
            self._read()
