"""The page of costs: what a posting costs in contributions with a certificate of coverage and without one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.money.carry_on import can_carry_on
from desktop.domain.money.cost_inputs import HOME, HOST, SIDES, CostInputs
from desktop.windows.controls.parts_bar import headed
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, clear, row
from desktop.windows.cost.exchange import ExchangePanel
from desktop.windows.cost.fields import choice_box
from desktop.windows.cost.form import CostForm
from desktop.windows.cost.own import OwnValues, working_fold
from desktop.windows.cost.result import answer_card, result_blocks
from desktop.windows.documents.languages import PaperButton
from desktop.windows.money_bar import MoneyBar
from desktop.windows.naming import case_name
from desktop.windows.page import Page
from desktop.windows.refunds.link import refunds_button, worth_a_look
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.money.cost_report import CostReport
    from desktop.session import Session

NOBODY = 0
"""In place of a case's id: figures without a case."""
_PAUSE = 350
"""Milliseconds after the last key before the sums are made anew."""


class CostPage(Page):
    """The answer first, then the few questions, then everything behind it. ``load`` takes the case in hand."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.case: Case | None = None
        self.inputs = CostInputs()
        self.report: CostReport | None = None
        self._asked: object = None
        self.title, self.bar, self.column = Label(role="title"), MoneyBar(self, "cost"), Column()
        self.who_label, self.who = Label(), choice_box(30)
        self.who_label.setBuddy(self.who)
        self.answer, self.questions, self.below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.below.setSpacing(3 * GRID)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.refresh)
        self.who.activated.connect(lambda place: self._choose(self.who.itemData(place)))
        self._name()

    def _lay_out(self) -> None:
        headed(self, self.title, self.bar, self.column)
        self.column.body.addWidget(stack(self.who_label, self.who, spacing=GRID // 2))
        for place in (self.answer, self.questions, self.below):
            self.column.body.addLayout(place)

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        known = {case.id: case for case in self.session.cases()}
        self.case = known.get(case_id or NOBODY)
        self.bar.case_id = self.case.id if self.case else None
        self.inputs = self.session.costs.inputs(self.case)
        self._fill_cases()
        self._ask_anew()
        self.refresh()

    def retranslate(self) -> None:
        super().retranslate()
        self._name()
        self._fill_cases()
        self._ask_anew()
        self.refresh()

    def shown(self) -> None:
        self.bar.focus()

    def leave(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.refresh()

    # -- whose posting

    def _name(self) -> None:
        self.title.setText(self.text("money.title"))
        self.who_label.setText(self.text("money.who"))
        self.who.setAccessibleName(self.text("money.who"))
        self.bar.retranslate()

    def _fill_cases(self) -> None:
        self.who.clear()
        self.who.addItem(self.text("money.nobody"), NOBODY)
        for case in self.session.cases():
            self.who.addItem(case_name(self.session, case), case.id)
        self.who.setCurrentIndex(max(self.who.findData(self.case.id if self.case else NOBODY), 0))

    def _choose(self, case_id: int) -> None:
        if case_id != NOBODY:
            self.started.emit(case_id)
        self.load(case_id)

    # -- the questions

    def _ask_anew(self) -> None:
        self._asked = None
        self._ask()

    def _ask(self) -> None:
        """Build the questions anew where others are to be asked than before; the focus stays where it was."""
        costs = self.session.costs
        posting, wanted = costs.posting(self.case, self.inputs), costs.wanted(self.case, self.inputs)
        missing = costs.posting(self.case, CostInputs()).missing
        asked = (wanted, missing, posting.facts.from_state, posting.facts.to_state)
        if asked == self._asked:
            return
        held, self._asked = self._held(), asked
        clear(self.questions)
        self.form = CostForm(self.session)
        self.form.show_questions(posting, self.inputs, wanted, missing)
        self.form.changed.connect(self._answered)
        self.questions.addWidget(self.form)
        if held in self.form.fields:
            self.form.fields[held].place.setFocus()

    def _held(self) -> tuple[str, str] | None:
        """The question that has the focus."""
        focus = self.focusWidget()
        fields = self.form.fields.items() if self._asked is not None and focus is not None else ()
        return next((key for key, field in fields if field.isAncestorOf(focus)), None)

    def _answered(self, inputs: CostInputs) -> None:
        """Keep the answer at once; the sums wait for a pause in typing."""
        self.inputs = inputs
        self.session.costs.keep(self.case, inputs)
        self._ask()
        self._timer.start()

    def _take(self, inputs: CostInputs) -> None:
        """Inputs changed below the answer: keep them and compute at once."""
        self.inputs = inputs
        self.session.costs.keep(self.case, inputs)
        if self._asked is not None:
            self.form.inputs = inputs
        self.refresh()

    # -- the answer

    def refresh(self) -> None:
        """Compute anew and show everything below the questions."""
        self._timer.stop()
        report = self.report = self.session.costs.report(self.case, self.inputs)
        clear(self.answer)
        clear(self.below)
        if report is None:
            self.answer.addWidget(Label(self._why_nothing()))
            return
        self.answer.addWidget(answer_card(self.session, report))
        if can_carry_on(report.cost.gaps):
            self.later = Button(self.text("money.own.carry_on"))
            self.later.clicked.connect(self.carry_on)
            self.answer.addWidget(row(self.later))
        for block in (*result_blocks(self.session, report, self._refunds(report)), *self._behind(report)):
            self.below.addWidget(block)

    def _why_nothing(self) -> str:
        """What is missing before anything can be computed, or what is wrong with the days."""
        posting = self.session.costs.posting(self.case, self.inputs)
        if posting.backwards:
            days = {"start": posting.facts.start, "end": posting.facts.end}
            return self.text("errors.date.end_before_start", **days)
        return self.text("money.start")

    def _refunds(self, report: CostReport) -> Button | None:
        """The way to the refunds, where contributions were paid abroad or may have been."""
        paid = bool(report.exposures) or (self.case is not None and worth_a_look(self.session, self.case))
        return refunds_button(self, self.bar.case_id) if paid else None

    def carry_on(self) -> None:
        """Take the last known values for the months after them, as the user's own."""
        if self.report is not None:
            self._take(self.session.costs.carried_on(self.report, self.inputs))

    def _behind(self, report: CostReport) -> list[QWidget]:
        """What changes the sums or explains them: values of the user's own, the rate, the working, the paper."""
        if not (report.cost.lines or report.cost.gaps):
            return []
        own = OwnValues(self.session, report, self.inputs)
        own.changed.connect(self._take)
        parts: list[QWidget] = [own]
        if all(map(report.known, SIDES)) and report.currency(HOST) != report.currency(HOME):
            exchange = ExchangePanel(self.session, report, self.inputs)
            exchange.changed.connect(self._take)
            parts.append(exchange)
        if report.cost.lines:
            paper = partial(self.session.costs.file, report)
            parts += [
                working_fold(self.session, report),
                PaperButton(self.session, "money.paper.save", paper),
            ]
        return parts
