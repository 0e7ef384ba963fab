"""A small picture of a kept file: the first page of a PDF, or an image. Never more than is needed for that."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

_IMAGES: Final = {".png": b"png", ".jpg": b"jpeg", ".jpeg": b"jpeg"}
DRAWN: Final = (*_IMAGES, ".pdf")
"""Endings of the files that have a picture."""
_MOST_PIXELS: Final = 100_000_000
"""A page of A3 at 600 dpi has 70 million; more is no scan of a payslip."""
_MOST_MEGABYTES: Final = 420
"""Memory for one image while it is read: four bytes for each of the pixels above, and some room."""


def thumbnail(name: str, content: bytes, side: int) -> QImage | None:
    """A picture at most ``side`` pixels wide and high, ``None`` where the file shows none or is broken."""
    ending = Path(name).suffix.lower()
    if ending in _IMAGES:
        return _image(content, _IMAGES[ending], side)
    return _page(content, side) if ending == ".pdf" else None


def _image(content: bytes, kind: bytes, side: int) -> QImage | None:
    """Read as the kind its name says, and as nothing else."""
    buffer = _buffer(content)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAllocationLimit(_MOST_MEGABYTES)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    reader.setScaledSize(_inside(size, side))
    image = reader.read()
    return None if image.isNull() else image


def _page(content: bytes, side: int) -> QImage | None:
    from PySide6.QtPdf import QPdfDocument

    document, buffer = QPdfDocument(), _buffer(content)
    document.load(buffer)
    size = document.pagePointSize(0).toSize() if document.pageCount() else QSize()
    if document.status() != QPdfDocument.Status.Ready or size.isEmpty():
        return None
    page = document.render(0, _inside(size, side))
    document.close()
    if page.isNull():
        return None
    paper = QImage(page.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    with QPainter(paper) as painter:
        painter.drawImage(0, 0, page)
    return paper


def _inside(size: QSize, side: int) -> QSize:
    """As large as fits into a square, at least one pixel each way."""
    fitted = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
    return QSize(max(fitted.width(), 1), max(fitted.height(), 1))


def _buffer(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer
