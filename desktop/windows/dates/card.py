"""One date in full: what to do, whose rule it is, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.dates.due import Kind
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Fold, Label, row, set_role
from desktop.windows.dates.filing import FilingPanel
from desktop.windows.dates.own import OwnReminder
from desktop.windows.dates.words import DateWords

if TYPE_CHECKING:
    from desktop.domain.dates.due import DueItem
    from desktop.windows.page import Page

_APPLYING = (Kind.APPLY, Kind.APPLY_OPENS, Kind.FILE_BY)


class DateCard(QFrame):
    """Shows one date; hidden while none is chosen. The page connects ``open`` and ``done``."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        set_role(self, "card")
        self._session = page.session
        self._words = DateWords(page.session)
        self._item: DueItem | None = None
        self.title, self.when = Label(role="heading"), Label()
        self.text, self.source = Label(), Label(role="small")
        self.open, self.done = Button(role="primary", icon="next"), Button(icon="check")
        page.put(self.open.setText, "dates.open")
        page.put(self.done.setText, "dates.done")
        self.filing = FilingPanel(page)
        self.fold = Fold()
        self.fold.body.addWidget(self.filing)
        self.filing.summed_up.connect(self.fold.set_text)
        self.own = OwnReminder(page)
        self.own_fold = Fold()
        self.own_fold.body.addWidget(self.own)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        ways = row(self.open, self.done)
        for widget in (self.title, self.when, self.text, self.source, ways, self.fold, self.own_fold):
            layout.addWidget(widget)
        self.hide()

    def show_item(self, item: DueItem | None) -> None:
        """Show this date, or nothing."""
        self._item = item
        self.setVisible(item is not None)
        if item is not None:
            self._fill(item)

    def retranslate(self) -> None:
        """Write everything again in the session's language."""
        self.filing.retranslate()
        self.own.retranslate()
        self.show_item(self._item)

    def _fill(self, item: DueItem) -> None:
        dates, language, law = self._session.dates, self._session.language, self._session.law
        full = dates.explained(item)
        whom = self._words.whom(item)
        self.title.setText(" · ".join(filter(None, (self._words.what(item), whom))))
        self.when.setText(f"{self._words.when(item)} · {self._words.left(item)}")
        self.text.setText(language.value(full.text, law) if full.text is not None else "")
        sources = [language.citation(citation, law) for citation in full.citations]
        self.source.setText(" · ".join((self._words.rule(item), *sources)))
        self.done.setVisible(dates.can_be_done(item))
        self.own.show_item(item)
        self.own_fold.set_text(self._session.text("dates.own.title", whom=whom))
        applying = item.kind in _APPLYING and item.case_id is not None
        self.fold.setVisible(applying)
        if applying and item.case_id is not None:
            self.filing.show_case(item.case_id)
