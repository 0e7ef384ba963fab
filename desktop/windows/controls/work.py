"""Work that takes longer than a blink: done beside the window, with a bar that shows how far it is, and a stop.

While it goes on, nothing else of the program can be used, because the file is used by one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Says how many of how many steps are done; raises ``Stopped`` once the user asked to stop."""

_BLINK: Final = 200
"""Milliseconds that a user takes for at once."""


class Stopped(Exception):
    """The user stopped the work; whatever transaction was open is taken back on the way out."""


def run(parent: QWidget, title: str, stop: str, job: Callable[[Progress], T]) -> T:
    """What ``job`` gives; it runs in a thread of its own and calls its ``Progress`` now and then.

    ``title`` says what is being done, ``stop`` stands on the button. Raises ``Stopped`` and whatever ``job`` raises.
    """
    thread = _Thread(job)
    thread.start()
    if not thread.wait(_BLINK):
        _watch(parent, title, stop, thread)
    if thread.error is not None:
        raise thread.error
    result: T = thread.result  # type: ignore[assignment]
    return result


def _watch(parent: QWidget, title: str, stop: str, thread: _Thread) -> None:
    dialog = _Bar(title, stop, 0, 0, parent)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.canceled.connect(thread.ask_to_stop)
    dialog.canceled.connect(dialog.show)
    loop = QEventLoop()
    thread.went_on.connect(lambda done, of: _show(dialog, done, of))
    thread.finished.connect(loop.quit)
    dialog.show()
    if thread.isRunning():
        loop.exec()
    thread.wait()
    dialog.deleteLater()


def _show(dialog: QProgressDialog, done: int, of: int) -> None:
    dialog.setMaximum(of)
    dialog.setValue(done)


class _Bar(QProgressDialog):
    """Stays before the window until the work is over, also where it was told to stop and takes its time."""

    def reject(self) -> None:
        """Closing it is no more than asking to stop."""


class _Thread(QThread):
    """Runs the job and keeps what it gave or raised."""

    went_on = Signal(int, int)

    def __init__(self, job: Callable[[Progress], object]) -> None:
        super().__init__()
        self._job = job
        self._stop = False
        self.result: object = None
        self.error: BaseException | None = None

    def ask_to_stop(self) -> None:
        """Let the next ``Progress`` raise ``Stopped``."""
        self._stop = True

    def run(self) -> None:
        try:
            self.result = self._job(self._progress)
        except BaseException as error:
            self.error = error

    def _progress(self, done: int, of: int) -> None:
        if self._stop:
            raise Stopped
        self.went_on.emit(done, of)
