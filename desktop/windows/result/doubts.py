"""Doubts and conflicts between sources, said openly: readings, the adopted one, why, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label
from desktop.windows.result.answers import warning_words
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.determination import Warning_
    from desktop.domain.practice import OpenPoint
    from desktop.session import Session


class Doubts(QWidget):
    """What the sources do not settle about this answer, one fold each."""

    def __init__(self, session: Session, case: Case, warnings: tuple[Warning_, ...]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for warning in warnings:
            layout.addWidget(_doubt(session, case, warning))


def _doubt(session: Session, case: Case, warning: Warning_) -> SentenceFold:
    fold = SentenceFold(warning_words(session, case, warning), "cannot_tell")
    point = session.law.open_points.get(warning.open_point or "")
    ask = warning.ask
    if point is not None:
        for line in open_point_lines(session, point):
            fold.body.addWidget(Label(line))
        ask = ask or point.ask
    if ask:
        fold.body.addWidget(Label(ask_line(session, ask)))
    fold.body.addWidget(source_lines(session, warning.citations, warning.confidence.value))
    return fold


def open_point_lines(session: Session, point: OpenPoint) -> list[str]:
    """The question, every reading, the adopted one and why, as sentences."""
    key = f"law.open.{point.id}"
    lines = [session.text(f"{key}.question")]
    for name in point.readings:
        role = "adopted" if name == point.adopted else "reading"
        lines.append(session.text(f"pages.result.{role}", reading=session.text(f"{key}.reading.{name}")))
    if point.adopted is None:
        lines.append(session.text("pages.result.none_adopted"))
    lines.append(session.text(f"{key}.reason"))
    return lines


def ask_line(session: Session, authority_id: str) -> str:
    """Whom to ask, by official name."""
    authority = session.law.authorities[authority_id]
    return session.text("pages.result.ask", body=session.language.official(authority.names))
