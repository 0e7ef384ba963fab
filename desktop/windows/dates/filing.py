"""The latest day to file: its chain back from departure, its slack, and the user's own numbers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.dates.latest_filing import LONGEST, ChainStep, LatestFiling
from desktop.domain.dates.turnaround import Turnaround
from desktop.windows.controls.inputs import NumberInput
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, StateWord, row
from desktop.windows.result.blocks import stack
from desktop.windows.result.grid import Cell, Grid

if TYPE_CHECKING:
    from desktop.record.filing import FilingOutlook
    from desktop.windows.page import Page

NUMBERS: Final = ("takes", "post_there", "post_back", "margin")


class FilingPanel(QWidget):
    """Shows one case; what is typed is kept for every case of the same body, at once.

    ``summed_up`` carries the answer in one line.
    """

    summed_up = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._session = page, page.session
        self._case_id = 0
        self.answer, self.authority = StateWord(), Label(role="muted")
        self.chain = Grid("", ("", ""), (2, 5))
        self.chain.horizontalHeader().hide()
        self.doubts = Label(role="small")
        self.inputs = {name: NumberInput(LONGEST) for name in NUMBERS}
        self.error = Label(role="error")
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.answer, self.authority, self.chain, self.doubts, *self._numbers()):
            layout.addWidget(widget)

    def _numbers(self) -> tuple[QWidget, ...]:
        heading, note = Label(role="heading"), Label(role="small")
        self._page.put(heading.setText, "dates.filing.numbers")
        self._page.put(note.setText, "dates.filing.margin_note")
        self._page.put(self.chain.setAccessibleName, "dates.filing.chain")
        fields = []
        for name, number in self.inputs.items():
            label = Label(wrap=False)
            label.setBuddy(number)
            self._page.put(label.setText, f"dates.filing.{name}")
            self._page.put(number.line.setAccessibleName, f"dates.filing.{name}")
            self._page.put(number.unit.setText, "dates.filing.days_unit")
            number.left.connect(partial(self._keep, name))
            fields.append(stack(label, number, spacing=GRID // 2))
        return heading, row(*fields), self.error, note

    def show_case(self, case_id: int) -> None:
        """Show the latest day to file for this case."""
        if case_id != self._case_id:
            self.error.hide()
        self._case_id = case_id
        outlook = self._session.dates.filing.outlook(self._session.case(case_id))
        for name, number in self.inputs.items():
            number.set_number(getattr(outlook.numbers, name))
            number.setEnabled(bool(outlook.authority))
        self._show(outlook)

    def retranslate(self) -> None:
        """Write the answer again in the session's language."""
        if self._case_id:
            self.show_case(self._case_id)

    def _show(self, outlook: FilingOutlook) -> None:
        text, language, law = self._session.text, self._session.language, self._session.law
        body = law.authorities.get(outlook.authority)
        name = language.official(body.names) if body else ""
        self.authority.setText(text("dates.filing.authority", body=name))
        self.authority.setVisible(body is not None)
        found = outlook.latest
        for widget in (self.chain, self.doubts):
            widget.setVisible(found is not None)
        if found is None or outlook.turnaround is None:
            self.answer.show_state("cannot_tell", text(f"dates.filing.{_unknown(outlook)}"))
            self.summed_up.emit(text("dates.filing.title_unknown"))
            return
        self._show_found(found, outlook.turnaround)

    def _show_found(self, found: LatestFiling, takes: Turnaround) -> None:
        text, doubts = self._session.text, [name for name in found.doubts if name != "historic"]
        if takes.benchmark is None:
            self._answer(found)
        else:
            words = {"day": found.file_by, "n": takes.days, "year": takes.benchmark.year}
            self.answer.show_state("cannot_tell", text("dates.filing.historic", **words))
            self.summed_up.emit(text("dates.filing.title_unknown"))
        self.chain.set_rows([self._line(step, takes) for step in found.steps])
        self.doubts.setText("\n".join(text(f"dates.doubt.{name}") for name in (*doubts, "regional")))

    def _answer(self, found: LatestFiling) -> None:
        text, language = self._session.text, self._session.language
        slack = found.slack(self._session.day)
        words = language.plural("dates.slack" if slack >= 0 else "dates.late", abs(slack))
        sentence = text("dates.filing.sentence", day=found.file_by)
        answer = text("dates.filing.with_slack", sentence=sentence, slack=words)
        self.answer.show_state("exempt" if slack >= 0 else "overdue", answer)
        self.summed_up.emit(text("dates.filing.title_day", day=found.file_by, slack=words))

    def _line(self, step: ChainStep, takes: Turnaround) -> list[Cell]:
        day, what = self._session.language.date(step.day), self._step_words(step, takes)
        moved = self._days(step.moved)
        more = self._session.text("dates.chain.moved", days=moved) if step.moved else ""
        spoken = " ".join(filter(None, (f"{day}:", what, more)))
        return [Cell(day, spoken=spoken), Cell(what, more, spoken=spoken)]

    def _step_words(self, step: ChainStep, takes: Turnaround) -> str:
        key = f"file.{takes.basis.value}" if step.key == "file" else step.key
        return self._session.text(
            f"dates.chain.{key}", days=self._days(step.days), n=step.days,
            cases=self._session.language.plural("dates.cases", takes.cases),
            year=takes.benchmark.year if takes.benchmark else "",
        )  # fmt: skip

    def _days(self, days: int) -> str:
        return self._session.language.plural("dates.days", days)

    def _keep(self, name: str) -> None:
        """Keep a number as soon as its line is left; an empty one is the usual value again."""
        number, filing = self.inputs[name], self._session.dates.filing
        outlook = filing.outlook(self._session.case(self._case_id))
        if not outlook.authority:
            return
        value = number.number()
        self.error.setText(self._session.text("dates.filing.wrong"))
        self.error.setVisible(value is None and bool(number.typed()))
        if value is None and number.typed():
            return
        usual = type(outlook.numbers)()
        given = getattr(usual, name) if value is None else value
        numbers = replace(outlook.numbers, **{name: given})
        if numbers != outlook.numbers:
            filing.keep(outlook.authority, numbers)
            self.show_case(self._case_id)


def _unknown(outlook: FilingOutlook) -> str:
    """Why there is no answer, by the name of its text."""
    if not outlook.authority:
        return "no_authority"
    if outlook.departure is None:
        return "no_departure"
    return "not_known"
