"""The result: the answer first, then the table, the clock, what to do, and the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.determination import Outcome
from desktop.windows.clock.panel import ClockPanel
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Bar, Button, Column, Label, StateWord, clear, row
from desktop.windows.edition_warning import add_edition_warnings
from desktop.windows.law.status import law_edition_words
from desktop.windows.law.wording import WordingSwitch
from desktop.windows.naming import case_name
from desktop.windows.page import Page
from desktop.windows.refunds.link import refunds_button, worth_a_look
from desktop.windows.result.answers import joined
from desktop.windows.result.blocks import changes_block, due_block, missing_block, periods_block
from desktop.windows.result.chain import BranchChain
from desktop.windows.result.doubts import Doubts
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.papers import papers_block
from desktop.windows.result.reasons import Reasons
from desktop.windows.result.sentence import answer_sentence, needs_certificate
from desktop.windows.result.steps import steps_block
from desktop.windows.terms.label import TermLabel, mark_terms

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.determination import Determination
    from desktop.domain.facts import Facts
    from desktop.session import Reopened, Session


class ResultPage(Page):
    """The answer to one case. ``load`` decides it again; what changed since the last time is said on top."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._case_id: int | None = None
        self._reopened: Reopened | None = None
        self._open: set[str] = set()
        self._branch = ""
        self._chain: BranchChain | None = None
        self.column = Column()
        layout = QVBoxLayout(self)
        layout.addWidget(self.column)
        layout.setContentsMargins(0, 0, 0, 0)
        self.documents = Button(role="primary", icon="documents")

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        if case_id is not None:
            self._case_id = case_id
            self._reopened = self.session.reopen(case_id)
            self._open = {detail} if detail else set()
            self._branch = ""
            if self._reopened.determination.outcome is not Outcome.EXEMPT:
                self._open.add("change")
            self._build()
            self.column.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        if self._case_id is not None:
            place = self.column.verticalScrollBar().value()
            self._build()
            QTimer.singleShot(0, self, lambda: self.column.verticalScrollBar().setValue(place))

    def shown(self) -> None:
        self.documents.setFocus()

    # -- building

    def _build(self) -> None:
        assert self._case_id is not None
        assert self._reopened is not None
        clear(self.column.body)
        case = self.session.case(self._case_id)
        facts = case.facts()
        found = self._reopened.determination
        self._add_answer(case, facts)
        if found.outcome is Outcome.CANNOT_TELL and found.missing:
            names = tuple(found.missing)
            self._section("missing", missing_block(self.session, case, names, self._ask))
        if found.branches and facts.from_state and facts.to_state:
            self._add_branches(case, found)
        if found.clock:
            self._section("clock", ClockPanel(self.session, found.clock, facts.end))
        self._section("steps", steps_block(self.session, case))
        if worth_a_look(self.session, case):
            self.column.body.addWidget(row(refunds_button(self, case.id)))
        self._add_papers(case)
        self._add_folds(case)
        self._add_foot()
        mark_terms(self.column.content, self.session)

    def _add_answer(self, case: Case, facts: Facts) -> None:
        found = self._reopened.determination if self._reopened else None
        assert found is not None
        body = self.column.body
        body.addWidget(Label(case_name(self.session, case), "muted"))
        add_edition_warnings(self.session, body)
        self._add_since()
        body.addWidget(
            StateWord(found.outcome.value, self.text(f"result.outcome.{found.outcome.value}"), "heading")
        )
        body.addWidget(Label(answer_sentence(self.session, facts, found), "title"))
        if needs_certificate(facts, found):
            body.addWidget(TermLabel(self.text("result.sentence.certificate")))

    def _add_since(self) -> None:
        """What became of the stored answer under today's law."""
        since = self._reopened
        if since is None or since.decided_before is None or since.edition_before is None:
            return
        now = since.determination
        if not since.changed and since.edition_before == now.law_edition:
            return
        key = "changed" if since.changed else "same_under_new_law"
        before = self.text(f"result.outcome.{since.outcome_before or now.outcome.value}")
        after = self.text(f"result.outcome.{now.outcome.value}")
        bar = Bar()
        self.column.body.addWidget(bar)
        sentence = self.text(f"pages.result.{key}", date=since.decided_before, before=before, after=after)
        bar.tell(sentence, "note" if since.changed else "info")
        bar.close_button.setAccessibleName(self.text("pages.close"))

    def _add_branches(self, case: Case, found: Determination) -> None:
        """The table, its branch opened before open again."""
        self.column.body.addSpacing(GRID)
        self.column.body.addWidget(Label(self.text("result.section.branches"), "heading"))
        if self._chain is not None:
            self._chain.deleteLater()
        self._chain = BranchChain(self.session, case, found, self._to_law, self.retranslate, self)
        self._chain.add_to(self.column.body)
        self._chain.open_branch(self._branch)
        self._chain.opened.connect(self._remember_branch)

    def _remember_branch(self, code: str) -> None:
        self._branch = code

    def _to_law(self, agreement: str) -> None:
        self.go.emit("law", self._case_id, agreement)

    def _add_papers(self, case: Case) -> None:
        block, self.documents = papers_block(self.session, case)
        self.documents.clicked.connect(lambda: self.go.emit("documents", self._case_id, None))
        self._section("papers", block)

    def _add_folds(self, case: Case) -> None:
        found = self._reopened.determination if self._reopened else None
        assert found is not None
        self.column.body.addWidget(WordingSwitch(self.session, self.retranslate))
        self._fold("why", Reasons(self.session, case, found.reasons, found.agreement, self._to_law))
        if found.warnings:
            self._fold("doubts", Doubts(self.session, case, found.warnings), len(found.warnings))
        if changes := self.session.changes(case):
            self._fold("change", changes_block(self.session, case, changes))
        if found.branches:
            self._fold("due", due_block(self.session, case, found))
        if len(found.periods) > 1:
            self._fold("periods", periods_block(self.session, found))

    def _add_foot(self) -> None:
        assert self._reopened is not None
        body = self.column.body
        change = Button(self.text("pages.result.change_answers"), icon="edit")
        change.clicked.connect(lambda: self.go.emit("check", self._case_id, None))
        review = Button(self.text("pages.result.review"), icon="check")
        review.clicked.connect(lambda: self.go.emit("review", self._case_id, None))
        body.addSpacing(GRID)
        compare = Button(self.text("pages.result.compare"), icon="law")
        compare.clicked.connect(lambda: self.go.emit("law", self._case_id, "compare"))
        happened = Button(self.text("pages.result.happened"), icon="clock")
        happened.clicked.connect(lambda: self.go.emit("happened", self._case_id, None))
        body.addWidget(row(change, review, compare, happened))
        found = self._reopened.determination
        edition = law_edition_words(self.session, found.law_edition)
        decided = self.text("pages.result.decided_on", date=found.day)
        body.addWidget(
            Label(joined(self.session, decided, edition, self.text("pages.result.no_advice")), "small")
        )

    # -- parts

    def _section(self, key: str, content: QWidget) -> None:
        self.column.body.addSpacing(GRID)
        self.column.body.addWidget(Label(self.text(f"result.section.{key}"), "heading"))
        self.column.body.addWidget(content)

    def _fold(self, key: str, content: QWidget, count: int = 0) -> None:
        name = self.text(f"result.section.{key}", n=self.session.language.number(count))
        fold = SentenceFold(name, open_=key in self._open)
        fold.body.addWidget(content)
        fold.toggled.connect(lambda on: self._open.add(key) if on else self._open.discard(key))
        self.column.body.addWidget(fold)

    def _ask(self, fact: str) -> None:
        self.go.emit("check", self._case_id, fact)
