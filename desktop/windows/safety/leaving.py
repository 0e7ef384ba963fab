"""The dialog that shows what goes with a person who is deleted for good, and asks once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout

from desktop.problems import Problem
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, row
from desktop.windows.controls.work import Stopped, run
from desktop.windows.record.words import person_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.record.person import Person
    from desktop.safety.history import Deleted, Leaving
    from desktop.session import Session

_WIDE, _HIGH = 44, 38
"""In heights of the text."""
_ORDER: Final = (
    "posting", "contribution", "certificate", "custody", "document", "evidence", "fact_proof", "diary", "reminder",
)  # fmt: skip


class DeletingDialog(QDialog):
    """``done_`` carries what became of it, as a sentence and its mood."""

    done_ = Signal(str, str)

    def __init__(self, parent: QWidget, session: Session, person: Person, leaving: Leaving) -> None:
        super().__init__(parent)
        self._session, self._person = session, person
        text = session.text
        self.setWindowTitle(text("safety.deleting.title"))
        self.sure = QCheckBox(text("safety.deleting.sure"))
        self.delete = Button(text("safety.deleting.delete"), icon="trash")
        self.shut = Button(text("safety.deleting.cancel"), "primary")
        self.delete.setEnabled(False)
        self.sure.toggled.connect(self.delete.setEnabled)
        self.delete.clicked.connect(self.carry_out)
        self.shut.clicked.connect(self.reject)
        self._lay_out(leaving)
        self.shut.setFocus()

    def _lay_out(self, leaving: Leaving) -> None:
        text, name = self._session.text, person_words(self._session, self._person)
        column = Column()
        body = column.body
        body.addWidget(Label(text("safety.deleting.who", name=name), "heading"))
        if leaving.kept_until is not None:
            body.addWidget(StateWord("not_exempt", self._kept_words(leaving)))
        body.addWidget(Label(text("safety.deleting.goes")))
        body.addWidget(Label("\n".join(self._lines(leaving))))
        if leaving.out_of_reach:
            places = self._session.language.list(list(leaving.out_of_reach))
            body.addWidget(StateWord("cannot_tell", text("safety.deleting.out_of_reach", places=places)))
        body.addWidget(Label(text("safety.deleting.elsewhere")))
        body.addWidget(Label(text("safety.deleting.stays"), "muted"))
        body.addWidget(self.sure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column, 1)
        foot = row(self.delete, self.shut)
        foot.setContentsMargins(4 * GRID, GRID, 4 * GRID, 2 * GRID)
        layout.addWidget(foot)
        self.resize(_WIDE * size(), _HIGH * size())

    def _kept_words(self, leaving: Leaving) -> str:
        key = "kept_because" if self._person.keep_reason else "kept"
        return self._session.text(
            f"safety.deleting.{key}", date=leaving.kept_until, reason=self._person.keep_reason
        )

    def _lines(self, leaving: Leaving) -> list[str]:
        language = self._session.language
        counted = [(kind, leaving.rows.get(kind, 0)) for kind in _ORDER]
        counted += [("file", leaving.files), ("entry", leaving.entries), ("backup", leaving.backups)]
        return [f"• {language.plural(f'safety.deleting.{kind}', count)}" for kind, count in counted if count]

    def carry_out(self) -> None:
        """Delete, with progress; what went wrong is told, and what could not be cleaned is named."""
        text, history = self._session.text, self._session.history
        try:
            gone = run(
                self, text("safety.deleting.running"), text("safety.deleting.stop"),
                lambda on: history.delete(self._person, on),
            )  # fmt: skip
        except Stopped:
            self._end(text("safety.deleting.stopped"), "note")
        except Problem as problem:
            self._end(text(problem.key, **problem.params), "error")
        else:
            self._end(self._told(gone), "note" if gone.uncleaned else "info")

    def _told(self, gone: Deleted) -> str:
        text, language = self._session.text, self._session.language
        if gone.uncleaned:
            return text("safety.deleting.done_but", places=language.list(list(gone.uncleaned)))
        return text("safety.deleting.done", cleaned=language.number(gone.cleaned))

    def _end(self, sentence: str, mood: str) -> None:
        self.accept()
        self.done_.emit(sentence, mood)
