"""A file for others: what goes into it, what goes along if it is wanted, what is hidden, and who can open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.domain.record.case_contents import PARTS
from desktop.domain.record.redaction import GROUPS
from desktop.record.archive import not_hidden_words
from desktop.safety.case_files import Choice
from desktop.windows.case_file.contents_words import capital, goes_words, stays_words
from desktop.windows.case_file.lock_box import LockBox
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Label, line
from desktop.windows.naming import case_name

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.record.person import Person
    from desktop.session import Session

_FIRST: Final = frozenset({"files"})
"""What goes along unless it is unticked."""
_LONGEST_NAME: Final = 36
"""In heights of the text."""


class WriteForm(QWidget):
    """See the module. Of the case of ``case`` the file is suggested, else of the first case of the ``person``."""

    def __init__(self, session: Session, person: Person | None, case: Case | None) -> None:
        super().__init__()
        self._session = session
        self.what = ChoiceBox()
        self.parts = {part: QCheckBox(capital(session.text(f"archive.part.{part}"))) for part in PARTS}
        self.hide_it = QCheckBox(session.text("archive.form.hide"))
        self.groups = {group: QCheckBox(capital(session.text(f"archive.hide.{group}"))) for group in GROUPS}
        self.lock_box = LockBox(session)
        self.seen, self.goes, self.stays = Label(role="muted"), Label(), Label()
        self._parts, self._hidden = QWidget(), QWidget()
        self._offer(person, case)
        self._lay_out()
        self._connect()
        self._tell()

    def _offer(self, person: Person | None, case: Case | None) -> None:
        text = self._session.text
        cases = [one for one in self._session.cases() if one.person_id == person.id] if person else []
        for one in [case] if case is not None else cases:
            name = case_name(self._session, one)
            self.what.addItem(text("archive.form.case", name=name), Choice(case_id=one.id))
        if person is not None and person.id is not None:
            self.what.addItem(text("archive.form.person", name=person.name), Choice(person_id=person.id))
        self.what.addItem(text("archive.form.all"), Choice())
        self.what.setAccessibleName(text("archive.form.title"))
        self.what.setMaximumWidth(_LONGEST_NAME * size())

    def _lay_out(self) -> None:
        text = self._session.text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        parts, hidden = _inset(self._parts, 0), _inset(self._hidden, 3 * GRID)
        parts.addWidget(Label(text("archive.form.parts"), "heading"))
        for part, tick in self.parts.items():
            tick.setChecked(part in _FIRST)
            parts.addWidget(tick)
        hidden.addWidget(Label(text("archive.form.hide_what"), "muted"))
        for tick in self.groups.values():
            tick.setChecked(True)
            hidden.addWidget(tick)
        hidden.addWidget(self.seen)
        for widget in (
            Label(text("archive.form.title"), "heading"), self.what, self._parts, line(),
            self.hide_it, self._hidden, line(),
            Label(text("archive.lock.title"), "heading"), self.lock_box, line(), self.goes, self.stays,
        ):  # fmt: skip
            layout.addWidget(widget)

    def _connect(self) -> None:
        for tick in (*self.parts.values(), self.hide_it, *self.groups.values()):
            tick.toggled.connect(lambda _on: self._tell())
        self.what.currentIndexChanged.connect(lambda _index: self._tell())

    def choice(self) -> Choice:
        """What the file is to hold."""
        chosen: Choice = self.what.currentData()
        hidden = frozenset(group for group, tick in self.groups.items() if tick.isChecked())
        return Choice(
            chosen.case_id,
            chosen.person_id,
            frozenset(part for part, tick in self.parts.items() if tick.isChecked()),
            hidden if self.hide_it.isChecked() else None,
        )

    def _tell(self) -> None:
        """Say what goes along and what does not; of everything nothing is counted, that could be a million things."""
        choice = self.choice()
        whole = choice.case_id is None and choice.person_id is None
        self._parts.setVisible(not whole)
        self._hidden.setVisible(self.hide_it.isChecked())
        self.seen.setText(not_hidden_words(self._session.language, choice.hidden or ()))
        self.parts["files"].setVisible(not self.hide_it.isChecked())
        counts = {} if whole else self._session.case_files.counts(choice)
        self.goes.setText(goes_words(self._session, choice, counts))
        self.stays.setText(stays_words(self._session, choice))


def _inset(widget: QWidget, left: int) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(left, 0, 0, 0)
    layout.setSpacing(GRID)
    return layout
