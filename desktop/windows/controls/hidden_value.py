"""A number that stands on a page: hidden but for its end, with an eye to see all of it for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.identity import masked
from desktop.windows.controls.flow import Flow
from desktop.windows.controls.reveal import Eye, Reveal
from desktop.windows.controls.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent


class HiddenValue(QWidget):
    """``value`` is the number, ``label`` the name of its field. Out of sight it is hidden again."""

    def __init__(self, text: Callable[..., str], label: str, value: str) -> None:
        super().__init__()
        self.reveal = Reveal(self)
        self.words, self.eye = Label(masked(value), wrap=False), Eye(self.reveal, text)
        self.eye.call(label)
        self.words.setMinimumHeight(self.eye.sizeHint().height())  # so that both stand on one line
        flow = Flow(self)
        flow.addWidget(self.words)
        flow.addWidget(self.eye)
        self.reveal.changed.connect(lambda on: self.words.setText(value if on else masked(value)))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reveal.hide()
