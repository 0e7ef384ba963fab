"""The map of the check as a file: a picture (PNG, SVG) or a page (PDF)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintDevice
    from PySide6.QtWidgets import QGraphicsScene

FORMATS = ("pdf", "png", "svg")
_SHARP = 2
"""Pixels of the picture for each unit of the drawing."""
_UNITS_PER_INCH = 96


def export_map(scene: QGraphicsScene, path: Path, title: str) -> None:
    """Write ``scene`` into ``path``; its ending, one of ``FORMATS``, says as what. Raises ``OSError``."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise OSError(f"{path.name} ends in none of {', '.join(FORMATS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    {"pdf": _pdf, "png": _png, "svg": _svg}[kind](scene, path, title)
    if not path.is_file() or path.stat().st_size == 0:
        raise OSError(f"{path} could not be written")


def _pdf(scene: QGraphicsScene, path: Path, title: str) -> None:
    """One page as large as the drawing, so that nothing is cut and letters stay letters."""
    area = scene.sceneRect()
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(_UNITS_PER_INCH)
    inches = QSizeF(area.width() / _UNITS_PER_INCH, area.height() / _UNITS_PER_INCH)
    writer.setPageSize(QPageSize(inches, QPageSize.Unit.Inch))
    writer.setPageMargins(QMarginsF())
    _paint(scene, writer, area.width(), area.height())


def _png(scene: QGraphicsScene, path: Path, title: str) -> None:
    size = (scene.sceneRect().size() * _SHARP).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setText("Title", title)
    _paint(scene, image, size.width(), size.height())
    if not image.save(str(path)):
        raise OSError(f"{path} could not be written")


def _svg(scene: QGraphicsScene, path: Path, title: str) -> None:
    from PySide6.QtSvg import QSvgGenerator

    area = scene.sceneRect()
    size = QSize(round(area.width()), round(area.height()))
    drawing = QSvgGenerator()
    drawing.setFileName(str(path))
    drawing.setTitle(title)
    drawing.setSize(size)
    drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
    _paint(scene, drawing, size.width(), size.height())


def _paint(scene: QGraphicsScene, device: QPaintDevice, width: float, height: float) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the drawing cannot be written there")
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene.render(painter, QRectF(0, 0, width, height))
    finally:
        painter.end()
