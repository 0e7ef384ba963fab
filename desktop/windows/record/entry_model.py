"""A year of payslips as a model: months as rows; what is typed is read, checked and kept at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.formulas import tamed
from desktop.domain.imports.amount import AmountUnreadable
from desktop.domain.imports.sheet import MOST_TEXT
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.year_entry import (
    AMOUNTS,
    COLUMNS,
    Cell,
    YearFrame,
    doubt,
    elsewhere,
    entries,
    plan,
    problem,
)
from desktop.languages.amounts import money_of
from desktop.languages.money import decimal
from desktop.record.entries import carry_out, months_of
from desktop.windows.record.words import example_amount, read_amount, status_words

if TYPE_CHECKING:
    from desktop.domain.paper import Words
    from desktop.domain.record.person import Person
    from desktop.session import Session

_MONTHS: Final = 12
_SHOWN: Final = 80
"""Characters of a wrong entry that are repeated in the sentence about it."""
Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractTableModel):
    """See the module. ``refused`` carries a sentence on what could not be kept, ``kept`` a doubt or nothing."""

    refused = Signal(str)
    kept = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.frame: YearFrame | None = None
        self._person: Person | None = None
        self._there: dict[int, ContributionMonth] = {}
        self.others: tuple[ContributionMonth, ...] = ()
        """Entries of the same state and branch this year, of another employer or scheme."""

    def show(self, frame: YearFrame | None) -> None:
        """Show the entries of another year, state, branch or employer; ``None`` shows nothing."""
        self.beginResetModel()
        self.frame = frame
        self._person = None if frame is None else self._session.record.person(frame.person_id)
        self._read()
        self.endResetModel()

    def read_again(self) -> None:
        """Show what is kept now, after an undo."""
        self._read()
        self.dataChanged.emit(self.index(0, 0), self.index(_MONTHS - 1, len(COLUMNS) - 1))

    def _read(self) -> None:
        self._there, self.others = {}, ()
        if self.frame is not None:
            months = months_of(self._session.store, self.frame.person_id)
            self._there = entries(self.frame, months)
            self.others = elsewhere(self.frame, months)

    @property
    def rows(self) -> tuple[ContributionMonth, ...]:
        """The entries of the table, in order."""
        return tuple(self._there[number] for number in sorted(self._there))

    # -- what the view asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self.frame is None or (parent is not None and parent.isValid()) else _MONTHS

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or self.frame is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._session.text(f"record.entry.{COLUMNS[section]}")
        return self._session.language.year_month(self.frame.month(section + 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.written(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[index.column()] in AMOUNTS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def written(self, row: int, column: int) -> str:
        """A cell as it stands on the screen and goes into the clipboard."""
        entry = self._there.get(row + 1)
        value = None if entry is None else getattr(entry, COLUMNS[column])
        if isinstance(value, Decimal):
            return decimal(value, self._session.language.locale, 2)
        return status_words(self._session, value) if isinstance(value, Payment) else value or ""

    def status(self, row: int) -> Payment | None:
        """What became of a month, ``None`` where nothing is entered."""
        return self._there[row + 1].status if row + 1 in self._there else None

    def _spoken(self, index: Index) -> str:
        assert self.frame is not None
        month = self._session.language.year_month(self.frame.month(index.row() + 1))
        name = self._session.text(f"record.entry.{COLUMNS[index.column()]}")
        value = self.written(index.row(), index.column())
        key = "record.entry.spoken" if value else "record.entry.spoken_empty"
        return self._session.text(key, month=month, column=name, value=value)

    # -- typing

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed; ``False`` and ``refused`` for what cannot be."""
        text = value if isinstance(value, str) else getattr(value, "value", "")
        if role != Qt.ItemDataRole.EditRole or text == self.written(index.row(), index.column()):
            return True
        return self.put({(index.row(), index.column()): str(text)})

    def put(self, typed: Mapping[tuple[int, int], str]) -> bool:
        """Keep several cells as one step, or none of them; ``refused`` says what is wrong with the first wrong one."""
        edits: dict[tuple[int, str], Cell] = {}
        for (row, column), text in typed.items():
            read = self._cell(column, text)
            if isinstance(read, _Wrong):
                self.refused.emit(self._at(row, column, read.sentence))
                return False
            edits[row + 1, COLUMNS[column]] = read.value
        return self._carry_out(edits)

    def _carry_out(self, edits: Mapping[tuple[int, str], Cell]) -> bool:
        assert self.frame is not None
        assert self._person is not None
        made = plan(self.frame, self._there, edits)
        for month in made.keep:
            money = money_of(month.state, month.month)
            if wrong := problem(month, self._person.born_on, self._session.day, money):
                self.refused.emit(self._sentence(wrong))
                return False
        if made.keep or made.remove:
            carry_out(self._session.record, self.frame.person_id, made)
            self.read_again()
        doubts = (doubt(month, self.others, self._session.day) for month in made.keep)
        self.kept.emit(next((self._sentence(one) for one in doubts if one), ""))
        return True

    def _cell(self, column: int, text: str) -> _Read | _Wrong:
        """What a typed text means in its column."""
        name, text = COLUMNS[column], text.strip()
        if not text:
            return _Read(None)
        if name == "note":
            return self._note(text)
        if name == "status":
            return self._status(text)
        try:
            return _Read(read_amount(self._session, text, self.frame.currency if self.frame else ""))
        except AmountUnreadable as unreadable:
            return _Wrong(self._unreadable(unreadable))

    def _note(self, text: str) -> _Read | _Wrong:
        if len(text) <= MOST_TEXT:
            return _Read(text)
        limit = self._session.language.number(MOST_TEXT)
        return _Wrong(self._session.text("record.entry.wrong.note_long", limit=limit))

    def _status(self, text: str) -> _Read | _Wrong:
        for status in Payment:
            if text.casefold() in (status.value, status_words(self._session, status).casefold()):
                return _Read(status)
        known = self._session.language.list([status_words(self._session, status) for status in Payment])
        return _Wrong(self._session.text("record.entry.wrong.status", typed=text[:_SHOWN], known=known))

    def _unreadable(self, unreadable: AmountUnreadable) -> str:
        example = example_amount(self._session)
        if unreadable.elsewise is None:
            typed = unreadable.text[:_SHOWN]
            return self._session.text("record.entry.wrong.amount", typed=typed, example=example)
        meant = decimal(unreadable.elsewise, self._session.language.locale)
        return self._session.text(
            "record.entry.wrong.separators", typed=unreadable.text, example=example, meant=meant
        )

    def _at(self, row: int, column: int, sentence: str) -> str:
        assert self.frame is not None
        month = self._session.language.year_month(self.frame.month(row + 1))
        name = self._session.text(f"record.entry.{COLUMNS[column]}")
        return self._session.text("record.entry.at", month=month, column=name, sentence=sentence)

    def refuse(self, key: str) -> None:
        """Say why something was not taken, by the key of its sentence."""
        self.refused.emit(self._session.text(key))

    def _sentence(self, words: Words) -> str:
        return self._session.language.value(words, self._session.law)

    # -- the clipboard

    def as_table(self, cells: Sequence[tuple[int, int]]) -> str:
        """The smallest block around these cells as tab-separated lines, in the user's number format.

        As in a spreadsheet, quotation marks hold a note of several lines together.
        """
        rows, columns = {row for row, _ in cells}, {column for _, column in cells}
        return "\n".join(
            "\t".join(_quoted(self.written(row, column)) for column in sorted(columns))
            for row in sorted(rows)
        )


def _quoted(cell: str) -> str:
    cell = tamed(cell)
    return '"{}"'.format(cell.replace('"', '""')) if any(sign in cell for sign in '\t\r\n"') else cell


class _Read:
    """What a cell means; ``None`` empties it."""

    def __init__(self, value: Cell) -> None:
        self.value = value


class _Wrong:
    """Why a cell cannot be read."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
