"""What each column means: a line for each, with its head, examples and the meaning to choose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.identity import masked, masked_in
from desktop.domain.imports.matching import AMOUNTS, Field, Matching, Target
from desktop.domain.imports.sheet import column_name
from desktop.domain.record.contribution import RECORD_BRANCHES
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, row
from desktop.windows.imports.words import branch_words, cell_words, month_words
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.domain.imports.sheet import Sheet
    from desktop.session import Session

_EXAMPLES: Final = 2
_LOOKED_AT: Final = 30
"""Rows below the heads that may give examples."""
_LENGTH: Final = 18
"""Characters that a list shows without being opened."""
_NOTHING: Final = ""
_MONTH: Final = "one_month"


class ColumnsForm(QWidget):
    """``changed`` carries the matching after the user chose a meaning."""

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._matching = Matching(1)
        self._months: dict[int, Target] = {}
        self.boxes: dict[int, ChoiceBox] = {}
        self.branches: dict[int, ChoiceBox] = {}
        self._examples: dict[int, _Examples] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)

    def show_sheet(self, sheet: Sheet, matching: Matching, found: Matching) -> None:
        """A line for each column that holds anything; ``found`` is what the heads alone say."""
        self._matching = matching
        both = (*found.targets.items(), *matching.targets.items())
        self._months = {column: target for column, target in both if target.is_month}
        self._clear()
        for column in range(sheet.width):
            examples = tuple(_examples(self._session, sheet, matching.head_row, column))
            head = sheet.cell(matching.head_row, column)
            if head != "" or examples:
                name = cell_words(self._session, head) if head != "" else column_name(column)
                self._add(column, name, examples)

    def take(self, matching: Matching) -> None:
        """Go on from this matching, which another form changed."""
        self._matching = matching

    def _clear(self) -> None:
        self.boxes.clear()
        self.branches.clear()
        self._examples.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, column: int, name: str, examples: tuple[str, ...]) -> None:
        text = self._session.text
        line = len(self.boxes)
        head, box, branch = Label(name), _Meanings(), _Meanings()
        branch.setAccessibleName(text("record.import.branch_of", column=name))
        head.setBuddy(box)
        for value, words in self._meanings(column):
            box.addItem(words, value)
        for value in ("", *RECORD_BRANCHES):
            words = branch_words(self._session, value) if value else text("record.import.branch_of_row")
            branch.addItem(words, value)
        self.boxes[column], self.branches[column] = box, branch
        box.activated.connect(partial(self._chosen, column))
        branch.activated.connect(partial(self._chosen, column))
        self._examples[column] = _Examples(name, examples)
        self._grid.addWidget(stack(head, self._examples[column], spacing=0), line, 0)
        self._grid.addWidget(row(box, branch), line, 1)
        self._choose(column)  # now that they have a place: without one they would flash up as windows

    def _meanings(self, column: int) -> Iterator[tuple[str, str]]:
        """The values of the list and their words."""
        text = self._session.text
        yield _NOTHING, text("record.import.not_taken")
        if (month := self._months.get(column)) is not None:
            named = str(month.number) if month.month is None else month_words(self._session, month.month)
            yield _MONTH, text("record.import.one_month", month=named)
        for field in Field:
            yield field.value, text(f"record.import.field.{field.value}")

    def _choose(self, column: int) -> None:
        """Show what the matching says of the column."""
        target = self._matching.targets.get(column)
        value = _NOTHING
        if target is not None:
            value = _MONTH if target.is_month else target.field.value if target.field else _NOTHING
        box, branch = self.boxes[column], self.branches[column]
        box.setCurrentIndex(max(box.findData(value), 0))
        branch.setCurrentIndex(max(branch.findData(target.branch if target else ""), 0))
        branch.setVisible(target is not None and (target.is_month or target.field in AMOUNTS))
        shown = self._examples[column].show_as(target)
        name = self._examples[column].column
        box.setAccessibleName(self._session.text("record.import.meaning_of", column=name, examples=shown))

    def _chosen(self, column: int, _place: int = 0) -> None:
        """A meaning stands once: a column that had it before has none any more."""
        value, branch = str(self.boxes[column].currentData()), str(self.branches[column].currentData())
        target: Target | None = None
        if value == _MONTH:
            target = replace(self._months[column], branch=branch)
        elif value:
            field = Field(value)
            target = Target(field, branch if field in AMOUNTS else "")
        others = {c: t for c, t in self._matching.targets.items() if c != column and t != target}
        targets = dict(sorted({**others, **({column: target} if target else {})}.items()))
        self._matching = replace(self._matching, targets=targets)
        for one in self.boxes:
            self._choose(one)
        self.changed.emit(self._matching)


class _Examples(Label):
    """What the column named ``column`` holds, a few cells of it; of identity numbers only the ends."""

    def __init__(self, column: str, cells: tuple[str, ...]) -> None:
        super().__init__(role="small")
        self.column, self._cells = column, cells

    def show_as(self, target: Target | None) -> str:
        """Show the cells as ``target`` calls for, and return what is shown."""
        hide = masked if target is not None and target.field is Field.PERSON_NUMBER else masked_in
        self.setText(" · ".join(map(hide, self._cells)))
        return self.text()


class _Meanings(ChoiceBox):
    """A list that grows with the window but not with its longest word."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LENGTH)


def _examples(session: Session, sheet: Sheet, head_row: int, column: int) -> Iterator[str]:
    found = 0
    for number in range(head_row + 1, min(head_row + _LOOKED_AT, len(sheet.rows)) + 1):
        cell = sheet.cell(number, column)
        if cell != "" and found < _EXAMPLES:
            found += 1
            yield cell_words(session, cell)
