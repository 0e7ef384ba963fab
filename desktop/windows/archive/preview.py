"""What an archive would bring: a line for each kind of thing, and a tick for each that is kept here otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from desktop.domain.record.merge import Entry, Standing
from desktop.windows.archive.words import different_words
from desktop.windows.controls.qt_values import SCROLL_BAR_ALWAYS_OFF
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, row

if TYPE_CHECKING:
    from desktop.record.archive import Import
    from desktop.session import Session

_Index = QModelIndex | QPersistentModelIndex
_SEEN_LINES = 7


class DifferentModel(QAbstractListModel):
    """The things that differ, each with a tick; their sentences are made when they are looked at."""

    def __init__(self, session: Session, entries: Sequence[tuple[int, Entry]]) -> None:
        super().__init__()
        self._session, self._entries = session, entries
        self.chosen: set[int] = set()
        """The places of those that are ticked among all things of the archive."""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place, entry = self._entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return different_words(self._session, entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return different_words(self._session, entry).replace("\n", ". ")
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if place in self.chosen else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        place = self._entries[index.row()][0]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.chosen.add(place)
        else:
            self.chosen.discard(place)
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def choose_all(self, on: bool) -> None:
        """Tick all or none."""
        self.chosen = {place for place, _ in self._entries} if on else set()
        if self._entries:
            last = self.index(len(self._entries) - 1)
            self.dataChanged.emit(self.index(0), last, [Qt.ItemDataRole.CheckStateRole])


class Preview(QWidget):
    """See the module. ``brings`` tells whether there is anything to import."""

    def __init__(self, session: Session, archive: Import, file: str) -> None:
        super().__init__()
        text, counts = session.text, archive.counts()
        different = archive.different()
        self.model = DifferentModel(session, different)
        self.brings = bool(different) or any(found[Standing.NEW] for found in counts.values())
        key = "from" if self.brings else "nothing" if archive.entries else "empty"
        self.list = QListView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(Label(text("archive.preview.title", file=file), "heading"))
        layout.addWidget(Label(text(f"archive.preview.{key}")))
        for sentence in archive.count_sentences():
            layout.addWidget(Label(sentence))
        if different:
            layout.addWidget(Label(text("archive.different.title"), "heading"))
            layout.addWidget(Label(text("archive.different.help")))
            layout.addWidget(self._buttons(session))
            layout.addWidget(self._ticks(session))

    def _buttons(self, session: Session) -> QWidget:
        every, none = (Button(session.text(f"archive.different.{name}")) for name in ("all", "none"))
        every.clicked.connect(lambda: self.model.choose_all(True))
        none.clicked.connect(lambda: self.model.choose_all(False))
        for button in (every, none):
            button.setAutoDefault(False)
        return row(every, none)

    def _ticks(self, session: Session) -> QListView:
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_ALWAYS_OFF)
        self.list.setAccessibleName(session.text("archive.different.title"))
        self.list.setMinimumHeight(_SEEN_LINES * 2 * size())
        return self.list
