"""Plain words or official words: chosen once, remembered while the program runs, the same on every page.

Plain words speak to the user. Official words are those of the instruments: conditions in the third person with the
answers that count, names in the treaty's languages, and titles in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.windows.controls.flow import Flow
from desktop.windows.controls.widgets import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.agreement import Condition
    from desktop.session import Session

WAYS = ("plain", "official")


class Wording(QObject):
    """The choice; ``changed`` is sent when it becomes another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.official = False

    def choose(self, official: bool) -> None:
        """Take official or plain words from now on."""
        if official != self.official:
            self.official = official
            self.changed.emit()


wording = Wording()


class WordingSwitch(QWidget):
    """Two buttons side by side, one of them pressed."""

    def __init__(self, session: Session, changed: Callable[[], object]) -> None:
        """``changed`` is called after the user chose the other words."""
        super().__init__()
        self._group = QButtonGroup(self)
        flow = Flow(self)
        flow.setSpacing(0)
        self.buttons: dict[str, Button] = {}
        for way in WAYS:
            button = Button(session.text(f"pages.wording.{way}"), "nav")
            button.setToolTip(session.text(f"pages.wording.{way}_more"))
            button.setAccessibleDescription(button.toolTip())
            button.setCheckable(True)
            button.setChecked((way == "official") is wording.official)
            button.clicked.connect(lambda _on=False, way=way: self._choose(way, changed))
            self._group.addButton(button)
            flow.addWidget(button)
            self.buttons[way] = button

    def _choose(self, way: str, changed: Callable[[], object]) -> None:
        wanted = way == "official"
        if wanted != wording.official:
            wording.choose(wanted)
            changed()


def route_names(session: Session, home: str, host: str) -> dict[str, str]:
    """The placeholders ``home`` and ``host`` of texts about one direction."""
    return {"home": session.language.state(home), "host": session.language.state(host)}


def condition_words(session: Session, condition: Condition, home: str, host: str) -> str:
    """What must hold, in the words chosen."""
    names = route_names(session, home, host)
    plain = f"result.finding.{condition.key}.met"
    if not wording.official and session.language.has(plain):
        return session.text(plain, **names)
    return session.text(f"law.condition.{condition.key}", **names)


def value_lines(session: Session, condition: Condition, home: str, host: str) -> list[str]:
    """The answers that count and those that are not settled, as far as they are a choice among several."""
    lines = []
    for key, values in (("counts", condition.values), ("unsettled", condition.unsettled)):
        words = _values(session, condition.fact, values, route_names(session, home, host))
        if words and condition.op == "in":
            lines.append(session.text(f"pages.wording.{key}", answers=session.language.either(words)))
    return lines


def _values(session: Session, fact: str, values: Sequence[object], names: dict[str, str]) -> list[str]:
    """Choices by their names in the questions; yes and no say nothing that the condition does not."""
    keys = [f"questions.{fact}.{value}" for value in values if isinstance(value, str)]
    return [session.text(key, **names) for key in keys if session.language.has(key)]
