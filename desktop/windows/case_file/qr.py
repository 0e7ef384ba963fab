"""A QR code drawn on a page: dark squares on white in every theme, or no camera would read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.windows.controls.theme import size, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_BORDER: Final = 4
"""Light squares around the code, as ISO/IEC 18004 wants."""
_WIDE: Final = 13
"""In heights of the text."""


class QrPicture(QWidget):
    """``name`` is what a screen reader says; ``squares`` are the lines of the code, ``True`` for dark."""

    def __init__(self, name: str, squares: Sequence[Sequence[bool]]) -> None:
        super().__init__()
        self._squares = squares
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        across = len(self._squares) + 2 * _BORDER
        return QSize(1, 1) * across * max(_WIDE * size() // across, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self.width() / (len(self._squares) + 2 * _BORDER)
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for row, squares in enumerate(self._squares):
            for column, dark in enumerate(squares):
                if dark:
                    place = QRectF((column + _BORDER) * side, (row + _BORDER) * side, side, side)
                    painter.fillRect(place, Qt.GlobalColor.black)
        painter.end()
