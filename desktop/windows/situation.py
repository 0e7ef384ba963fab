"""The page on who is whose employer: one choice that settles several facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.case import Answer
from desktop.domain.questions import settle_situation, situation_of
from desktop.domain.topics import SITUATIONS
from desktop.windows.controls.cards import Choices
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, LinkButton

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.topics import Topic
    from desktop.session import Session

COMMON = 9
"""So many choices are shown at once; rarer ones open below them."""
_UNKNOWN = ""


class SituationEditor(QWidget):
    """The choices of ``SITUATIONS`` and "I don't know"; ``changed`` is sent when one was picked."""

    changed = Signal()

    def __init__(self, session: Session, topic: Topic, names: Mapping[str, str]) -> None:
        super().__init__()
        self.session, self.topic, self.names = session, topic, dict(names)
        self.ask, self.help, self.error = Label(role="title"), Label(role="muted"), Label(role="error")
        self.choices = Choices()
        for name in SITUATIONS:
            self.choices.add(name, "")
        self.choices.add(_UNKNOWN, "")
        self.more = LinkButton(icon="chevron-right")
        self.more.clicked.connect(self._open_rare)
        self.choices.picked.connect(lambda _name: self.changed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.ask, self.help, self.choices):
            layout.addWidget(widget)
        layout.addWidget(self.more)
        layout.addWidget(self.error)
        self.error.hide()
        self._hide_rare()
        self.set_words()

    def set_words(self) -> None:
        """Write every text again."""
        words = self.session.text
        self.ask.setText(words("questions.situation.ask", **self.names))
        has_help = self.session.language.has("questions.situation.help")
        self.help.setText(words("questions.situation.help", **self.names) if has_help else "")
        self.help.setVisible(has_help)
        self.more.setText(words("app.check.more_situations"))
        for card in self.choices.cards[:-1]:
            key = f"questions.situation.{card.value}"
            card.set_words(words(key, **self.names), words(f"{key}.more", **self.names))
        self.choices.cards[-1].set_words(words("questions.unknown"))

    def show_case(self, case: Case) -> None:
        """Show what was chosen before."""
        name = situation_of(case.answers) or _UNKNOWN
        if name or any(fact in case.answers for fact in self.topic.facts):
            self.choices.choose(name)
        if name in list(SITUATIONS)[COMMON:]:
            self._show_rare()

    def pick(self, name: str) -> None:
        """Choose as a user would; the empty name is "I don't know"."""
        self.choices.choose(name)
        self.changed.emit()

    def answers(self, case: Case) -> dict[str, Answer | None]:
        """The answers that the choice gives; ``None`` takes away what only the choice before had settled."""
        card = self.choices.chosen()
        if card is None:
            return {}
        settled = settle_situation(case.answers, str(card.value) or None)
        # Whatever the choice leaves open counts as asked, so that the page does not come again.
        return settled | {fact: Answer(None) for fact in self.topic.facts if settled.get(fact) is None}

    def focus(self) -> None:
        """Put the focus on the choice made, else on the first."""
        (self.choices.chosen() or self.choices.cards[0]).setFocus()

    def complete(self) -> bool:
        """Whether something was chosen."""
        return self.choices.chosen() is not None

    def _rare(self) -> list[QWidget]:
        return list(self.choices.cards[COMMON:-1])

    def _hide_rare(self) -> None:
        for card in self._rare():
            card.hide()

    def _open_rare(self) -> None:
        self._show_rare()
        self._rare()[0].setFocus()

    def _show_rare(self) -> None:
        for card in self._rare():
            card.show()
        self.more.hide()
