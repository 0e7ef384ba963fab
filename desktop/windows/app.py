"""The start of the windows: as little as the first page needs, the rest right after it is painted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop.paths import resources_folder
from desktop.problems import Problem
from desktop.session import Session, kept_language
from desktop.windows.controls.theme import register_fonts, theme
from desktop.windows.main_window import MainWindow
from desktop.windows.preferences import Preferences

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtWidgets import QMessageBox

PREFERENCES = "windows.json"


class FirstPainting(QObject):
    """Sends ``over`` once, when a window was painted for the first time."""

    over = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the painting; what follows runs when the event loop is free again."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self.over.emit)
        return False


def _name_only(kind: QtMsgType, context: QMessageLogContext, _text: str) -> None:
    """Of a message of Qt the kind and where it comes from: its text may name files and quote what is on the screen."""
    if sys.stderr is not None:
        print(f"Qt: {kind.name}, {context.category or 'default'}", file=sys.stderr)


def make_application() -> QApplication:
    """The application with its style and the bundled fonts, or the one there is already."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    qInstallMessageHandler(_name_only)
    # Named here, not by setStyle, which would hand back a QStyle: building that class takes 4 ms.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("waipai")
    app.setApplicationDisplayName("Waipai 外派")
    app.setDesktopFileName("waipai")
    register_fonts(resources_folder() / "fonts")
    return app


def make_window(session: Session, preferences: Preferences, throwaway: bool = False) -> MainWindow:
    """The main window with its first page: ``unlock`` while the file is locked, else ``start``."""
    window = MainWindow(session, preferences)
    window.protection_offered = throwaway
    try:
        window.open("start")
    except Problem as problem:
        if not window.gate.rescue(problem):
            raise
    return window


def preferences_folder(profile: Path | None) -> Path:
    """Where the look of the windows is kept: with the throwaway profile, else in the user's settings."""
    if profile is not None:
        return profile
    from platformdirs import user_config_path

    return user_config_path("waipai", appauthor=False)


def run(profile: Path | None = None, language: str | None = None, today: dt.date | None = None) -> int:
    """Open the program and return its exit status. ``profile`` is the folder of a throwaway profile."""
    app = make_application()
    try:
        window = show_window(profile, language, today)
    except Problem as problem:
        cannot_start(problem, language or kept_language(profile)).exec()
        return 1
    status = app.exec()
    window.session.close()
    return status


def show_window(
    profile: Path | None = None, language: str | None = None, today: dt.date | None = None
) -> MainWindow:
    """The main window on a profile of its own, shown; the event loop paints and completes it.

    ``today`` is the day a reviewer chose. Raises the ``Problem`` that kept the profile from being opened.
    """
    session = Session.start(profile, language, today)
    preferences = Preferences.load(preferences_folder(profile) / PREFERENCES)
    theme.bare = True
    window = make_window(session, preferences, throwaway=profile is not None)
    FirstPainting(window).over.connect(window.complete)
    window.show()
    return window


def cannot_start(problem: Problem, language: str | None) -> QMessageBox:
    """What says why nothing was opened, in ``language``; ``None`` is that of the system."""
    from PySide6.QtWidgets import QMessageBox

    words = Session(language=language).text(problem.key, **problem.params)
    return QMessageBox(QMessageBox.Icon.Warning, "Waipai 外派", words)
