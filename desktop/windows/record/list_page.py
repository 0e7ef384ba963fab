"""What the register of certificates and the list of proofs share: a table of things, one of them shown beside it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.record.certificate import Certificate
from desktop.domain.record.evidence import Evidence
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.two_sides import TwoSides
from desktop.windows.controls.widgets import Button, Column, Label, card, row
from desktop.windows.page import Page
from desktop.windows.record.head import RecordHead

if TYPE_CHECKING:
    from desktop.domain.record.change import Change
    from desktop.domain.record.life import WorkingLife
    from desktop.session import Session
    from desktop.windows.controls.table import TableRow

Thing = TypeVar("Thing", Certificate, Evidence)


class ListPage(Page, Generic[Thing]):
    """The things of one kind that one person has. ``load`` takes the id of a thing as detail.

    A page says what its things are (``things``, ``line``, ``show_thing``, ``open_thing``, ``take_away``), makes its
    panel and buttons, and calls ``lay_out`` once.
    """

    kind: ClassVar[str]
    """The kind of page, as the strip of the record names it."""
    words: ClassVar[str]
    """Where the texts of the page begin: ``nobody``, ``teach``, ``remove`` and the heads of the columns."""
    columns: ClassVar[tuple[str, ...]]
    optional: ClassVar[tuple[int, ...]]
    """Columns left out where the width does not suffice."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.life: WorkingLife | None = None
        self.head = RecordHead(self, self.kind)
        self.column = Column(wide=True)
        self.nobody, self.teach = Label(), Label()
        self.table = ShortTable(optional=self.optional)
        self.remove = Button(icon="trash")
        self.put(self.nobody.setText, f"{self.words}.nobody")
        self.put(self.teach.setText, f"{self.words}.teach")
        self.put(self.remove.setText, f"{self.words}.remove")
        self.put(self.table.setAccessibleName, f"record.part.{self.kind}")

    def lay_out(self, panel: QWidget, last: QWidget, buttons: Sequence[Button], *above: QWidget) -> None:
        """``panel`` beside the table; under the table ``above``, then ``buttons``; ``last`` below all of it.

        The first button makes a new thing: the insert key presses it, and an empty page puts the focus on it.
        """
        self._side, self._first = panel, buttons[0]
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        self.empty = card(self.teach)
        for widget in (self.empty, self.table, *above, row(*buttons, self.remove)):
            column.addWidget(widget)
        self.sides = TwoSides(left, panel, last)
        head = self.head.layout()
        assert head is not None
        head.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.nobody, self.sides):
            self.column.body.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.column)
        self._connect()

    def _connect(self) -> None:
        self.head.turned.connect(self.read)
        self.head.changed.connect(self.read)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.opened.connect(lambda _key: self.open_chosen())
        self.remove.clicked.connect(self.remove_chosen)
        delete = QShortcut(QKeySequence("Del"), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_chosen)
        insert = QShortcut(QKeySequence("Ins"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.activated.connect(self._first.click)

    # -- what a page says of its things

    @abstractmethod
    def things(self, life: WorkingLife) -> Sequence[Thing]:
        """The things of this person, in the order of the table."""

    @abstractmethod
    def line(self, thing: Thing, life: WorkingLife) -> TableRow:
        """A thing as a line of the table, by its id."""

    @abstractmethod
    def show_thing(self, thing: Thing, life: WorkingLife) -> None:
        """Show a thing beside the table."""

    @abstractmethod
    def show_rest(self, life: WorkingLife) -> None:
        """Show what else belongs to this person."""

    @abstractmethod
    def open_chosen(self) -> None:
        """Open the thing chosen."""

    @abstractmethod
    def take_away(self, thing: Thing) -> str:
        """Remove a thing; returns the sentence that says so."""

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.head.load(case_id)
        self.read()
        if detail and detail.isdigit():
            self.table.choose(int(detail))

    def retranslate(self) -> None:
        super().retranslate()
        self.head.retranslate()
        self.read()

    def shown(self) -> None:
        if self.life is None:
            self.head.choose.setFocus()
        else:
            (self.table if self.table.rowCount() else self._first).setFocus()

    # -- showing

    def read(self) -> None:
        """Show everything of the person in hand as it is now."""
        person = self.head.person
        self.life = None if person is None or person.id is None else self.session.record.life(person.id)
        self.nobody.setVisible(self.life is None)
        self.sides.setVisible(self.life is not None)
        if self.life is None:
            return
        things = self.things(self.life)
        heads = [self.text(f"{self.words}.{column}") for column in self.columns]
        self.table.blockSignals(True)
        self.table.fill(heads, [self.line(one, self.life) for one in things])
        self.table.blockSignals(False)
        self.empty.setVisible(not things)
        for widget in (self.table, self.remove, self._side):
            widget.setVisible(bool(things))
        self.show_rest(self.life)
        self._show_chosen()

    def chosen(self) -> Thing | None:
        """The thing chosen in the table."""
        key = self.table.current()
        things = self.things(self.life) if self.life else ()
        return next((one for one in things if one.id == key), None)

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        if chosen is not None and self.life is not None:
            self.show_thing(chosen, self.life)

    def note_change(self) -> None:
        """Something of this person was changed: show it, and that it can be undone."""
        self.read()
        self.head.note_change()

    # -- removing

    def remove_chosen(self) -> None:
        """Remove the thing chosen; the bar offers the way back."""
        chosen = self.chosen()
        if chosen is None:
            return
        said = self.take_away(chosen)
        self.note_change()
        self.undo.emit(said, partial(self._take_back, self.session.record.changes.undoable()))
        self.shown()

    def _take_back(self, removal: Change | None) -> None:
        """Take the removal back, unless something else was changed since."""
        if removal is not None and self.session.record.changes.undoable() == removal:
            self.head.undo.undo.click()
