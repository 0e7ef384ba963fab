"""Icons: one family of SVG drawings, painted in a colour of the present look."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPixmap

from desktop.paths import resources_folder
from desktop.windows.controls.theme import colour, theme

STATES = {
    "exempt": ("state-yes", "good"),
    "exempt_after_approval_of_extension": ("state-wait", "wait"),
    "exceptional_agreement_needed": ("state-ask", "ask"),
    "cannot_tell": ("state-open", "open"),
    "no_agreement": ("state-none", "open"),
    "not_exempt": ("state-no", "bad"),
    "stays_due": ("state-due", "muted"),
    "keep_paying": ("state-due", "text"),
    "own_rules": ("state-open", "open"),
    "begun": ("state-begun", "accent"),
    "overdue": ("warning", "bad"),
}
"""Symbol and colour of every state, so that it looks the same on every page."""


def pixmap(name: str, colour_name: str = "text", size: int = 20) -> QPixmap:
    """The drawing ``name`` in ``size`` logical pixels, in the named colour of the look."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _draw(name, colour(colour_name).name(), colour("ground").name(), size, ratio)


def icon(name: str, colour_name: str = "text", size: int = 20) -> QIcon:
    """The same as an icon for buttons and menus; while the look is bare, an empty one of this size."""
    return QIcon(_blank(size) if theme.bare else pixmap(name, colour_name, size))


def state_pixmap(state: str, size: int = 20) -> QPixmap:
    """The symbol of a state in its colour; an unknown state has the symbol of an open one."""
    name, colour_name = STATES.get(state, STATES["cannot_tell"])
    return pixmap(name, colour_name, size)


@cache
def _draw(name: str, ink: str, ground: str, size: int, ratio: float) -> QPixmap:
    """White parts of a drawing stand for the ground it is painted on."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtGui import QImageReader

    drawing = _source(name).replace(b"currentColor", ink.encode()).replace(b"#fff", ground.encode())
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(size * ratio), round(size * ratio)))
    image = QPixmap.fromImage(reader.read())
    image.setDevicePixelRatio(ratio)
    return image


def _blank(size: int) -> QPixmap:
    image = QPixmap(size, size)
    image.fill(QColor(0, 0, 0, 0))
    return image


@cache
def _source(name: str) -> bytes:
    return Path(resources_folder(), "icons", f"{name}.svg").read_bytes()
