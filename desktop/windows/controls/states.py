"""The list of all states, searched by typing a part of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.states import STATES
from desktop.windows.controls.theme import GRID, size, theme

if TYPE_CHECKING:
    from desktop.languages.language import Language

_ROWS = 6


def state_codes(language: Language) -> list[str]:
    """The codes of all states, in the alphabetical order of the language."""
    return sorted(STATES, key=lambda code: language.sort_key(language.state(code)))


class StateList(QWidget):
    """A line to type a part of a name and the states that fit; ``picked`` carries the code."""

    picked = Signal(str)

    def __init__(self, language: Language, hint: str) -> None:
        super().__init__()
        self.code: str | None = None
        self.search = QLineEdit()
        self.list = QListWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        theme.changed.connect(self._fit)
        self._fit()
        self.set_language(language, hint)

    def set_language(self, language: Language, hint: str) -> None:
        """Fill the list with the names of another language; the chosen state stays chosen."""
        self._language = language
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.list.setAccessibleName(hint)
        self.list.clear()
        for code in state_codes(language):
            item = QListWidgetItem(language.state(code))
            item.setData(Qt.ItemDataRole.UserRole, code)
            self.list.addItem(item)
        self._filter(self.search.text())
        if self.code:
            self.set_code(self.code)

    def set_code(self, code: str) -> None:
        """Show this state as chosen."""
        self.code = code
        for index in range(self.list.count()):
            item = self.list.item(index)
            if item.data(Qt.ItemDataRole.UserRole) == code:
                self.list.setCurrentItem(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the line work on the list below it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._wanted() is not None:
            self._take(self._wanted())
            return self.search.text() != ""
        return False

    def _wanted(self) -> QListWidgetItem | None:
        item = self.list.currentItem()
        return item if item is not None and not item.isHidden() else None

    def _step(self, by: int) -> None:
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if shown:
            now = self.list.currentRow()
            place = shown.index(now) + by if now in shown else 0
            self.list.setCurrentRow(shown[max(0, min(place, len(shown) - 1))])

    def _filter(self, text: str) -> None:
        wanted = self._language.sort_key(text.strip()) if text.strip() else ""
        first = None
        for index in range(self.list.count()):
            item = self.list.item(index)
            fits = self._fits(item, text.strip(), wanted)
            item.setHidden(not fits)
            first = item if fits and first is None else first
        if wanted and first is not None:
            self.list.setCurrentItem(first)

    def _fits(self, item: QListWidgetItem, text: str, wanted: str) -> bool:
        name, code = item.text(), item.data(Qt.ItemDataRole.UserRole)
        if not text or text.casefold() in name.casefold() or text.upper() == code:
            return True
        # Sort keys of Chinese are bytes in which a part of a name could be found by accident.
        return self._language.code != "zh_Hans" and wanted in self._language.sort_key(name)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.code = item.data(Qt.ItemDataRole.UserRole)
            self.picked.emit(self.code)

    def _fit(self) -> None:
        self.list.setFixedHeight(round((size() * 1.5 + 12) * _ROWS))
        self.setMaximumWidth(28 * size())
