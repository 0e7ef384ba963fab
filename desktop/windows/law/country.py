"""What holds for work in one state: its agreement with China, or that there is none, and what then follows."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.widgets import Button, Label, StateWord, card, row
from desktop.windows.documents.languages import PaperButton
from desktop.windows.law.status import APPLYING, SYMBOLS, partner, status_on, status_words
from desktop.windows.result.doubts import ask_line
from desktop.windows.result.reasons import source_lines
from desktop.windows.terms.label import TermLabel, mark_terms

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.domain.background import HostRule
    from desktop.session import Session

HOME = "CN"
"""The state with which every agreement of this program is made."""
_ANY = "*"


class CountryCard(QWidget):
    """A state as a card; ``go`` asks for another part of the law section."""

    go = Signal(str)

    def __init__(self, session: Session, code: str, day: dt.date) -> None:
        super().__init__()
        self._session, self._code = session, code
        found = [agreement for agreement in session.law.between(HOME, code) if partner(agreement) == code]
        lines: list[QWidget] = [Label(session.language.state(code), "heading")]
        applying = [agreement for agreement in found if status_on(agreement, day) in APPLYING]
        for agreement in applying or found:
            lines.append(StateWord(SYMBOLS[status_on(agreement, day)], status_words(session, agreement, day)))
            button = Button(session.text("pages.law.to_agreement"), icon="law")
            button.setAccessibleName(session.text(f"law.agreement.{agreement.id}.name"))
            button.clicked.connect(partial(self.go.emit, f"agreement:{agreement.id}@{day.isoformat()}"))
            lines.append(row(button))
        if not found:
            lines.append(StateWord("no_agreement", session.text("pages.law.status.none")))
        rule = host_rule(session.law, code)
        if not applying and rule is not None:
            lines += self._rule(rule)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(*lines))
        mark_terms(self, session)

    def _rule(self, rule: HostRule) -> list[QWidget]:
        """The host's own law, what to do, how sure that is and whom to ask."""
        session, state = self._session, self._session.language.state
        names = {"home": state(HOME), "host": state(self._code)}
        key = f"law.host.{'any' if rule.state == _ANY else rule.state}"
        sourced = rule.sourced
        lines: list[QWidget] = [
            TermLabel(session.text(f"{key}.plain", **names)),
            Label(session.text("pages.law.steps"), "heading"),
            TermLabel(session.text(f"{key}.steps", **names)),
        ]
        if rule.ask:
            lines.append(Label(ask_line(session, rule.ask)))
        lines.append(PaperButton(session, "pages.law.leaflet", partial(session.leaflet, HOME, self._code)))
        return [*lines, source_lines(session, sourced.citations, sourced.confidence.value, sourced.checked)]


def host_rule(law: Law, code: str) -> HostRule | None:
    """What the state charges while no agreement applies; the rule for all others where it has none of its own."""
    return law.hosts.get(code) or law.hosts.get(_ANY)
