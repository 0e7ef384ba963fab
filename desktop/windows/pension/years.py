"""China's side: the month of retirement, the minimum years, and what months abroad do to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.money.china_years import MOST_MONTHS, ChinaYears, china_years
from desktop.domain.money.problems import InputError
from desktop.domain.money.rates import NoParameter
from desktop.domain.money.retirement import CATEGORIES
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput, NumberInput
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, StateWord, card, clear
from desktop.windows.pension.drawing import Bars, Line, Part
from desktop.windows.refunds.form import narrow
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.session import Session

NAMES: Final = ("category", "born", "paid", "unpaid")


class YearsPart(QWidget):
    """Four numbers and what follows from them. ``changed`` follows every answer."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.category = narrow(ChoiceBox())
        self.born = DateInput(session.language)
        self.paid, self.unpaid = NumberInput(MOST_MONTHS), NumberInput(MOST_MONTHS)
        self.asks = {name: Label() for name in NAMES}
        self.error = Label(role="error")
        self.error.hide()
        self.place = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        for name, widget in zip(NAMES, (self.category, self.born, self.paid, self.unpaid), strict=True):
            self.asks[name].setBuddy(widget)
            layout.addWidget(stack(self.asks[name], widget, spacing=GRID // 2))
        layout.addWidget(self.error)
        layout.addLayout(self.place)
        self.category.activated.connect(lambda _place: self._typed())
        for edited in (self.born.edited, self.paid.edited, self.unpaid.edited):
            edited.connect(self._typed)
        self.born.left.connect(self._complain)
        self.retranslate()

    def retranslate(self) -> None:
        """Write every word again; the answers stay."""
        answers, text = self.answers() if self.category.count() else {}, self.session.text
        self.category.clear()
        self.category.addItem(text("refunds.unknown"), "")
        for name in CATEGORIES:
            self.category.addItem(text(f"pension.category.{name}"), name)
        self.born.set_language(self.session.language)
        for name, label in self.asks.items():
            label.setText(text(f"pension.ask.{name}"))
        for number in (self.paid, self.unpaid):
            number.unit.setText(text("app.unit.months"))
        self.category.setAccessibleName(self.asks["category"].text())
        self.born.line.setAccessibleName(self.asks["born"].text())
        self.born.button.setAccessibleName(text("app.calendar"))
        self.paid.line.setAccessibleName(self.asks["paid"].text())
        self.unpaid.line.setAccessibleName(self.asks["unpaid"].text())
        self.show_answers(answers)

    def answers(self) -> dict[str, str]:
        """What is answered: a category, a day as YYYY-MM-DD, whole months."""
        born, paid, unpaid = self.born.day(), self.paid.number(), self.unpaid.number()
        found = {
            "category": str(self.category.currentData() or ""),
            "born": born.isoformat() if born else "",
            "paid": "" if paid is None else str(paid),
            "unpaid": "" if unpaid is None else str(unpaid),
        }
        return {name: value for name, value in found.items() if value}

    def show_answers(self, answers: dict[str, str]) -> None:
        """Show these answers and what follows from them."""
        self.category.setCurrentIndex(max(self.category.findData(answers.get("category", "")), 0))
        born = answers.get("born")
        self.born.set_day(dt.date.fromisoformat(born) if born else None)
        for name, number in (("paid", self.paid), ("unpaid", self.unpaid)):
            number.set_number(int(answers[name]) if name in answers else None)
        self._show()

    def _typed(self) -> None:
        self.changed.emit()
        self._show()

    def _complain(self) -> None:
        wrong = bool(self.born.typed()) and self.born.day() is None
        language = self.session.language
        if wrong:
            examples = language.either(language.date_examples(EXAMPLE_DAY))
            self.error.setText(language.text("app.check.no_date", text=self.born.typed(), examples=examples))
        self.error.setVisible(wrong)

    def _show(self) -> None:
        clear(self.place)
        category, born = self.category.currentData(), self.born.day()
        if not category or born is None:
            self.place.addWidget(Label(self.session.text("pension.years.empty"), "muted"))
            return
        try:
            found = china_years(
                category, born, self.paid.number() or 0, self.unpaid.number() or 0, self.session.day,
                self.session.rates,
            )  # fmt: skip
        except (InputError, NoParameter):
            self.place.addWidget(Label(self.session.text("pension.years.no_answer"), "muted"))
            return
        self.place.addWidget(years_card(self.session, found))


def years_card(session: Session, found: ChinaYears) -> QWidget:
    """The answer in sentences, the drawing, and where the numbers come from."""
    lines = list(years_words(session, found))
    bars = Bars()
    ahead = min(found.missing, found.possible)
    parts = (Part(found.paid, 0), Part(ahead, 1))
    caption = session.text("pension.years.caption")
    bars.show_lines(
        [Line(caption, parts, found.needed)], session.text("pension.years.drawing"), " ".join(lines)
    )
    state = "exempt" if not found.missing else "not_exempt" if found.short else "begun"
    head = StateWord(state, lines[0], "heading")
    source = Label(session.text("pension.years.source"), "small")
    return card(head, *(Label(line) for line in lines[1:]), bars, source)


def years_words(session: Session, found: ChinaYears) -> Iterator[str]:
    """All that the card shows, in sentences; the most important first."""
    language, text = session.language, session.text
    months = language.months
    if not found.missing:
        yield text("pension.years.full", needed=months(found.needed))
    elif found.short:
        yield text("pension.years.short", months=months(found.short))
    else:
        yield text("pension.years.on_the_way", months=months(found.missing))
    years, rest = found.retirement.age
    age = text("pension.age.years_months" if rest else "pension.age.years", years=years, months=rest)
    yield text("pension.years.retirement", month=language.year_month(found.retirement.month), age=age)
    yield text(
        "pension.years.needed", needed=months(found.needed), paid=months(found.paid), left=months(found.left)
    )
    if found.reached:
        yield text("pension.years.reached", month=language.year_month(found.reached))
    if found.unpaid:
        yield text("pension.years.unpaid", months=months(found.unpaid))
    elif found.missing and not found.short:
        yield text("pension.years.spare", months=months(found.spare))
    if found.short:
        yield text("pension.years.fill")
    if not found.missing:
        yield text("pension.years.go_on")
