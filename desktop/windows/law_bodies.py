"""The bodies of both sides: who they are in their own languages, what they do and how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.result_fold import SentenceFold
from desktop.windows.result_reasons import source_lines
from desktop.windows.theme import GRID
from desktop.windows.widgets import Label

if TYPE_CHECKING:
    from desktop.domain.agreement import Authority
    from desktop.session import Session


class BodiesView(QWidget):
    """All bodies, by state."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(Label(session.text("pages.law.bodies_intro")))
        bodies = session.law.authorities.values()
        for state in dict.fromkeys(body.state for body in bodies):
            layout.addSpacing(GRID)
            layout.addWidget(Label(session.language.state(state), "heading"))
            for body in bodies:
                if body.state == state:
                    layout.addWidget(_body(session, body))


def _body(session: Session, body: Authority) -> SentenceFold:
    name = session.language.official(body.names)
    role = session.text(f"pages.law.role.{body.role}")
    fold = SentenceFold(session.text("pages.law.body", name=name, role=role))
    for other in dict.fromkeys(body.names.values()):
        if other != name:
            fold.body.addWidget(Label(other))
    for contact in body.contact:
        fold.body.addWidget(Label(contact))
    agreements = [session.text(f"law.agreement.{agreement}.name") for agreement in body.agreements]
    fold.body.addWidget(Label(session.language.list(agreements), "small"))
    fold.body.addWidget(source_lines(session, body.sourced.citations, body.sourced.confidence.value))
    return fold
