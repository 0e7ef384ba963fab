"""The refund finder: a few questions, then every road to contributions already paid, with its clock and its price."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.record.diary import Reminder
from desktop.domain.refunds.certificate_first import certificate_body
from desktop.domain.refunds.claimant import Claimant, claimant_of
from desktop.domain.refunds.finder import ANY_STATE, Road, find_roads
from desktop.domain.refunds.from_record import with_record
from desktop.domain.refunds.questions import answers_of, claimant_from, questions_for
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Column, Label, StateWord, clear
from desktop.windows.money_bar import MoneyBar
from desktop.windows.naming import case_name
from desktop.windows.page import Page
from desktop.windows.refunds.card import RoadCard
from desktop.windows.refunds.form import RefundForm, narrow
from desktop.windows.refunds.words import SYMBOLS, letter_amount, state_words
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.session import Session

PAPER = "APP-12"


class RefundsPage(Page):
    """``load`` takes the case in hand, whose facts answer what they can; without one the user answers all."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.case_id: int | None = None
        self.host = ""
        self.roads: tuple[Road, ...] = ()
        self._answers: dict[str, str] = {}
        self.bar = MoneyBar(self, "refunds")
        self.title, self.lead, self.person = Label(role="title"), Label(), Label(role="muted")
        self.host_label, self.host_box = Label(), narrow(ChoiceBox())
        self.form = RefundForm(session)
        self.heading, self.empty = Label(role="heading"), Label()
        self.overview, self.cards = QVBoxLayout(), QVBoxLayout()
        self.overview.setSpacing(GRID // 2)
        self.cards.setSpacing(2 * GRID)
        self.column = Column()
        for setter, key in (
            (self.title, "title"), (self.lead, "lead"), (self.host_label, "ask.host"), (self.heading, "roads"),
            (self.empty, "empty"),
        ):  # fmt: skip
            self.put(setter.setText, f"refunds.{key}")
        self._lay_out()
        self.host_box.activated.connect(lambda place: self._take_host(self.host_box.itemData(place)))
        self.form.changed.connect(self._answered)
        self._name_states()

    def _lay_out(self) -> None:
        body = self.column.body
        where = stack(self.host_label, self.host_box, spacing=GRID // 2)
        for widget in (self.bar, self.title, self.person, self.lead, where, self.empty):
            body.addWidget(widget)
        body.addLayout(self.overview)
        for widget in (self.form, self.heading):
            body.addWidget(widget)
        body.addLayout(self.cards)
        self.host_label.setBuddy(self.host_box)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.column)

    # -- the page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        if self.form.waiting:
            self._keep()
        self.case_id = self.bar.case_id = case_id
        self._read()
        self._build()

    def shown(self) -> None:
        self.host_box.setFocus()

    def leave(self) -> None:
        self._keep()

    def retranslate(self) -> None:
        self._keep()
        super().retranslate()
        self.bar.retranslate()
        self._name_states()
        self._build()

    def _name_states(self) -> None:
        """States with roads of their own first, then all others."""
        language = self.session.language
        own = {rule.state for rule in self.session.law.refunds} - {ANY_STATE}
        codes = sorted(state_codes(language), key=lambda code: code not in own)
        self.host_box.clear()
        self.host_box.addItem(self.session.text("refunds.choose_state"), "")
        for code in codes:
            self.host_box.addItem(language.state(code), code)
        self.host_box.insertSeparator(1 + len(own))
        self.host_box.setAccessibleName(self.session.text("refunds.ask.host"))
        self.host_box.setCurrentIndex(max(self.host_box.findData(self.host), 0))

    # -- answers

    @property
    def _setting(self) -> str:
        return f"refunds:{self.case_id or 0}"

    def _read(self) -> None:
        """What the user answered wins over what the case implies; an answer taken back is kept as an empty one."""
        implied = self._implied()
        kept = self.session.store.setting(self._setting)
        typed = json.loads(kept) if isinstance(kept, str) else {}
        self.host = typed.pop("host", implied.host)
        known = self._implied_answers(implied)
        self._answers = {name: text for name, text in {**known, **typed}.items() if text}

    def _implied(self) -> Claimant:
        """What the case tells, and more closely the record of its person, where there is one."""
        if not self.case_id:
            return Claimant(host="")
        case = self.session.case(self.case_id)
        person = claimant_of(self.session.facts(case), self.session.day)
        if case.person_id is None:
            return person
        known = self.session.rates.countries.get(person.host)
        months = self.session.record.life(case.person_id).months
        return with_record(person, months, known.currency if known else "")

    def _implied_answers(self, implied: Claimant) -> dict[str, str]:
        """The case speaks of one state only; for another one nothing is known."""
        return answers_of(implied) if self.host == implied.host else {}

    def _keep(self) -> None:
        """Keep, in the encrypted file, in what the answers differ from the case."""
        if not self.host:
            return
        if self.form.rows:
            others = {name: text for name, text in self._answers.items() if name not in self.form.rows}
            self._answers = others | self.form.answers()
        implied = self._implied()
        known = self._implied_answers(implied)
        names = {*known, *self._answers}
        typed = {n: self._answers.get(n, "") for n in names if self._answers.get(n, "") != known.get(n, "")}
        if self.host != implied.host:
            typed["host"] = self.host
        self.session.store.set_setting(self._setting, json.dumps(typed) if typed else None)

    def _take_host(self, code: str) -> None:
        self._keep()
        self.host = code
        self._build()
        self._keep()

    def _answered(self) -> None:
        self._keep()
        self._show_roads()

    # -- showing

    def _build(self) -> None:
        self.host_box.setCurrentIndex(max(self.host_box.findData(self.host), 0))
        self.person.setVisible(bool(self.case_id))
        if self.case_id:
            self.person.setText(case_name(self.session, self.session.case(self.case_id)))
        rules = [rule for rule in self.session.law.refunds if rule.state == self.host]
        names = questions_for(rules) if self.host else ()
        self.form.build(names, self.host, self._currency, self._answers)
        self._show_roads()

    @property
    def _currency(self) -> str:
        known = self.session.rates.countries.get(self.host)
        return known.currency if known else ""

    def _show_roads(self) -> None:
        clear(self.overview)
        clear(self.cards)
        self.roads = ()
        if self.host:
            person = claimant_from(self.host, self._answers)
            law, day = self.session.law, self.session.day
            self.roads = find_roads(person, day, law, self.session.rates, self._certificate_from(person))
        self.empty.setVisible(not self.roads)
        self.heading.setVisible(bool(self.roads))
        for road in self.roads:
            self.overview.addWidget(StateWord(SYMBOLS[road.state], self._in_short(road)))
            card = RoadCard(self.session, road, bool(self.case_id))
            card.letter.connect(self._write)
            card.remind.connect(self._remind)
            self.cards.addWidget(card)

    def _certificate_from(self, person: Claimant) -> str | None:
        """Where the certificate that the months lack can still be asked for, if the case in hand says so."""
        if not self.case_id:
            return None
        facts = self.session.facts(self.session.case(self.case_id))
        return certificate_body(person, facts, self.session.law, self.session.day)

    def _in_short(self, road: Road) -> str:
        name = self.text(f"law.refund.road.{road.rule.words}.name")
        return self.text("refunds.in_short", road=name, state=state_words(self.session, road))

    # -- doing

    def _write(self, road: Road) -> None:
        """Fill in what the letter takes from here, and open it among the papers of the case."""
        assert self.case_id
        person = claimant_from(self.host, self._answers)
        period = road.open_period or person.period
        fields: dict[str, str | None] = {
            "refund.kind": "rightly" if road.rule.kind == "rightly" else "wrongly"
        }
        if period:
            fields["refund.first_month"], fields["refund.last_month"] = (f"{day:%Y-%m}" for day in period)
        fields["refund.left_on"] = person.left_on.isoformat() if person.left_on else None
        fields |= self._letter_sums(road, person)
        with self.session.store.together():
            for key, value in fields.items():
                self.session.set_field(self.case_id, key, value)
        self.go.emit("documents", self.case_id, PAPER)

    def _letter_sums(self, road: Road, person: Claimant) -> dict[str, str]:
        """The sums, unless the claim is for other months or for more branches than they: it would ask for too much
        or for too little.
        """
        if road.lost_period or len(road.rule.branches) > 1:
            return {}
        return {
            f"refund.{key}_share": letter_amount(amount, self.host, self._currency)
            for key, amount in (("own", person.own_share), ("employer", person.employer_share))
            if amount is not None
        }

    def _remind(self, road: Road) -> None:
        """Put the days of the road into the record's list of what is due; a day kept before is moved."""
        assert self.case_id
        record = self.session.record
        person = record.person_of(self.case_id)
        assert person.id is not None
        kept = {one.note: one for one in record.life(person.id).reminders if one.case_id == self.case_id}
        name = self.text(f"law.refund.road.{road.rule.words}.name")
        with record.together("reminder", person.id, name=name):
            for clock in road.clock_days:
                before = kept.get(clock.key)
                record.keep(
                    Reminder(
                        id=before.id if before else None, person_id=person.id, case_id=self.case_id, kind="refund",
                        due_on=clock.day, title=self.text(f"refunds.reminder.{clock.kind}", road=name), note=clock.key,
                    )
                )  # fmt: skip
        days = self.session.language.list(
            [self.session.language.date(clock.day) for clock in road.clock_days]
        )
        self.say.emit(self.text("refunds.reminded", days=days), "info")
