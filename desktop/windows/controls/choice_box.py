"""A list to choose from that leaves the mouse wheel to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class ChoiceBox(QComboBox):
    """A combo box that changes only when it is opened or typed into: whoever scrolls past it means the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
