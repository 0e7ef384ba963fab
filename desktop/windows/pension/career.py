"""Years in several states side by side: added up as the EU does it, and not, as in China's agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.money.problems import InputError
from desktop.domain.money.rounding import half_up
from desktop.domain.money.totalization import SHORT, Totalization, totalization
from desktop.languages import money
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, StateWord, card, clear, row
from desktop.windows.pension.drawing import Bars, Line, Part
from desktop.windows.pension.row import CareerRow, plain

if TYPE_CHECKING:
    from desktop.session import Session

Career = tuple[Mapping[str, str], ...]
"""Rows of ``state``, ``years``, ``minimum`` and ``full``, as plain texts; what is absent is not known."""
LITERATURE: Final[Career] = (
    {"state": "GB", "years": "16", "full": "1000"},
    {"state": "FR", "years": "12", "full": "1200"},
    {"state": "DE", "years": "12", "full": "1500"},
)
"""40, 30 and 30 per cent of a career; the amounts are invented."""
WORKER: Final[Career] = (
    {"state": "DE", "years": "4", "minimum": "5"},
    {"state": "KR", "years": "4", "minimum": "10"},
    {"state": "CN", "years": "7", "minimum": "15"},
)
_ROWS: Final = 4


class CareerPart(QWidget):
    """Rows to edit, two examples to start from, and both answers. ``changed`` follows every edit."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows = [CareerRow(session) for _ in range(_ROWS)]
        self.literature, self.worker = Button(), Button()
        self.place = QVBoxLayout()
        self.place.setSpacing(2 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(row(self.literature, self.worker))
        for one in self.rows:
            layout.addWidget(one)
            one.changed.connect(self._typed)
        layout.addLayout(self.place)
        self.literature.clicked.connect(lambda: self._take(LITERATURE))
        self.worker.clicked.connect(lambda: self._take(WORKER))
        self.retranslate()

    def retranslate(self) -> None:
        """Write every word again; the numbers stay."""
        self.literature.setText(self.session.text("pension.career.literature"))
        self.worker.setText(self.session.text("pension.career.worker"))
        for one in self.rows:
            one.retranslate()
        self._show()

    @property
    def career(self) -> Career:
        """What stands in the rows that can be read."""
        return tuple(found for one in self.rows if (found := one.values()).get("state"))

    def show_career(self, career: Sequence[Mapping[str, str]]) -> None:
        """Show these rows."""
        for place, one in enumerate(self.rows):
            one.show_values(career[place] if place < len(career) else {})
        self._show()

    def _take(self, career: Career) -> None:
        self.show_career(career)
        self.changed.emit()

    def _typed(self) -> None:
        self.changed.emit()
        self._show()

    def _show(self) -> None:
        clear(self.place)
        career = [one for one in self.career if "years" in one]
        years = {one["state"]: Decimal(one["years"]) for one in career}
        minimum = {one["state"]: Decimal(one["minimum"]) for one in career if "minimum" in one}
        full = {one["state"]: Decimal(one["full"]) for one in career if "full" in one}
        try:
            added = totalization("eu", years, minimum=minimum, theoretical=full)
            alone = totalization("none", years, minimum=minimum)
        except InputError:
            self.place.addWidget(Label(self.session.text("pension.career.empty"), "muted"))
            return
        eu, china = (
            _eu_words(self.session, years, full, added),
            _china_words(self.session, years, minimum, alone),
        )
        self.place.addWidget(self._drawing(years, minimum, [*eu, *china]))
        self.place.addWidget(_answer(self.session, "eu", "exceptional_agreement_needed", eu))
        self.place.addWidget(_answer(self.session, "china", "not_exempt", china))

    def _drawing(
        self, years: Mapping[str, Decimal], minimum: Mapping[str, Decimal], said: list[str]
    ) -> QWidget:
        """All years in one bar, then each state alone with its minimum; lengths are for the eye only."""
        text, language = self.session.text, self.session.language
        parts = tuple(Part(float(own), place) for place, own in enumerate(years.values()))
        lines = [Line(text("pension.career.bar_eu"), parts)]
        for place, (state, own) in enumerate(years.items()):
            least = minimum.get(state)
            caption = text(
                "pension.career.bar_alone", state=language.state(state), years=plain(self.session, own)
            )
            lines.append(
                Line(caption, (Part(float(own), place),), float(least) if least is not None else None)
            )
        bars = Bars()
        bars.show_lines(lines, text("pension.career.drawing"), " ".join(said))
        return bars


def _answer(session: Session, kind: str, symbol: str, lines: list[str]) -> QWidget:
    head = StateWord(symbol, session.text(f"pension.career.{kind}.title"), "heading")
    lead = Label(session.text(f"pension.career.{kind}.lead"))
    return card(head, lead, *(Label(line) for line in lines))


def _eu_words(
    session: Session, years: Mapping[str, Decimal], full: Mapping[str, Decimal], found: Totalization
) -> list[str]:
    """Each state's share of its own full pension, and the sum where every amount is known.

    A state with less than one year need not pay (Regulation 883/2004 Art. 57), whatever it asks for.
    """
    text, language, lines = session.text, session.language, []
    for state, own in years.items():
        percent = half_up(Decimal(found.shares[state].numerator * 100) / found.shares[state].denominator, 1)
        params = {
            "state": language.state(state), "years": plain(session, own),
            "total": plain(session, found.total_years), "percent": plain(session, percent.normalize() + 0),
        }  # fmt: skip
        if own < SHORT:
            lines.append(text("pension.career.eu.less_than_a_year", **params))
        elif found.entitled.get(state) is False:
            lines.append(text("pension.career.eu.not_enough", **params))
        elif state in full:
            amounts = {"amount": _money(session, found.paid[state]), "full": _money(session, full[state])}
            lines.append(text("pension.career.eu.line_full", **params, **amounts))
        else:
            lines.append(text("pension.career.eu.line", **params))
    if full and set(full) == set(years) and False not in found.entitled.values():
        lines.append(text("pension.career.eu.sum", amount=_money(session, found.total)))
    if "GB" in years:
        lines.append(text("pension.career.eu.gb"))
    return lines


def _china_words(
    session: Session, years: Mapping[str, Decimal], minimum: Mapping[str, Decimal], found: Totalization
) -> list[str]:
    """Each state by its own years alone."""
    lines = []
    for state, own in years.items():
        kind = "open" if state not in minimum else "enough" if found.entitled[state] else "not_enough"
        least = plain(session, minimum[state]) if state in minimum else ""
        params = {"state": session.language.state(state), "years": plain(session, own), "minimum": least}
        lines.append(session.text(f"pension.career.china.{kind}", **params))
    return lines


def _money(session: Session, amount: Decimal) -> str:
    return money.decimal(amount, session.language.locale, 2)
