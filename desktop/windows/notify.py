"""A notification of the system, where the desktop has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.windows.controls import icons

_SHOWN: Final = 15_000
"""Milliseconds that the symbol stays in the tray; without one there the system shows no message."""


class DesktopNote(QObject):
    """Shows messages through the tray of the system; the symbol is there only as long as a message is."""

    def __init__(
        self, parent: QObject, make_tray: Callable[[QObject], QSystemTrayIcon] = QSystemTrayIcon
    ) -> None:
        super().__init__(parent)
        self._make_tray = make_tray
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str, clicked: Callable[[], object]) -> bool:
        """Show a message; ``clicked`` is called when the user clicks it. False where the desktop shows none.

        Others may see the screen: the message names nobody.
        """
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        if self._tray is None:
            self._tray = self._make_tray(self)
            self._tray.setIcon(icons.icon("dates", "accent", 32))
        self._tray.messageClicked.connect(clicked)
        self._tray.show()
        self._tray.showMessage(title, text, QSystemTrayIcon.MessageIcon.NoIcon, _SHOWN)
        QTimer.singleShot(_SHOWN, self, self._tray.hide)
        return True
