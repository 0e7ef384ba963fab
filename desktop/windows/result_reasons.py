"""The reasons, folded: from the user's answer over the rule to the article, and how sure that is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.determination import Status
from desktop.windows.result_answers import (
    citations_in_words,
    finding_words,
    joined,
    question_words,
    value_words,
)
from desktop.windows.result_fold import SentenceFold
from desktop.windows.theme import GRID
from desktop.windows.widgets import Label

if TYPE_CHECKING:
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
    """The findings behind the answer, each closed until the user wants to know more."""

    def __init__(self, session: Session, case: Case, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for finding in findings:
            layout.addWidget(_reason(session, case, finding))


def _reason(session: Session, case: Case, finding: Finding) -> SentenceFold:
    fold = SentenceFold(finding_words(session, case, finding), _SYMBOLS[finding.status])
    for line in _answers(session, case, finding.facts):
        fold.body.addWidget(Label(line))
    fold.body.addWidget(source_lines(session, finding.citations, finding.confidence.value))
    return fold


def _answers(session: Session, case: Case, names: tuple[str, ...]) -> list[str]:
    lines, facts = [], case.facts()
    for name in names:
        value = facts.get(name)
        question = question_words(session, case, name)
        answer = value_words(session, case, name, value)
        lines.append(session.text("pages.result.your_answer", question=question, answer=answer))
    return lines


def source_lines(session: Session, citations: tuple[Citation, ...], confidence: str) -> QWidget:
    """Where a sentence comes from: the places, how sure they make it, and the day they were checked."""
    lines = []
    if citations:
        lines.append(session.text("pages.result.article", places=citations_in_words(session, citations)))
    lines.append(session.text(f"pages.result.confidence.{confidence}"))
    if day := _checked(session, citations):
        lines.append(session.text("pages.result.checked", date=day))
    return Label(joined(session, *lines), "small")


def _checked(session: Session, citations: tuple[Citation, ...]) -> dt.date | None:
    """The day the youngest of these sources was last compared; ``None`` without a source."""
    days = [session.law.instruments[place.instrument].sourced.checked for place in citations]
    return max(days, default=None)
