"""A window on a throwaway profile, in any language."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.session import LANGUAGES, Session
from desktop.windows.app import make_application, make_window
from desktop.windows.main_window import MainWindow
from desktop.windows.preferences import Preferences
from desktop.windows.screens import WINDOW
from desktop.windows.singletons import keep_singletons_alive

MakeWindow = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it; pytest-qt uses this one too."""
    keep_singletons_alive()
    return make_application()


@pytest.fixture(params=LANGUAGES)
def code(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def session(profile: Path) -> Iterator[Session]:
    session = Session.start(profile, "en")
    yield session
    session.close()


@pytest.fixture
def make(qapp: QApplication, session: Session) -> Iterator[MakeWindow]:
    """Makes a shown and active window of the smallest supported size."""
    windows: list[MainWindow] = []

    def make_one(code: str = "en", scale: float = 1.0, throwaway: bool = True) -> MainWindow:
        session.set_language(code)
        window = make_window(session, Preferences(dark=False, scale=scale), throwaway)
        window.resize(*WINDOW)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        windows.append(window)
        return window

    yield make_one
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.processEvents()
    # Without a running event loop nothing else deletes them, and every style sheet would go through all of them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make: MakeWindow) -> MainWindow:
    return make()
