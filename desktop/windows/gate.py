"""Which pages can be reached: all of them, or only the way in while the file is locked or cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from desktop.problems import Problem
    from desktop.windows.main_window import MainWindow
    from desktop.windows.rescue.page import RescuePage

Place = tuple[str, object, object]
"""A page: its kind, the case and a detail, as ``MainWindow.open`` takes them."""
_START: Place = ("start", None, None)


class Gate:
    """Belongs to ``window``. ``trouble`` is why the file cannot be opened; then every way leads to ``rescue``."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._session = window, window.session
        self.trouble: Problem | None = None
        self._back = _START

    def way_to(self, kind: str, case_id: object, detail: object) -> Place:
        """Where the way to this page leads now; from ``unlock`` back to where one was."""
        if kind == "help":
            return kind, case_id, detail
        if self.trouble is not None:
            open_to = kind == "rescue" or (kind, detail) == ("unlock", "recover")
            return (kind, None, detail) if open_to else ("rescue", None, None)
        if self._session.locked or self._password_due():
            return (kind, None, detail) if kind in ("unlock", "rescue") else ("unlock", None, None)
        if kind == "start" and self._window.kind in ("unlock", "rescue"):
            back, self._back = self._back, _START
            return back
        return kind, case_id, detail

    def _password_due(self) -> bool:
        """After opening by the recovery sheet the new password comes first."""
        return self._window.kind in ("unlock", "help") and self._session.access.needs_new_passphrase

    def shut(self) -> None:
        """The file is locked: show the way in, and come back to where one is now."""
        window = self._window
        self._back = (window.kind, window.case_id, window.pages[window.kind].detail_here())
        window.drop_pages()
        window.open("unlock")

    def reopen(self) -> None:
        """Leave nothing of the file of before in the window and open the one that the session means now."""
        self.trouble, self._back = None, _START
        self._window.case_id = None
        self._window.drop_pages()
        self._window.open("start")
        self.try_file()

    def try_file(self) -> bool:
        """Open the file where no password is needed; what stands in the way leads to ``rescue``, or is said."""
        problem = self.trouble or self._session.access.in_the_way()
        if problem is None:
            return True
        if self.trouble is None and not self.rescue(problem):
            self._window.bar.tell(self._session.text(problem.key, **problem.params), "error")
        return False

    def rescue(self, problem: Problem | None) -> bool:
        """Show what can be done where the file cannot be opened; ``None`` tells that it can be again.

        False where the problem is of another kind.
        """
        from desktop.windows.rescue.ways import WAYS

        window = self._window
        if problem is not None and problem.key not in WAYS:
            return False
        if problem is not None:
            self.trouble = problem
            cast("RescuePage", window.page("rescue")).tell(problem)
            window.open("rescue")
        elif self.trouble is not None or window.kind == "rescue":
            QTimer.singleShot(0, window, window.reopen)  # the page that asks is one of those that go
        else:
            window.open("start")
        return True
