"""The row of parts on top of a page that has several; where the text is too large for a row, a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.flow import Flow
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

_MOST_ROWS = 2
"""More rows of buttons than this take too much of the page's height."""


def headed(page: QWidget, title: QWidget, bar: PartsBar, content: QWidget) -> None:
    """Lay ``page`` out: its title and its bar on top, a line, and the rest for ``content``."""
    head = QWidget()
    top = QVBoxLayout(head)
    top.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, GRID)
    top.setSpacing(GRID // 2)
    top.addWidget(title)
    top.addWidget(bar)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    for widget in (head, line()):
        whole.addWidget(widget)
    whole.addWidget(content, 1)


class PartsBar(QWidget):
    """Names of parts to press; ``chosen`` carries the part's key."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        self.row, self.box = QWidget(), ChoiceBox()
        self.flow = Flow(self.row)
        self.flow.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.row)
        layout.addWidget(self.box)
        self.box.hide()
        self.box.activated.connect(lambda place: self.chosen.emit(self.box.itemData(place)))

    def name(self, parts: Mapping[str, str], title: str) -> None:
        """Write the names; ``parts`` gives them by key, ``title`` is what the list of them is called."""
        for key, words in parts.items():
            if key not in self.buttons:
                self._add(key)
            self.buttons[key].setText(words)
            self.box.setItemText(self.box.findData(key), words)
        self.box.setAccessibleName(title)
        self._fit()

    def _add(self, key: str) -> None:
        button = Button(role="nav")
        button.setCheckable(True)
        button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
        self.buttons[key] = button
        self.group.addButton(button)
        self.flow.addWidget(button)
        self.box.addItem("", key)

    def light(self, key: str) -> None:
        """Show which part is open."""
        self.buttons[key].setChecked(True)
        self.box.setCurrentIndex(self.box.findData(key))

    def focus(self) -> None:
        """Put the focus on the part that is open."""
        here = self.box if self.row.isHidden() else self.group.checkedButton()
        if here is not None:
            here.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.buttons:
            return
        high = next(iter(self.buttons.values())).sizeHint().height()
        narrow = self.flow.heightForWidth(self.width()) > _MOST_ROWS * high + high // 2
        if narrow == self.row.isHidden():
            return
        held = (
            self.row.isAncestorOf(self.focusWidget()) or self.box.hasFocus() if self.focusWidget() else False
        )
        self.row.setVisible(not narrow)
        self.box.setVisible(narrow)
        if held:
            self.focus()
