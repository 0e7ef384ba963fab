"""A list with what belongs to it beside it, or below it where the width does not suffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID, size, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_WIDE = 58
"""From this width on, in heights of the text, the two stand side by side."""


class TwoSides(QWidget):
    """``first`` and ``last`` one under the other with ``side`` beside them; where it is narrow ``side`` between."""

    def __init__(self, first: QWidget, side: QWidget, last: QWidget) -> None:
        super().__init__()
        self._last = last
        self._wide: bool | None = None
        self._left = QVBoxLayout()
        self._left.addWidget(first)
        self._left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(side)
        right.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.addLayout(self._left, 5)
        self._sides.addLayout(right, 4)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._sides)
        for layout in (self._left, right, self._sides, self._whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(2 * GRID)
        theme.changed.connect(self.fit)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Choose by the width."""
        wide = self.width() >= _WIDE * size()
        if wide == self._wide:
            return
        self._wide = wide
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if wide else down)
        if wide:
            self._left.insertWidget(1, self._last)
        else:
            self._whole.addWidget(self._last)
