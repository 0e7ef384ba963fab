"""What protects the cases: offered when the first one is kept, and in the menu of appearance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from desktop.problems import Problem
from desktop.windows.controls.cards import Choices
from desktop.windows.controls.text_input import PassphraseLine
from desktop.windows.controls.widgets import Button, Column, Label
from desktop.windows.page import Page

if TYPE_CHECKING:
    from desktop.session import Session


class ProtectPage(Page):
    """Three ways to keep the key, each with the truth about where it lies."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._next: tuple[str, int | None] = ("start", None)
        self.column = Column()
        self.title, self.lead = Label(role="title"), Label()
        self.choices = Choices()
        for way in ("passphrase", "keyring", "later"):
            self.choices.add(way, "")
        self.first_label, self.again_label = Label(role="heading"), Label(role="heading")
        self.first, self.again = PassphraseLine(), PassphraseLine()
        self.first_label.setBuddy(self.first)
        self.again_label.setBuddy(self.again)
        self.loss, self.error = Label(role="muted"), Label(role="error")
        self.button = Button(role="primary")
        self._put_texts()
        self._lay_out()
        self.choices.picked.connect(self._picked)
        self.button.clicked.connect(self.decide)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.decide)

    def _put_texts(self) -> None:
        self.put(self.title.setText, "app.protect.title")
        self.put(self.lead.setText, "app.protect.lead")
        self.put(self.first_label.setText, "app.protect.first")
        self.put(self.first.setAccessibleName, "app.protect.first")
        self.put(self.again_label.setText, "app.protect.again")
        self.put(self.again.setAccessibleName, "app.protect.again")
        self.put(self.loss.setText, "app.protect.loss")
        self.put(self.button.setText, "app.protect.decide")

    def _lay_out(self) -> None:
        parts = (
            self.title,
            self.lead,
            self.choices,
            self.first_label,
            self.first,
            self.again_label,
            self.again,
        )
        for widget in (*parts, self.loss, self.error):
            self.column.body.addWidget(widget)
        self.column.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)
        self._words()

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        """``detail`` is the kind of page to open afterwards, ``case_id`` its case."""
        self._next = (detail or "start", case_id)
        self.choices.choose("keyring" if self.session.protection == "keyring" else "passphrase")
        self._picked()

    def retranslate(self) -> None:
        super().retranslate()
        self._words()

    def shown(self) -> None:
        (self.choices.chosen() or self.choices.cards[0]).setFocus()

    def _words(self) -> None:
        for card in self.choices.cards:
            card.set_words(
                self.text(f"app.protect.{card.value}"), self.text(f"app.protect.{card.value}_more")
            )

    def _picked(self, _way: object = None) -> None:
        chosen = self.choices.chosen()
        typed = chosen is not None and chosen.value == "passphrase"
        for widget in (self.first_label, self.first, self.again_label, self.again, self.loss):
            widget.setVisible(typed)
        self.error.hide()

    def decide(self) -> None:
        """Do what was chosen and go on."""
        chosen = self.choices.chosen()
        way = chosen.value if chosen is not None else "later"
        try:
            if way == "passphrase" and not self._passphrase():
                return
            if way == "keyring":
                self.session.protect_with_keyring()
        except Problem as problem:
            self._complain(problem.key, **problem.params)
            self.first.setFocus()
            return
        self.go.emit(*self._next, None)

    def _passphrase(self) -> bool:
        if self.first.text() != self.again.text():
            self._complain("app.protect.differ")
            self.again.setFocus()
            return False
        self.session.protect(self.first.text())
        self.first.clear()
        self.again.clear()
        return True

    def _complain(self, key: str, **params: object) -> None:
        self.error.setText(self.text(key, **params))
        self.error.show()
        self.column.show_widget(self.error)
