"""Notices every key, click, touch and turn of the wheel in the program.

Watched are the windows of the system below our own: a filter over every event of the program would slow down each
painting. Input methods (Chinese, Korean) keep keys to themselves, but the place of the cursor moves with what they
write.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication

_Kind = QEvent.Type
TOUCHES: Final = frozenset({
    _Kind.KeyPress, _Kind.MouseButtonPress, _Kind.MouseMove, _Kind.Wheel, _Kind.TouchBegin, _Kind.TouchUpdate,
    _Kind.TabletPress, _Kind.TabletMove, _Kind.NativeGesture,
})  # fmt: skip


LOCK: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
"""Before a dialog the shortcut of the main window sleeps, but the key must lock all the same."""
_NAME: Final = "lock"
_CHILD: Final = Qt.FindChildOption.FindDirectChildrenOnly


class Touches(QObject):
    """Calls ``touched`` at each touch in any window of the program that had the focus since this was made.

    ``lock`` is called when Ctrl+L is pressed in a dialog.
    """

    def __init__(self, parent: QObject, touched: Callable[[], object], lock: Callable[[], object]) -> None:
        super().__init__(parent)
        self._touched, self._lock = touched, lock
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        app.focusWindowChanged.connect(self._watch)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._written)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # a window may get the focus again and again
            window.installEventFilter(self)
            self._touched()
            self._offer_key()

    def _offer_key(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog.findChild(QShortcut, _NAME, _CHILD) is None:
            shortcut = QShortcut(QKeySequence(LOCK), dialog)
            shortcut.setObjectName(_NAME)
            shortcut.activated.connect(self._lock)

    def _written(self) -> None:
        self._touched()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of the event and let it pass."""
        if event.type() in TOUCHES:
            self._touched()
            if (
                isinstance(event, QKeyEvent)
                and event.keyCombination() == LOCK
                and QApplication.activeModalWidget()
            ):
                self._lock()
        return False
