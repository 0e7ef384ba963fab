"""Ctrl+Z and Ctrl+Y on pages without an undo of their own: whatever was changed last, wherever that was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence

from desktop.windows.controls.work import Stopped, run
from desktop.windows.record.words import change_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.windows.main_window import MainWindow

_KEYS: Final = {"Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo", "Ctrl+Y": "redo"}


def wish_of(event: QKeyEvent) -> str:
    """``undo`` or ``redo`` where the keys pressed ask for it, else empty."""
    return _KEYS.get(QKeySequence(event.keyCombination()).toString(), "")


def revert(window: MainWindow, wish: str) -> None:
    """Take back the last change, or the last undo; show the page as it is then, and say what was done."""
    session, text = window.session, window.session.text
    window.leave_page()
    take_back = session.record.undo if wish == "undo" else session.record.redo
    try:
        change = run(window, text(f"record.{wish}.running"), text("record.import.stop"), take_back)
    except Stopped:
        window.bar.tell(text(f"record.{wish}.stopped"), "note")
        return
    if change is None:
        window.bar.tell(text(f"record.{wish}.nothing"), "note")
        return
    words = change_words(session, change)
    _show_again(window)
    window.bar.tell(text(f"record.{wish}.done", what=words), "info")


def _show_again(window: MainWindow) -> None:
    """The same page, unless its case was made by what is taken back."""
    try:
        if window.case_id is not None:
            window.session.case(window.case_id)
    except KeyError:
        window.case_id = None
        window.open("cases")
        return
    window.open(window.kind, window.case_id)
