"""A walk without a display: the sample case goes through the windows, as a user would take it."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QTableWidget, QWidget

from desktop.session import Session
from desktop.windows.app import make_application, make_window
from desktop.windows.check import CheckPage
from desktop.windows.preferences import Preferences
from desktop.windows.screens import WINDOW, settle

if TYPE_CHECKING:
    from desktop.samples import Sample
    from desktop.windows.main_window import MainWindow
    from desktop.windows.page import Page

_AFTERWARDS = ("result", "documents", "review", "copy", "cases", "law", "start", "help")


def walk(
    out: Path, language: str | None = None, profile: Path | None = None, today: dt.date | None = None
) -> int:
    """Answer the check for the first sample person, print the result in words, write papers and pictures to ``out``.

    Without ``profile`` nothing is kept. Returns the exit status: 0, or 1 where the check did not reach a result.
    """
    out.mkdir(parents=True, exist_ok=True)
    make_application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as passing:
        session = Session.start(profile or Path(passing), language, today)
        try:
            return _Walk(session, out).go()
        finally:
            session.close()


class _Walk:
    """One walk, and the pictures taken on it."""

    def __init__(self, session: Session, out: Path) -> None:
        self.session, self.out = session, out
        self.window: MainWindow = make_window(session, Preferences(dark=False), throwaway=True)
        self.window.resize(*WINDOW)
        self.window.show()
        self.window.complete()
        self.pictures = 0

    def go(self) -> int:
        sample = self.session.samples[0]
        self.picture("start")
        self.window.open("check", None, "new")
        case_id = self.answer(sample)
        if case_id is None or self.window.kind != "result":
            return 1
        for key, value in sample.fields.items():
            self.session.set_field(case_id, key, value)
        self.session.rename_case(case_id, self.session.text(f"samples.{sample.key}.name"))
        self.window.open("result", case_id)
        settle()
        print("\n".join(words_on(self.window.pages["result"])))
        for kind in _AFTERWARDS:
            self.window.open(kind, case_id if kind in ("result", "documents", "review", "copy") else None)
            self.picture(kind)
        files = self.session.save_papers(self.session.case(case_id), self.out)
        print()
        print("\n".join(str(self.out / file.file_name) for file in files))
        self.window.close()
        return 0

    def answer(self, sample: Sample) -> int | None:
        """Give the answers of the sample on every page that asks for one, "I don't know" where it has none."""
        page = self.window.pages["check"]
        assert isinstance(page, CheckPage)
        while self.window.kind == "check" and self.pictures < 40:
            assert page.question is not None
            page.question.give(sample.answers)
            self.picture(f"check-{page.question.topic.key}")
            page.go_on()
        return page.case_id

    def picture(self, name: str) -> None:
        """Write a picture of the window; the number keeps the order of the walk."""
        settle()
        self.pictures += 1
        self.window.grab().save(str(self.out / f"{self.pictures:02}-{name}.png"))


def words_on(page: Page) -> list[str]:
    """Every text that stands on the page, in reading order, once; tables as the sentences they speak."""
    said: list[tuple[int, int, str]] = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page):
            continue
        place = widget.mapTo(page, QPoint(0, 0))
        if isinstance(widget, QLabel) and widget.text():
            said.append((place.y(), place.x(), widget.text()))
        elif isinstance(widget, QTableWidget):
            said += [(place.y(), place.x() + row, words) for row, words in enumerate(_sentences(widget))]
    return list(dict.fromkeys(words for _y, _x, words in sorted(said)))


def _sentences(table: QTableWidget) -> list[str]:
    """What a screen reader says of each line."""
    lines = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(table.columnCount())]
        spoken = [item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text() for item in items if item]
        lines.append(max(spoken, key=len, default=""))
    return lines
