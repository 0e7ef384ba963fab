"""What the desktop says: the computer is about to sleep, or the screen was locked. Linux alone, over D-Bus.

systemd-logind, "org.freedesktop.login1": ``PrepareForSleep(true)`` before sleep. Screen savers:
``ActiveChanged(true)``, under a name of its own on each desktop. Where there is no bus, or nobody who says such things,
nothing happens. Tried with these messages on a bus of its own, not on a real desktop.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

SLEEP: Final = ("org.freedesktop.login1.Manager", "PrepareForSleep")
"""On the bus of the system."""
_DESKTOPS: Final = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
SAVERS: Final = tuple((f"org.{name}.ScreenSaver", "ActiveChanged") for name in _DESKTOPS)
"""On the bus of the person who is logged in."""
_SYSTEM_BUS: Final = "/run/dbus/system_bus_socket"
_SESSION_BUS: Final = "DBUS_SESSION_BUS_ADDRESS"


class DesktopSignals(QObject):
    """``away`` is sent when the computer is about to sleep or the screen was locked."""

    away = Signal()

    def listen(self) -> int:
        """Listen to whatever buses there are; returns to how many kinds of messages."""
        if not sys.platform.startswith("linux"):
            return 0
        heard = 0
        if os.path.exists(_SYSTEM_BUS):
            from PySide6.QtDBus import QDBusConnection

            heard += self._hear(QDBusConnection.systemBus(), SLEEP)
        if os.environ.get(_SESSION_BUS):
            from PySide6.QtDBus import QDBusConnection

            bus = QDBusConnection.sessionBus()
            heard += sum(self._hear(bus, saver) for saver in SAVERS)
        return heard

    def _hear(self, bus: QDBusConnection, message: tuple[str, str]) -> bool:
        if not bus.isConnected():
            return False
        # PySide6 6.12 wants the text that SLOT makes, where its stubs say bytes.
        return bus.connect("", "", message[0], message[1], self, SLOT("on_message(bool)"))  # type: ignore[call-overload,no-any-return]

    @Slot(bool)
    def on_message(self, begins: bool) -> None:
        """Both kinds of messages come twice: true when it begins, false when it is over."""
        if begins:
            self.away.emit()
