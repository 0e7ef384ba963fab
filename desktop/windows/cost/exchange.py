"""The rate between the two currencies: the user's own with its day, one from a file, or the mean of a year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.domain.imports.amount import AmountUnreadable
from desktop.domain.money.cost_inputs import HOME, HOST, OwnExchange
from desktop.domain.money.cost_report import mean_years
from desktop.domain.paper import Currency
from desktop.domain.papers.cost_words import rate_words
from desktop.problems import Problem
from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.cost.fields import AmountLine, choice_box
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.domain.money.cost_inputs import CostInputs
    from desktop.domain.money.cost_report import CostReport
    from desktop.session import Session

_PLACES = 8
"""Decimals of an exchange rate."""
_MOST_TOLD = 3
"""Rows of a file that could not be read are named one by one up to this number."""


class ExchangePanel(QWidget):
    """``changed`` carries the inputs with another rate, or without one."""

    changed = Signal(object)

    def __init__(self, session: Session, report: CostReport, inputs: CostInputs) -> None:
        super().__init__()
        self._session, self._report, self._inputs = session, report, inputs
        self._pair = (report.currency(HOST), report.currency(HOME))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID)
        self.body.addWidget(Label(session.text("money.exchange.title"), "heading"))
        self.body.addWidget(Label(session.text("money.exchange.intro"), "small"))
        self.error = Label(role="error")
        self.error.hide()
        self._say_rate()
        self._ask_rate()
        self._offer_means()
        self.file = Button(session.text("money.exchange.open"), icon="documents")
        self.file.clicked.connect(self._choose_file)
        self.body.addWidget(row(self.file))
        self.body.addWidget(self.error)

    def _say_rate(self) -> None:
        words = rate_words(self._report)
        if words is None:
            return
        session = self._session
        self.stop = Button(session.text("money.exchange.none"), icon="close")
        self.stop.clicked.connect(lambda: self._take(replace(self._inputs, exchange=None, mean_year=None)))
        self.body.addWidget(Label(session.language.value(words, session.law)))
        self.body.addWidget(row(self.stop))

    def _ask_rate(self) -> None:
        """A rate and its day, from the currency of the state of work to that at home."""
        session = self._session
        one, other = (session.language.value(Currency(code), session.law) for code in self._pair)
        label = Label(session.text("money.exchange.ask", base=one, currency=other))
        self.rate, self.day = AmountLine(session, _PLACES, unit=other), DateInput(session.language)
        self.rate.line.setAccessibleName(label.text())
        self.day.line.setAccessibleName(session.text("money.exchange.day"))
        self.day.button.setAccessibleName(session.text("app.calendar"))
        self.day.set_day(session.day)
        self.use = Button(session.text("money.exchange.use"))
        self.use.clicked.connect(self._use)
        label.setBuddy(self.rate)
        self.body.addWidget(stack(label, row(self.rate, self.day, self.use), spacing=GRID // 2))

    def _offer_means(self) -> None:
        years = mean_years(*self._pair, self._session.rates)
        if not years:
            return
        self.years = choice_box(36, 30)
        self.years.setAccessibleName(self._session.text("money.exchange.year"))
        self.years.addItem(self._session.text("money.exchange.year"), None)
        for year in years:
            self.years.addItem(self._session.text("money.exchange.mean_of", year=str(year)), year)
        self.years.setCurrentIndex(max(self.years.findData(self._inputs.mean_year), 0))
        self.years.activated.connect(self._mean)
        self.body.addWidget(row(self.years))

    def _use(self) -> None:
        day = self.day.day()
        try:
            value = self.rate.value()
        except AmountUnreadable:
            value = None
        if not value or day is None or day > self._session.day:
            self._complain(self.rate.complaint() or self._session.text("money.exchange.needs"))
            return
        self._take(replace(self._inputs, exchange=OwnExchange(*self._pair, value, day), mean_year=None))

    def _mean(self, place: int) -> None:
        self._take(replace(self._inputs, exchange=None, mean_year=self.years.itemData(place)))

    def _choose_file(self) -> None:
        title = self._session.text("money.exchange.open")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()))
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Take the latest rate of the two currencies from a file, or say why there is none."""
        session = self._session
        try:
            found = session.costs.exchange_file(path)
        except Problem as problem:
            self._complain(session.text(problem.key, **problem.params))
            return
        fitting = found.between(*self._pair)
        if fitting:
            self._take(replace(self._inputs, exchange=fitting[0], mean_year=None))
            return
        lines = [session.text("money.rates_file.none", one=self._pair[0], other=self._pair[1])]
        for refused in found.refused[:_MOST_TOLD]:
            reason = session.text(f"money.rates_file.{refused.reason}")
            lines.append(session.text("money.rates_file.row", number=refused.number, reason=reason))
        self._complain("\n".join(lines))

    def _take(self, inputs: CostInputs) -> None:
        self.changed.emit(inputs)

    def _complain(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()
