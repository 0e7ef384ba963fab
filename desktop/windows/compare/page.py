"""Comparison: one person's facts decided for up to four host states."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.case import Answer, Case
from desktop.domain.compare import MOST_HOSTS, Compared, compare
from desktop.windows.compare.facts import FactsForm
from desktop.windows.compare.table import CompareTable
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.part import Part
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, clear, row
from desktop.windows.law.status import APPLYING, status_on
from desktop.windows.naming import case_name, state_names
from desktop.windows.result.answers import warning_words
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import SentenceFold

if TYPE_CHECKING:
    from desktop.session import Session

NOBODY = 0
"""In place of a case's id: a person made up here."""


class ComparePart(Part):
    """Whose facts, which states, the table, and what each answer still needs. ``case_id`` brings a case along."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.case_id = NOBODY
        self.hosts: list[str] = []
        self.intro = Label()
        self.person_label, self.person = Label(wrap=False), _box()
        self.hosts_label, self.add_label = Label(wrap=False), Label(wrap=False)
        self.host_row = QVBoxLayout()
        self.add = _box()
        self.form = FactsForm(session)
        self.form_fold = SentenceFold("", open_=True)
        self.form_fold.body.addWidget(self.form)
        self.place = QVBoxLayout()
        self.place.setSpacing(2 * GRID)
        self.column = Column(wide=True)
        self.whole.addWidget(self.column)
        body = self.column.body
        for widget in (
            self.intro,
            stack(self.person_label, self.person, spacing=GRID // 2),
        ):
            body.addWidget(widget)
        body.addWidget(self.hosts_label)
        body.addLayout(self.host_row)
        body.addWidget(stack(self.add_label, self.add, spacing=GRID // 2))
        body.addLayout(self.place)
        body.addWidget(self.form_fold)
        for label, box in ((self.person_label, self.person), (self.add_label, self.add)):
            label.setBuddy(box)
        self.person.activated.connect(lambda place: self._take(self.person.itemData(place)))
        self.add.activated.connect(lambda place: self._add(self.add.itemData(place)))
        self.form.changed.connect(self._answered)
        self._suggest()
        self.retranslate()

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        if case_id is not None and case_id != self.case_id:
            self._take(case_id)
        else:
            self._fill_persons()

    def retranslate(self) -> None:
        self.intro.setText(self.text("pages.compare.intro", n=self.session.language.number(MOST_HOSTS)))
        self.person_label.setText(self.text("pages.compare.person"))
        self.hosts_label.setText(self.text("pages.compare.hosts"))
        self.add_label.setText(self.text("pages.compare.add"))
        self.form_fold.head.setText(self.text("pages.compare.facts"))
        self.person.setAccessibleName(self.text("pages.compare.person"))
        self.add.setAccessibleName(self.text("pages.compare.add"))
        self._fill_persons()
        self.form.fill()
        self._show()

    def focus(self) -> None:
        self.person.setFocus()

    @property
    def answers(self) -> tuple[Compared, ...]:
        """The answers shown, in the order of the columns."""
        facts = self.form.facts()
        hosts = [host for host in self.hosts if host != facts.from_state]
        return compare(facts, hosts, self.session.law, self.session.day)

    # -- whose facts

    def _fill_persons(self) -> None:
        self.person.clear()
        self.person.addItem(self.text("pages.compare.nobody"), NOBODY)
        for case in self.session.cases():
            self.person.addItem(case_name(self.session, case), case.id)
        self.person.setCurrentIndex(max(self.person.findData(self.case_id), 0))

    def _take(self, case_id: int) -> None:
        self.case_id = case_id
        if case_id != NOBODY:
            case = self.session.case(case_id)
            self.form.take(dict(case.answers))
            facts = case.facts()
            if facts.to_state:
                others = (host for host in self.hosts if host != facts.to_state)
                self.hosts = [facts.to_state, *others][:MOST_HOSTS]
            self.form_fold.head.setChecked(False)
        self._suggest()
        self._fill_persons()
        self._show()

    # -- which states

    def _suggest(self) -> None:
        """The first states with an agreement, so that there is something to see at once."""
        home = self.form.facts().from_state or ""
        if not [host for host in self.hosts if host != home]:
            found = (
                direction.host
                for agreement in self.session.law.agreements
                for direction in agreement.directions.values()
                if direction.home == home and status_on(agreement, self.session.day) in APPLYING
            )
            self.hosts = list(dict.fromkeys(found))[: MOST_HOSTS - 1]

    def _add(self, code: str) -> None:
        if code and code not in self.hosts and len(self.hosts) < MOST_HOSTS:
            self.hosts.append(code)
            self._show()

    def _remove(self, code: str) -> None:
        self.hosts.remove(code)
        self._show()
        self.add.setFocus()

    def _answered(self) -> None:
        self._suggest()
        self._show()

    # -- the table

    def _show(self) -> None:
        answers = self.answers
        self.form.ask([name for one in answers for name in one.answer.missing])
        self._fill_hosts()
        clear(self.place)
        if not answers:
            self.place.addWidget(Label(self.text("pages.compare.no_hosts"), "muted"))
            return
        self.place.addWidget(CompareTable(self.session, answers))
        if any(one.answer.missing for one in answers):
            self.place.addWidget(Label(self.text("pages.compare.answer_below")))
        self.place.addWidget(Label(self.text("pages.compare.moved"), "small"))
        folds = [self._fold(one) for one in answers if one.answer.missing or one.answer.warnings]
        if folds:
            self.place.addWidget(stack(*folds, spacing=GRID // 2))

    def _fill_hosts(self) -> None:
        language, home = self.session.language, self.form.facts().from_state
        clear(self.host_row)
        buttons: list[QWidget] = []
        for code in self.hosts:
            button = Button(language.state(code), icon="close")
            button.setAccessibleName(self.text("pages.compare.remove", state=language.state(code)))
            button.clicked.connect(partial(self._remove, code))
            buttons.append(button)
        self.host_row.addWidget(row(*buttons))
        self.add.clear()
        full = len(self.hosts) >= MOST_HOSTS
        self.add.addItem(self.text("pages.compare.full" if full else "pages.compare.choose"), "")
        agreed = {state for agreement in self.session.law.agreements for state in agreement.states}
        codes = sorted(state_codes(language), key=lambda code: code not in agreed)
        for code in () if full else codes:
            if code not in (*self.hosts, home):
                self.add.addItem(language.state(code), code)

    def _fold(self, one: Compared) -> SentenceFold:
        """What one answer still needs, and its warnings in full."""
        session, state = self.session, self.session.language.state(one.host)
        case = self._case(one)
        missing, warnings = len(one.answer.missing), len(one.answer.warnings)
        number = session.language.number
        heading = self.text(
            "pages.compare.more", state=state, missing=number(missing), warnings=number(warnings)
        )
        fold = SentenceFold(heading)
        for fact in one.answer.missing:
            words = session.text(f"questions.{fact}.ask", **state_names(session, case))
            fold.body.addWidget(Label(self.text("pages.compare.ask", question=words)))
        for warning in one.answer.warnings:
            fold.body.addWidget(Label(warning_words(session, case, warning)))
        return fold

    def _case(self, one: Compared) -> Case:
        """The facts of one answer as a case, for the words that name its states."""
        return Case(NOBODY, "", {name: Answer(value) for name, value in one.facts.known()})


def _box() -> ChoiceBox:
    box = ChoiceBox()
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setMaximumWidth(28 * size())
    return box
