"""The terms of the field in four languages, found by typing a part in any of them, each explained beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.windows.controls.part import Part
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Column, Label, LinkButton, clear, line
from desktop.windows.result.grid import Cell, Grid
from desktop.windows.side import LANGUAGE_NAMES
from desktop.windows.terms.index import COLUMNS

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.practice import Term
    from desktop.session import Session

_NARROW = 44
"""Below this width, in heights of the text, the terms stand in one column."""
_LOW = 26
"""Below this height, in heights of the text, the explanation takes the place of the table."""
_UNLIMITED = 16_777_215
"""The greatest height of a widget (QWIDGETSIZE_MAX)."""
_GROUPS = (
    "inst",
    "br",
    "scheme",
    "law",
    "con",
    "per",
    "rel",
    "utype",
    "insst",
    "form",
    "doc",
    "proc",
    "time",
    "con2",
)
"""Groups of the glossary that are terms of the field; the others name fields and buttons of the program."""


def shown_terms(session: Session) -> list[Term]:
    """The terms of the field, in the order of the glossary."""
    return [term for term in session.law.terms.values() if term.key.partition(".")[0] in _GROUPS]


class TermsPart(Part):
    """A table of terms; what is typed above it hides the rows that do not hold it. ``show_detail`` takes a key."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._terms = shown_terms(session)
        self._narrow: bool | None = None
        self.key = ""
        self.label = Label(wrap=False)
        self.search = QLineEdit()
        self.label.setBuddy(self.search)
        self.found = Label(role="small")
        self.table = Grid("", list(LANGUAGE_NAMES.values()), scrolls=True)
        self.card = Column()
        self.place = QVBoxLayout()
        self.card.body.addLayout(self.place)
        self.card.setMaximumHeight(22 * size())
        self._below = line()
        top = QWidget()
        layout = QVBoxLayout(top)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, GRID)
        layout.addWidget(self.label)
        layout.addWidget(self.search)
        layout.addWidget(self.found)
        layout.addWidget(self.table, 1)
        self.top, self.back = top, LinkButton(icon="back")
        self.card.body.insertWidget(0, self.back)
        self.back.hide()
        self.back.clicked.connect(self._back)
        self.whole.addWidget(top, 3)
        self.whole.addWidget(self._below)
        self.whole.addWidget(self.card, 2)
        self.search.textChanged.connect(self._filter)
        self.table.currentCellChanged.connect(lambda row, *_: None if self._low() else self._explain(row))
        self.table.cellClicked.connect(lambda row, _column: self._explain(row))
        self.table.activated.connect(lambda index: self._explain(index.row()))
        theme.changed.connect(self._fit)
        self.retranslate()

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        keys = [term.key for term in self._terms]
        if detail in keys:
            self.search.clear()
            row = keys.index(detail)
            self.table.setCurrentCell(row, 0)
            self.table.scrollTo(self.table.currentIndex())
            self._show(detail)
        elif detail in self.session.law.terms:
            self._show(detail)

    def retranslate(self) -> None:
        self.label.setText(self.text("pages.law.terms_search"))
        self.back.setText(self.text("pages.law.all_terms"))
        self.search.setAccessibleName(self.text("pages.law.terms_search"))
        self.table.setAccessibleName(self.text("pages.law.part.terms"))
        self._fit()
        self._filter(self.search.text())
        self._show(self.key)

    def focus(self) -> None:
        first = self.back if self.key and self._low() else self.table if self.key else self.search
        first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- the table

    def _fit(self) -> None:
        """Where four columns do not fit, the languages stand one under the other."""
        narrow = self.width() < _NARROW * size()
        if narrow != self._narrow:
            self._narrow = narrow
            for column in range(1, len(COLUMNS)):
                self.table.setColumnHidden(column, narrow)
            self.table.set_rows([_stacked(term) if narrow else _cells(term) for term in self._terms])
            self._filter(self.search.text())
        self._share_out()

    def _low(self) -> bool:
        """Whether table and explanation are too high to stand one under the other."""
        return self.height() < _LOW * size()

    def _share_out(self) -> None:
        """Where there is little height the explanation takes the place of the table."""
        low, shown = self._low(), bool(self.key)
        self.card.setMaximumHeight(_UNLIMITED if low else max(self.height() * 2 // 5, 1))
        self.card.setVisible(shown)
        self._below.setVisible(shown and not low)
        self.top.setVisible(not (shown and low))
        self.back.setVisible(shown and low)

    def _back(self) -> None:
        self._show("")
        self.table.setFocus()

    def _filter(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        count = 0
        for y, term in enumerate(self._terms):
            fits = any(wanted in word.casefold() for word in term.words.values())
            self.table.setRowHidden(y, not fits)
            count += fits
        self.found.setText(self.text("pages.law.terms_found", n=self.session.language.number(count)))

    # -- the chosen term

    def _explain(self, row: int) -> None:
        if 0 <= row < len(self._terms):
            self._show(self._terms[row].key)

    def _show(self, key: str) -> None:
        self.key = key
        clear(self.place)
        self._share_out()
        if not key:
            return
        from desktop.windows.terms.panel import TermCard, term_aspects

        self.place.addWidget(TermCard(self.session, key, words=self._low()))
        if not term_aspects(self.session, key):
            self.place.addWidget(Label(self.text("pages.terms.words_only"), "small"))
        self.card.verticalScrollBar().setValue(0)


def _cells(term: Term) -> list[Cell]:
    return [Cell(term.words.get(column, ""), spoken=_spoken(term)) for column in COLUMNS.values()]


def _stacked(term: Term) -> list[Cell]:
    first, *others = (term.words.get(column, "") for column in COLUMNS.values())
    return [Cell(first, "\n".join(others), spoken=_spoken(term)), *(Cell("") for _ in others)]


def _spoken(term: Term) -> str:
    named = (f"{LANGUAGE_NAMES[code]}: {term.words.get(column, '')}" for code, column in COLUMNS.items())
    return ", ".join(named)
