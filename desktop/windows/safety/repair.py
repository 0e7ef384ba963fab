"""Check and repair: whether the file is whole, and saving what can be saved of one that is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from desktop.problems import Problem
from desktop.windows.controls.part import Part
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, card, clear, row
from desktop.windows.controls.work import Progress, Stopped, run
from desktop.windows.safety.repair_words import Finding, findings
from desktop.windows.safety.salvaged_list import SalvagedList
from desktop.windows.unlock.step import say_aloud

if TYPE_CHECKING:
    from desktop.domain.health import Health
    from desktop.safety.repair import Salvaged
    from desktop.session import Session

T = TypeVar("T")


class RepairPart(Part):
    """See the module. Without an open file there is nothing to check, and saving comes first."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.health: Health | None = None
        self.salvaged: Salvaged | None = None
        self.column = Column()
        self.intro, self.closed, self.advice = Label(), Label(), Label(role="muted")
        self.check, self.save = Button(role="primary", icon="check"), Button(role="primary", icon="save")
        self.state, self.found = StateWord(role="heading"), QVBoxLayout()
        self.save_title, self.save_lead = Label(role="heading"), Label()
        self.save_card = card(self.save_title, self.save_lead, row(self.save))
        self.check_row = row(self.check)
        self.list = SalvagedList(session)
        self._lay_out()
        self.check.clicked.connect(self.check_now)
        self.save.clicked.connect(self.save_now)
        self.list.say.connect(self.say)
        self.list.used.connect(self.use)
        self.retranslate()

    def _lay_out(self) -> None:
        self.found.setSpacing(GRID // 2)
        body = self.column.body
        for widget in (self.intro, self.closed, self.check_row, self.state):
            body.addWidget(widget)
        body.addLayout(self.found)
        for widget in (self.advice, self.save_card, self.list):
            body.addWidget(widget)
        self.whole.addWidget(self.column)

    # -- as a part

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        if not self.session.is_open:
            self.health = None
        self.refresh()
        self.column.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        for widget, key in (
            (self.intro, "intro"), (self.closed, "closed"), (self.advice, "advice"), (self.check, "check"),
            (self.save_title, "save_title"), (self.save_lead, "save_lead"), (self.save, "save"),
        ):  # fmt: skip
            widget.setText(self.text(f"safety.repair.{key}"))
        self.refresh()

    def focus(self) -> None:
        (self.check if self.session.is_open else self.save).setFocus()

    def refresh(self) -> None:
        """Show what is known now."""
        is_open = self.session.is_open
        damaged = self.health is not None and not self.health.sound
        self.intro.setVisible(is_open)
        self.check_row.setVisible(is_open)
        self.closed.setVisible(not is_open and self.salvaged is None)
        self.advice.setVisible(damaged or not is_open)
        self.save_card.setVisible((damaged or not is_open) and self.salvaged is None)
        self._show_health()
        self.list.show_salvaged(self.salvaged or (self.session.repair.kept() if is_open else None))

    def _show_health(self) -> None:
        clear(self.found)
        self.state.setVisible(self.health is not None)
        if self.health is None:
            return
        sound = self.health.sound
        said = self.text(f"safety.repair.{'is_sound' if sound else 'is_damaged'}")
        self.state.show_state("exempt" if sound else "not_exempt", said)
        for finding in findings(self.session, self.health):
            self.found.addWidget(_line(finding))

    # -- the work

    def check_now(self) -> None:
        """Look through the whole file and say what was found."""
        health = self._attempt("checking", self.session.repair.check)
        if health is not None:
            self.health = health
            self.refresh()
            say_aloud(self.state.word)

    def save_now(self) -> None:
        """Save what can be saved into a new file, and list what became of everything."""
        salvaged = self._attempt("saving", self.session.repair.salvage)
        if salvaged is not None:
            self.salvaged = salvaged
            self.refresh()
            self.list.focus()
            # The list is laid out once this is over.
            QTimer.singleShot(0, self.list, lambda: self.column.show_widget(self.list.use))
            say_aloud(self.list.state.word)

    def use(self) -> None:
        """Go on with the new file: the window shows it from its first page."""
        from desktop.windows.main_window import MainWindow

        if self.salvaged is None:
            return
        try:
            self.session.repair.use(self.salvaged)
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
            return
        window = self.window()
        if isinstance(window, MainWindow):
            QTimer.singleShot(0, window, window.reopen)

    def _attempt(self, what: str, job: Callable[[Progress], T]) -> T | None:
        """What the job gives; ``None`` where it was stopped or failed, which is said."""
        try:
            return run(self, self.text(f"safety.repair.{what}"), self.text("safety.repair.stop"), job)
        except Stopped:
            self.say.emit(self.text("safety.repair.stopped"), "note")
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
        return None


def _line(finding: Finding) -> StateWord:
    return StateWord("exempt" if finding.good else "not_exempt", finding.words)
