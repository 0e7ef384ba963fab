"""The history: every change with what it was before and after, and whether anybody altered it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.problems import Problem
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.part import Part
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, row
from desktop.windows.controls.work import Stopped, run
from desktop.windows.record.words import change_words

if TYPE_CHECKING:
    from desktop.domain.record.change import Change, HistoryCheck
    from desktop.session import Session

_PAGE: Final = 200
"""So many entries are shown at first, and more with each wish for older ones."""
_GROUP: Final = 8
_COLUMNS: Final = ("what", "when")


class HistoryPart(Part):
    """See the module. ``choose`` limits the list to the person in hand."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._changes: tuple[Change, ...] = ()
        self._check: HistoryCheck | None = None
        self.intro, self.none = Label(), Label(role="muted")
        self.whose, self.table = ChoiceBox(), ShortTable()
        self.verify, self.older = Button(icon="check"), Button(icon="clock")
        self.found, self.head = StateWord(), Label(role="small")
        self.column = Column(wide=True)
        for widget in (
            self.intro,
            row(self.whose, self.verify),
            self.found,
            self.head,
            self.none,
            self.table,
        ):
            self.column.body.addWidget(widget)
        self.column.body.addWidget(row(self.older))
        self.whole.addWidget(self.column)
        self.whose.activated.connect(lambda _place: self._load())
        self.table.opened.connect(self.open_change)
        self.verify.clicked.connect(self.check)
        self.older.clicked.connect(self._load_older)
        self.retranslate()

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        self._check = None
        self._offer_people()
        self._load()
        self._tell_check()

    def retranslate(self) -> None:
        self.intro.setText(self.text("safety.history.intro"))
        self.none.setText(self.text("safety.history.none"))
        self.verify.setText(self.text("safety.history.verify"))
        self.older.setText(self.text("safety.history.older"))
        self.table.setAccessibleName(self.text("safety.history.title"))
        self.whose.setAccessibleName(self.text("safety.history.whose"))
        self._offer_people()
        self._show()
        self._tell_check()

    def focus(self) -> None:
        (self.table if self._changes else self.verify).setFocus()

    # -- the list

    def _offer_people(self) -> None:
        chosen = self.whose.currentData()
        self.whose.clear()
        self.whose.addItem(self.text("safety.history.everybody"), None)
        person_id = self.session.person_in_hand
        if person_id is not None:
            self.whose.addItem(self.session.record.person(person_id).name, person_id)
        self.whose.setCurrentIndex(max(self.whose.findData(chosen), 0))
        self.whose.setVisible(self.whose.count() > 1)

    def _load(self) -> None:
        self._changes = self.session.history.entries(self.whose.currentData(), limit=_PAGE)
        self.older.setVisible(len(self._changes) == _PAGE and self.whose.currentData() is None)
        self._show()

    def _load_older(self) -> None:
        more = self.session.history.entries(before=self._changes[-1].id, limit=_PAGE)
        self._changes += more
        self.older.setVisible(len(more) == _PAGE)
        self._show()

    def _show(self) -> None:
        heads = [self.text(f"safety.history.column.{name}") for name in _COLUMNS]
        self.table.fill(heads, [self._line(change) for change in self._changes])
        self.table.setVisible(bool(self._changes))
        self.none.setVisible(not self._changes)

    def _line(self, change: Change) -> TableRow:
        when, what = self.session.language.moment(change.made_at), self._what(change)
        return TableRow(change.id, (what, when), self.text("safety.history.line", when=when, what=what))

    def _what(self, change: Change) -> str:
        words = change_words(self.session, change)
        if change.what in ("undo", "restore") and change.params:
            return self.text(f"safety.history.{change.what}", what=words)
        return words

    def open_change(self, change_id: int) -> None:
        """Show one change field by field."""
        from desktop.windows.safety.change_dialog import ChangeDialog

        change = next(change for change in self._changes if change.id == change_id)
        ChangeDialog(self, self.session, change, self._what(change)).open()

    # -- whether it is whole

    def check(self) -> None:
        """Look through the whole history and say whether it was altered."""
        try:
            title, stop = self.text("safety.history.checking"), self.text("safety.history.stop")
            self._check = run(self, title, stop, self.session.history.verify)
        except Stopped:
            return
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
            return
        self._tell_check()

    def _tell_check(self) -> None:
        self.found.setVisible(self._check is not None)
        self.head.setVisible(self._check is not None and bool(self._check.head))
        if self._check is None:
            return
        count = self.session.language.number
        entries = count(self._check.entries)
        if self._check.whole:
            key = "erased" if self._check.erased else "whole"
            said = self.text(f"safety.history.is_{key}", entries=entries, erased=count(self._check.erased))
            self.found.show_state("exempt", said)
        else:
            said = self.text(
                "safety.history.is_altered", entries=entries, wrong=count(len(self._check.wrong)),
                first=self._moment_of(self._check.wrong[0]),
            )  # fmt: skip
            self.found.show_state("not_exempt", said)
        self.head.setText(self.text("safety.history.head", head=_grouped(self._check.head)))

    def _moment_of(self, change_id: int) -> str:
        return self.session.language.moment(self.session.record.changes.get(change_id).made_at)


def _grouped(digest: str) -> str:
    """In groups of eight, which a line can break between."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))
