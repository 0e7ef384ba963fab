"""What protects the cases: offered when the first one is kept, and on the page of safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.problems import Problem
from desktop.windows.controls.cards import Choices
from desktop.windows.controls.new_passphrase import NewPassphrase
from desktop.windows.controls.text_input import PassphraseLine
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, row
from desktop.windows.page import Page
from desktop.windows.safety.sheet_offer import SheetOffer

if TYPE_CHECKING:
    from desktop.session import Session

WAYS = ("passphrase", "keyring", "later")


class ProtectPage(Page):
    """Three ways to keep the key, each with the truth about where it lies; after a password, the recovery sheet."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._next: tuple[str, int | None] = ("start", None)
        self.column = Column()
        self.title, self.lead = Label(role="title"), Label()
        self.choices = Choices()
        for way in WAYS:
            self.choices.add(way, "")
        self.old_label, self.old = Label(role="heading"), PassphraseLine()
        self.new = NewPassphrase(self.text)
        self.error = Label(role="error")
        self.button = Button(role="primary")
        self.offer = SheetOffer(session)
        self.old_label.setBuddy(self.old)
        self._put_texts()
        self._lay_out()
        self.choices.picked.connect(self._picked)
        self.button.clicked.connect(self.decide)
        self.old.returnPressed.connect(self.new.first.setFocus)
        self.new.entered.connect(self.decide)
        self.offer.say.connect(self.say)
        self.offer.over.connect(self._go_on)

    def _put_texts(self) -> None:
        self.put(self.title.setText, "app.protect.title")
        self.put(self.lead.setText, "app.protect.lead")
        self.put(self.old_label.setText, "safety.access.old_password")
        self.put(self.old.setAccessibleName, "safety.access.old_password")
        self.put(self.button.setText, "app.protect.decide")

    def _lay_out(self) -> None:
        self.typing = QWidget()
        inside = QVBoxLayout(self.typing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID)
        for part in (self.old_label, self.old, self.new):
            inside.addWidget(part)
        for widget in (self.title, self.lead, self.choices, self.typing, self.error, row(self.button)):
            self.column.body.addWidget(widget)
        self.error.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.column)
        self.stack.addWidget(self.offer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self._words()

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        """``detail`` is the kind of page to open afterwards, ``case_id`` its case."""
        self._next = (detail or "start", case_id)
        self.stack.setCurrentWidget(self.column)
        self.choices.choose("keyring" if self.session.protection == "keyring" else "passphrase")
        self._picked()

    def retranslate(self) -> None:
        super().retranslate()
        self.new.retranslate()
        self.offer.retranslate()
        self._words()

    def shown(self) -> None:
        (self.choices.chosen() or self.choices.cards[0]).setFocus()

    def leave(self) -> None:
        self.old.clear()
        self.new.forget()

    def _words(self) -> None:
        for card in self.choices.cards:
            key = f"app.protect.{card.value}"
            if card.value == "later" and self.session.protection != "beside_file":
                key = "safety.access.as_it_is"
            card.set_words(self.text(key), self.text(f"{key}_more"))

    def _picked(self, _way: object = None) -> None:
        chosen = self.choices.chosen()
        typed = chosen is not None and chosen.value == "passphrase"
        self.typing.setVisible(typed)
        known = self.session.protection == "passphrase"
        self.old_label.setVisible(known)
        self.old.setVisible(known)
        self._words()
        self.error.hide()

    def decide(self) -> None:
        """Do what was chosen and go on; after a password by way of the recovery sheet, where there is none yet."""
        chosen = self.choices.chosen()
        way = chosen.value if chosen is not None else "later"
        try:
            if way == "passphrase" and not self._passphrase():
                return
            if way == "keyring":
                self.session.access.protect_with_keyring()
        except Problem as problem:
            self._complain(self.text(problem.key, **problem.params))
            return
        if way == "passphrase" and not self.session.access.has_recovery:
            self.stack.setCurrentWidget(self.offer)
            self.offer.make.setFocus()
        else:
            self._go_on()

    def _passphrase(self) -> bool:
        typed = self.new.typed()
        if typed is None:
            return False
        if self.session.protection == "passphrase":
            self.session.access.change_passphrase(self.old.text(), typed)
        else:
            self.session.access.protect(typed)
        self.leave()
        return True

    def _go_on(self) -> None:
        self.go.emit(*self._next, None)

    def _complain(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()
        self.column.show_widget(self.error)
        (self.old if self.old.isVisible() else self.new.first).setFocus()
