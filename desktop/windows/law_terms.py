"""The terms of the field in four languages, found by typing a part in any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.windows.result_grid import Cell, Grid
from desktop.windows.side import LANGUAGE_NAMES
from desktop.windows.theme import GRID, size, theme
from desktop.windows.widgets import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.agreement import Term
    from desktop.session import Session

_NARROW = 44
"""Below this width, in heights of the text, the terms stand in one column."""
_COLUMNS = {"zh_Hans": "zh", "de": "de", "ko": "ko", "en": "en"}


class TermsView(QWidget):
    """A table of terms; what is typed above it hides the rows that do not hold it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._filled = self._narrow = False
        self.label = Label(wrap=False)
        self.search = QLineEdit()
        self.label.setBuddy(self.search)
        self.found = Label(role="small")
        self.table = Grid("", list(LANGUAGE_NAMES.values()), scrolls=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        layout.addWidget(self.label)
        layout.addWidget(self.search)
        layout.addWidget(self.found)
        layout.addWidget(self.table, 1)
        self.search.textChanged.connect(self._filter)
        theme.changed.connect(self._fit)

    def retranslate(self) -> None:
        """Write every text again; the terms themselves are in four languages anyway."""
        text = self._session.text
        self.label.setText(text("pages.law.terms_search"))
        self.search.setAccessibleName(text("pages.law.terms_search"))
        self.table.setAccessibleName(text("pages.law.terms"))
        if not self._filled:
            self._fill()
        self._filter(self.search.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where four columns do not fit, the languages stand one under the other."""
        narrow = self.width() < _NARROW * size()
        if narrow != self._narrow:
            self._narrow = narrow
            self._fill()
            self._filter(self.search.text())

    def _fill(self) -> None:
        terms = self._session.law.terms.values()
        for column in range(1, len(_COLUMNS)):
            self.table.setColumnHidden(column, self._narrow)
        self.table.set_rows([_stacked(term) if self._narrow else _cells(term) for term in terms])
        self._filled = True

    def _filter(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        count = 0
        for y, term in enumerate(self._session.law.terms.values()):
            fits = any(wanted in word.casefold() for word in term.words.values())
            self.table.setRowHidden(y, not fits)
            count += fits
        number = self._session.language.number(count)
        self.found.setText(self._session.text("pages.law.terms_found", n=number))


def _cells(term: Term) -> list[Cell]:
    return [Cell(term.words.get(column, ""), spoken=_spoken(term)) for column in _COLUMNS.values()]


def _stacked(term: Term) -> list[Cell]:
    first, *others = (term.words.get(column, "") for column in _COLUMNS.values())
    return [Cell(first, "\n".join(others), spoken=_spoken(term)), *(Cell("") for _ in others)]


def _spoken(term: Term) -> str:
    named = (f"{LANGUAGE_NAMES[code]}: {term.words.get(column, '')}" for code, column in _COLUMNS.items())
    return ", ".join(named)
