"""Small pictures of kept files, drawn by a process of their own: it may be stopped, and this one goes on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtGui import QImage

import desktop
from desktop.windows.proofs.drawing import SHAPE
from desktop.windows.proofs.thumbnail import DRAWN

_DRAWING: Final = "desktop.windows.proofs.drawing"
_MOST: Final = 2_000
"""Milliseconds; a scan of a page takes a tenth."""


class PictureMaker(QObject):
    """``drawn`` follows each ``draw`` with a ``QImage``, or ``None`` where the file has no picture."""

    drawn = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._side = 0
        self._process: QProcess | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._kill)
        parent.destroyed.connect(self.stop)

    def draw(self, name: str, content: bytes, side: int) -> None:
        """Draw the file ``content`` called ``name`` at most ``side`` wide and high; what was begun before is left."""
        self.stop()
        ending = Path(name).suffix.lower()
        if ending not in DRAWN:
            self.drawn.emit(None)
            return
        self._side = side
        process = self._process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._fail)
        process.start(sys.executable, ["-P", "-m", _DRAWING, ending, str(side)])
        process.write(content)
        process.closeWriteChannel()
        self._late.start(_MOST)

    def stop(self) -> None:
        """Leave what is being drawn."""
        self._late.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._finish)
            process.errorOccurred.disconnect(self._fail)
            process.kill()
            process.waitForFinished(_MOST)
            process.deleteLater()

    def wait(self) -> None:
        """Wait until what was begun is drawn or given up."""
        if self._process is not None and not self._process.waitForFinished(_MOST):
            self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finish(1)

    def _finish(self, status: int) -> None:
        self._late.stop()
        process, self._process = self._process, None
        if process is None:
            return
        points = bytes(process.readAllStandardOutput().data()) if status == 0 else b""
        process.deleteLater()
        self.drawn.emit(_image(points, self._side))


def _image(points: bytes, side: int) -> QImage | None:
    """The picture in what the process wrote, which is not believed either."""
    if len(points) < SHAPE.size:
        return None
    width, height = SHAPE.unpack_from(points)
    if not (1 <= width <= side and 1 <= height <= side and len(points) == SHAPE.size + 4 * width * height):
        return None
    return QImage(points[SHAPE.size :], width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def _environment() -> QProcessEnvironment:
    """That of this process; the child finds our own code and nothing in the folder where the user stands."""
    own = QProcessEnvironment.systemEnvironment()
    own.insert("PYTHONPATH", str(Path(desktop.__file__).parents[1]))
    return own
