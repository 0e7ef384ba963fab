"""What a file would bring: a line for each kind of thing, and a tick for each field that is otherwise here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.domain.record.merge import Standing
from desktop.windows.archive.new_names import new_names
from desktop.windows.archive.words import DifferenceWords, difference_words
from desktop.windows.controls.plain_tip import plain_tip
from desktop.windows.controls.reveal import Eye, Reveal
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.record.differences import Difference, Spot
    from desktop.record.archive import Import
    from desktop.session import Session

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("what", "mine", "theirs")
_SHARES = (5, 4, 4)
"""How the columns share the width."""
_HIGHEST = 30
"""In heights of the text; longer tables scroll."""
_FITTED = 200
"""So many lines at most are as high as their words; more have room for two lines of text each."""


class DifferenceModel(QAbstractTableModel):
    """The fields that differ, each with a tick; their words are made when they are looked at."""

    def __init__(self, session: Session, found: Sequence[Difference]) -> None:
        super().__init__()
        self._session, self._found = session, found
        self._words: dict[int, DifferenceWords] = {}
        self.chosen: set[Spot] = {difference.spot for difference in found if difference.fills}
        """The fields that are ticked; at first those that are empty here."""
        self.revealed = False

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._session.text(f"archive.column.{_COLUMNS[section]}")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            cell = self._cell(index)
            return plain_tip(cell) if role == Qt.ItemDataRole.ToolTipRole else cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.words(index.row())
            what = f"{words.thing}, {words.field}"
            return self._session.text("archive.column.line", what=what, mine=words.mine, theirs=words.theirs)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            chosen = self._found[index.row()].spot in self.chosen
            return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        return None

    def _cell(self, index: _Index) -> str:
        words = self.words(index.row())
        return (f"{words.field}\n{words.thing}", words.mine, words.theirs)[index.column()]

    def words(self, place: int) -> DifferenceWords:
        """The words of one line as they may be seen now."""
        if place not in self._words:
            self._words[place] = difference_words(self._session, self._found[place])
        return self._words[place].shown(self.revealed)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column():
            return False
        spot = self._found[index.row()].spot
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.chosen.add(spot)
        else:
            self.chosen.discard(spot)
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if index.column() else flags | Qt.ItemFlag.ItemIsUserCheckable

    def choose(self, spots: Iterable[Spot]) -> None:
        """Tick these and no others."""
        self.chosen = set(spots)
        self.changed()

    def reveal(self, on: bool) -> None:
        """Show identity numbers in full, or hide them again."""
        self.revealed = on
        self.changed()

    def changed(self) -> None:
        """Say that every line may be another now."""
        if self._found:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._found) - 1, len(_COLUMNS) - 1))


class DifferenceTable(QTableView):
    """The lines of the model; the space bar ticks and unticks the current one."""

    def __init__(self, model: DifferenceModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(3 * size() + GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the lines are, up to a limit."""
        rows, room = self.model().rowCount(), self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, room * share // sum(_SHARES))
        if rows <= _FITTED:
            self.resizeRowsToContents()
            for place in range(rows):
                self.setRowHeight(place, max(self.rowHeight(place), self._first_cell(place)) + GRID)
        lines = sum(self.rowHeight(place) for place in range(min(rows, _FITTED)))
        wanted = self.horizontalHeader().height() + lines + 2 * self.frameWidth() + 2
        self.setFixedHeight(min(wanted, _HIGHEST * size()))

    def _first_cell(self, place: int) -> int:
        """How high the words beside a tick are; Qt forgets the tick when it counts their lines."""
        room = QRect(0, 0, self.columnWidth(0) - 3 * size(), 100 * size())
        words = self.model().index(place, 0).data()
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()


class Preview(QWidget):
    """See the module. ``brings`` tells whether there is anything to import."""

    def __init__(self, session: Session, archive: Import, file: str) -> None:
        super().__init__()
        text, counts, different = session.text, archive.counts(), archive.different
        self.model = DifferenceModel(session, different)
        self._different = different
        self.brings = bool(different) or any(found[Standing.NEW] for found in counts.values())
        key = "from" if self.brings else "nothing" if archive.entries else "empty"
        self.table = DifferenceTable(self.model)
        self.table.setAccessibleName(text("archive.different.title"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(Label(text("archive.preview.title", file=file), "heading"))
        layout.addWidget(Label(text(f"archive.preview.{key}")))
        for sentence in (*archive.count_sentences(), *new_names(session, archive.entries)):
            layout.addWidget(Label(sentence))
        if different:
            layout.addWidget(Label(text("archive.different.title"), "heading"))
            layout.addWidget(Label(text("archive.different.help")))
            layout.addWidget(self._buttons(session))
            layout.addWidget(self._eye(session))
            layout.addWidget(self.table)

    def _buttons(self, session: Session) -> QWidget:
        spots = {
            "all": [found.spot for found in self._different],
            "fills": [found.spot for found in self._different if found.fills],
            "none": [],
        }
        buttons = {name: Button(session.text(f"archive.different.{name}")) for name in spots}
        for name, button in buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.model.choose(spots[name]))
        return row(*buttons.values())

    def _eye(self, session: Session) -> QWidget:
        """Shows identity numbers for a while; there only where some differ."""
        reveal = Reveal(self)
        reveal.changed.connect(self.model.reveal)
        eye = Eye(reveal, session.text)
        eye.call(session.text("archive.different.numbers"))
        whole = row(Label(session.text("archive.different.hidden"), "muted", wrap=False), eye)
        secret = any(self.model.words(place).secret for place in range(min(len(self._different), 1_000)))
        whole.setVisible(secret)
        return whole
