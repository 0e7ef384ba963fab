"""The bodies of all states: who they are in their own languages, what they do and how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.states import STATES
from desktop.windows.controls.part import Part
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Column, Label, clear
from desktop.windows.law.papers import EVERY
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from desktop.domain.practice import Authority
    from desktop.session import Session


class BodiesPart(Part):
    """All bodies, by state, in the order of the language."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.column = Column()
        self.place = QVBoxLayout()
        self.place.setSpacing(GRID // 2)
        self.column.body.addLayout(self.place)
        self.whole.addWidget(self.column)
        self.retranslate()

    def retranslate(self) -> None:
        clear(self.place)
        language = self.session.language
        self.place.addWidget(Label(self.text("pages.law.bodies_intro")))
        bodies = self.session.law.authorities.values()
        states = dict.fromkeys(body.state for body in bodies if body.state in STATES)
        for state in sorted(states, key=lambda code: language.sort_key(language.state(code))):
            self.place.addSpacing(GRID)
            self.place.addWidget(Label(language.state(state), "heading"))
            for body in bodies:
                if body.state == state:
                    self.place.addWidget(_body(self.session, body))


def _body(session: Session, body: Authority) -> SentenceFold:
    name = session.language.official(body.names)
    role = session.text(f"pages.law.role.{body.role}")
    fold = SentenceFold(session.text("pages.law.body", name=name, role=role))
    for other in dict.fromkeys(body.names.values()):
        if other != name:
            fold.body.addWidget(Label(other))
    for contact in body.contact:
        fold.body.addWidget(Label(contact))
    if agreements := _agreements(session, body):
        fold.body.addWidget(Label(agreements, "small"))
    sourced = body.sourced
    fold.body.addWidget(source_lines(session, sourced.citations, sourced.confidence.value, sourced.checked))
    return fold


def _agreements(session: Session, body: Authority) -> str:
    """The agreements a body carries out; nothing for a body of a state without one."""
    law = session.law.agreements
    if EVERY in body.agreements:
        everywhere = all(body.state in agreement.states for agreement in law)
        return session.text("pages.law.every_agreement") if everywhere else ""
    names = [session.text(f"law.agreement.{agreement}.name") for agreement in body.agreements]
    return session.language.list(names)
