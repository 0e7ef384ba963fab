"""The few questions of the refund finder: those that the roads of the chosen state need, and no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.imports.amount import AmountUnreadable
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.refunds.questions import QUESTIONS, SUMS
from desktop.languages import money
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput, NumberInput
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Fold, Label, clear
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.session import Session

STATUSES: Final = ("E-9", "H-2", "E-8", "D-7", "D-8", "D-9", "E-7", "F-2", "F-4", "F-5", "F-6", "other")
"""Statuses of residence in Korea that can be chosen."""
_MOST_MONTHS: Final = 1200


def narrow(box: ChoiceBox) -> ChoiceBox:
    """The box without the width of its longest entry, so that large text never widens the page."""
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setMaximumWidth(30 * size())
    return box


class Row(QWidget):
    """One question: its words, the place for the answer, and what is wrong with what was typed."""

    changed = Signal()

    def __init__(self, session: Session, name: str, host: str, currency: str) -> None:
        super().__init__()
        self.session, self.name, self.host, self.currency = session, name, host, currency
        self.ask, self.hint, self.error = Label(self._words("ask")), Label(role="small"), Label(role="error")
        self.error.hide()
        self._kind = QUESTIONS[name]
        self.place, self.read, self.show_answer = self._make()
        self.hint.setText(self._words("help"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(stack(self.ask, self.hint, self.place, self.error, spacing=GRID // 2))
        self.hint.setVisible(bool(self.hint.text()))
        self.setFocusProxy(self.place)

    def _words(self, part: str) -> str:
        """The words of the question, those of the state where it has its own; empty where there are none."""
        for key in (f"refunds.{part}.{self.name}.{self.host}", f"refunds.{part}.{self.name}"):
            if self.session.language.has(key):
                return self.session.text(key, currency=self._currency_name())
        return ""

    def _currency_name(self) -> str:
        return money.currency_name(self.session.language, self.currency) if self.currency else ""

    def _make(self) -> tuple[QWidget, Callable[[], str], Callable[[str], object]]:
        match self._kind:
            case "date":
                return self._date()
            case "amount":
                return self._amount()
            case "months":
                return self._months()
            case _:
                return self._choice(self._options())

    def _options(self) -> list[tuple[str, str]]:
        text = self.session.text
        match self._kind:
            case "yes_no":
                return [("yes", text("refunds.yes")), ("no", text("refunds.no"))]
            case "zone":
                return [(zone, text(f"refunds.zone.{zone}")) for zone in ("west", "east")]
            case "status":
                return [(code, text(f"refunds.status.{code}")) for code in STATUSES]
            case _:
                language = self.session.language
                return [(code, language.state(code)) for code in state_codes(language)]

    def _choice(
        self, options: Sequence[tuple[str, str]]
    ) -> tuple[QWidget, Callable[[], str], Callable[[str], object]]:
        box = narrow(ChoiceBox())
        box.addItem(self.session.text("refunds.unknown"), "")
        for code, words in options:
            box.addItem(words, code)
        box.setAccessibleName(self.ask.text())
        box.activated.connect(lambda _place: self.changed.emit())
        return (
            box,
            lambda: str(box.currentData() or ""),
            lambda value: box.setCurrentIndex(max(box.findData(value), 0)),
        )

    def _date(self) -> tuple[QWidget, Callable[[], str], Callable[[str], object]]:
        place = DateInput(self.session.language)
        place.line.setAccessibleName(self.ask.text())
        place.button.setAccessibleName(self.session.text("app.calendar"))
        place.edited.connect(self.changed)
        place.left.connect(
            lambda: self._complain(bool(place.typed()) and place.day() is None, self._no_date(place))
        )

        def read() -> str:
            day = place.day()
            return day.isoformat() if day else ""

        return place, read, lambda text: place.set_day(dt.date.fromisoformat(text) if text else None)

    def _no_date(self, place: DateInput) -> str:
        language = self.session.language
        examples = language.either(language.date_examples(EXAMPLE_DAY))
        return self.session.text("app.check.no_date", text=place.typed(), examples=examples)

    def _months(self) -> tuple[QWidget, Callable[[], str], Callable[[str], object]]:
        place = NumberInput(_MOST_MONTHS)
        place.unit.setText(self.session.text("app.unit.months"))
        place.line.setAccessibleName(self.ask.text())
        place.edited.connect(self.changed)

        def read() -> str:
            return "" if (number := place.number()) is None else str(number)

        return place, read, lambda text: place.set_number(int(text) if text else None)

    def _amount(self) -> tuple[QWidget, Callable[[], str], Callable[[str], object]]:
        line = TextInput()
        line.setAccessibleName(self.ask.text())
        line.setMaximumWidth(14 * size())
        language, decimals = self.session.language, DECIMALS.get(self.currency, 2)
        # The language of now: what stands here is read by it even after another one was chosen.

        def read() -> str:
            try:
                typed = line.text().strip()
                return str(money.typed(typed, language.code, decimals, self.currency)) if typed else ""
            except AmountUnreadable:
                return ""

        def show(text: str) -> None:
            line.setText(money.decimal(Decimal(text), language.locale) if text else "")

        def left() -> None:
            wrong = bool(line.text().strip()) and not read()
            line.mark(wrong)
            example = money.decimal(Decimal("1234.50" if decimals else "1234000"), language.locale)
            self._complain(
                wrong, self.session.text("refunds.no_amount", text=line.text().strip(), example=example)
            )

        line.textEdited.connect(lambda _text: self.changed.emit())
        line.editingFinished.connect(left)
        return line, read, show

    def _complain(self, wrong: bool, words: str) -> None:
        self.error.setText(words if wrong else "")
        self.error.setVisible(wrong)


class RefundForm(QWidget):
    """The questions, one under the other, the sums in a fold. ``changed`` follows every answer."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows: dict[str, Row] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(250)
        self._pause.timeout.connect(self.changed)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(2 * GRID)

    def build(self, names: Sequence[str], host: str, currency: str, answers: Mapping[str, str]) -> None:
        """Ask these questions about the state ``host``; ``answers`` are shown. The keyboard stays where it was."""
        focused = next(
            (n for n, row in self.rows.items() if row.isAncestorOf(self.focusWidget() or self)), ""
        )
        clear(self.layout_)
        self.rows = {}
        sums = Fold(self.session.text("refunds.amounts"), open_=any(name in answers for name in SUMS))
        for name in names:
            row = Row(self.session, name, host, currency)
            row.show_answer(answers.get(name, ""))
            row.changed.connect(self._pause.start)
            self.rows[name] = row
            (sums.body if name in SUMS else self.layout_).addWidget(row)
        if any(name in SUMS for name in names):
            self.layout_.addWidget(sums)
        else:
            sums.deleteLater()
        if focused in self.rows:
            self.rows[focused].place.setFocus()

    @property
    def waiting(self) -> bool:
        """Whether an answer was given that nobody was told of yet."""
        return self._pause.isActive()

    def answers(self) -> dict[str, str]:
        """What was answered and can be read."""
        self._pause.stop()
        return {name: text for name, row in self.rows.items() if (text := row.read())}

    def ask(self, name: str) -> None:
        """Put the keyboard on a question."""
        if name in self.rows:
            self.rows[name].place.setFocus()
