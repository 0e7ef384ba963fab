"""The second step: how the file is read and what its columns mean, until nothing is open any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.imports.matching import Field
from desktop.domain.imports.sheet import MOST_ROWS
from desktop.domain.imports.table_file import ENCODINGS
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import NumberInput
from desktop.windows.controls.labelled import labelled
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, line, row
from desktop.windows.imports.columns import ColumnsForm
from desktop.windows.imports.fixed import FixedForm
from desktop.windows.record.head import RecordHead

if TYPE_CHECKING:
    from desktop.domain.imports.amount import Judgement
    from desktop.domain.imports.lines import Finding
    from desktop.domain.imports.matching import Matching
    from desktop.domain.imports.sheet import Sheet
    from desktop.domain.imports.table_file import TableFile
    from desktop.windows.page import Page


class MatchStep(QWidget):
    """``changed`` carries a matching; the others what the user wants to see or do instead."""

    changed = Signal(object)
    worksheet_wanted = Signal(str)
    encoding_wanted = Signal(str)
    head_wanted = Signal(int)
    check_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.file = Label(role="heading")
        self.notes = Label(role="small")
        self.worksheet_label, self.worksheet = Label(wrap=False), ChoiceBox()
        self.encoding_label, self.encoding = Label(wrap=False), ChoiceBox()
        self.head_label, self.head = Label(wrap=False), NumberInput(MOST_ROWS)
        self.columns_title, self.columns = Label(role="heading"), ColumnsForm(page.session)
        self.fixed_title, self.fixed = Label(role="heading"), FixedForm(page.session)
        self.open = Label(role="error")
        self.back, self.check = Button(icon="back"), Button(role="primary", icon="next")
        self._name()
        self._lay_out()
        self._connect()

    def _name(self) -> None:
        put = self.page.put
        for label, box, name in (
            (self.worksheet_label, self.worksheet, "worksheet"),
            (self.encoding_label, self.encoding, "encoding"),
            (self.head_label, self.head.line, "head_row"),
        ):
            put(label.setText, f"record.import.{name}")
            put(box.setAccessibleName, f"record.import.{name}")
        put(self.columns_title.setText, "record.import.columns")
        put(self.fixed_title.setText, "record.import.all_rows")
        put(self.back.setText, "record.import.other_file")
        put(self.check.setText, "record.import.check")

    def _lay_out(self) -> None:
        self.column = column = Column(wide=True)
        self.worksheet_row = labelled(self.worksheet_label, self.worksheet)
        self.encoding_row = labelled(self.encoding_label, self.encoding)
        for widget in (
            self.file, row(self.worksheet_row, self.encoding_row, labelled(self.head_label, self.head)),
            self.notes, line(), self.columns_title, self.columns, line(), self.fixed_title, self.fixed,
        ):  # fmt: skip
            column.body.addWidget(widget)
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(4 * GRID, GRID, 4 * GRID, 2 * GRID)
        below.addWidget(self.open)
        below.addWidget(row(self.check, self.back))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(column, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.columns.changed.connect(self.changed)
        self.fixed.changed.connect(self.changed)
        self.back.clicked.connect(self.back_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.worksheet.activated.connect(lambda _n: self.worksheet_wanted.emit(self.worksheet.currentData()))
        self.encoding.activated.connect(lambda _n: self.encoding_wanted.emit(self.encoding.currentData()))
        self.head.left.connect(self._head_left)

    def _head_left(self) -> None:
        if number := self.head.number():
            self.head_wanted.emit(number)

    def show_file(self, name: str, file: TableFile | None, sheet: Sheet) -> None:
        """Say what is read: ``file`` is ``None`` for what was pasted."""
        text = self.page.text
        self.file.setText(name)
        worksheets = file.worksheets if file else ()
        self.worksheet.clear()
        for one in worksheets:
            hidden = file is not None and one in file.hidden
            self.worksheet.addItem(text("record.import.hidden", name=one) if hidden else one, one)
        self.worksheet.setCurrentIndex(max(self.worksheet.findData(sheet.name), 0))
        self.worksheet_row.setVisible(len(worksheets) > 1)
        decoded = file.decoded if file else None
        self.encoding.clear()
        for code in ENCODINGS:
            self.encoding.addItem(text(f"record.import.encoding.{code.replace('-', '_')}"), code)
        self.encoding_row.setVisible(decoded is not None)
        notes = [text(f"record.import.note.{note.value}") for note in sheet.notes]
        if decoded is not None:
            self.encoding.setCurrentIndex(max(self.encoding.findData(decoded.encoding), 0))
            if decoded.guessed:
                notes.append(text("record.import.note.guessed"))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))

    def show_matching(
        self, sheet: Sheet, matching: Matching, found: Matching, judgements: Mapping[int, Judgement]
    ) -> None:
        """Show what every column means."""
        self.head.set_number(matching.head_row)
        self.columns.show_sheet(sheet, matching, found)
        self.show_fixed(sheet, matching, judgements)

    def show_fixed(self, sheet: Sheet, matching: Matching, judgements: Mapping[int, Judgement]) -> None:
        """Show what is the same for all rows."""
        self.fixed.show_matching(sheet, matching, judgements)

    def show_open(self, questions: tuple[Finding, ...]) -> None:
        """Say what is still open; nothing where nothing is."""
        words = self.page.session.tables.words
        self.open.setText("\n".join(words(one) for one in questions))
        self.open.setVisible(bool(questions))

    def go_to(self, question: Finding, judgements: Mapping[int, Judgement]) -> None:
        """Put the focus where the question is answered."""
        what = question.key.rpartition(".")[2]
        doubtful = next((column for column, one in judgements.items() if one.asks), None)
        places = {"state": Field.STATE, "branch": Field.BRANCH, "wide": "wide"}
        if what == "person":
            self.page.findChildren(RecordHead)[0].choose.setFocus()
        elif not self.fixed.focus(places.get(what, doubtful if "separators" in what else None)):
            next(iter(self.columns.boxes.values()), self.back).setFocus()
        if (focused := self.page.focusWidget()) is not None:
            self.column.show_widget(focused)
