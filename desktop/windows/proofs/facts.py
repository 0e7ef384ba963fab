"""Which facts and months of a working life are proved, those without a proof first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.record.proofs import facts_standing, months_standing
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label
from desktop.windows.proofs.quality_words import SYMBOLS, best_words, fact_words, posting_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page

_COLUMNS = ("what", "posting", "best")


class _Line(NamedTuple):
    """A fact or a year of months: whether it is proved, its cells and the symbol of its proof."""

    proved: bool
    cells: tuple[str, str, str]
    symbol: str


class FactsPanel(QWidget):
    """The table; empty without postings and months."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.title, self.count = Label(role="heading"), Label()
        self.table = ShortTable(optional=(1,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.title, self.count, self.table):
            layout.addWidget(widget)
        page.put(self.title.setText, "record.proof.facts")
        page.put(self.table.setAccessibleName, "record.proof.facts")

    def show_life(self, life: WorkingLife) -> bool:
        """Show the facts of this person; returns whether there are any."""
        lines = sorted((*self._facts(life), *self._months(life)), key=lambda line: line.proved)
        missing = sum(not line.proved for line in lines)
        text = self._page.text
        counted = self._page.session.language.plural("record.proof.missing", missing)
        self.count.setText(counted if missing else text("record.proof.all_proved"))
        heads = [text(f"record.proof.{column}") for column in _COLUMNS]
        self.table.fill(heads, [self._row(place, line) for place, line in enumerate(lines)])
        return bool(lines)

    def _row(self, place: int, line: _Line) -> TableRow:
        what, _, best = line.cells
        sentence = self._page.text("record.proof.fact_sentence", what=what, best=best)
        return TableRow(place, line.cells, sentence, {2: line.symbol})

    def _facts(self, life: WorkingLife) -> Iterator[_Line]:
        session = self._page.session
        for posting in life.postings:
            for one in facts_standing(posting, life.evidence, life.proofs):
                cells = (
                    fact_words(session, posting, one.fact),
                    posting_words(session, posting),
                    best_words(session, one),
                )
                yield _Line(one.proved, cells, SYMBOLS[one.best.quality if one.best else None])

    def _months(self, life: WorkingLife) -> Iterator[_Line]:
        text, language = self._page.text, self._page.session.language
        for one in months_standing(life.months):
            what = text("record.proof.months_of", state=language.state(one.state), year=str(one.year))
            key = "record.proof.months_open" if one.without_proof else "record.proof.months_proved"
            best = text(key, open=language.number(one.without_proof), paid=language.number(one.paid))
            yield _Line(
                not one.without_proof, (what, "–", best), "cannot_tell" if one.without_proof else "exempt"
            )
