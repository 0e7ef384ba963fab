"""Dates leave the program as a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.problems import write_problem
from desktop.windows.controls.work import Stopped, run
from desktop.windows.documents.files import suggested_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.dates.due import DueItem
    from desktop.windows.page import Page


def save_calendar(page: Page, items: Sequence[DueItem], names: bool) -> None:
    """Ask where the file goes and write it; what became of it is said in the window's bar."""
    suggested = suggested_path(page.session, f"waipai-{page.text('dates.file_name')}.ics")
    chosen, _ = QFileDialog.getSaveFileName(
        page, page.text("dates.export"), str(suggested), page.text("dates.export_filter")
    )
    if chosen:
        write_calendar_file(page, items, names, Path(chosen))


def write_calendar_file(page: Page, items: Sequence[DueItem], names: bool, path: Path) -> None:
    """Write the file to ``path``."""
    dates = page.session.dates
    try:
        data = run(
            page,
            page.text("dates.export"),
            page.text("dates.export_stop"),
            lambda progress: dates.calendar(items, names, progress),
        )
    except Stopped:
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        problem = write_problem(error, path)
        page.say.emit(page.text(problem.key, **problem.params), "error")
    else:
        page.say.emit(page.text("dates.export_said", file=str(path)), "info")
