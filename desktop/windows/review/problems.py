"""A conflict or a mistake in words, with the places where it can be mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.domain.fields import Severity
from desktop.windows.controls.widgets import StateWord, card
from desktop.windows.fields.row import field_label, problem_words
from desktop.windows.result.answers import question_words
from desktop.windows.result.fold import Link

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from desktop.domain.case import Case
    from desktop.domain.fields import Problem
    from desktop.session import Session


def problem_card(
    session: Session,
    case: Case,
    problem: Problem,
    change: Callable[[str], None],
    edit: Callable[[str], None],
) -> QFrame:
    """The problem and a link to every answer and every field that it names; unknown fields stand on no page."""
    state = "not_exempt" if problem.severity is Severity.BLOCK else "exempt_after_approval_of_extension"
    links = [
        *(_link(session, question_words(session, case, fact), fact, change) for fact in problem.facts),
        *(
            _link(session, field_label(session, case, key), key, edit)
            for key in problem.fields
            if key in session.forms.fields
        ),
    ]
    return card(StateWord(state, problem_words(session, problem)), *links)


def _link(session: Session, what: str, place: str, go: Callable[[str], None]) -> Link:
    link = Link(session.text("pages.review.change_named", what=what))
    link.clicked.connect(lambda _on=False: go(place))
    return link
