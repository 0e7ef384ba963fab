"""Common false claims, each with the answer and the article behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.part import Part
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Column, Label, StateWord, card, clear
from desktop.windows.result.fold import Link
from desktop.windows.result.reasons import source_lines
from desktop.windows.terms.label import TermLabel, mark_terms

if TYPE_CHECKING:
    from desktop.domain.background import Claim
    from desktop.session import Session


class ClaimsPart(Part):
    """What people read and what is true, one card each."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.column = Column()
        self.place = QVBoxLayout()
        self.place.setSpacing(2 * GRID)
        self.column.body.addLayout(self.place)
        self.whole.addWidget(self.column)
        self.retranslate()

    def retranslate(self) -> None:
        clear(self.place)
        self.place.addWidget(Label(self.text("pages.claims.intro")))
        for number, claim in enumerate(self.session.law.claims, start=1):
            self.place.addWidget(self._card(number, claim))
        if not self.session.law.claims:
            self.place.addWidget(Label(self.text("pages.law.nothing_found"), "muted"))

    def _card(self, number: int, claim: Claim) -> QWidget:
        """What is said, crossed by the symbol of "no"; the answer; where it comes from; the way to the agreement."""
        session, sourced = self.session, claim.sourced
        said = self.text("pages.claims.said", n=number, claim=self.text(f"law.claim.{claim.key}.said"))
        heading = StateWord("not_exempt", said, "heading")
        lines: list[QWidget] = [
            heading,
            TermLabel(self.text(f"law.claim.{claim.key}.answer")),
            source_lines(session, sourced.citations, sourced.confidence.value, sourced.checked),
        ]
        if claim.agreement:
            link = Link(self.text(f"law.agreement.{claim.agreement}.name"), "law")
            link.clicked.connect(partial(self.go.emit, f"agreement:{claim.agreement}"))
            lines.append(link)
        box = card(*lines)
        mark_terms(box, session)
        return box
