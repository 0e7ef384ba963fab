"""Why a question is asked: one line, and the articles that need the answer, of every agreement it matters for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.widgets import Fold, Label
from desktop.windows.naming import state_names
from desktop.windows.terms.label import TermLabel, mark_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.agreement import Agreement
    from desktop.domain.case import Case
    from desktop.domain.topics import Topic
    from desktop.session import Session

_MOST_CITATIONS = 3
"""For each agreement: more places than this say nothing that the first ones do not."""


class Why(QWidget):
    """Folded at first. The law is read only when someone opens it."""

    def __init__(self, session: Session, topic: Topic, case: Case) -> None:
        super().__init__()
        self.session, self.topic, self.case = session, topic, case
        self.fold = Fold()
        self.reason, self.articles = TermLabel(role="muted"), Label(role="small")
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
        lines = list(self._lines())
        self.articles.setText("\n".join(lines))
        self.articles.setVisible(bool(lines))
        mark_terms(self, self.session)

    def _lines(self) -> Iterator[str]:
        """The places of the agreements of this route; while the route is open, those of every agreement."""
        from desktop.domain.fact_sources import citations

        law, language = self.session.law, self.session.language
        for agreement, home in self._agreements():
            places = citations(law, agreement, home, self.topic.facts)[:_MOST_CITATIONS]
            if places:
                yield language.list([language.citation(place, law) for place in places])

    def _agreements(self) -> Iterator[tuple[Agreement, str]]:
        """Each agreement to look into and the home state to look from, the latest first."""
        law, facts = self.session.law, self.case.facts()
        home, host = facts.from_state or "", facts.to_state or ""
        found = law.between(home, host) if home and host else law.agreements
        for agreement in reversed(found):
            yield agreement, home if home in agreement.directions else next(iter(agreement.directions))
