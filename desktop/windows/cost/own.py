"""How it was computed: formulas, every value with its source, and values of the user's own in their place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.imports.amount import AmountUnreadable
from desktop.domain.money.cost_inputs import SIDES, OwnValue
from desktop.domain.papers.cost import formula_sentences, item_heading
from desktop.domain.papers.cost_tables import parameter_table
from desktop.domain.papers.cost_words import parameter_name
from desktop.windows.controls.paper_table import paper_grid
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.cost.fields import AmountLine, choice_box
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import SentenceFold

if TYPE_CHECKING:
    from desktop.domain.money.cost_inputs import CostInputs
    from desktop.domain.money.cost_report import CostReport
    from desktop.session import Session

_PLACES = 6
"""Decimals of a rate or amount of the user's own."""


def working_fold(session: Session, report: CostReport) -> SentenceFold:
    """Formulas and sources of both sides, closed at first."""
    fold = SentenceFold(session.text("money.fold.working"))
    said = session.language.value
    for side in SIDES:
        if not report.cost.of(side):
            continue
        for line in report.cost.of(side):
            heading = said(item_heading(report, side, line.item.name), session.law)
            steps = formula_sentences(report, side, line.item.name)
            lines = [Label(said(step, session.law), "small") for step in steps]
            fold.body.addWidget(stack(Label(heading, "heading"), *lines, spacing=GRID // 2))
        title = session.text("money.fold.values", state=session.language.state(report.state(side)))
        fold.body.addWidget(
            stack(Label(title, "heading"), paper_grid(session, parameter_table(report, side), title))
        )
    return fold


class OwnValues(QWidget):
    """The user's own values. ``changed`` carries the inputs with another set of them."""

    changed = Signal(object)

    def __init__(self, session: Session, report: CostReport, inputs: CostInputs) -> None:
        super().__init__()
        self._session, self._report, self._inputs = session, report, inputs
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(GRID)
        body.addWidget(Label(session.text("money.own.title"), "heading"))
        body.addWidget(Label(session.text("money.own.intro"), "small"))
        for value in inputs.own:
            body.addWidget(self._kept(value))
        self.box, self.line = choice_box(44, 36), AmountLine(session, _PLACES)
        self.box.setAccessibleName(session.text("money.own.which"))
        self.line.line.setAccessibleName(session.text("money.own.value"))
        self.names = self._names()
        self.box.addItems([self._named(country, name) for country, name in self.names])
        self.use = Button(session.text("money.own.use"))
        self.use.clicked.connect(self._use)
        self.error = Label(role="error")
        self.error.hide()
        body.addWidget(row(self.box, self.line, self.use))
        body.addWidget(self.error)
        if not self.names:
            self.hide()

    def _names(self) -> list[tuple[str, str]]:
        """Country and name of every parameter used or lacking, each once."""
        used = [p for side in SIDES for p in self._report.cost.working(side).parameters]
        found = [(parameter.country, parameter.name) for parameter in used if parameter.value is not None]
        lacking = [(gap.problem.country, gap.problem.name) for gap in self._report.cost.gaps]
        return list(dict.fromkeys((*found, *lacking)))

    def _named(self, country: str, name: str) -> str:
        session = self._session
        words = session.language.value(parameter_name(name), session.law)
        return session.text("money.own.named", state=session.language.state(country), name=words)

    def _kept(self, value: OwnValue) -> QWidget:
        """A value in use, and a button to take it back."""
        session = self._session
        name = self._named(value.country, value.name)
        number = session.language.decimal(value.value)
        since = "" if value.first is None else session.language.year_month(value.first)
        key = "money.own.kept_since" if since else "money.own.kept"
        button = Button(session.text("money.own.take_back"), icon="undo")
        button.setAccessibleName(session.text("money.own.take_back_named", name=name))
        button.clicked.connect(partial(self._take_back, value))
        return stack(
            Label(session.text(key, name=name, value=number, since=since)), row(button), spacing=GRID // 2
        )

    def _take_back(self, value: OwnValue, _on: bool = False) -> None:
        self.changed.emit(self._inputs.without_own(value.country, value.name))

    def _use(self) -> None:
        try:
            value = self.line.value()
        except AmountUnreadable:
            value = None
        complaint = self.line.complaint() or (
            "" if value is not None else self._session.text("money.own.empty")
        )
        self.error.setText(complaint)
        self.error.setVisible(bool(complaint))
        if value is not None:
            country, name = self.names[self.box.currentIndex()]
            self.changed.emit(self._inputs.with_own(OwnValue(country, name, value)))
