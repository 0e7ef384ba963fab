"""What a paper is printed like: its language, a second one beside it, and the watermark of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, row
from desktop.windows.side import LANGUAGE_NAMES

if TYPE_CHECKING:
    from desktop.session import Session

_NONE = ""


class PaperOptions(QWidget):
    """``changed`` follows every choice the user makes."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.first_label, self.second_label = Label(wrap=False), Label(wrap=False)
        self.first, self.second = ChoiceBox(), ChoiceBox()
        self.draft = QCheckBox()
        self.draft_why = Label(role="small")
        self.first_label.setBuddy(self.first)
        self.second_label.setBuddy(self.second)
        for code, name in LANGUAGE_NAMES.items():
            self.first.addItem(name, code)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(row(_pair(self.first_label, self.first), _pair(self.second_label, self.second)))
        layout.addWidget(self.draft)
        layout.addWidget(self.draft_why)
        self.first.activated.connect(self._first_chosen)
        self.second.activated.connect(lambda _at: self.changed.emit())
        self.draft.clicked.connect(lambda _on: self.changed.emit())

    def languages(self) -> tuple[str, ...]:
        """One or two codes, the first language first."""
        codes = (self.first.currentData(), self.second.currentData())
        return tuple(dict.fromkeys(code for code in codes if code))

    def show_languages(self, codes: tuple[str, ...]) -> None:
        """Show these languages as chosen."""
        self.first.setCurrentIndex(self.first.findData(codes[0]))
        self._fill_second(codes[1] if len(codes) > 1 else _NONE)

    def show_draft(self, on: bool, why: str) -> None:
        """Show whether the watermark is on, and why."""
        self.draft.setChecked(on)
        self.draft_why.setText(why)
        self.draft_why.setVisible(bool(why))

    def retranslate(self) -> None:
        """Write every word again."""
        text = self._session.text
        self.first_label.setText(text("pages.documents.language"))
        self.second_label.setText(text("pages.documents.second"))
        self.first.setAccessibleName(text("pages.documents.language"))
        self.second.setAccessibleName(text("pages.documents.second"))
        self.draft.setText(text("pages.documents.draft"))
        if self.first.currentData():
            self._fill_second(self.second.currentData() or _NONE)

    def _first_chosen(self) -> None:
        self._fill_second(self.second.currentData() or _NONE)
        self.changed.emit()

    def _fill_second(self, chosen: str) -> None:
        """All languages but the first, after the choice of none."""
        self.second.clear()
        self.second.addItem(self._session.text("pages.documents.second_none"), _NONE)
        for code, name in LANGUAGE_NAMES.items():
            if code != self.first.currentData():
                self.second.addItem(name, code)
        self.second.setCurrentIndex(max(self.second.findData(chosen), 0))


def _pair(label: Label, box: ChoiceBox) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label)
    layout.addWidget(box)
    return holder
