"""Check your answers: conflicts first, then every answer and every entry, each with a way to change it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.identity import is_identity
from desktop.windows.answers import topic_title
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, clear, line, row
from desktop.windows.fields.form import by_group
from desktop.windows.fields.row import field_label
from desktop.windows.naming import case_name, state_names, topic_words
from desktop.windows.page import Page
from desktop.windows.result.blocks import stack
from desktop.windows.review.problems import problem_card
from desktop.windows.review.proofs import proofs_line
from desktop.windows.review.row import ReviewRow

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session


class ReviewPage(Page):
    """All that is known of a case on one page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._case_id = 0
        self.column = Column()
        self.documents = Button(role="primary", icon="documents")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        if case_id is not None:
            self._case_id = case_id
            self._build()
            self.column.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        super().retranslate()
        if self._case_id:
            self._build()

    def shown(self) -> None:
        self.documents.setFocus()

    def _build(self) -> None:
        body = self.column.body
        clear(body)
        case = self.session.case(self._case_id)
        self.documents = Button(self.text("pages.review.to_documents"), "primary", "documents")
        self.documents.clicked.connect(lambda: self.go.emit("documents", self._case_id, None))
        body.addWidget(Label(case_name(self.session, case), "muted"))
        body.addWidget(Label(self.text("pages.review.title"), "title"))
        body.addWidget(self._problems(case))
        proofs = proofs_line(self.session, case, lambda: self.go.emit("proofs", self._case_id, None))
        if proofs is not None:
            body.addWidget(proofs)
        body.addSpacing(GRID)
        body.addWidget(Label(self.text("pages.review.answers"), "heading"))
        body.addWidget(self._answers(case))
        for group, keys in by_group(self.session, self.session.fields_of(case)).items():
            body.addSpacing(GRID)
            body.addWidget(Label(self.text(f"fields.group.{group}"), "heading"))
            body.addWidget(self._fields(case, keys))
        body.addSpacing(GRID)
        body.addWidget(row(self.documents))

    def _problems(self, case: Case) -> QWidget:
        problems = self.session.problems(case)
        if not problems:
            return StateWord("exempt", self.text("pages.review.no_problems"))
        count = self.session.language.plural("pages.review.problems", len(problems))
        cards = [problem_card(self.session, case, problem, self._change, self._edit) for problem in problems]
        return stack(Label(count, "heading"), *cards)

    def _answers(self, case: Case) -> QWidget:
        names = state_names(self.session, case)
        rows: list[QWidget] = []
        for topic in self.session.topics(case):
            question = topic_title(self.session, topic, names)
            answer = topic_words(self.session, case, topic)
            rows += [line(), ReviewRow(self.session, question, answer, partial(self._change, topic.key))]
        return stack(*rows)

    def _fields(self, case: Case, keys: list[str]) -> QWidget:
        rows: list[QWidget] = []
        for key in keys:
            value = self.session.field_text(case, key)
            label = field_label(self.session, case, key)
            shown, secret = value or self.text("pages.review.not_entered"), bool(value) and is_identity(key)
            rows += [line(), ReviewRow(self.session, label, shown, partial(self._edit, key), secret)]
        return stack(*rows)

    def _change(self, topic: str) -> None:
        self.go.emit("check", self._case_id, topic)

    def _edit(self, key: str) -> None:
        self.go.emit("documents", self._case_id, key)
