"""What is the same for all rows of a table, and how its amounts are written where that does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from desktop.domain.imports.amount import Convention, Judgement
from desktop.domain.imports.matching import AMOUNTS, Field, Matching
from desktop.domain.imports.sheet import column_name
from desktop.domain.record.contribution import RECORD_BRANCHES, SCHEMES, Payment
from desktop.languages.money import currency_name
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label
from desktop.windows.imports.words import branch_words, cell_words

if TYPE_CHECKING:
    from desktop.domain.imports.sheet import Sheet
    from desktop.session import Session

_TYPED = (Field.PLACE, Field.EMPLOYER)
_LISTED = (Field.STATE, Field.BRANCH, Field.SCHEME, Field.STATUS, Field.CURRENCY)
_CURRENCIES = (
    "EUR", "CNY", "KRW", "JPY", "CHF", "CAD", "DKK", "RSD", "KGS", "DEM", "FRF", "NLG", "ESP", "FIM", "LUF",
)  # fmt: skip
"""The money of the states with an agreement, before the euro too."""


class FixedForm(QWidget):
    """A line for each field that has no column; ``changed`` carries the matching after a choice."""

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._matching = Matching(1)
        self.boxes: dict[object, ChoiceBox] = {}
        self.lines: dict[Field, TextInput] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(2 * GRID)
        self._form.setVerticalSpacing(GRID)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)

    def show_matching(self, sheet: Sheet, matching: Matching, judgements: Mapping[int, Judgement]) -> None:
        """The lines that this matching needs; what is chosen already stays chosen."""
        self._matching = matching
        focused = next((name for name, box in self.boxes.items() if box.hasFocus()), None)
        self._clear()
        if matching.months:
            self._list("wide", self._session.text("record.import.wide"), self._amounts(), self._wide)
        for field in _LISTED:
            if matching.column_of(field) is None:
                words = self._session.text(f"record.import.field.{field.value}")
                self._list(field, words, self._values(field), partial(self._fix, field))
        for field in _TYPED:
            if matching.column_of(field) is None:
                self._line(field)
        for column, judgement in judgements.items():
            if judgement.asks:
                self._ask(sheet, column, judgement)
        self._choose()
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    def focus(self, name: object) -> bool:
        """Put the focus on the list of a field, of ``wide`` or of a column; whether there is one."""
        box = self.boxes.get(name)
        if box is not None:
            box.setFocus()
        return box is not None

    def take(self, matching: Matching) -> None:
        """Go on from this matching, which another form changed."""
        self._matching = matching

    def _clear(self) -> None:
        """Lines are deleted later: one of them may be telling of its change."""
        self.boxes.clear()
        self.lines.clear()
        while self._form.rowCount():
            taken = self._form.takeRow(0)
            for item in (taken.labelItem, taken.fieldItem):
                if item is not None and (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()

    def _list(self, name: object, words: str, values: Iterable[tuple[str, str]], call: object) -> None:
        box = ChoiceBox()
        box.setAccessibleName(words)
        for value, shown in values:
            box.addItem(shown, value)
        box.activated.connect(lambda _place: call(str(box.currentData())))  # type: ignore[operator]
        self.boxes[name] = box
        label = Label(words)
        label.setBuddy(box)
        self._form.addRow(label, box)

    def _line(self, field: Field) -> None:
        line = TextInput()
        words = self._session.text(f"record.import.field.{field.value}")
        line.setAccessibleName(words)
        line.setText(self._matching.fixed.get(field, ""))
        line.editingFinished.connect(lambda: self._typed(field, line.text().strip()))
        self.lines[field] = line
        label = Label(words)
        label.setBuddy(line)
        self._form.addRow(label, line)

    def _ask(self, sheet: Sheet, column: int, judgement: Judgement) -> None:
        """How the amounts of a column are written, with both readings of a cell that does not show it."""
        head = sheet.cell(self._matching.head_row, column)
        name = cell_words(self._session, head) if head != "" else column_name(column)
        words = self._session.text("record.import.separators", column=name, text=judgement.example)
        readings = [("", self._session.text("record.import.choose"))]
        for convention in Convention:
            readings.append(
                (convention.value, self._session.text(f"record.import.written.{convention.value}"))
            )
        self._list(column, words, readings, partial(self._convention, column))

    # -- what can be chosen

    def _amounts(self) -> Iterator[tuple[str, str]]:
        yield "", self._session.text("record.import.choose")
        for field in AMOUNTS:
            yield field.value, self._session.text(f"record.import.field.{field.value}")

    def _values(self, field: Field) -> Iterator[tuple[str, str]]:
        session = self._session
        if field in (Field.STATE, Field.BRANCH):
            yield "", session.text("record.import.choose")
        if field is Field.STATE:
            language = session.language
            agreed = {state for agreement in session.law.agreements for state in agreement.states}
            for code in sorted(state_codes(language), key=lambda code: code not in agreed):
                yield code, language.state(code)
        elif field is Field.BRANCH:
            yield from ((branch, branch_words(session, branch)) for branch in RECORD_BRANCHES)
        elif field is Field.SCHEME:
            for scheme in SCHEMES:
                yield scheme, session.text(f"record.scheme.{scheme or 'unsaid'}")
        elif field is Field.CURRENCY:
            yield "", session.text("record.import.own_money")
            yield from ((code, currency_name(session.language, code)) for code in _CURRENCIES)
        else:
            yield from ((one.value, session.text(f"record.status.{one.value}")) for one in Payment)

    def _choose(self) -> None:
        """Show what the matching says."""
        matching = self._matching
        said: dict[object, str] = {Field.STATUS: Payment.PAID.value}
        said |= dict(matching.fixed.items())
        said["wide"] = matching.wide.value if matching.wide else ""
        said.update({column: one.value for column, one in matching.conventions.items()})
        for name, box in self.boxes.items():
            box.setCurrentIndex(max(box.findData(said.get(name, "")), 0))

    # -- what was chosen

    def _tell(self, matching: Matching) -> None:
        self._matching = matching
        self.changed.emit(matching)

    def _fix(self, field: Field, value: str) -> None:
        fixed = {**self._matching.fixed, field: value}
        self._tell(replace(self._matching, fixed={name: one for name, one in fixed.items() if one}))

    def _typed(self, field: Field, value: str) -> None:
        if self._matching.fixed.get(field, "") != value:
            self._fix(field, value)

    def _wide(self, value: str) -> None:
        self._tell(replace(self._matching, wide=Field(value) if value else None))

    def _convention(self, column: int, value: str) -> None:
        chosen = {c: one for c, one in self._matching.conventions.items() if c != column}
        if value:
            chosen[column] = Convention(value)
        self._tell(replace(self._matching, conventions=chosen))
