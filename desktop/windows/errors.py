"""What happens when something goes wrong: a sentence for a problem, a report for a bug, and the program goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import crash
from desktop.problems import Problem

if TYPE_CHECKING:
    from desktop.windows.bug_dialog import BugDialog
    from desktop.windows.main_window import MainWindow


class Errors(QObject):
    """Takes every exception nobody caught, from any thread, to the window."""

    _caught = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: BugDialog | None = None
        self._caught.connect(self._tell)
        crash.catch(self._caught.emit)

    def _tell(self, error: BaseException) -> None:
        session = self._window.session
        if isinstance(error, Problem):
            gate = self._window.gate
            if gate.rescue(error) if gate.trouble is None else error.key == gate.trouble.key:
                return
            self._window.bar.tell(session.text(error.key, **error.params), "error")
            return
        report = crash.report(error, session.day)
        if session.has_profile:
            crash.keep(report, session.home)
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.add(report)
            return
        from desktop.windows.bug_dialog import BugDialog

        self.dialog = BugDialog(self._window, report)
        self.dialog.open()
