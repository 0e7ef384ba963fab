"""Small work for the moments in which the window has nothing else to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

_LATER: Final = 300
"""Milliseconds until the next look while a dialog is open."""


def when_idle(owner: QObject, call: Callable[[], object], wait: int = 0) -> None:
    """Call when the event loop is free and no dialog is open; never, if ``owner`` is gone by then.

    Long work (``work.run``) uses the file in a thread of its own behind a dialog: nothing else may use it then.
    """
    QTimer.singleShot(wait, owner, partial(_call, owner, call))


def _call(owner: QObject, call: Callable[[], object]) -> None:
    if QApplication.activeModalWidget() is None:
        call()
    else:
        when_idle(owner, call, _LATER)
