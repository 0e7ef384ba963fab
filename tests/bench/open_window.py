"""Open one window off screen, say how long the first painted page took and what memory it holds, and end.

Run as ``python open_window.py KIND PROFILE BEGUN``: KIND is ``empty`` for a QMainWindow or ``waipai``, PROFILE
the folder of a throwaway profile, BEGUN the moment of ``time.monotonic`` at which the process was asked for.
Prints seconds and resident bytes.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

SETTLED = 600
"""Milliseconds after the first painting in which the page fills."""


class Watch(QObject):
    """Sees the first painting of ``window``; Qt paints all that stands in it before it turns to a timer.

    It looks at this one widget, because a filter on the application is called a thousand times by then.
    """

    def __init__(self, window: QWidget, begun: float) -> None:
        super().__init__(window)
        self._window = window
        self._begun = begun
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        print(time.monotonic() - self._begun)
        QTimer.singleShot(SETTLED, self._settled)

    def _settled(self) -> None:
        print(resident())
        QApplication.quit()


def resident() -> int:
    """The memory of this process that is in use now, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(text for text in status.read_text().splitlines() if text.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024
    import psutil

    return int(psutil.Process().memory_info().rss)


def open_empty() -> QMainWindow:
    """An empty main window as large as ours."""
    QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1180, 760)
    window.show()
    return window


def open_waipai(profile: Path) -> QMainWindow:
    """The program as ``./run --profile`` opens it."""
    from desktop.windows.app import make_application, show_window

    make_application()
    return show_window(profile)


if __name__ == "__main__":
    sys.modules["numpy"] = None  # type: ignore[assignment]  # the bench installs it, the program has none
    opened = open_empty() if sys.argv[1] == "empty" else open_waipai(Path(sys.argv[2]))
    watch = Watch(opened, float(sys.argv[3]))
    sys.exit(QApplication.exec())
