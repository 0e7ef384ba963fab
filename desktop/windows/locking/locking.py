"""Locks the cases: when nobody is there, when the computer sleeps, when the screen is locked, and on Ctrl+L."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog

from desktop.problems import Problem
from desktop.windows.controls.secret_clipboard import clear_secret
from desktop.windows.idle import when_idle
from desktop.windows.locking.desktop_signals import DesktopSignals
from desktop.windows.locking.touches import Touches
from desktop.windows.locking.watch import EVERY, Watch

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_AGAIN: Final = 200
"""Milliseconds until the next try while work in hand uses the file."""


class Locking(QObject):
    """Belongs to ``window``; ``watch`` and ``signals`` tell when nobody is there."""

    def __init__(
        self, window: MainWindow, watch: Watch | None = None, signals: DesktopSignals | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self.watch = watch or Watch()
        self._touches = Touches(self, self.watch.touched, self.lock_now)
        self._signals = signals or DesktopSignals(self)
        self._signals.away.connect(self.lock)
        self._under_way = False
        self._sentence: tuple[str, str] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY * 1000)
        when_idle(self, self._signals.listen)

    def look(self) -> None:
        """Lock if nobody is there any more."""
        if self.watch.away(self._window.preferences.lock_after):
            self.lock()

    def lock_now(self) -> None:
        """What Ctrl+L does: lock, or say that nothing protects the file, and offer a password."""
        session = self._window.session
        if session.protection == "passphrase":
            self.lock()
            return
        said = session.text(f"safety.access.no_lock_{session.protection}")
        self._window.bar.tell(said, "note", session.text("app.protect.now"), self._offer)

    def lock(self) -> None:
        """Lock where a password protects the file; what is half typed is kept, dialogs close.

        Nobody sees the pages any more from now on; the file closes as soon as work in hand is over.
        """
        session = self._window.session
        if self._under_way or session.locked or session.protection != "passphrase":
            return
        self._under_way = True
        clear_secret()
        self._window.stack.hide()
        QTimer.singleShot(0, self, self._keep)

    def _offer(self) -> None:
        self._window.open("protect", None, self._window.kind)

    def _keep(self) -> None:
        """Keep what is half typed; what could not be kept is said on the locked window."""
        # Behind the bar of ``work`` a thread uses the file.
        if isinstance(QApplication.activeModalWidget(), QProgressDialog):
            QTimer.singleShot(_AGAIN, self, self._keep)
            return
        try:
            self._window.leave_page()
        except Problem as problem:
            self._sentence = self._window.session.text(problem.key, **problem.params), "error"
        finally:  # a bug in a page must not keep the file open
            self._close_dialogs()
            QTimer.singleShot(0, self, self._finish)

    def _finish(self) -> None:
        """Lock, once no dialog waits for its answer: what called it would go on with pages that are gone."""
        if QApplication.activeModalWidget() is not None or QThread.currentThread().loopLevel() > 1:
            self._close_dialogs()
            QTimer.singleShot(_AGAIN, self, self._finish)
            return
        self._under_way = False
        try:
            self._window.session.lock()
        except Problem as problem:  # the key file cannot be read: nobody could unlock again
            self._sentence = self._window.session.text(problem.key, **problem.params), "error"
        else:
            self._window.gate.shut()
        finally:
            self._window.stack.show()
        if self._sentence is not None:
            self._window.bar.tell(*self._sentence)
            self._sentence = None

    def _close_dialogs(self) -> None:
        while (menu := QApplication.activePopupWidget()) is not None and menu.close():
            pass
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and not isinstance(widget, QProgressDialog):
                widget.reject()
