"""One road as a card: what can be said of it, its days, what it takes, what it costs, and the next thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.refunds.finder import RoadState
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, StateWord, row, set_role
from desktop.windows.refunds.words import (
    SYMBOLS,
    amount_words,
    certificate_words,
    clock_words,
    missing_words,
    state_words,
    who_words,
)
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.refunds.finder import Reason, Road
    from desktop.session import Session

_HOLDS = {True: "exempt", False: "not_exempt", None: "cannot_tell"}


class RoadCard(QFrame):
    """A road. ``letter`` asks for its letter, ``remind`` for its days in the user's list; both carry the road."""

    letter = Signal(object)
    remind = Signal(object)

    def __init__(self, session: Session, road: Road, has_case: bool) -> None:
        super().__init__()
        self.session, self.road = session, road
        set_role(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.body.setSpacing(GRID)
        name = self._text(f"law.refund.road.{road.rule.words}.name")
        self.state = StateWord(SYMBOLS[road.state], state_words(session, road), "heading")
        for widget in (Label(name, "heading"), self.state):
            self.body.addWidget(widget)
        if first := certificate_words(session, road):
            self.body.addWidget(Label(first))
        self._lines(amount_words(session, road))
        self._lines(clock_words(session, road))
        self._missing()
        self.body.addWidget(Label(self._text(f"law.refund.road.{road.rule.words}.plain")))
        if road.state is not RoadState.CLOSED or road.rule.status == "none":
            self._lines(who_words(session, road))
        self._costs()
        self._folds()
        self._buttons(has_case)

    def _text(self, key: str, **params: object) -> str:
        return self.session.text(key, **params)

    def _lines(self, lines: Iterable[str]) -> None:
        found = list(lines)
        if found:
            self.body.addWidget(stack(*(Label(text) for text in found), spacing=GRID // 2))

    def _missing(self) -> None:
        names = missing_words(self.session, self.road)
        if names and self.road.state is RoadState.CANNOT_TELL and self.road.rule.status != "unread":
            listed = self.session.language.list(names)
            self.body.addWidget(Label(self._text("refunds.missing", questions=listed)))

    def _costs(self) -> None:
        """What is lost by it, and where advice is due: said before anything can be pressed."""
        rule = self.road.rule
        costs = [self._text(f"law.refund.destroys.{name}") for name in rule.destroys]
        advice = [self._text(f"law.refund.advice.{name}") for name in self.road.advice]
        for key, lines, symbol in (
            ("destroys", costs, "stays_due"),
            ("advice", advice, "exceptional_agreement_needed"),
        ):
            if lines and self.road.state is not RoadState.CLOSED:
                self.body.addWidget(Label(self._text(f"refunds.{key}"), "heading"))
                self.body.addWidget(_points(lines, symbol))

    def _folds(self) -> None:
        road = self.road
        if road.reasons:
            failed = any(reason.holds is False for reason in road.reasons)
            fold = SentenceFold(self._text("refunds.conditions"), open_=failed)
            fold.body.addWidget(_conditions(self.session, road.reasons))
            self.body.addWidget(fold)
        if road.rule.documents and road.state is not RoadState.CLOSED:
            fold = SentenceFold(self._text("refunds.documents"))
            lines = [self._text(f"law.refund.document.{name}") for name in road.rule.documents]
            fold.body.addWidget(stack(*(Label(f"• {line}") for line in lines), spacing=GRID // 2))
            fold.body.addWidget(Label(self._text("refunds.documents_note"), "small"))
            self.body.addWidget(fold)
        sourced = road.rule.sourced
        self.body.addWidget(
            source_lines(self.session, sourced.citations, sourced.confidence.value, sourced.checked)
        )

    def _buttons(self, has_case: bool) -> None:
        road, found = self.road, []
        first = road.state is RoadState.NOT_YET and road.certificate_from  # no claim without the certificate
        if road.rule.letter and road.state is not RoadState.CLOSED and not first:
            self.write = Button(self._text("refunds.letter"), icon="documents")
            self.write.clicked.connect(lambda: self.letter.emit(road))
            found.append(self.write)
        if road.clock_days:
            self.keep = Button(self._text("refunds.remind"), icon="calendar")
            self.keep.clicked.connect(lambda: self.remind.emit(road))
            found.append(self.keep)
        for button in found:
            button.setEnabled(has_case)
            name = self._text(f"law.refund.road.{road.rule.words}.name")
            button.setAccessibleName(self._text("refunds.button_of", button=button.text(), road=name))
        if found:
            self.body.addWidget(row(*found))
            if not has_case:
                self.body.addWidget(Label(self._text("refunds.needs_case"), "small"))


def _points(lines: Sequence[str], symbol: str) -> QWidget:
    return stack(*(StateWord(symbol, line) for line in lines), spacing=GRID // 2)


def _conditions(session: Session, reasons: Sequence[Reason]) -> QWidget:
    """Each condition with its symbol, and in words whether it holds."""
    parts = []
    for reason in reasons:
        said = {True: "holds", False: "fails", None: "open"}[reason.holds]
        words = session.text(f"law.refund.condition.{reason.condition.key}")
        parts.append(
            StateWord(_HOLDS[reason.holds], session.text(f"refunds.condition.{said}", condition=words))
        )
    return stack(*parts, spacing=GRID // 2)
