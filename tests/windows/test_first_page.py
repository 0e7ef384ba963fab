"""What the first page waits for, and what it does not: nothing here looks at the clock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.session import Session
from desktop.windows.app import show_window
from desktop.windows.controls.theme import theme
from desktop.windows.main_window import MainWindow

ROOT = Path(__file__).parents[2]

NOT_BEFORE_PAINTING = (
    "desktop.domain", "desktop.law", "desktop.storage.store", "babel", "sqlite_utils", "sqlcipher3", "cryptography",
    "keyring", "reportlab", "dataclasses", "tomllib", "_hashlib", "desktop.windows.controls.cards",
)  # fmt: skip
NOT_ON_START = ("desktop.law", "babel", "sqlite_utils", "cryptography", "keyring", "reportlab", "_hashlib")
"""An empty Start page reads the file, so SQLCipher is there; sqlite-utils waits for the first change."""

OPEN = """
import builtins, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.windows import app
application = app.make_application()
window = app.show_window(Path(sys.argv[1]), "en")
def filled():
    print("filled", window.kind, *sys.modules)
    application.quit()
def painted():
    print("painted", window.kind, *sys.modules)
    window.complete()
    QTimer.singleShot(0, window, filled)
window.findChild(app.FirstPainting).over.disconnect()
window.findChild(app.FirstPainting).over.connect(painted)
application.exec()
print("import", builtins.__import__.__name__)
"""


def opened(profile: Path) -> dict[str, tuple[str, set[str]]]:
    """The page and the modules of a program of its own, when it was painted and when it was filled."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", OPEN, str(profile)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=60,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return {line[0]: (line[1], set(line[2:])) for line in lines}


def loaded(modules: set[str], unwanted: tuple[str, ...]) -> set[str]:
    return {name for name in unwanted if any(one == name or one.startswith(name + ".") for one in modules)}


def made(profile: Path, passphrase: str = "") -> None:
    """A profile whose file exists, without a case."""
    session = Session.start(profile, "en")
    assert session.cases() == ()
    if passphrase:
        session.protect(passphrase)
    session.close()


def test_start_paints_before_law_and_file_are_loaded(profile: Path) -> None:
    made(profile)
    seen = opened(profile)
    assert seen["import"][0] != "__feature_import__", "PySide6 reads the source of whatever is imported"
    page, modules = seen["painted"]
    assert page == "start"
    assert loaded(modules, NOT_BEFORE_PAINTING) == set()
    page, modules = seen["filled"]
    assert page == "start"
    assert "sqlcipher3" in modules
    assert loaded(modules, NOT_ON_START) == set()


def test_unlock_paints_before_anything_is_unlocked(profile: Path) -> None:
    made(profile, "correct horse battery")
    page, modules = opened(profile)["painted"]
    assert page == "unlock"
    assert loaded(modules, NOT_BEFORE_PAINTING) == set()


@pytest.fixture
def shown(qapp: QApplication, profile: Path) -> Iterator[MainWindow]:
    window = show_window(profile, "en")
    yield window
    theme.draw_icons()
    window.close()
    window.session.close()
    window.deleteLater()


def test_icons_come_after_the_painting_into_the_room_they_were_given(shown: MainWindow) -> None:
    button = shown.side.buttons["cases"]
    before, width = button.icon().pixmap(20).toImage(), shown.side.width()
    assert all(before.pixelColor(x, y).alpha() == 0 for x in range(20) for y in range(20))
    theme.draw_icons()
    QApplication.processEvents()
    after = button.icon().pixmap(20).toImage()
    assert any(after.pixelColor(x, y).alpha() for x in range(20) for y in range(20))
    assert shown.side.width() == width
