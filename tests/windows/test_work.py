"""Long work beside the window: progress, stopping, and nothing half written."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.windows.controls.work import Progress, Stopped, run


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_it_gives_what_the_job_gives_without_any_dialog_when_quick(parent: QWidget) -> None:
    assert run(parent, "t", "s", lambda _progress: threading.current_thread().name) != "MainThread"
    assert not parent.findChildren(QProgressDialog)


def test_it_raises_what_the_job_raises(parent: QWidget) -> None:
    with pytest.raises(ZeroDivisionError):
        run(parent, "t", "s", lambda _progress: 1 // 0)


def test_a_long_job_shows_how_far_it_is_while_the_window_lives_on(parent: QWidget) -> None:
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(_bar().value()))
    timer.start(10)

    def job(progress: Progress) -> int:
        for done in range(60):
            progress(done, 60)
            time.sleep(0.01)
        return 60

    assert run(parent, "Reading", "Stop", job) == 60
    assert sorted(ticks) == ticks
    assert ticks[-1] > 30


def test_stopping_half_way_leaves_nothing_written(parent: QWidget, tmp_path: Path) -> None:
    session = Session.start(tmp_path, "en")
    record = session.record
    stopping = QTimer()
    stopping.timeout.connect(lambda: [bar.findChild(QPushButton).click() for bar in _bars()])
    stopping.start(250)

    def job(progress: Progress) -> None:
        with record.together("import"):
            for done in range(10_000):
                progress(done, 10_000)
                record.save_person(Person(name=f"{done}"))
                time.sleep(0.001)

    with pytest.raises(Stopped):
        run(parent, "Writing", "Stop", job)
    stopping.stop()
    assert record.people() == ()
    assert record.undo() is None
    session.close()


@pytest.mark.parametrize("keys", ["stop", "escape", "close"])
def test_the_window_stays_shut_out_until_the_stopped_work_is_over(parent: QWidget, keys: str) -> None:
    """The file is used by one thread at a time, also while the work takes its time to stop."""
    seen: list[bool] = []
    done = threading.Event()

    def stop() -> None:
        if keys == "stop":
            _bar().findChild(QPushButton).click()
        elif keys == "escape":
            QTest.keyClick(_bar(), Qt.Key.Key_Escape)
        else:
            _bar().close()

    def look() -> None:
        seen.append(QApplication.activeModalWidget() is not None)
        done.set()

    def job(progress: Progress) -> None:
        done.wait(5)
        progress(1, 2)

    QTimer.singleShot(400, stop)
    QTimer.singleShot(600, look)
    with pytest.raises(Stopped):
        run(parent, "Writing", "Stop", job)
    assert seen == [True]


def _bars() -> list[QProgressDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QProgressDialog)]


def _bar() -> QProgressDialog:
    return _bars()[-1]
