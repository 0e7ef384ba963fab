"""Papers leave the program: one file, all files, or the printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.problems import Problem, write_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case import Case
    from desktop.paperwork import PaperFile
    from desktop.session import Session
    from desktop.windows.documents.preview import Preview

    Act = Callable[[QWidget, Session, PaperFile], tuple[str, str] | None]

_PRINT_DPI = 300


def write_file(session: Session, file: PaperFile, path: Path) -> tuple[str, str]:
    """Write one paper to ``path``; returns the sentence to say and its mood."""
    try:
        path.write_bytes(file.data)
    except OSError as error:
        problem = write_problem(error, path)
        return session.text(problem.key, **problem.params), "error"
    return session.text("pages.documents.saved", path=str(path)), "info"


def with_true_paper(parent: QWidget, session: Session, preview: Preview, act: Act) -> tuple[str, str] | None:
    """Let ``act`` keep the paper in ``preview``, its identity numbers in full; returns what to say and its mood."""
    try:
        file = preview.true_file()
    except Problem as problem:
        return session.text(problem.key, **problem.params), "error"
    return act(parent, session, file) if file is not None else None


def suggested_path(session: Session, name: str) -> Path:
    """Where a file called ``name`` goes unless the user says otherwise: the day in its name, in the user's folder.

    So the papers of two days stand side by side, and an older one is not written over by mistake.
    """
    path, day = Path.home() / name, session.day.isoformat()
    return path if day in path.stem else path.with_stem(f"{path.stem}_{day}")


def save_one(parent: QWidget, session: Session, file: PaperFile) -> tuple[str, str] | None:
    """Ask where the paper goes and write it; ``None`` where the user thinks better of it."""
    title = session.text("pages.documents.save")
    ending = Path(file.file_name).suffix
    suggested = str(suggested_path(session, file.file_name))
    chosen, _ = QFileDialog.getSaveFileName(parent, title, suggested, f"*{ending}")
    return write_file(session, file, Path(chosen)) if chosen else None


def save_all(parent: QWidget, session: Session, case: Case) -> tuple[str, str] | None:
    """Ask for a folder and write every paper that the case always needs."""
    chosen = QFileDialog.getExistingDirectory(
        parent, session.text("pages.documents.save_all"), str(Path.home())
    )
    return write_all(session, case, Path(chosen)) if chosen else None


def write_all(session: Session, case: Case, folder: Path) -> tuple[str, str]:
    """Write the set into ``folder``; returns the sentence to say and its mood."""
    try:
        files = session.save_papers(case, folder)
    except Problem as problem:
        return session.text(problem.key, **problem.params), "error"
    return session.language.plural("pages.documents.saved_all", len(files), path=str(folder)), "info"


def print_paper(parent: QWidget, session: Session, file: PaperFile) -> tuple[str, str]:
    """Ask for a printer and print every page; returns the sentence to say and its mood."""
    name = file.file_name
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_PRINT_DPI)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(session.text("pages.documents.print"))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return session.text("pages.documents.not_printed"), "note"
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(file.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if not paint_pages(printer, document):
        return session.text("pages.documents.print_failed"), "error"
    return session.text("pages.documents.printed", name=name), "info"


def paint_pages(printer: QPrinter, document: QPdfDocument) -> bool:
    """Paint each page of ``document`` onto a sheet, as large as the paper holds; False where that fails."""
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        fitted = points.scaled(sheet.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        image = document.render(page, QSize(round(fitted.width()), round(fitted.height())))
        painter.drawImage(QRect(QPoint(0, 0), image.size()), image)
    return painter.end()
