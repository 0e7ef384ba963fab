"""Facts beside China's agreements as tables: partner states of others, coordination in the European Union."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.states import STATES
from desktop.windows.controls.part import Part
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Column, Label, clear
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.grid import Cell, Grid
from desktop.windows.result.reasons import source_lines
from desktop.windows.terms.label import TermLabel, mark_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.background import Reference, ReferenceRow
    from desktop.session import Session

_NARROW = 9
"""Below this width of a column, in heights of the text, the columns stand one under the other."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")


class ReferencesPart(Part):
    """Each reference page as a fold; ``show_detail`` takes a page's key and opens it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._open: set[str] = set()
        self.column = Column(wide=True)
        self.place = QVBoxLayout()
        self.place.setSpacing(GRID)
        self.column.body.addLayout(self.place)
        self.whole.addWidget(self.column)
        self.retranslate()

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        if detail and detail not in self._open:
            self._open.add(detail)
            self.retranslate()

    def retranslate(self) -> None:
        clear(self.place)
        references = self.session.law.references
        key = "pages.references.intro" if references else "pages.law.nothing_found"
        self.place.addWidget(Label(self.text(key)))
        for place, reference in enumerate(references):
            first = place == 0 and not self._open
            self.place.addWidget(self._page(reference, first or reference.key in self._open))

    def _page(self, reference: Reference, open_: bool) -> SentenceFold:
        key, session, sourced = f"law.reference.{reference.key}", self.session, reference.sourced
        fold = SentenceFold(self.text(f"{key}.title"), open_=open_)
        fold.toggled.connect(
            lambda on: self._open.add(reference.key) if on else self._open.discard(reference.key)
        )
        fold.body.addWidget(TermLabel(self.text(f"{key}.intro")))
        if any(row.cells for row in reference.rows):
            fold.body.addWidget(ReferenceTable(session, reference))
        for row in reference.rows:
            if not row.cells:
                fold.body.addWidget(TermLabel(about_words(session, reference, row)))
        fold.body.addWidget(
            source_lines(session, sourced.citations, sourced.confidence.value, sourced.checked)
        )
        mark_terms(fold, session)
        return fold


class ReferenceTable(Grid):
    """The rows of a reference page; narrow, the cells of a row stand one under the other with their heads."""

    def __init__(self, session: Session, reference: Reference) -> None:
        key = f"law.reference.{reference.key}"
        self._session, self._reference = session, reference
        self._heads = [session.text(f"{key}.column.{name}") for name in reference.columns]
        self._stacked: bool | None = None
        about = session.text(f"{key}.column.about") if session.language.has(f"{key}.column.about") else ""
        about = about or session.text("pages.law.head.state")
        super().__init__(session.text(f"{key}.title"), (about, *self._heads), (4, *(4 for _ in self._heads)))
        self.fit()

    def fit(self) -> None:
        stacked = self.width() < (1 + len(self._heads)) * _NARROW * size()
        if stacked != self._stacked:
            self._stacked = stacked
            for column in range(2, 1 + len(self._heads)):
                self.setColumnHidden(column, stacked)
            self.set_rows([self._row(row) for row in self._reference.rows if row.cells])
        super().fit()

    def _row(self, row: ReferenceRow) -> Sequence[Cell]:
        name = about_words(self._session, self._reference, row)
        cells = [cell_words(self._session, row, column) for column in self._reference.columns]
        pairs = [f"{head}: {cell}" for head, cell in zip(self._heads, cells, strict=True) if cell]
        first = Cell(name, spoken=f"{name}. {', '.join(pairs)}")
        if self._stacked:
            return (first, Cell("\n".join(pairs)), *(Cell("") for _ in cells[1:]))
        return (first, *(Cell(cell) for cell in cells))


def about_words(session: Session, reference: Reference, row: ReferenceRow) -> str:
    """What a row is about: a state by name, a year as it stands, else the text that the catalogues have of it."""
    if row.about in STATES:
        return session.language.state(row.about)
    return (
        row.about if row.about.isdecimal() else session.text(f"law.reference.{reference.key}.row.{row.about}")
    )


def cell_words(session: Session, row: ReferenceRow, column: str) -> str:
    """A cell: a month in the customs of the language, a figure as it stands, a word by its name."""
    cell = row.cells.get(column, "")
    if month := _MONTH.fullmatch(cell):
        return session.language.year_month(dt.date(int(month[1]), int(month[2]), 1))
    return session.text(f"law.reference.cell.{cell}") if cell[:1].isalpha() else cell
