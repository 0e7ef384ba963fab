"""The reasons, folded: from the user's answer over the rule to the article, and how sure that is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.determination import Status
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label
from desktop.windows.law.wording import wording
from desktop.windows.result.answers import (
    citations_in_words,
    finding_words,
    joined,
    params_in_words,
    question_words,
    value_words,
)
from desktop.windows.result.fold import Link, SentenceFold
from desktop.windows.terms.label import TermLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.agreement import Citation
    from desktop.domain.case import Case
    from desktop.domain.determination import Finding
    from desktop.session import Session

_SYMBOLS = {
    Status.MET: "exempt",
    Status.FAILED: "not_exempt",
    Status.UNKNOWN: "cannot_tell",
    Status.INFO: "stays_due",
}


class Reasons(QWidget):
    """The findings behind an answer, each closed until the user wants to know more.

    ``to_law``, where given, takes an agreement's id: each reason then has a way to its page.
    """

    def __init__(
        self,
        session: Session,
        case: Case,
        findings: Sequence[Finding],
        agreement: str | None = None,
        to_law: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self._agreement, self._to_law = agreement, to_law
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for finding in findings:
            layout.addWidget(self._reason(session, case, finding))

    def _reason(self, session: Session, case: Case, finding: Finding) -> SentenceFold:
        """Your fact, the rule, then the article with its source, the day it was checked and how sure it is."""
        fold = SentenceFold(found_words(session, case, finding), _SYMBOLS[finding.status])
        for line in _answers(session, case, finding.facts):
            fold.body.addWidget(Label(line))
        if rule := _rule(session, case, finding):
            fold.body.addWidget(TermLabel(session.text("pages.result.rule", rule=rule)))
        fold.body.addWidget(source_lines(session, finding.citations, finding.confidence.value))
        if self._agreement and self._to_law and finding.citations:
            link = Link(session.text("pages.law.to_agreement"), "law")
            agreement, to_law = self._agreement, self._to_law
            link.clicked.connect(lambda: to_law(agreement))
            fold.body.addWidget(link)
        return fold


def found_words(session: Session, case: Case, finding: Finding) -> str:
    """What was found, in the words chosen: to the user, or as the instruments say it."""
    rule = _rule(session, case, finding) if wording.official else ""
    if not rule:
        return finding_words(session, case, finding)
    return session.text(f"pages.wording.{finding.status.value}", rule=rule)


def _rule(session: Session, case: Case, finding: Finding) -> str:
    """The condition behind a finding; empty where the finding is no condition."""
    key = f"law.condition.{finding.key}"
    if not session.language.has(key):
        return ""
    return session.text(key, **params_in_words(session, case, dict(finding.params)))


def _answers(session: Session, case: Case, names: tuple[str, ...]) -> list[str]:
    lines, facts = [], case.facts()
    for name in names:
        value = facts.get(name)
        question = question_words(session, case, name)
        answer = value_words(session, case, name, value)
        lines.append(session.text("pages.result.your_answer", question=question, answer=answer))
    return lines


def source_lines(
    session: Session, citations: tuple[Citation, ...], confidence: str, checked: dt.date | None = None
) -> QWidget:
    """Where a sentence comes from: the places, how sure they make it, and the day they were checked.

    ``checked`` is the day the sentence itself was compared, where it carries one; otherwise the youngest day of
    its sources. In official words the instruments stand below with their titles in full.
    """
    lines = []
    if citations:
        lines.append(session.text("pages.result.article", places=citations_in_words(session, citations)))
    lines.append(session.text(f"pages.result.confidence.{confidence}"))
    if day := checked or _checked(session, citations):
        lines.append(session.text("pages.result.checked", date=day))
    said = joined(session, *lines)
    return Label("\n".join((said, *_titles(session, citations))) if wording.official else said, "small")


def _titles(session: Session, citations: tuple[Citation, ...]) -> list[str]:
    """The titles of the instruments in the languages of the treaty, with their numbers, a line each."""
    lines = []
    for name in dict.fromkeys(place.instrument for place in citations):
        instrument = session.law.instruments[name]
        titles = " / ".join(dict.fromkeys(instrument.titles.values()))
        lines.append(" · ".join(filter(None, (titles, instrument.number))))
    return lines


def _checked(session: Session, citations: tuple[Citation, ...]) -> dt.date | None:
    """The day the youngest of these sources was last compared; ``None`` without a source."""
    days = [session.law.instruments[place.instrument].sourced.checked for place in citations]
    return max(days, default=None)
