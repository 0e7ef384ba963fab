"""What a paper still misses, each entry one click from its place, and whether the paper stays a draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.fields import Severity
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, clear
from desktop.windows.documents.list import CALENDAR
from desktop.windows.fields.row import field_label
from desktop.windows.result.fold import Link
from desktop.windows.terms.label import TermLabel, mark_terms

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session

_SHOWN = 6
"""More entries than these are listed in the form itself, not beside the preview."""


class MissingList(QWidget):
    """``wanted`` carries the key of the field that the user wants to fill in."""

    wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.about = TermLabel(role="small")
        self.title = Label(role="heading")
        self._entries = QVBoxLayout()
        self._entries.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.about)
        layout.addWidget(self.title)
        layout.addLayout(self._entries)

    def show_missing(self, case: Case, keys: tuple[str, ...], paper: str = "") -> None:
        """List these fields, the first few by name; ``paper`` is the title whose terms are explained."""
        clear(self._entries)
        self.about.setText(paper)
        mark_terms(self, self._session)
        self.about.setVisible(bool(self.about.marked))
        text = self._session.text
        title = self._session.language.plural("pages.documents.missing_title", len(keys))
        self.title.setText(title if keys else text("pages.documents.nothing_missing"))
        for key in keys[:_SHOWN]:
            label = field_label(self._session, case, key)
            self._add(label, text("pages.documents.go_to_field", label=label), partial(self.wanted.emit, key))
        if len(keys) > _SHOWN:
            rest = self._session.language.plural("pages.documents.more_missing", len(keys) - _SHOWN)
            self._add(rest, rest, partial(self.wanted.emit, keys[_SHOWN]))

    def _add(self, words: str, spoken: str, go: Callable[[], None]) -> None:
        link = Link(words)
        link.setAccessibleName(spoken)
        link.clicked.connect(lambda _on=False: go())
        self._entries.addWidget(link)


def has_errors(session: Session, case: Case, paper_id: str) -> bool:
    """Whether an entry of this paper has to be mended before a final print."""
    if paper_id == CALENDAR:
        return False
    keys = set(session.fields_of(case, paper_id))
    return any(p.severity is Severity.BLOCK and keys.intersection(p.fields) for p in session.problems(case))


def draft_reason(session: Session, case: Case, paper_id: str) -> str:
    """Why the paper is a draft: ``draft_wrong``, ``draft_gaps``, or empty where it is complete."""
    if paper_id == CALENDAR:
        return ""
    if has_errors(session, case, paper_id):
        return "draft_wrong"
    return "draft_gaps" if session.missing_fields(case, paper_id) else ""
