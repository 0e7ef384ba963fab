"""A suggestion for the passport spelling of a Chinese name. The passport decides; nothing is filled in by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row

if TYPE_CHECKING:
    from desktop.session import Session

CHINESE_NAME = "person.name_zh"
LATIN_NAMES = ("person.surname_latin", "person.given_latin")


class PinyinSuggestion(QWidget):
    """Hidden until there is a suggestion; ``taken`` carries surname and given name that the user accepted."""

    taken = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._parts: tuple[str, str] | None = None
        self.words = Label(role="small")
        self.take = Button(session.text("pages.fields.take_suggestion"))
        self.take.clicked.connect(lambda _on=False: self.taken.emit(*(self._parts or ("", ""))))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.words)
        layout.addWidget(row(self.take))
        self.hide()

    def suggest(self, name: str, entered: tuple[str, ...]) -> None:
        """Suggest a spelling of ``name``, unless something else is ``entered`` already."""
        from desktop.numbers.names import suggest_latin

        parts = suggest_latin(name)
        self._parts = parts if not any(entered) else None
        if self._parts is not None:
            spelling = " ".join(self._parts)
            self.words.setText(self._session.text("pages.fields.suggestion", spelling=spelling))
        self.setVisible(self._parts is not None)
