"""Pictures of every page, in each language, light and dark, at 100 % and at 200 %."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop.languages.language import LANGUAGES
from desktop.session import Session
from desktop.windows.app import make_application, make_window
from desktop.windows.main_window import MainWindow
from desktop.windows.preferences import Preferences
from desktop.windows.tour.tour import FIRST_DAY, STOPS, Tour

WINDOW = (1024, 640)
"""The smallest window the program is made for, in logical pixels."""
_SETTLE = 0.05
"""Seconds in which previews and folds come to rest."""
_ROUNDS = 5
"""So often the event loop runs at least: filling, showing and laying out follow each other."""


def open_every_page(session: Session) -> int:
    """Open every page once, off screen, and return how many there are."""
    window = _window(session)
    tour = Tour(window)
    names = _visit(tour, FIRST_DAY)
    tour.fill()
    names += _visit(tour, STOPS)
    window.close()
    return len(names)


def draw_all(folder: Path, today: dt.date | None = None) -> int:
    """Write ``LANGUAGE-THEME-SCALE-PAGE.png`` for every page into ``folder``; returns the exit status 0."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        session = Session.start(Path(profile), "en", today)
        try:
            count = _draw(session, folder)
        finally:
            session.close()
    print(f"{count} pictures in {folder}")
    return 0


def settle(seconds: float = _SETTLE) -> None:
    """Let the windows lay themselves out and paint."""
    until, rounds = time.monotonic() + seconds, 0
    while rounds < _ROUNDS or time.monotonic() < until:
        QApplication.processEvents()
        rounds += 1


def _draw(session: Session, folder: Path) -> int:
    window = _window(session)
    tour = Tour(window)
    count = 0
    for pages in (FIRST_DAY, STOPS):
        if pages is STOPS:
            tour.fill()
        for look in _looks(window):
            if pages is STOPS:
                tour.rename()
            for name in pages:
                tour.show(name)
                settle()
                window.grab().save(str(folder / f"{look}-{name}.png"))
                count += 1
    window.close()
    return count


def _looks(window: MainWindow) -> Iterator[str]:
    """Set every language, theme and text size in turn, and name each."""
    for scale in (1.0, 2.0):
        for dark in (False, True):
            for code in LANGUAGES:
                window.preferences.dark, window.preferences.scale = dark, scale
                window.set_language(code)
                yield f"{code}-{'dark' if dark else 'light'}-{round(scale * 100)}"


def _visit(tour: Tour, names: Iterable[str]) -> list[str]:
    visited = []
    for name in names:
        tour.show(name)
        settle(0)
        visited.append(name)
    return visited


def _window(session: Session) -> MainWindow:
    make_application()
    window = make_window(session, Preferences(dark=False), throwaway=True)
    window.resize(*WINDOW)
    window.show()
    window.complete()
    return window
