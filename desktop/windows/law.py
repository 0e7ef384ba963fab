"""The law page: what applied on a day between China and each state, the bodies, and the terms."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from desktop.windows.flow import Flow
from desktop.windows.inputs import EXAMPLE_DAY, DateInput
from desktop.windows.law_agreement import AgreementView
from desktop.windows.law_bodies import BodiesView
from desktop.windows.law_status import law_edition_words
from desktop.windows.law_terms import TermsView
from desktop.windows.page import Page
from desktop.windows.result_blocks import stack
from desktop.windows.theme import GRID
from desktop.windows.widgets import Button, Column, Label, clear, line

if TYPE_CHECKING:
    from desktop.session import Session

_OTHERS = ("bodies", "terms")


class LawPage(Page):
    """Agreements by pair of states, bodies and terms; ``load`` takes a part's name or an agreement's id."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._part = ""
        self._day = session.day
        self.title = Label(role="title")
        self.date_label = Label(wrap=False)
        self.date = DateInput(session.language)
        self.date_error = Label(role="error")
        self.date_error.hide()
        self.date_label.setBuddy(self.date.line)
        self.parts = QButtonGroup(self)
        self.part_row = QWidget()
        self.part_flow = Flow(self.part_row)
        self.column = Column()
        self.terms = TermsView(session)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.column)
        self.stack.addWidget(self.terms)
        head = QWidget()
        layout = QVBoxLayout(head)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, GRID)
        layout.addWidget(self.title)
        layout.addWidget(self.part_row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(line())
        whole.addWidget(self.stack, 1)
        self.date_row = stack(self.date_label, self.date)
        self.place = QVBoxLayout()
        self.place.setSpacing(2 * GRID)
        for widget in (self.date_row, self.date_error):
            self.column.body.addWidget(widget)
        self.column.body.addLayout(self.place)
        self.date.left.connect(self._day_changed)
        self.date.set_day(session.day)

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        if detail in _OTHERS or detail in self._pairs():
            self._part = detail or ""
        elif detail:
            self._part = self._pair_of(detail)
        self._part = self._part or self._pairs()[0]
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.text("pages.law.title"))
        self.date_label.setText(self.text("pages.law.on_day"))
        self.date.line.setAccessibleName(self.text("pages.law.on_day"))
        self.date.button.setAccessibleName(self.text("pages.law.calendar"))
        self.date.set_language(self.session.language)
        self.date_error.setText(self._no_day())
        self.terms.retranslate()
        self._name_parts()
        self._show()

    def shown(self) -> None:
        button = self.parts.checkedButton()
        if button is not None:
            button.setFocus()

    # -- parts

    def _pairs(self) -> list[str]:
        return list(dict.fromkeys("-".join(sorted(a.states)) for a in self.session.law.agreements))

    def _pair_of(self, agreement_id: str) -> str:
        found = (a for a in self.session.law.agreements if a.id == agreement_id)
        return next(("-".join(sorted(a.states)) for a in found), "")

    def _name_parts(self) -> None:
        clear(self.part_flow)
        for part in (*self._pairs(), *_OTHERS):
            button = Button(self._part_name(part), "nav")
            button.setCheckable(True)
            button.setChecked(part == self._part)
            button.clicked.connect(lambda _on=False, part=part: self._choose(part))
            self.parts.addButton(button)
            self.part_flow.addWidget(button)

    def _part_name(self, part: str) -> str:
        if part in _OTHERS:
            return self.text(f"pages.law.{part}")
        first, second = sorted(part.split("-"), key=lambda code: code != "CN")
        state = self.session.language.state
        return self.text("pages.law.pair", first=state(first), second=state(second))

    def _choose(self, part: str) -> None:
        self._part = part
        self._show()

    # -- content

    def _day_changed(self) -> None:
        """A new day shows what applied then; what is no day is told and changes nothing else."""
        day = self.date.day()
        self.date.line.mark(day is None)
        self.date_error.setText(self._no_day())
        self.date_error.setVisible(day is None)
        if day not in (None, self._day):
            self._show()

    def _no_day(self) -> str:
        language = self.session.language
        return self.text("pages.law.no_day", examples=language.either(language.date_examples(EXAMPLE_DAY)))

    def _show(self) -> None:
        self.stack.setCurrentWidget(self.terms if self._part == "terms" else self.column)
        clear(self.place)
        by_day = self._part not in _OTHERS
        self.date_row.setVisible(by_day)
        self.date_error.setVisible(by_day and self.date.line.wrong)
        if self._part == "bodies":
            self.place.addWidget(BodiesView(self.session))
        elif by_day:
            self._show_pair()
        self.place.addWidget(self._edition())

    def _show_pair(self) -> None:
        day = self._day = self.date.day() or self._day
        agreements = [a for a in self.session.law.agreements if "-".join(sorted(a.states)) == self._part]
        for agreement in sorted(agreements, key=lambda a: not _applies(a.first, a.last, day)):
            self.place.addWidget(AgreementView(self.session, agreement, day))

    def _edition(self) -> Label:
        return Label(law_edition_words(self.session, self.session.law.edition), "small")


def _applies(first: dt.date | None, last: dt.date | None, day: dt.date) -> bool:
    return first is not None and first <= day and (last is None or day <= last)
