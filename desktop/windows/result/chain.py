"""The table of branches with its reasons: a row opens to your facts, the rules and the articles behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.branch_reasons import branch_reasons
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, card, clear, row
from desktop.windows.law.wording import WordingSwitch
from desktop.windows.result.reasons import Reasons
from desktop.windows.result.table import BranchTable, answer_word
from desktop.windows.terms.label import mark_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from desktop.domain.case import Case
    from desktop.domain.determination import BranchAnswer, Determination
    from desktop.session import Session


class BranchRows(BranchTable):
    """The table, whose rows can be opened by a click, Enter or the space bar; ``wanted`` carries the row."""

    wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentRow() >= 0:
            self.wanted.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class BranchChain(QObject):
    """The table and, under it, the reasons of the branch that was opened; ``opened`` carries it or nothing.

    No widget of its own: one level less to lay out.
    """

    opened = Signal(str)

    def __init__(
        self,
        session: Session,
        case: Case,
        answer: Determination,
        to_law: Callable[[str], object],
        reword: Callable[[], object],
        parent: QObject,
    ) -> None:
        """``to_law`` takes an agreement's id; ``reword`` builds the page anew in the other words."""
        super().__init__(parent)
        self._session, self._case, self._answer = session, case, answer
        self._to_law, self._reword = to_law, reword
        facts = case.facts()
        self.table = BranchRows(session, facts.from_state or "", facts.to_state or "", answer)
        self.hint = Label(session.text("pages.chain.hint"), "small")
        self.branch = ""
        self._place = QVBoxLayout()
        self.table.cellClicked.connect(lambda row, _column: self.table.wanted.emit(row))
        self.table.wanted.connect(self._open_row)

    def add_to(self, layout: QVBoxLayout) -> None:
        """Put the table, the hint and the place of the reasons into ``layout``."""
        layout.addWidget(self.table)
        layout.addWidget(self.hint)
        layout.addLayout(self._place)

    def open_branch(self, code: str) -> None:
        """Show why the branch ``code`` has its answers, or nothing for the empty text."""
        clear(self._place)
        self.branch = code
        self.opened.emit(code)
        given = [one for side in ("host", "home") for one in self._answer.branches if one.side == side]
        here = [one for one in given if one.branch == code]
        if not here:
            return
        close = Button(self._session.text("pages.close"), icon="close")
        close.clicked.connect(self._close)
        sides = [part for one in here for part in self._side(one)]
        switch = WordingSwitch(self._session, self._reword)
        panel = card(*sides, row(switch, close))
        self._place.addWidget(panel)
        mark_terms(panel, self._session)

    def _open_row(self, row: int) -> None:
        """Open the branch of a row and bring its reasons into sight."""
        self.open_branch(self.table.codes[row])
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        column = self.hint.parentWidget()
        while column is not None and not isinstance(column, Column):
            column = column.parentWidget()
        if column is not None and (item := self._place.itemAt(0)) is not None and (panel := item.widget()):
            column.show_widget(panel)
            column.show_widget(self.hint)

    def _close(self) -> None:
        self.open_branch("")
        self.table.setFocus()

    def _side(self, given: BranchAnswer) -> list[QWidget]:
        """One side of the branch: what it is called there, the answer, and what led to it."""
        session, facts = self._session, self._case.facts()
        state = (facts.to_state if given.side == "host" else facts.from_state) or ""
        name = session.language.branch(given.branch, state)
        heading = session.text("pages.chain.side", state=session.language.state(state), name=name)
        symbol = self.table.symbol(given)
        found = branch_reasons(given, self._answer, facts, session.law)
        reasons = Reasons(session, self._case, found, self._answer.agreement, self._to_law)
        return [Label(heading, "heading"), StateWord(symbol, answer_word(session, given)), reasons]
