"""The head of every page of the record: whose record it is, the way to the other pages, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.record.cases import cases_of
from desktop.windows.controls.parts_bar import PartsBar
from desktop.windows.controls.plain_tip import plain_tip
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, line, row
from desktop.windows.naming import case_name
from desktop.windows.page import KINDS, RECORD_KINDS
from desktop.windows.record.undo import UndoButtons

if TYPE_CHECKING:
    from desktop.domain.record.change import Change
    from desktop.domain.record.person import Person
    from desktop.windows.page import Page

_NAME_WIDE = 28
"""Longer names are cut short, in heights of the text; the tip has all of them."""


class RecordHead(QWidget):
    """Put it on top of a page of the record, and call ``load`` and ``retranslate`` in the page's own.

    ``person`` is who is in hand, ``None`` where nobody is: the page then says what would stand here.
    ``turned`` is sent when another person is in hand; ``changed`` when the person or anything of the record was
    changed, taken back or brought again: the page reads everything anew. After a change of its own the page
    calls ``note_change`` so that the buttons name it.
    """

    turned = Signal()
    changed = Signal()

    def __init__(self, page: Page, here: str) -> None:
        super().__init__()
        self.page, self.here, self.session = page, here, page.session
        self.case_id: int | None = None
        self.title = Label(role="title", wrap=False)
        self.choose, self.edit = Button(icon="person"), Button(icon="edit")
        self.undo = UndoButtons(page)
        self.bar = PartsBar()
        self.offer = Label()
        self.begin = Button(icon="plus")
        self.offered = row(self.offer, self.begin)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, GRID)
        layout.setSpacing(GRID // 2)
        layout.addWidget(row(self.title, self.choose, self.edit, self.undo.undo, self.undo.redo))
        layout.addWidget(self.offered)
        layout.addWidget(self.bar)
        layout.addWidget(line())

    def _connect(self) -> None:
        self.choose.clicked.connect(self.open_people)
        self.edit.clicked.connect(self.open_person)
        self.begin.clicked.connect(self._begin)
        self.bar.chosen.connect(self._go)
        self.undo.done.connect(self._undone)
        shortcut = QShortcut(
            QKeySequence("Ctrl+P"), self.page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        shortcut.activated.connect(self.open_people)

    # -- who is in hand

    @property
    def person_id(self) -> int | None:
        """The id of the person in hand."""
        return self.session.person_in_hand

    @property
    def person(self) -> Person | None:
        """The person in hand, read anew."""
        if self.person_id is None:
            return None
        try:
            return self.session.record.person(self.person_id)
        except KeyError:  # removed, or the adding of the person was taken back
            self.session.person_in_hand = None
            return None

    def load(self, case_id: int | None) -> None:
        """Show whose record it is. A case that has a person puts that person in hand."""
        self.case_id = case_id
        if case_id is not None and (owner := self.session.case(case_id).person_id) is not None:
            self.session.person_in_hand = owner
        self.refresh()

    def take(self, person_id: int) -> None:
        """Put another person in hand, and with them their last case instead of somebody else's."""
        self.session.person_in_hand = person_id
        cases = cases_of(self.session.store, person_id)
        if cases and self.case_id not in cases:
            self.case_id = cases[-1]
            self.page.started.emit(self.case_id)
        elif not cases and self.case_id is not None:
            self.page.gone.emit(self.case_id)
            self.case_id = None
        self.refresh()
        self.turned.emit()

    def refresh(self) -> None:
        """Write everything that depends on the person in hand."""
        person = self.person
        name = person.name if person else self.page.text("record.title")
        room = _NAME_WIDE * size()
        self.title.setText(self.title.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))
        self.title.setToolTip(plain_tip(name) if person else "")
        self.edit.setVisible(person is not None)
        self._offer_case()
        self.note_change()

    def note_change(self) -> None:
        """Name anew what undo and redo would do."""
        self.undo.refresh()

    def _offer_case(self) -> None:
        """A case in hand that is nobody's: say so and offer to begin a record from it."""
        case = None if self.case_id is None else self.session.case(self.case_id)
        nobodys = case is not None and case.person_id is None
        self.offered.setVisible(nobodys)
        if case is not None and nobodys:
            name = case_name(self.session, case)
            self.offer.setText(self.page.text("record.head.nobodys", case=name))

    def _begin(self) -> None:
        if self.case_id is not None:
            person = self.session.record.person_of(self.case_id)
            assert person.id is not None
            self.take(person.id)

    def _undone(self, change: Change) -> None:
        """Show whose change was taken back or brought again."""
        if change.person_id is not None:
            self.session.person_in_hand = change.person_id
        self._read_again()

    def _read_again(self) -> None:
        self.refresh()
        self.changed.emit()

    # -- people

    def open_people(self) -> None:
        """Open the list of people, with a search and a way to add one."""
        from desktop.windows.record.people import PeopleDialog

        dialog = PeopleDialog(self.page)
        dialog.taken.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_person(self) -> None:
        """Open what is kept of the person in hand: name, birth, cases, and the way to remove them."""
        from desktop.windows.record.person import PersonDialog

        if self.person is not None:
            dialog = PersonDialog(self.page, self.person)
            dialog.changed.connect(self._read_again)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    # -- words and ways

    def retranslate(self) -> None:
        """Write every text again in the page's language."""
        text = self.page.text
        self.choose.setText(text("record.head.choose"))
        self.edit.setText(text("record.head.edit"))
        self.begin.setText(text("record.head.begin"))
        names = {
            kind: text(f"record.part.{kind}") for kind in RECORD_KINDS if kind in KINDS or kind == self.here
        }
        self.bar.name(names, text("record.parts"))
        self.bar.light(self.here)
        self.undo.retranslate()
        self.refresh()

    def _go(self, kind: str) -> None:
        self.bar.light(self.here)  # this strip stays as it is; the other page has its own
        if kind != self.here:
            self.page.go.emit(kind, self.case_id, None)
