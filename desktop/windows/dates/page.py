"""What is due: one list over all people, what to do about a date, and the latest day to file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.periods import months_after
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.theme import size, theme
from desktop.windows.controls.widgets import Button, Column, Label, card, row
from desktop.windows.dates.card import DateCard
from desktop.windows.dates.model import DatesModel
from desktop.windows.dates.save import save_calendar
from desktop.windows.dates.table import DatesTable
from desktop.windows.dates.ways import way_of
from desktop.windows.idle import when_idle
from desktop.windows.page import Page

if TYPE_CHECKING:
    from desktop.domain.dates.due import DueItem
    from desktop.domain.record.diary import Reminder
    from desktop.session import Session

WINDOWS: Final = {"quarter": 3, "year": 12, "all": None}
"""How many months ahead the list looks."""
_AT_ONCE: Final = 25
"""Cases whose dates are made before the window answers again."""

_TABLE: Final = 50
"""Percent of the page's height that the table takes at most, so that what is said of a date stands below it."""

_MADE_HERE: Final = ("date_done", "reminder")
"""The changes that Ctrl+Z takes back on this page."""


class DatesPage(Page):
    """The list fills itself while the window stays usable; ``load`` takes the key of a date to choose."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._wanted: str | None = None
        self.title, self.lead = Label(role="title"), Label()
        self.filter, self.ahead = QLineEdit(), ChoiceBox()
        self.state = Label(role="muted")
        self.model = DatesModel(session)
        self.table = DatesTable(self.model)
        self.card = DateCard(self)
        self.empty = self._empty()
        self.names, self.save = QCheckBox(), Button(icon="calendar")
        for label, key in ((self.title, "title"), (self.lead, "lead")):
            self.put(label.setText, f"dates.{key}")
        self.put(self.filter.setPlaceholderText, "app.cases.filter")
        self.put(self.filter.setAccessibleName, "app.cases.filter")
        self.put(self.ahead.setAccessibleName, "dates.window")
        self.put(self.table.setAccessibleName, "dates.title")
        self.put(self.names.setText, "dates.export_names")
        self.put(self.save.setText, "dates.export")
        self._name_windows()
        self.ahead.setCurrentIndex(1)
        self.ahead.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self._lay_out()
        self._connect()

    def _empty(self) -> QWidget:
        teach, begin = Label(), Button(role="primary")
        self.put(teach.setText, "dates.empty")
        self.put(begin.setText, "app.start.begin")
        begin.clicked.connect(lambda: self.go.emit("check", None, "new"))
        return card(teach, row(begin))

    def _lay_out(self) -> None:
        self.column = Column(wide=True)
        self.tools = row(self.filter, self.ahead)
        self.foot = row(self.save, self.names)
        for widget in (
            self.title, self.lead, self.empty, self.tools, self.state, self.table, self.card, self.foot,
        ):  # fmt: skip
            self.column.body.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)
        self._fit()

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _typed: self._show())
        self.ahead.activated.connect(lambda _place: self._show())
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self.card.show_item)
        self.card.open.clicked.connect(lambda: self._with_current(self._open))
        self.card.done.clicked.connect(lambda: self._with_current(self._done))
        self.card.own.added.connect(self._added)
        self.save.clicked.connect(self._save)
        theme.changed.connect(self._fit)
        for keys, call in (("Ctrl+F", self.filter.setFocus), ("Ctrl+Z", self._undo)):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(call)

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self._wanted = detail
        self._make()

    def retranslate(self) -> None:
        super().retranslate()
        self._name_windows()
        self.card.retranslate()
        self._show()

    def shown(self) -> None:
        (self.table if self.model.rowCount() else self.filter).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.filter.setMinimumWidth(20 * size())
        self.table.set_room(self.height() * _TABLE // 100)

    def _name_windows(self) -> None:
        before = self.ahead.currentIndex()
        self.ahead.clear()
        for name in WINDOWS:
            self.ahead.addItem(self.text(f"dates.window.{name}"), name)
        self.ahead.setCurrentIndex(max(before, 0))

    # -- filling

    def _make(self) -> None:
        """Make the dates of some cases, show what there is, and go on when the window is idle."""
        left = self.session.dates.refresh(_AT_ONCE)
        self.state.setVisible(left > 0)
        if left:
            self.state.setText(self.text("dates.making", n=self.session.language.number(left)))
            when_idle(self, self._make)
        if not left or not self.model.rowCount():
            self._show()

    def _show(self) -> None:
        months = WINDOWS[str(self.ahead.currentData())]
        day = self.session.day
        items = self.session.dates.ready(None if months is None else months_after(day, months))
        before, place = self.table.current(), self.table.currentIndex().row()
        self.model.show(items, self.filter.text())
        self._say_what_is_missing(bool(items))
        wanted = self._wanted or (before.key if before else None)
        found = self.model.row_of(wanted) if wanted else None
        self.table.choose_row(max(place, 1) if found is None else found)
        self.card.show_item(self.table.current())

    def _say_what_is_missing(self, any_: bool) -> None:
        making = self.session.dates.stale() > 0
        used = any_ or bool(self.session.cases_that_fit([]))
        nothing = used and not self.model.rowCount()
        if nothing and not making:
            self.state.setText(self.text("dates.nothing_found" if any_ else "dates.nothing_due"))
        self.state.setVisible(making or nothing)
        self.empty.setVisible(not used and not making)
        self.table.setVisible(any_)
        for widget in (self.tools, self.foot):
            widget.setVisible(used)

    # -- acting

    def _with_current(self, call: object) -> None:
        item = self.table.current()
        if item is not None:
            call(item)  # type: ignore[operator]

    def _open(self, item: DueItem) -> None:
        if item.person_id is not None:
            self.session.person_in_hand = item.person_id
        kind, case_id, detail = way_of(item)
        if kind == "documents" and detail and not detail.startswith(("person.", "hostid.", "employment.")):
            case = self.session.case(case_id or 0)
            if detail not in {offer.paper_id for offer in self.session.offers(case)}:
                kind, detail = "result", None
        self.go.emit(kind, case_id, detail)

    def _done(self, item: DueItem) -> None:
        self.session.dates.done(item)
        self._make()
        self.table.setFocus()
        self.undo.emit(self.text("dates.done_said", what=self.model.words.what(item)), self._undo)

    def _added(self, kept: Reminder) -> None:
        self._wanted = f"reminder-{kept.id}"
        self._make()
        self.table.setFocus()
        words = self.text("dates.own.said", title=kept.title, day=kept.due_on)
        self.undo.emit(words, self._undo)

    def _undo(self) -> None:
        """Take back the last change where it was made here."""
        last = self.session.record.changes.undoable()
        if last is not None and last.what in _MADE_HERE:
            self.session.record.undo()
            self._make()

    def _save(self) -> None:
        items = [item for item in map(self.model.item, range(self.model.rowCount())) if item is not None]
        save_calendar(self, items, self.names.isChecked())
