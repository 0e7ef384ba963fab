"""The answers so far, each with a way to change it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, clear, line
from desktop.windows.naming import state_names, topic_words

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.topics import Topic
    from desktop.session import Session


class Answers(QWidget):
    """A list of questions and answers; ``change`` carries the key of the topic to ask again."""

    change = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID // 2)

    def show_case(self, case: Case | None, present: str = "") -> int:
        """List what ``case`` has answered, all but the topic on the page; returns how many answers there are."""
        clear(self._layout)
        self._layout.addWidget(Label(self.session.text("app.check.answers"), "heading"))
        topics = self.session.topics(case) if case is not None else ()
        shown = 0
        for topic in topics:
            words = topic_words(self.session, case, topic) if case is not None else ""
            if case is not None and words and topic.key != present:
                self._add(case, topic, words)
                shown += 1
        if not shown:
            self._layout.addWidget(Label(self.session.text("app.check.no_answers"), "small"))
        return shown

    def _add(self, case: Case, topic: Topic, words: str) -> None:
        question = self._question(case, topic)
        button = Button(self.session.text("app.check.change"), "quiet")
        button.setAccessibleName(self.session.text("app.check.change_what", question=question))
        button.clicked.connect(partial(self.change.emit, topic.key))
        if self._layout.count() > 1:
            self._layout.addWidget(line())
        head = QHBoxLayout()
        head.addWidget(Label(question, "small"), 1)
        head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(head)
        self._layout.addWidget(Label(words))

    def _question(self, case: Case, topic: Topic) -> str:
        return topic_title(self.session, topic, state_names(self.session, case))


def topic_title(session: Session, topic: Topic, names: dict[str, str]) -> str:
    """A short name of a page where the catalogues have one, else its first question."""
    short = f"app.topic.{topic.key}"
    if session.language.has(short):
        return session.text(short)
    fact = "situation" if topic.kind == "situation" else topic.facts[0]
    return session.text(f"questions.{fact}.ask", **names)
