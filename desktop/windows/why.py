"""Why a question is asked: one line, and the articles that need the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.naming import state_names
from desktop.windows.widgets import Fold, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.agreement import Citation
    from desktop.domain.case import Case
    from desktop.domain.topics import Topic
    from desktop.session import Session

_MOST_CITATIONS = 3


class Why(QWidget):
    """Folded at first. The law is read only when someone opens it."""

    def __init__(self, session: Session, topic: Topic, case: Case) -> None:
        super().__init__()
        self.session, self.topic, self.case = session, topic, case
        self.fold = Fold()
        self.reason, self.articles = Label(role="muted"), Label(role="small")
        self.fold.body.addWidget(self.reason)
        self.fold.body.addWidget(self.articles)
        self.fold.toggled.connect(lambda on: self._cite() if on else None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold)
        self.set_words(case)

    def set_words(self, case: Case) -> None:
        """Write the texts again, for the states that ``case`` names."""
        self.case = case
        names = state_names(self.session, case)
        facts = ("situation",) if self.topic.kind == "situation" else self.topic.facts
        keys = [f"questions.{fact}.why" for fact in facts]
        reasons = [self.session.text(key, **names) for key in keys if self.session.language.has(key)]
        self.fold.set_text(self.session.text("app.check.why"))
        self.reason.setText("\n".join(dict.fromkeys(reasons)))
        self.fold.setVisible(bool(reasons))
        if self.fold.head.isChecked():
            self._cite()

    def _cite(self) -> None:
        places = list(dict.fromkeys(self._citations()))[:_MOST_CITATIONS]
        law, language = self.session.law, self.session.language
        self.articles.setText("\n".join(language.citation(place, law) for place in places))
        self.articles.setVisible(bool(places))

    def _citations(self) -> Iterator[Citation]:
        """The places in the agreements of this route whose conditions ask for a fact of the topic."""
        facts = self.case.facts()
        for agreement in reversed(self.session.law.between(facts.from_state or "", facts.to_state or "")):
            direction = agreement.directions[facts.from_state or ""]
            for category in direction.categories:
                for condition in category.conditions:
                    if condition.fact in self.topic.facts:
                        yield from condition.sourced.citations
