"""All cases in one table: filter by typing, open, rename, delete and take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.case import Sought
from desktop.domain.determination import Outcome
from desktop.domain.states import STATES
from desktop.windows.controls.lines import LinesModel, LinesTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, card, row
from desktop.windows.naming import case_name, next_date, route
from desktop.windows.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.case import Case
    from desktop.session import Session

_COLUMNS = ("name", "route", "state", "next", "changed")
_SHARES = (8, 7, 7, 5, 4)
_LONGEST = 200
"""Characters of what is sought; no name is longer."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A case as its line shows it."""

    id: int
    name: str
    route: str
    state: str
    state_word: str
    next: str
    changed: str

    def cells(self) -> tuple[str, ...]:
        return self.name, self.route, self.state_word, self.next, self.changed


class CasesPage(Page):
    """The table of cases, or what will stand here and the one action that fills it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.title = Label(role="title")
        self.put(self.title.setText, "app.cases.title")
        self.filter = QLineEdit()
        self.filter.setMaxLength(_LONGEST)
        self.put(self.filter.setPlaceholderText, "app.cases.filter")
        self.put(self.filter.setAccessibleName, "app.cases.filter")
        self.model = LinesModel(self._lines)
        self.table = LinesTable(self.model, _SHARES, optional=(1, 4))
        self.put(self.table.setAccessibleName, "app.cases.title")
        self.new, self.open = Button(icon="plus"), Button(role="primary")
        self.rename, self.delete = Button(icon="edit"), Button(icon="trash")
        self.happened = Button(icon="clock")
        self.others = Button(icon="save")
        self.restore = Button(role="quiet", icon="undo")
        for button, name in (
            (self.new, "new"),
            (self.open, "open"),
            (self.rename, "rename"),
            (self.delete, "delete"),
            (self.happened, "happened"),
        ):
            self.put(button.setText, f"app.cases.{name}")
        self.put(self.others.setText, "archive.case_menu")
        self.empty = self._empty()
        self._lay_out()
        self._connect()

    def _empty(self) -> QWidget:
        teach, begin, open_file = Label(), Button(role="primary"), Button(icon="documents")
        self.put(teach.setText, "app.cases.empty")
        self.put(begin.setText, "app.start.begin")
        self.put(open_file.setText, "archive.case_open")
        begin.clicked.connect(self._new)
        open_file.clicked.connect(lambda: self._exchange(None))
        return card(teach, row(begin, open_file))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        self.buttons = row(self.open, self.new, self.rename, self.delete, self.happened, self.others)
        for widget in (self.title, self.empty, self.filter):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.buttons)
        layout.addWidget(row(self.restore))
        layout.addStretch(0)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._fill())
        self.table.opened.connect(self._open)
        self.open.clicked.connect(lambda: self._with_current(self._open))
        self.rename.clicked.connect(lambda: self._with_current(self._rename))
        self.delete.clicked.connect(lambda: self._with_current(self._delete))
        self.new.clicked.connect(self._new)
        self.happened.clicked.connect(lambda: self._with_current(self._tell_happened))
        for keys, call in (("F2", self._rename), ("Del", self._delete)):
            shortcut = QShortcut(QKeySequence(keys), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda call=call: self._with_current(call))
        self.others.clicked.connect(lambda: self._exchange(self.table.current()))
        self.restore.clicked.connect(self._restore_all)
        find = QShortcut(QKeySequence("Ctrl+F"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filter.setFocus)

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self._fill()

    def retranslate(self) -> None:
        super().retranslate()
        self._fill()

    def shown(self) -> None:
        (self.table if self.model.rowCount() else self.filter).setFocus()

    def _fill(self) -> None:
        """Show the cases that fit; the case chosen before stays chosen."""
        before = self.table.current()
        found = self.session.cases_that_fit([self._sought(word) for word in self.filter.text().split()])
        self.model.show([self.text(f"app.cases.{column}") for column in _COLUMNS], found)
        self.table.selectRow(0)
        if before in found:
            self.table.choose(before)
        deleted = len(self.session.deleted_cases())
        self.restore.setText(self.session.language.plural("app.cases.restore", max(deleted, 1)))
        self.restore.setVisible(bool(deleted))
        any_case = bool(found) or bool(self.session.cases_that_fit([]))
        self.empty.setVisible(not any_case)
        for widget in (self.filter, self.table, self.buttons):
            widget.setVisible(any_case)

    def _sought(self, word: str) -> Sought:
        """The word typed, with the states and outcomes whose names on the screen hold it."""
        sought, language = word.casefold(), self.session.language
        outcomes = {outcome.value: self.text(f"result.outcome.{outcome.value}") for outcome in Outcome}
        outcomes[""] = self.text("app.cases.half_way")
        return Sought(
            word,
            tuple(code for code in STATES if sought in str(language.state(code)).casefold()),
            tuple(value for value, name in outcomes.items() if sought in name.casefold()),
        )

    def _lines(self, ids: Sequence[int]) -> dict[int, TableRow]:
        return {case.id: self._row(self._shown(case)) for case in self.session.cases_called(ids)}

    def _shown(self, case: Case) -> _Shown:
        state = case.outcome or "begun"
        word = (
            self.text(f"result.outcome.{case.outcome}") if case.outcome else self.text("app.cases.half_way")
        )
        upcoming = next_date(self.session, case)
        language = self.session.language
        return _Shown(
            case.id,
            case_name(self.session, case),
            route(self.session, case),
            state,
            word,
            language.date(upcoming) if upcoming else "–",
            language.date(case.changed_on) if case.changed_on else "",
        )

    def _row(self, shown: _Shown) -> TableRow:
        says = {"name": shown.name, "route": shown.route, "state": shown.state_word, "changed": shown.changed}
        key = "app.cases.sentence" if shown.next == "–" else "app.cases.sentence_next"
        return TableRow(shown.id, shown.cells(), self.text(key, next=shown.next, **says), {2: shown.state})

    # -- acting

    def _with_current(self, call: object) -> None:
        case_id = self.table.current()
        if case_id is None:
            self.say.emit(self.text("app.cases.choose_first"), "note")
        else:
            call(case_id)  # type: ignore[operator]

    def _open(self, case_id: int) -> None:
        done = self.session.case(case_id).outcome is not None
        self.go.emit("result" if done else "check", case_id, None)

    def _tell_happened(self, case_id: int) -> None:
        self.go.emit("happened", case_id, None)

    def _exchange(self, case_id: int | None) -> None:
        """Write the case into a file for somebody else, or open such a file."""
        from desktop.windows.archive.dialog import ArchiveDialog

        dialog = ArchiveDialog(self, case=None if case_id is None else self.session.case(case_id))
        dialog.imported.connect(self._fill)
        dialog.open()

    def _new(self) -> None:
        self.go.emit("check", None, "new")

    def _rename(self, case_id: int) -> None:
        case = self.session.case(case_id)
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.text("app.cases.rename"))
        dialog.setLabelText(self.text("app.cases.new_name"))
        dialog.setTextValue(case.name)
        dialog.accepted.connect(lambda: self._renamed(case_id, dialog.textValue()))
        dialog.open()

    def _renamed(self, case_id: int, name: str) -> None:
        self.session.rename_case(case_id, name.strip())
        self._fill()
        self.table.choose(case_id)

    def _delete(self, case_id: int) -> None:
        name, place = case_name(self.session, self.session.case(case_id)), self.table.currentIndex().row()
        self.session.delete_case(case_id)
        self.gone.emit(case_id)
        self._fill()
        self._choose_place(place)
        self.undo.emit(self.text("app.cases.deleted", name=name), lambda: self._restore(case_id))

    def _choose_place(self, place: int) -> None:
        """The keyboard goes to the line that took the place, or to the last one, or to the way back."""
        if self.model.rowCount():
            self.table.selectRow(min(place, self.model.rowCount() - 1))
            self.table.setFocus()
        else:
            self.restore.setFocus()

    def _restore(self, case_id: int) -> None:
        self.session.restore_case(case_id)
        self._show_restored(case_id)
        name = case_name(self.session, self.session.case(case_id))
        self.say.emit(self.text("app.cases.restored", name=name), "info")

    def _restore_all(self) -> None:
        gone = self.session.deleted_cases()
        for case in gone:
            self.session.restore_case(case.id)
        self._show_restored(gone[0].id)

    def _show_restored(self, case_id: int) -> None:
        self.filter.clear()
        self._fill()
        self.table.choose(case_id)
        self.table.setFocus()
