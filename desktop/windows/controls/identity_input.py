"""A line for an identity number: hidden but for its end, plain while it is typed or asked to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QClipboard,
    QFocusEvent,
    QGuiApplication,
    QInputMethodQueryEvent,
    QKeySequence,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStyle, QStyleOptionFrame, QWidget

from desktop.domain.identity import masked
from desktop.windows.controls.reveal import Eye, Reveal
from desktop.windows.controls.secret_clipboard import copy_secret
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QMenu

_UNDO: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_TAKES: Final = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
_TELLING: Final = (
    Qt.InputMethodQuery.ImSurroundingText, Qt.InputMethodQuery.ImCurrentSelection,
    Qt.InputMethodQuery.ImTextBeforeCursor, Qt.InputMethodQuery.ImTextAfterCursor,
)  # fmt: skip
_STAYS: Final = (Qt.FocusReason.PopupFocusReason,)
"""The line's own menu takes the keyboard for a moment; then the number is still being worked on."""
_NOT_HIDDEN: Final = frozenset({"edit-undo", "edit-redo", "edit-cut", "edit-copy", "edit-delete"})
"""Entries of Qt's menu that would tell or spoil a number that is hidden."""


class IdentityLine(TextInput):
    """``text()`` is always the number itself. Hidden, the line is a password line that paints what may be seen:
    so neither copying nor a screen reader gets at the number.
    """

    def __init__(self, reveal: Reveal) -> None:
        super().__init__()
        self._reveal = reveal
        self.guarded = True
        """Whether what stands here is an identity number at all."""
        self.textEdited.connect(lambda _text: reveal.show())
        reveal.changed.connect(lambda _on: self.turn())

    @property
    def masked(self) -> bool:
        """Whether the number is hidden."""
        return self.echoMode() != QLineEdit.EchoMode.Normal

    def turn(self) -> None:
        """Show the number or hide it; an empty line hides nothing, so that input methods work in it.

        A hidden number is gone on with at its end: nobody can see where else.
        """
        plain = self._reveal.on or not self.guarded or not self.text()
        self.setEchoMode(QLineEdit.EchoMode.Normal if plain else QLineEdit.EchoMode.Password)
        if not plain:
            self.end(False)

    def event(self, event: QEvent) -> bool:
        """Input methods learn nothing of what is hidden; Qt tells them the text of password lines too."""
        answered = super().event(event)
        if self.masked and isinstance(event, QInputMethodQueryEvent):
            for query in _TELLING:
                if event.queries() & query:
                    event.setValue(query, "")
        return answered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo shows what it changes (Qt would empty a password line); copies go to the clipboard for secrets."""
        if any(event.matches(key) for key in _TAKES):
            self._take(event.matches(QKeySequence.StandardKey.Cut))
            return
        if any(event.matches(key) for key in _UNDO):
            self._reveal.show()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.masked:
            self.end(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What is marked with the mouse does not go to the second clipboard of X11 and Wayland."""
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Qt's menu, without what would tell or spoil a hidden number."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            name = action.objectName()
            if self.masked and name in _NOT_HIDDEN:
                action.setEnabled(False)
            elif name in ("edit-copy", "edit-cut"):
                action.triggered.disconnect()
                action.triggered.connect(lambda _on=False, cut=name == "edit-cut": self._take(cut))
        return menu

    def _take(self, cut: bool) -> None:
        if not self.masked and self.hasSelectedText():
            copy_secret(self.selectedText())
            if cut:
                self.del_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hidden: dots and the last characters, marked as a whole or not at all."""
        if not self.masked:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        with QPainter(self) as painter:
            style, words = self.style(), masked(self.text())
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
            room = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
            room.adjust(2, 0, -2, 0)
            ink = QPalette.ColorRole.Text
            if self.hasSelectedText():
                mark = self.fontMetrics().boundingRect(room, Qt.AlignmentFlag.AlignVCenter, words)
                painter.fillRect(mark, self.palette().color(QPalette.ColorRole.Highlight))
                ink = QPalette.ColorRole.HighlightedText
            painter.setPen(self.palette().color(ink))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class IdentityInput(QWidget):
    """The line and its eye. The number is hidden again when both are left, when it is out of sight, after a while."""

    def __init__(self, text: Callable[..., str]) -> None:
        super().__init__()
        self.reveal = Reveal(self)
        self.line, self.eye = IdentityLine(self.reveal), Eye(self.reveal, text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.eye)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda _text: self.settle())
        self.eye.clicked.connect(self._go_to_line)
        for part in (self.line, self.eye):
            part.installEventFilter(self)
        self.settle()

    def call(self, label: str, hint: str = "") -> None:
        """What a screen reader calls the line and its eye."""
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.eye.call(label)

    def guard(self, on: bool) -> None:
        """Whether what is typed here is an identity number at all; if not, it stays plain."""
        self.line.guarded = on
        self.settle()
        self.eye.setVisible(on)

    def settle(self) -> None:
        """Hide the number as it stands now; an empty line has nothing for the eye to show."""
        self.line.turn()
        self.eye.setEnabled(bool(self.line.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the number once neither line nor eye has the keyboard."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            QTimer.singleShot(0, self, self._left)
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reveal.hide()

    def _left(self) -> None:
        if QApplication.focusWidget() not in (self.line, self.eye):
            self.reveal.hide()

    def _go_to_line(self) -> None:
        """After a click with the mouse the keyboard belongs to the number that is shown."""
        if self.reveal.on and not self.eye.hasFocus():
            self.line.setFocus()
