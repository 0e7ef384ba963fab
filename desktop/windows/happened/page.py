"""What happened? The events as cards, a few questions, what will change, then the papers for both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.record.event_plan import event_of, plan
from desktop.domain.record.events import Answers, Event, problems, suggestions
from desktop.record import diary
from desktop.record.happened import carry_out
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, LinkButton, clear, row
from desktop.windows.diary.event import event_block
from desktop.windows.happened.cards import EventCards
from desktop.windows.happened.form import HappenedForm
from desktop.windows.happened.preview import preview_block
from desktop.windows.naming import case_name
from desktop.windows.page import Page

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.record.event_plan import Plan
    from desktop.session import Session


class HappenedPage(Page):
    """``load`` takes the case, and as detail the event where it is known already."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.case_id: int | None = None
        self.picked: Event | None = None
        self.taken = False
        """Whether an event was just taken over: then its papers stand here, and no cards."""
        self.column = Column()
        self.back, self.other = LinkButton(icon="back"), LinkButton(icon="back")
        self.title, self.name, self.lead = Label(role="title"), Label(role="muted"), Label()
        self.cards = EventCards(session)
        self.chosen = Label(role="heading")
        self.form = HappenedForm(session)
        self.preview, self.papers = QVBoxLayout(), QVBoxLayout()
        self.take = Button(role="primary", icon="check")
        self.take_row = row(self.take)
        for setter, key in (
            (self.back.setText, "back"), (self.other.setText, "other"), (self.title.setText, "title"),
            (self.take.setText, "take"),
        ):  # fmt: skip
            self.put(setter, f"record.happened.{key}")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = self.column.body
        for widget in (self.back, self.title, self.name):
            body.addWidget(widget)
        body.addLayout(self.papers)
        parts: tuple[QWidget, ...] = (self.lead, self.cards, self.other, self.chosen, self.form)
        for part in parts:
            body.addWidget(part)
        body.addLayout(self.preview)
        body.addWidget(self.take_row)
        for layout in (self.preview, self.papers):
            layout.setSpacing(2 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.column)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.go.emit("diary", self.case_id, None))
        self.other.clicked.connect(self._choose_again)
        self.cards.picked.connect(self._pick)
        self.form.changed.connect(self._changed)
        self.take.clicked.connect(self._take)

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.case_id = case_id
        self.picked = next((event for event in Event if event.value == detail), None)
        self.taken = False
        self._show()

    def shown(self) -> None:
        if self.picked is not None:
            self.form.focus()
        elif self.case_id is not None and not self.taken:
            self.cards.focus()
        else:
            self.back.setFocus()

    def retranslate(self) -> None:
        answers = self.form.answers() if self.picked else {}
        super().retranslate()
        self._show(answers)

    # -- showing

    def _show(self, answers: Answers | None = None) -> None:
        """The cards, or the questions of the event that was chosen."""
        case = self._case()
        self.name.setText(case_name(self.session, case) if case else "")
        self.lead.setText(self.text("record.happened.lead" if case else "record.happened.no_case"))
        self.cards.retranslate()
        self._fit()
        clear(self.preview)
        self._show_papers()
        if case is not None and self.picked is not None:
            self.chosen.setText(self.text(f"record.happened.event.{self.picked.value}"))
            self._ask(case, self.picked, answers)
            self._changed()

    def _fit(self) -> None:
        asking, has_case = self.picked is not None, self.case_id is not None
        self.lead.setVisible(not asking and not self.taken)
        self.cards.setVisible(has_case and not asking and not self.taken)
        self.other.setVisible(has_case and (asking or self.taken))
        for widget in (self.chosen, self.form, self.take_row):
            widget.setVisible(has_case and asking)

    def _ask(self, case: Case, event: Event, answers: Answers | None) -> None:
        facts, now = self.session.facts(case), self.session.determine(case)
        shown = suggestions(event, facts, case.fields, now.secured_until) | dict(answers or {})
        law = self.session.law.authorities.values()
        issuer = diary.issuer(self.session, case)
        others = [b.id for b in law if now.agreement in b.agreements and b.role in ("agency", "exceptions")]
        self.form.ask(event, case, shown, tuple(dict.fromkeys(filter(None, [issuer, *others]))))

    def _show_papers(self) -> None:
        """The papers of what was just taken over, until they are put away."""
        clear(self.papers)
        case = self._case()
        if case is not None and self.taken and event_of(case.fields) is not None:
            self.papers.addWidget(event_block(self.session, case, self._go, self._show_papers))

    def _case(self) -> Case | None:
        try:
            return None if self.case_id is None else self.session.case(self.case_id)
        except KeyError:  # deleted, or its beginning was taken back
            self.case_id = None
            return None

    # -- acting

    def _pick(self, event: Event) -> None:
        self.picked = event
        self._show()
        self.column.verticalScrollBar().setValue(0)
        self.form.focus()

    def _choose_again(self) -> None:
        self.picked, self.taken = None, False
        self._show()
        self.cards.focus()

    def _changed(self) -> None:
        """Show what will change as soon as everything needed was answered."""
        case = self._case()
        assert case is not None
        assert self.picked is not None
        found = self._problems(case)
        self.form.complain(found, all_=False)
        clear(self.preview)
        if not found:
            self.preview.addWidget(preview_block(self.session, case, self._plan(case)))

    def _problems(self, case: Case) -> dict[str, str]:
        assert self.picked is not None
        session = self.session
        return problems(self.picked, self.form.answers(), session.facts(case), session.day)

    def _plan(self, case: Case) -> Plan:
        assert self.picked is not None
        session = self.session
        issuer = diary.issuer(session, case)
        return plan(
            self.picked, self.form.answers(), case.facts(), case.fields, session.law, session.day, issuer
        )

    def _take(self) -> None:
        case = self._case()
        assert case is not None
        assert self.picked is not None
        found = self._problems(case)
        if found:
            self.form.complain(found, all_=True)
            return
        before = case.id
        shown = carry_out(
            self.session.record, self.session.store, case.id, self._plan(case), self.session.law
        )
        name = self.text(f"record.happened.event.{self.picked.value}")
        self.case_id, self.picked, self.taken = shown, None, True
        self.started.emit(shown)
        self._show()
        self.column.verticalScrollBar().setValue(0)
        self.back.setFocus()
        self.undo.emit(self.text("record.happened.taken", event=name), lambda: self._undo(before))

    def _undo(self, case_id: int) -> None:
        self.session.record.undo()
        self.case_id, self.taken = case_id, False
        self.started.emit(case_id)
        self._show()

    def _go(self, kind: str, detail: str) -> None:
        self.go.emit(kind, self.case_id, detail or None)
