"""One agreement: its status on a day, who is covered how long, certificates, deadlines and open points."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.law_category import category_fold, exception_fold
from desktop.windows.law_papers import certificate_lines, consequence_lines, deadline_lines
from desktop.windows.law_status import SYMBOLS, status_on, status_words
from desktop.windows.result_doubts import open_point_lines
from desktop.windows.result_fold import SentenceFold
from desktop.windows.result_reasons import source_lines
from desktop.windows.theme import GRID
from desktop.windows.widgets import Label, StateWord, card

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.agreement import Agreement, Direction
    from desktop.session import Session


class AgreementView(QWidget):
    """An agreement as a card: the status at once, everything else in folds."""

    def __init__(self, session: Session, agreement: Agreement, day: dt.date) -> None:
        super().__init__()
        self._session, self._agreement = session, agreement
        status = status_on(agreement, day)
        box = card(
            Label(session.text(f"law.agreement.{agreement.id}.name"), "heading"),
            StateWord(SYMBOLS[status], status_words(session, agreement, day)),
            Label(session.text(f"law.agreement.{agreement.id}.plain")),
            source_lines(session, agreement.sourced.citations, agreement.sourced.confidence.value),
            *(self._direction(direction) for direction in agreement.directions.values()),
            self._fold("certificates", certificate_lines),
            self._fold("deadlines", deadline_lines),
            self._fold("consequences", consequence_lines),
            self._open_points(),
            self._instruments(),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)

    def _direction(self, direction: Direction) -> SentenceFold:
        session = self._session
        state = session.language.state
        names = {"home": state(direction.home), "host": state(direction.host)}
        fold = SentenceFold(session.text("pages.law.direction", **names))
        fold.body.addWidget(Label(self._branches("covered", direction.covered, direction.host)))
        fold.body.addWidget(Label(self._branches("never", direction.never, direction.host)))
        fold.body.addWidget(Label(session.text(f"result.clock.counting.{direction.counting}")))
        for category in direction.categories:
            fold.body.addWidget(category_fold(session, direction, category))
        fold.body.addWidget(exception_fold(session, direction))
        return fold

    def _branches(self, key: str, codes: tuple[str, ...], state: str) -> str:
        language = self._session.language
        names = language.list([language.branch(code, state) for code in codes])
        return self._session.text(f"pages.law.{key}", state=language.state(state), branches=names)

    def _fold(
        self, key: str, lines: Callable[[Session, Agreement], list[tuple[str, QWidget]]]
    ) -> SentenceFold:
        fold = SentenceFold(self._session.text(f"pages.law.{key}"))
        for text, source in lines(self._session, self._agreement):
            fold.body.addWidget(Label(text))
            fold.body.addWidget(source)
        return fold

    def _open_points(self) -> QWidget:
        session = self._session
        points = [p for p in session.law.open_points.values() if self._agreement.id in p.agreements]
        fold = SentenceFold(session.text("pages.law.open_points", n=session.language.number(len(points))))
        for point in points:
            question, *rest = open_point_lines(session, point)
            inner = SentenceFold(question, "" if point.closed else "cannot_tell")
            for text in rest:
                inner.body.addWidget(Label(text))
            inner.body.addWidget(
                source_lines(session, point.sourced.citations, point.sourced.confidence.value)
            )
            fold.body.addWidget(inner)
        fold.body.setSpacing(GRID // 2)
        return fold

    def _instruments(self) -> SentenceFold:
        session = self._session
        fold = SentenceFold(session.text("pages.law.instruments"))
        for instrument_id in self._agreement.instruments:
            instrument = session.law.instruments[instrument_id]
            titles = " / ".join(dict.fromkeys(instrument.titles.values()))
            fold.body.addWidget(Label(titles))
            facts = [part for part in (instrument.number, instrument.address) if part]
            if instrument.dated:
                facts.insert(0, session.language.date(instrument.dated))
            if facts:
                fold.body.addWidget(Label(" · ".join(facts), "small"))
        return fold
