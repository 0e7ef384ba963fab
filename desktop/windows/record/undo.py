"""Undo and redo of the record: two buttons that name what they would do, and their keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.windows.controls.keys import named_keys
from desktop.windows.controls.widgets import Button
from desktop.windows.controls.work import Stopped, run
from desktop.windows.record.words import change_words

if TYPE_CHECKING:
    from desktop.windows.page import Page

_KEYS = {"Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo", "Ctrl+Y": "redo"}


class UndoButtons(QObject):
    """``undo`` and ``redo`` work on the changes of this session."""

    done = Signal(object)
    """The change that was taken back or brought again."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.undo, self.redo = Button(icon="undo"), Button(icon="redo")
        self.undo.clicked.connect(partial(self._act, "undo"))
        self.redo.clicked.connect(partial(self._act, "redo"))
        for keys, name in _KEYS.items():
            shortcut = QShortcut(
                QKeySequence(keys), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(partial(self._act, name))

    def _act(self, name: str) -> None:
        record, text = self._page.session.record, self._page.text
        revert = record.undo if name == "undo" else record.redo
        try:
            change = run(self._page, text(f"record.{name}.running"), text("record.import.stop"), revert)
        except Stopped:
            self._page.say.emit(text(f"record.{name}.stopped"), "note")
            return
        if change is None:
            self._page.say.emit(self._page.text(f"record.{name}.nothing"), "note")
            return
        self.done.emit(change)
        words = change_words(self._page.session, change)
        self._page.say.emit(self._page.text(f"record.{name}.done", what=words), "info")

    def refresh(self) -> None:
        """Name what can be taken back and brought again; where nothing can, the button is dull."""
        changes = self._page.session.record.changes
        for button, name, change, keys in (
            (self.undo, "undo", changes.undoable(), "Ctrl+Z"),
            (self.redo, "redo", changes.redoable(), "Ctrl+Shift+Z"),
        ):
            button.setEnabled(change is not None)
            words = change_words(self._page.session, change) if change else ""
            tip = self._page.text(f"record.{name}.named", what=words) if change else button.text()
            button.setToolTip(self._page.text("app.nav.shortcut", name=tip, keys=named_keys(keys)))
            button.setAccessibleName(tip)

    def retranslate(self) -> None:
        """Write the buttons again in the page's language."""
        self.undo.setText(self._page.text("record.undo"))
        self.redo.setText(self._page.text("record.redo"))
