"""Help: what the page is for, every shortcut, and the way to the terms in four languages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.windows.controls.keys import named_keys
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, row
from desktop.windows.page import Page
from desktop.windows.side import PLACES

if TYPE_CHECKING:
    from desktop.session import Session

SHORTCUTS = (
    (f"Ctrl+1 … Ctrl+{len(PLACES)}", "places"),
    ("Ctrl+N", "new"),
    ("Enter", "next"),
    ("Alt+Left", "back"),
    ("F1", "help"),
    ("Ctrl+L", "lock"),
    ("Ctrl+Shift+L", "language"),
    ("Ctrl++ Ctrl+- Ctrl+0", "size"),
    ("F2 Del", "cases"),
    ("Ctrl+Z", "undo"),
    ("Ctrl+Y", "redo"),
    ("Ctrl+P", "person"),
    ("Ctrl+D", "fill"),
    ("Ctrl+F", "find"),
    ("Ctrl+Q", "quit"),
)
_EXPLAINED = (
    "start", "check", "result", "cases", "record", "import", "diary", "happened", "dates", "documents", "review",
    "copy", "law", "unlock", "rescue", "protect",
)  # fmt: skip


class HelpPage(Page):
    """Help for the page it was called from."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._about = "start"
        self._case_id: int | None = None
        self._names: list[tuple[Label, str]] = []
        column = Column()
        self.title, self.about = Label(role="title"), Label()
        self.terms, self.back = Button(icon="search"), Button(role="primary", icon="back")
        self.verify = Button(icon="check")
        self.put(self.title.setText, "app.help.title")
        self.put(self.terms.setText, "app.help.terms")
        self.put(self.verify.setText, "proof.verify.button")
        self.put(self.back.setText, "app.help.back")
        self.terms.clicked.connect(partial(self.go.emit, "law", None, "terms"))
        self.verify.clicked.connect(self._verify)
        self.back.clicked.connect(self._return)
        keys_title, private = Label(role="heading"), Label(role="muted")
        self.put(keys_title.setText, "app.help.keys")
        self.put(private.setText, "app.help.input")
        for widget in (
            self.title,
            self.about,
            row(self.back, self.terms, self.verify),
            keys_title,
            self._keys(),
            private,
        ):
            column.body.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _keys(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setColumnStretch(1, 1)
        for place, (keys, name) in enumerate(SHORTCUTS):
            words = Label()
            self.put(words.setText, f"app.help.key.{name}")
            self._names.append((named := Label("", "muted", wrap=False), keys))
            grid.addWidget(named, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, place, 1)
        return holder

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        """``detail`` is the kind of page that help was asked on, ``case_id`` its case."""
        if detail in _EXPLAINED:
            self._about, self._case_id = detail, case_id
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.about.setText(self.text(f"app.help.about.{self._about}"))
        for label, keys in self._names:
            label.setText(named_keys(keys))

    def shown(self) -> None:
        self.back.setFocus()

    def _verify(self) -> None:
        from desktop.windows.verify import VerifyDialog

        VerifyDialog(self, self.session).open()

    def _return(self) -> None:
        self.go.emit(self._about, self._case_id, None)
