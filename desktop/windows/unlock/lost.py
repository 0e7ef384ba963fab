"""Neither password nor sheet: what is lost, what is not, and what can still be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.widgets import Label, card
from desktop.windows.rescue.ways import WaysList
from desktop.windows.unlock.step import Step

if TYPE_CHECKING:
    from desktop.session import Session

_LOST = "safety.lost"
"""Beginning of the keys of this page."""
WAYS_LEFT = ("password", "recover", "backups", "anew")
"""What is left to do, in the order of what costs least."""


class LostStep(Step):
    """Says the truth, and then the ways that are left."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, f"{_LOST}.title", f"{_LOST}.lead")
        kept_title, ways_title = Label(role="heading"), Label(role="heading")
        self.put(kept_title.setText, f"{_LOST}.kept_title")
        self.put(ways_title.setText, f"{_LOST}.ways_title")
        kept = [Label() for _ in range(3)]
        for number, label in enumerate(kept, start=1):
            self.put(label.setText, f"{_LOST}.kept_{number}")
        has_sheet = session.access.has_recovery
        self.ways = WaysList(session, [way for way in WAYS_LEFT if way != "recover" or has_sheet])
        self.ways.chosen.connect(self.wants)
        for widget in (kept_title, card(*kept), ways_title, self.ways):
            self.column.body.addWidget(widget)

    def retranslate(self) -> None:
        super().retranslate()
        self.ways.retranslate()

    def shown(self) -> None:
        self.ways.setFocus()
