"""Copying what nobody else shall find: the clipboard is emptied again, and its managers are asked to keep nothing.

The marks are those that other password keepers set. Windows: "Clipboard formats", Microsoft Learn. KDE:
``x-kde-passwordManagerHint``. macOS: nspasteboard.org. A manager that ignores them keeps the text all the same.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT: Final = 60
"""Seconds after which a copied secret leaves the clipboard."""
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{}"'
"""How Qt names a clipboard format of Windows."""
_NO: Final = bytes(4)
"""A DWORD of nought."""
MARKS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    "org.nspasteboard.ConcealedType": b"1",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
}
"""What tells managers, histories and clouds to leave the content alone."""


class SecretClipboard(QObject):
    """Holds at most one secret in the clipboard of the desktop and takes it away in time."""

    def __init__(self, parent: QObject | None = None, seconds: int = KEPT) -> None:
        super().__init__(parent)
        self._text = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(seconds * 1000)
        self.timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Put ``text`` into the clipboard, marked as secret; it goes again after the given seconds."""
        data = QMimeData()
        data.setText(text)
        for name, value in MARKS.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._text = text
        self.timer.start()

    def clear(self) -> None:
        """Empty the clipboard if it still holds our secret; what was copied since then stays."""
        self.timer.stop()
        if self._text and QGuiApplication.clipboard().text() == self._text:
            QGuiApplication.clipboard().clear()
        self._text = ""


_clipboards: list[SecretClipboard] = []


def copy_secret(text: str) -> None:
    """Copy an identity number or another secret: gone after a minute, at the lock and at the end of the program."""
    if not _clipboards:
        _clipboards.append(SecretClipboard(QGuiApplication.instance()))
    _clipboards[0].copy(text)


def clear_secret() -> None:
    """Take a secret of ours out of the clipboard now; without one nothing happens."""
    for clipboard in _clipboards:
        clipboard.clear()
