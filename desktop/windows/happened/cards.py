"""The events to choose from: each a sentence to press, with one line that says more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.record.events import Event
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, line
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import Link

if TYPE_CHECKING:
    from desktop.session import Session


class EventCards(QWidget):
    """``picked`` carries the event. These are buttons: the arrow keys of radio buttons would choose at once."""

    picked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.links: dict[Event, Link] = {}
        self._more: dict[Event, Label] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for event in Event:
            link, more = Link("", "next"), Label(role="small")
            link.clicked.connect(partial(self._pick, event))
            more.setContentsMargins(link.text_left(), 0, 0, 0)
            self.links[event], self._more[event] = link, more
            layout.addWidget(stack(link, more, spacing=0))
            layout.addWidget(line())

    def retranslate(self) -> None:
        """Write the events in the session's language."""
        for event, link in self.links.items():
            key = f"record.happened.event.{event.value}"
            link.setText(self._session.text(key))
            self._more[event].setText(self._session.text(f"{key}.more"))
            link.setAccessibleDescription(self._more[event].text())
            link.updateGeometry()

    def focus(self) -> None:
        """Put the focus on the first event."""
        next(iter(self.links.values())).setFocus()

    def _pick(self, event: Event) -> None:
        self.picked.emit(event)
