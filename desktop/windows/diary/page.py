"""The diary of a case: what happened to its applications, whom to chase, and what to do after a refusal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.diary_rules import refused
from desktop.domain.record.event_plan import event_of
from desktop.domain.record.events import Event
from desktop.record import diary
from desktop.record.cases import cases_of
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, clear, row
from desktop.windows.diary.event import event_block
from desktop.windows.diary.form import EntryForm
from desktop.windows.diary.repair import repair_block
from desktop.windows.diary.table import DiaryTable
from desktop.windows.diary.waiting import waiting_block
from desktop.windows.naming import case_name
from desktop.windows.page import Page
from desktop.windows.record.head import RecordHead
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import Link

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session


class DiaryPage(Page):
    """``load`` takes the case; of a person with several cases one is chosen here."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.case_id: int | None = None
        self.entries: tuple[DiaryEntry, ...] = ()
        self.head = RecordHead(self, "diary")
        self.case_label, self.case_box = Label(wrap=False), ChoiceBox()
        self.happened, self.new = Button(role="primary", icon="clock"), Button(icon="plus")
        self.change, self.remove = Button(icon="edit"), Button(icon="trash")
        self.empty = Label()
        self.form = EntryForm(self)
        self.table = DiaryTable(session)
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        self.column = Column()
        for setter, key in (
            (self.case_label.setText, "case"), (self.case_box.setAccessibleName, "case"),
            (self.happened.setText, "happened"), (self.new.setText, "new"), (self.change.setText, "change"),
            (self.remove.setText, "remove"), (self.table.setAccessibleName, "entries"),
        ):  # fmt: skip
            self.put(setter, f"record.diary.{key}")
        self._lay_out()
        self._connect()
        self.form.retranslate()
        self.form.hide()

    def _lay_out(self) -> None:
        body = self.column.body
        self.choose = stack(self.case_label, self.case_box, spacing=GRID // 2)
        self.case_label.setBuddy(self.case_box)
        self.case_box.setMaximumWidth(30 * size())
        body.addWidget(self.choose)
        self.begin = row(self.happened, self.new)
        self.on_entry = row(self.change, self.remove)
        for widget in (self.begin, self.form, self.empty):
            body.addWidget(widget)
        body.addLayout(self.above)
        body.addWidget(self.table)
        body.addWidget(self.on_entry)
        body.addLayout(self.below)
        for layout in (self.above, self.below):
            layout.setSpacing(2 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.column, 1)

    def _connect(self) -> None:
        self.head.turned.connect(self._turn)
        self.head.changed.connect(self._fill)
        self.case_box.activated.connect(lambda place: self._take(self.case_box.itemData(place)))
        self.happened.clicked.connect(lambda: self.go.emit("happened", self.case_id, None))
        self.new.clicked.connect(self._new)
        self.form.kept.connect(self._keep)
        self.form.closed.connect(self._close_form)
        self.table.opened.connect(lambda _key: self._change())
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        for keys, call in (("F2", self._change), ("Del", self._remove)):
            shortcut = QShortcut(QKeySequence(keys), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(call)

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.head.load(case_id)
        self.form.hide()
        if case_id is not None:
            self.case_id = case_id
        self._turn()
        self.column.verticalScrollBar().setValue(0)
        if detail == "new" and self.case_id is not None:
            self._new()

    def shown(self) -> None:
        place = (
            self.form.day if self.form.isVisible() else self.happened if self.case_id else self.head.choose
        )
        place.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.head.retranslate()
        self.form.retranslate()
        self._fill()

    # -- whose case

    def _turn(self) -> None:
        """The cases of the person in hand; of a case that is nobody's yet, that case."""
        person = self.head.person_id
        cases = cases_of(self.session.store, person) if person is not None else ()
        if self.head.case_id is not None:
            self.case_id = self.head.case_id
        elif self.case_id not in cases:
            self.case_id = cases[-1] if cases else None
        self._fill()

    def _take(self, case_id: int) -> None:
        self.case_id = case_id
        self.started.emit(case_id)
        self.head.load(case_id)
        self.form.hide()
        self._fill()

    def _name_cases(self) -> None:
        person = self.head.person_id
        cases = cases_of(self.session.store, person) if person is not None else ()
        self.case_box.clear()
        for case_id in cases:
            self.case_box.addItem(case_name(self.session, self.session.case(case_id)), case_id)
        self.case_box.setCurrentIndex(self.case_box.findData(self.case_id))
        self.choose.setVisible(len(cases) > 1 and self.case_id in cases)

    # -- showing

    def _fill(self) -> None:
        self._name_cases()
        case = self._case()
        self.entries = diary.entries_of(self.session, case) if case else ()
        self.table.fill_entries(self.entries)
        for widget in (self.table, self.on_entry):
            widget.setVisible(bool(self.entries))
        self.begin.setVisible(case is not None)
        self.empty.setText(self.text("record.diary.empty" if case else "record.diary.nobody"))
        self.empty.setVisible(not self.entries and self.form.isHidden())
        clear(self.above)
        clear(self.below)
        if case is not None:
            self._add_blocks(case)

    def _case(self) -> Case | None:
        try:
            return None if self.case_id is None else self.session.case(self.case_id)
        except KeyError:  # deleted, or its beginning was taken back
            self.case_id = None
            return None

    def _add_blocks(self, case: Case) -> None:
        if chases := diary.chases(self.session, case):
            self.above.addWidget(waiting_block(self.session, case, chases, self._go))
        issued = any(entry.stage is Stage.ISSUED for entry in self.entries)
        if issued and case.facts().certificate != "held":
            link = Link(self.text("record.diary.arrived"), "next")
            link.clicked.connect(lambda: self.go.emit("happened", self.case_id, "arrived"))
            self.below.addWidget(link)
        refusals = refused(self.entries)
        event = event_of(case.fields)
        if event is not None and not (event is Event.REFUSED and refusals):  # the repair list has its papers
            self.below.addWidget(event_block(self.session, case, self._go, self._fill_all))
        for refusal in refusals:
            self.below.addWidget(repair_block(self.session, case, refusal, self._go))

    def _fill_all(self) -> None:
        self.head.refresh()
        self._fill()

    def _go(self, kind: str, detail: str) -> None:
        self.go.emit(kind, self.case_id, detail or None)

    # -- entries

    def _new(self) -> None:
        case = self._case()
        if case is not None:
            self.form.begin(self.entries, case.id, diary.issuer(self.session, case))
            self._open_form()

    def _change(self) -> None:
        entry = self._current()
        if entry is not None:
            self.form.show_entry(self.entries, entry)
            self._open_form()

    def _open_form(self) -> None:
        self.form.show()
        self.empty.hide()
        self.form.day.setFocus()
        self.column.show_widget(self.form)

    def _close_form(self) -> None:
        self.form.hide()
        self._fill()
        (self.table if self.entries else self.new).setFocus()

    def _keep(self, entry: DiaryEntry) -> None:
        assert self.case_id is not None
        diary.keep(self.session, self.case_id, entry)
        self.head.load(self.case_id)
        self._close_form()
        stage = self.text(f"record.diary.stage.{entry.stage.value}")
        words = self.text("record.diary.kept", stage=stage, date=entry.on)
        self.undo.emit(words, partial(self._undo))

    def _remove(self) -> None:
        entry = self._current()
        if entry is None:
            return
        diary.remove(self.session, entry)
        self._fill_all()
        (self.table if self.entries else self.new).setFocus()
        stage = self.text(f"record.diary.stage.{entry.stage.value}")
        self.undo.emit(self.text("record.diary.removed", stage=stage, date=entry.on), self._undo)

    def _undo(self) -> None:
        self.session.record.undo()
        self._fill_all()

    def _current(self) -> DiaryEntry | None:
        key = self.table.current()
        return next((entry for entry in self.entries if entry.id == key), None)
