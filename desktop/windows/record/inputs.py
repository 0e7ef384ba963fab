"""Places to type in the dialogs of the record: a label above each, states and postings to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, row
from desktop.windows.naming import case_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page

_WIDE, _HIGH = 40, 40
"""In heights of the text, as far as the window goes."""


class EntryDialog(QDialog):
    """A dialog of entries with "keep" and "close" at its foot.

    ``keep`` is called by the button and by Enter in a line; it accepts the dialog when what was typed can be kept.
    """

    def __init__(self, page: Page, title: str, high: int = _HIGH) -> None:
        """``high`` is the height in heights of the text; no dialog is larger than the window."""
        super().__init__(page)
        self.page = page
        self.setWindowTitle(title)
        self.column = Column()
        self.error = Label(role="error")
        self.error.hide()
        self.save = Button(page.text("record.keep"), "primary")
        self.shut = Button(page.text("record.close"))
        self.foot = row(self.save, self.shut)
        self.foot.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        layout.addWidget(self.column, 1)
        layout.addWidget(self.error)
        self.error.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        layout.addWidget(self.foot)
        self.save.clicked.connect(self.keep)
        self.save.setDefault(True)
        self.shut.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        room = page.window().size()
        self.resize(min(_WIDE * size(), room.width()), min(high * size(), room.height()))

    def keep(self) -> None:
        """Keep what was typed, or ``complain``."""
        raise TypeError(f"{type(self).__name__} keeps nothing by itself")

    def complain(self, sentence: str) -> None:
        """Say what cannot be kept; an empty sentence takes it back."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def add(self, key: str, place: QWidget, focus: QWidget | None = None) -> None:
        """Put a place below its label, the text ``key``; ``focus`` is the part of it that takes the keyboard."""
        label = Label(self.page.text(key))
        label.setBuddy(place)
        (focus or place).setAccessibleName(self.page.text(key))
        self.column.body.addWidget(label)
        self.column.body.addWidget(place)

    def add_day(self, key: str, place: DateInput) -> None:
        """Put a place for a day below its label."""
        self.add(key, place, place.line)
        for words in (place.button.setAccessibleName, place.button.setToolTip):
            words(self.page.text("app.calendar"))

    def wrong_day(self, *places: DateInput) -> str:
        """A sentence about the first day typed that is none, each such place marked; empty where all can be read."""
        wrong = [place for place in places if place.typed() and place.day() is None]
        for place in places:
            place.line.mark(place in wrong)
        if not wrong:
            return ""
        example = self.page.session.language.date(EXAMPLE_DAY)
        return self.page.text("record.person.no_day", typed=wrong[0].typed(), example=example)


class StateBox(ChoiceBox):
    """All states by name, those ``near`` first, and none at the very top."""

    def __init__(self, page: Page, near: Iterable[str] = ()) -> None:
        super().__init__()
        language = page.session.language
        first = tuple(dict.fromkeys(code for code in near if code))
        self.addItem(page.text("record.no_state"), "")
        for code in (*first, *(code for code in state_codes(language) if code not in first)):
            self.addItem(language.state(code), code)

    def code(self) -> str:
        """The state chosen, empty where none is."""
        return str(self.currentData() or "")

    def set_code(self, code: str) -> None:
        """Choose a state; one that the list does not know is added as it is."""
        if code and self.findData(code) < 0:
            self.addItem(code, code)
        self.setCurrentIndex(max(self.findData(code), 0))


class PostingBox(ChoiceBox):
    """The postings of a person, and none at the top."""

    def __init__(self, page: Page, life: WorkingLife) -> None:
        super().__init__()
        self.addItem(page.text("record.no_posting"), None)
        for posting in life.postings:
            self.addItem(case_name(page.session, page.session.case(posting.case_id)), posting.case_id)

    def case_id(self) -> int | None:
        """The posting chosen."""
        found = self.currentData()
        return found if isinstance(found, int) else None

    def set_case(self, case_id: int | None) -> None:
        """Choose a posting; none where the person does not have it."""
        self.setCurrentIndex(max(self.findData(case_id), 0) if case_id is not None else 0)
