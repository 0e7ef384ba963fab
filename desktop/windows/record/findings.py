"""What the gap finder found, in words: each finding with its months, sums, steps and sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.record.findings import RecordFinding, Weight, all_sums
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Fold, Label, LinkButton, StateWord, card, clear
from desktop.windows.page import KINDS
from desktop.windows.record.words import said
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.windows.page import Page

_SYMBOL: Final = {Weight.HARM: "not_exempt", Weight.CHECK: "cannot_tell"}


class Findings(QWidget):
    """``wanted`` carries a finding whose months are to be shown, ``way`` a finding and the page that helps."""

    wanted = Signal(object)
    way = Signal(object, str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._session = page, page.session
        self.summary = StateWord(role="heading")
        self.cards = QVBoxLayout()
        self.cards.setSpacing(GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.summary)
        layout.addLayout(self.cards)
        layout.addStretch(1)
        self.found: tuple[RecordFinding, ...] = ()

    def show_findings(self, found: Sequence[RecordFinding]) -> None:
        """Show these findings, in their order."""
        self.found = tuple(found)
        clear(self.cards)
        count = len(self.found)
        key = "record.summary.found" if count else "record.summary.clean"
        harm = any(finding.weight is Weight.HARM for finding in self.found)
        state = "exempt" if not count else _SYMBOL[Weight.HARM if harm else Weight.CHECK]
        self.summary.show_state(state, self._page.text(key, count=count))
        self._add_totals()
        for finding in self.found:
            self.cards.addWidget(self._card(finding))

    def _add_totals(self) -> None:
        """Where several runs of months were paid twice, what was paid in all, by state and currency."""
        doubles = [finding for finding in self.found if finding.rows]
        if len(doubles) > 1:
            lines = [said(self._session, words) for one in all_sums(doubles) for words in one.words()]
            self.cards.addWidget(Label("\n".join([self._page.text("record.sum.all"), *lines])))

    def _card(self, finding: RecordFinding) -> QWidget:
        session = self._session
        weight = self._page.text(f"record.weight.{finding.weight.value}")
        parts: list[QWidget] = [StateWord(_SYMBOL[finding.weight], weight, "small")]
        parts.append(Label(said(session, finding.words)))
        parts += [Label(said(session, words), "small") for one in finding.sums for words in one.words()]
        if finding.months:
            show = LinkButton(self._page.text("record.finding.show"), "search")
            show.clicked.connect(partial(self.wanted.emit, finding))
            parts.append(show)
        parts.append(self._what_to_do(finding))
        return card(*parts, spacing=GRID // 2)

    def _what_to_do(self, finding: RecordFinding) -> Fold:
        """The steps in order, what the law says, and the pages that help."""
        session = self._session
        fold = Fold(self._page.text("record.finding.steps"))
        fold.setAccessibleDescription(said(session, finding.words))
        for number, words in enumerate(finding.steps, 1):
            fold.body.addWidget(Label(f"{number}. {said(session, words)}"))
        for one in finding.said:
            fold.body.addWidget(
                Label(self._page.text("record.finding.law", sentence=said(session, one.words)))
            )
            fold.body.addWidget(source_lines(session, one.citations, one.confidence.value))
        for kind in finding.ways:
            if kind in KINDS:
                button = LinkButton(self._page.text(f"record.way.{kind}"), "next")
                button.clicked.connect(partial(self.way.emit, finding, kind))
                fold.body.addWidget(button)
        return fold
