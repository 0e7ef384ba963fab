"""The dialog of a bug: it offers a report without personal data, to copy or to save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QVBoxLayout

from desktop.problems import write_problem
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class BugDialog(QDialog):
    """Says that a bug of ours happened, and offers the report to copy or to save."""

    def __init__(self, window: MainWindow, report: str) -> None:
        super().__init__(window)
        text = window.session.text
        self._window = window
        self.setWindowTitle(text("errors.bug.title"))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(text("app.bug.report"))
        copy = Button(text("errors.bug.copy"), icon="copy")
        save = Button(text("errors.bug.save"), icon="save")
        close = Button(text("errors.bug.go_on"), "primary")
        close.setDefault(True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        save.clicked.connect(self._save)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        for widget in (
            Label(text("errors.bug.text"), "heading"),
            Label(text("errors.bug.offer")),
            self.report,
            row(close, copy, save),
        ):
            layout.addWidget(widget)
        self.resize(640, 480)

    def add(self, report: str) -> None:
        """Append a further report, instead of opening a second dialog."""
        self.report.appendPlainText("\n" + report)

    def _save(self) -> None:
        dialog = QFileDialog(self, self._window.session.text("errors.bug.save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("waipai-report.txt")
        dialog.fileSelected.connect(self._write)
        dialog.open()

    def _write(self, name: str) -> None:
        try:
            Path(name).write_text(self.report.toPlainText(), "utf-8")
        except OSError as error:
            raise write_problem(error, Path(name)) from error
