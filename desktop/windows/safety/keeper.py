"""Keeps the backups going beside the window: at the start, every half hour, when a disk is back, and at the end.

What runs here reads the file through a connection of its own, so nobody waits. Only at the end, and only for a
large file, a bar is shown, with a stop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QMessageBox

from desktop.domain.backups import EVERY, Reason
from desktop.problems import Problem
from desktop.safety.backups import Halted
from desktop.windows.controls.work import Progress, Stopped, run
from desktop.windows.idle import when_idle
from desktop.windows.safety.backup_foot import BackupFoot
from desktop.windows.safety.place_bar import PlaceBar

if TYPE_CHECKING:
    from desktop.safety.backups import Backups, Standing
    from desktop.windows.main_window import MainWindow

_MINUTE: Final = 60_000
"""Milliseconds."""
_UNDER_WAY: Final[set[_Beside]] = set()
"""Threads that still run: Qt ends the program when one of them is forgotten before its end."""


class Keeper(QObject):
    """Belongs to ``window``; ``foot`` is the line at the foot of its side, ``place_bar`` tells of another file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._backups = window, window.session.backups
        self._beside: _Beside | None = None
        self._begun = False
        self._told: str | None = None
        self.foot, self.place_bar = BackupFoot(window.session), PlaceBar(window)
        self.foot.clicked.connect(lambda: window.open("safety", None, "backups"))
        window.side.add_foot(self.foot, self._retranslate)
        for wait, call in ((int(EVERY.total_seconds()) * 1000, self.in_use), (_MINUTE, self.look)):
            timer = QTimer(self)
            timer.timeout.connect(call)
            timer.start(wait)
        window.stack.currentChanged.connect(lambda _place: self._begin_soon())
        self._begin_soon()

    # -- when

    def _begin_soon(self) -> None:
        self.place_bar.show_place()
        self.foot.setVisible(
            self._window.gate.trouble is None
        )  # nothing is saved in a file that does not open
        if not self._begun:
            when_idle(self, self.begin if self._window.session.is_open else self.look)

    def begin(self) -> None:
        """What is done once the file is open: tidy up, renew key files, back up what is of an earlier day."""
        if self._begun or not self._window.session.is_open:
            return
        self._begun = True
        backups = self._backups

        def job() -> None:
            backups.tidy()
            backups.renew_keys()
            backups.at_opening()

        self._do(job)

    def again(self) -> None:
        """Another file is meant from now on."""
        self._begun = False
        self._begin_soon()

    def in_use(self) -> None:
        """Every half hour: back up what changed."""
        self._do(lambda: self._backups.make_if_changed(Reason.USE))

    def look(self) -> None:
        """Every minute: tell the age anew, and bring a folder up to date that is back."""
        self._do()

    # -- beside the window

    def _do(self, *jobs: Callable[[], None]) -> None:
        """Do the ``jobs``, bring the folder of choice up to date, see how things stand; one after the other.

        Nothing while that goes on already. Without an open file things are merely looked at. Not even that is done in
        the window's own thread, because a disk that sleeps may take its time.
        """
        if self._beside is not None:
            return
        self._beside = beside = _Beside(self._backups)
        if self._window.session.is_open:
            beside.jobs = (*jobs, self._backups.keep_up)
        beside.finished.connect(self._over)
        beside.start()

    def _over(self) -> None:
        done, self._beside = self._beside, None
        if done is None:
            return
        done.forget()
        self.foot.show_standing(done.standing)
        if done.error is not None:
            raise done.error
        self._tell(done.problem)

    def _tell(self, problem: Problem | None) -> None:
        """Say once what went wrong; a folder that is away is told by the foot and the page alone."""
        key = None if problem is None or problem.key == "errors.backup.away" else problem.key
        if problem is not None and key is not None and key != self._told:
            self._window.bar.tell(self._window.session.text(key, **problem.params), "error")
        self._told = key

    # -- at the end

    def may_close(self) -> bool:
        """Back up what changed before the window closes; ``False`` where the user wants to stay instead."""
        self._backups.halt()
        if self._beside is not None:
            self._beside.wait()
            self._beside.forget()
            self._beside = None
        session = self._window.session
        if not session.is_open:
            return True
        text = session.text
        try:
            run(self._window, text("safety.backups.closing"), text("safety.backups.stop"), self._last)
        except Stopped:
            return True
        except Problem as problem:
            return problem.key == "errors.backup.away" or self.ask_to_close(problem)
        return True

    def _last(self, went_on: Progress) -> None:
        self._backups.make_if_changed(Reason.CLOSING, went_on)
        self._backups.keep_up(went_on)

    def ask_to_close(self, problem: Problem) -> bool:
        """Say why there is no backup; whether to close all the same."""
        text = self._window.session.text
        box = QMessageBox(QMessageBox.Icon.Warning, text("safety.page.part.backups"), "", parent=self._window)
        box.setText(text(problem.key, **problem.params))
        close = box.addButton(text("safety.backups.close_anyway"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(text("safety.backups.stay_open"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is close

    def _retranslate(self) -> None:
        self.foot.show_standing()
        self.place_bar.show_place()


class _Beside(QThread):
    """Does its jobs one after the other; ``problem`` is what kept one of them from being done.

    ``standing`` is how things stand in the end.
    """

    def __init__(self, backups: Backups) -> None:
        super().__init__()
        self._backups = backups
        self.jobs: tuple[Callable[[], None], ...] = ()
        self.standing: Standing | None = None
        self.problem: Problem | None = None
        self.error: BaseException | None = None
        _UNDER_WAY.add(self)

    def run(self) -> None:
        for job in self.jobs:
            try:
                job()
            except Halted:
                return
            except Problem as problem:
                self.problem = self.problem or problem
            except BaseException as error:
                self.error = error
                return
        self.standing = self._backups.standing()

    def forget(self) -> None:
        """It is over, and nobody needs it any more."""
        self.wait()
        _UNDER_WAY.discard(self)
