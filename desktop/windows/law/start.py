"""All agreements with their status on a day, and what holds for work in any other state."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput
from desktop.windows.controls.part import Part
from desktop.windows.controls.states import StateList
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Column, Label, LinkButton, clear
from desktop.windows.law.country import CountryCard
from desktop.windows.law.status import SYMBOLS, law_edition_words, partner, status_on, status_words
from desktop.windows.result.blocks import stack
from desktop.windows.result.grid import Cell, Grid

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.agreement import Agreement
    from desktop.session import Session

_NARROW = 40
"""Below this width, in heights of the text, the branches stand under the status."""


class AgreementsPart(Part):
    """The table of agreements, the day it is about, and the look-up of a state (``show_detail`` takes its code)."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._day = session.day
        self.intro = Label()
        self.date_label = Label(wrap=False)
        self.date = DateInput(session.language)
        self.date_label.setBuddy(self.date.line)
        self.date_error = Label(role="error")
        self.date_error.hide()
        self.other = LinkButton(icon="search")
        self.table = Grid("", ("", "", ""), (3, 6, 5))
        self.agreements: list[Agreement] = []
        self.country_label = Label(role="heading")
        self.states = StateList(session.language, "")
        self.place = QVBoxLayout()
        self.edition = Label(role="small")
        self.column = Column()
        self.whole.addWidget(self.column)
        body = self.column.body
        for widget in (
            self.intro,
            stack(self.date_label, self.date, spacing=GRID // 2),
            self.date_error,
            self.other,
            self.table,
            self.country_label,
            self.states,
        ):
            body.addWidget(widget)
        body.addLayout(self.place)
        body.addWidget(self.edition)
        self.table.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.date.set_day(session.day)
        self.date.left.connect(self._day_changed)
        self.table.cellClicked.connect(lambda row, _column: self._open(row))
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.states.picked.connect(lambda code: self.show_detail(code))
        self.other.clicked.connect(self._to_states)
        self.retranslate()

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        if detail:
            self.show_country(detail)
            bar = self.column.verticalScrollBar()
            bar.rangeChanged.connect(self._to_card, Qt.ConnectionType.SingleShotConnection)
            QTimer.singleShot(0, self, self._to_card)

    def retranslate(self) -> None:
        language = self.session.language
        self.intro.setText(self.text("pages.law.intro"))
        self.date_label.setText(self.text("pages.law.on_day"))
        self.date.line.setAccessibleName(self.text("pages.law.on_day"))
        self.date.button.setAccessibleName(self.text("pages.law.calendar"))
        self.date.set_language(language)
        self.date_error.setText(self._no_day())
        self.other.setText(self.text("pages.law.other_country_link"))
        self.country_label.setText(self.text("pages.law.other_country"))
        self.states.set_language(language, self.text("pages.law.other_country_hint"))
        self.table.setAccessibleName(self.text("pages.law.part.agreements"))
        self.table.set_head([self.text(f"pages.law.head.{name}") for name in ("state", "status", "branches")])
        self.edition.setText(law_edition_words(self.session, self.session.law.edition))
        self._fill()
        if self.states.code:
            self.show_country(self.states.code)

    def focus(self) -> None:
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * size()
        if narrow != self.table.isColumnHidden(2):
            self.table.setColumnHidden(2, narrow)
            self._fill()

    # -- the table

    def _day_changed(self) -> None:
        """A new day shows what applied then; what is no day is told and changes nothing else."""
        day = self.date.day()
        self.date.line.mark(day is None)
        self.date_error.setText(self._no_day())
        self.date_error.setVisible(day is None)
        if day is not None and day != self._day:
            self._day = day
            self._fill()
            if self.states.code:
                self.show_country(self.states.code)

    def _no_day(self) -> str:
        language = self.session.language
        return self.text("pages.law.no_day", examples=language.either(language.date_examples(EXAMPLE_DAY)))

    def _fill(self) -> None:
        """The states in the order of the language, of two agreements with one state the later one first."""
        language = self.session.language
        found = sorted(self.session.law.agreements, key=lambda agreement: agreement.signed, reverse=True)
        self.agreements = sorted(found, key=lambda one: language.sort_key(language.state(partner(one))))
        self.table.set_rows([self._row(agreement) for agreement in self.agreements])

    def _row(self, agreement: Agreement) -> tuple[Cell, ...]:
        language = self.session.language
        status, where = status_on(agreement, self._day), partner(agreement)
        words = status_words(self.session, agreement, self._day)
        direction = next(d for d in agreement.directions.values() if d.host == where)
        branches = " · ".join(self.text(f"result.branch.{code}") for code in direction.covered)
        name = self.text(f"law.agreement.{agreement.id}.name")
        spoken = self.text("pages.law.row", name=name, status=words, branches=branches)
        signed = self.text("pages.law.signed_in", year=agreement.signed.year)
        under = branches if self.table.isColumnHidden(2) else ""
        return (
            Cell(language.state(where), signed, spoken=spoken),
            Cell(words, under, SYMBOLS[status]),
            Cell(branches),
        )

    def _open(self, row: int) -> None:
        self.go.emit(f"agreement:{self.agreements[row].id}@{self._day.isoformat()}")

    # -- any other state

    def _to_states(self) -> None:
        self.column.show_widget(self.states)
        self.states.search.setFocus()

    def _to_card(self) -> None:
        """Scroll so that the state and what holds there can be seen together."""
        ground, shown = self.column.content, self.column.viewport().height()
        top = self.country_label.mapTo(ground, QPoint()).y() - GRID
        item = self.place.itemAt(0)
        if item is not None and (card := item.widget()) is not None:
            top = max(top, card.mapTo(ground, QPoint()).y() - shown // 2)
        self.column.verticalScrollBar().setValue(top)

    def show_country(self, code: str) -> None:
        """Show what holds for work in the state ``code``."""
        self.states.set_code(code)
        clear(self.place)
        card = CountryCard(self.session, code, self._day)
        card.go.connect(self.go)
        self.place.addWidget(card)

    @property
    def day(self) -> dt.date:
        """The day the table is about."""
        return self._day
