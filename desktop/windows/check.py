"""The check: one topic a page, the answers so far at the side, Back and Next at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.topics import SECTIONS, TOPICS
from desktop.windows.answers import Answers
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Button, Column, Label, clear
from desktop.windows.naming import case_name
from desktop.windows.page import Page
from desktop.windows.question import Question

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.topics import Topic
    from desktop.session import Session

_BY_KEY = {topic.key: topic for topic in TOPICS}
_BY_FACT = {fact: topic for topic in reversed(TOPICS) for fact in topic.facts}


class CheckPage(Page):
    """The questionnaire of one case. A case is made with its first answer, not before."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.case_id: int | None = None
        self.question: Question | None = None
        self._changing = False
        self._lay_out()
        self._fit()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        self.column = Column()
        self.where, self.saved = Label(role="small"), Label(role="small")
        self.column.body.addWidget(self.where)
        self.place = QVBoxLayout()
        self.column.body.addLayout(self.place)
        self.below = QVBoxLayout()
        self.column.body.addLayout(self.below)
        self.answers = Answers(self.session)
        self.answers.change.connect(self._change)
        self.beside = QScrollArea()
        self.beside.setWidgetResizable(True)
        self.beside.setFrameShape(QFrame.Shape.NoFrame)
        self.beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("side")
        self.beside_layout = QVBoxLayout(inner)
        self.beside_layout.setContentsMargins(2 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        self.beside_layout.addStretch(1)
        self.beside.setWidget(inner)
        self.back, self.next = Button(icon="back"), Button(role="primary")
        self.put(self.back.setText, "app.check.back")
        self.put(self.next.setText, "app.check.next")
        self.put(self.saved.setText, "app.check.saved")
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        keys = QShortcut(
            QKeySequence("Alt+Left"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        keys.activated.connect(self.go_back)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.column, 1)
        left.addWidget(self._foot())
        whole.addLayout(left, 1)
        whole.addWidget(self.beside)

    def _foot(self) -> QWidget:
        foot = QWidget()
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(4 * GRID, GRID, 4 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.next)
        layout.addWidget(self.back)
        layout.addWidget(self.saved, 1)
        layout.addStretch(0)
        # Tab reaches Next before Back, as the eye does.
        QWidget.setTabOrder(self.next, self.back)
        return foot

    # -- what is shown

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        """Show the next question of the case, or the one that ``detail`` (a topic or a fact) names."""
        self.case_id = case_id
        self._changing = detail in _BY_KEY or detail in _BY_FACT
        if self._changing:
            assert detail is not None
            self._ask(_BY_KEY.get(detail) or _BY_FACT[detail])
        else:
            topic = TOPICS[0] if case_id is None else self.session.next_topic(self._case())
            # A finished case opens its result; here stands its last page, from which one can go on.
            self._ask(topic or self._last())

    def _case(self) -> Case:
        from desktop.domain.case import Case

        return Case(0, "") if self.case_id is None else self.session.case(self.case_id)

    def _last(self) -> Topic:
        topics = self.session.topics(self._case())
        return topics[-1] if topics else TOPICS[0]

    def _ask(self, topic: Topic) -> None:
        clear(self.place)
        case = self._case()
        self.question = Question(self.session, topic, case)
        self.question.answered.connect(self._store)
        self.place.addWidget(self.question)
        self.question.show()  # at once, so that it can take the focus
        self.column.verticalScrollBar().setValue(0)
        self._show_around(case)

    def _show_around(self, case: Case) -> None:
        """The place in the check, the answers at the side, the words of the buttons."""
        topic = self._topic()
        number = SECTIONS.index(topic.section) + 1 if topic.section in SECTIONS else 1
        part = self.session.text(f"questions.section.{topic.section}")
        where = self.session.text("app.check.where", number=number, of=len(SECTIONS), part=part)
        name = case_name(self.session, case) if case.answers or case.name else ""
        self.where.setText(f"{where}   ·   {name}" if name else where)
        self.answers.show_case(case if self.case_id is not None else None, topic.key)

    def _topic(self) -> Topic:
        assert self.question is not None
        return self.question.topic

    def retranslate(self) -> None:
        super().retranslate()
        if self.question is not None:
            self.question.retranslate(self._case())
            self._store()  # what was half a day in one language may be a day in another
            self._show_around(self._case())

    def shown(self) -> None:
        if self.question is not None:
            self.question.focus()

    def leave(self) -> None:
        """Keep what is half typed."""
        if self.question is not None:
            self.question.keep_drafts()

    # -- answering

    def _store(self) -> None:
        assert self.question is not None
        answers = self.question.answers(self._case())
        if answers and self.case_id is None:
            self.case_id = self.session.new_case().id
            self.question.case_id = self.case_id
            self.started.emit(self.case_id)
        if answers and self.case_id is not None:
            self.session.answer(self.case_id, answers)
            self._show_around(self._case())
        self.question.keep_drafts()

    def go_on(self) -> None:
        """To the next page, unless something on this one is missing or wrong."""
        assert self.question is not None
        if not self.question.complete():
            return
        case, present = self._case(), self._topic()
        topic = None if self._changing else self._following()
        topic = topic or self.session.next_topic(case)
        self._changing = False
        if topic is None or topic == present:
            self.go.emit("result", self.case_id, None)
            return
        self._ask(topic)
        self.shown()

    def go_back(self) -> None:
        """To the page before; from the first one to Start."""
        self.leave()
        before = self._before()
        if before is None:
            self.go.emit("start", None, None)
            return
        self._changing = False
        self._ask(before)
        self.shown()

    def _change(self, key: str) -> None:
        self.leave()
        self._changing = True
        self._ask(_BY_KEY[key])
        self.shown()

    def _walked(self) -> tuple[list[Topic], int]:
        """The pages so far, and the place of this one among them; behind them all while it is not answered."""
        walked = [] if self.case_id is None else list(self.session.topics(self._case()))
        present = self._topic()
        return walked, walked.index(present) if present in walked else len(walked)

    def _before(self) -> Topic | None:
        walked, place = self._walked()
        return walked[place - 1] if place else None

    def _following(self) -> Topic | None:
        """The answered page after this one, so that Back and then Next walk the same pages."""
        walked, place = self._walked()
        return walked[place + 1] if place + 1 < len(walked) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The answers stand at the side where there is room for both, else below the question."""
        width = 17 * size()
        roomy = self.width() - width >= 36 * size()
        self.beside.setFixedWidth(width)
        self.beside.setVisible(roomy)
        target = self.beside_layout if roomy else self.below
        if target.indexOf(self.answers) < 0:
            target.insertWidget(0, self.answers)
        self.saved.setVisible(self.width() >= 45 * size())
