"""The table of a year's payslips: keys as in a spreadsheet, and editors that stay open on what cannot be kept."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from desktop.domain.formulas import as_written
from desktop.domain.record.contribution import Payment
from desktop.domain.record.year_entry import AMOUNTS, COLUMNS
from desktop.windows.controls.theme import size, theme
from desktop.windows.record.entry_model import EntryModel
from desktop.windows.record.words import status_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from desktop.session import Session
    from desktop.windows.record.entry_model import Index

_STATUS: Final = COLUMNS.index("status")
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: Final = {**dict.fromkeys(_ENTER, 1), Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class EntryDelegate(QStyledItemDelegate):
    """Editors of the table; ``left`` carries by how many months the keys moved on."""

    left = Signal(int)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() != _STATUS:
            line = QLineEdit(parent)
            line.setFrame(False)
            return line
        box = QComboBox(parent)
        for status in Payment:
            box.addItem(status_words(self._session, status), status.value)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findText(text), 0))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Up and Down keep what was typed and go to another month; what cannot be kept stays open.

        In the list of what became of a month Up and Down choose.
        """
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            chosen = isinstance(editor, QComboBox) and event.key() in _ENTER
            if chosen or (step is not None and isinstance(editor, QLineEdit)):
                self._leave(editor, step or 1)
                return True
        return super().eventFilter(editor, event)

    def _leave(self, editor: QObject, step: int) -> None:
        table = self.parent()
        assert isinstance(table, EntryTable)
        assert isinstance(editor, QWidget)
        value = editor.currentData() if isinstance(editor, QComboBox) else editor.property("text")
        if table.model_.setData(table.currentIndex(), value):
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            self.left.emit(step)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)


class EntryTable(QTableView):
    """Twelve months. Enter goes down and from December to the next column of amounts."""

    def __init__(self, session: Session, model: EntryModel) -> None:
        super().__init__()
        self.model_ = model
        self.setModel(model)
        self._delegate = EntryDelegate(session, self)
        self.setItemDelegate(self._delegate)
        self._delegate.left.connect(self._move)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(6 * size())
        theme.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give every month a line and the table the height of all."""
        header = self.horizontalHeader()
        for column, name in enumerate(COLUMNS[:-1]):
            least = (8 if name in AMOUNTS else 9) * size()
            header.resizeSection(column, max(header.sectionSizeHint(column), least))
        self.verticalHeader().setDefaultSectionSize(_row_height())
        self.verticalHeader().setMinimumSectionSize(_row_height())
        head = header.sizeHint().height() + self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(head + 12 * _row_height() + 2 * self.frameWidth() + 2)

    def go_to(self, month: int, column: int = 1) -> None:
        """Put the focus on a month (1 to 12)."""
        self._put_cursor(month - 1, column)
        self.setFocus()

    def _put_cursor(self, row: int, column: int) -> None:
        """Choose one cell, whatever keys are held down."""
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.model_.index(row, column), how)

    def _move(self, step: int) -> None:
        index = self.currentIndex()
        row, column = index.row() + step, index.column()
        if row >= self.model_.rowCount() and COLUMNS[column] in AMOUNTS[:-1]:
            row, column = 0, column + 1
        row = max(0, min(row, self.model_.rowCount() - 1))
        self._put_cursor(row, column)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for keys, call in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.Delete, self.clear),
        ):
            if event.matches(keys):
                call()
                return
        if event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        elif event.key() in _ENTER:
            self._move(1)
        else:
            super().keyPressEvent(event)

    def chosen(self) -> list[tuple[int, int]]:
        """Rows and columns of the cells that are chosen, in order."""
        return sorted((index.row(), index.column()) for index in self.selectedIndexes())

    def fill_down(self) -> None:
        """Give the cells below the first one of each column what it has; with one cell, all months below it."""
        cells = self.chosen()
        if not cells:
            return
        columns = sorted({column for _, column in cells})
        first, last = cells[0][0], cells[-1][0]
        last = self.model_.rowCount() - 1 if first == last else last
        self.model_.put({
            (row, column): self.model_.written(first, column)
            for column in columns
            for row in range(first + 1, last + 1)
        })  # fmt: skip

    def copy(self) -> None:
        """Put what is chosen into the clipboard, as a spreadsheet takes it."""
        QGuiApplication.clipboard().setText(self.model_.as_table(self.chosen()))

    def paste(self) -> None:
        """Put in what a spreadsheet copied, from the first chosen cell on; a single value fills all chosen."""
        cells, lines = self.chosen(), self._copied(self.model_.rowCount() + 1)
        if not cells or not lines:
            return
        if len(lines) == 1 and len(lines[0]) == 1:
            typed = dict.fromkeys(cells, lines[0][0])
        else:
            top, left = cells[0]
            typed = {
                (top + y, left + x): value for y, line in enumerate(lines) for x, value in enumerate(line)
            }
        self._paste(typed)

    def _copied(self, most: int) -> list[list[str]]:
        """The first ``most`` lines on the clipboard, cell by cell; none where it is empty."""
        text = QGuiApplication.clipboard().text().rstrip("\r\n")
        lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
        try:
            return [[as_written(cell) for cell in line] or [""] for line in islice(lines, most)]
        except csv.Error:  # one cell of more than 131,072 characters
            self.model_.refuse("record.entry.wrong.too_large")
            return []

    def _paste(self, typed: dict[tuple[int, int], str]) -> None:
        rows, columns = self.model_.rowCount(), self.model_.columnCount()
        if any(row >= rows or column >= columns for row, column in typed):
            self.model_.refuse("record.entry.wrong.too_large")
            return
        if self.model_.put(typed):
            self._choose(list(typed))

    def _choose(self, cells: list[tuple[int, int]]) -> None:
        selection = self.selectionModel()
        for number, (row, column) in enumerate(cells):
            flag = QItemSelectionModel.SelectionFlag
            how = flag.ClearAndSelect if number == 0 else flag.Select
            selection.select(self.model_.index(row, column), how)

    def clear(self) -> None:
        """Empty what is chosen; an entry of which nothing is left goes."""
        self.model_.put(dict.fromkeys(self.chosen(), ""))


def _row_height() -> int:
    return max(round(1.5 * size("small")) + 12, round(1.5 * size()) + 6)
