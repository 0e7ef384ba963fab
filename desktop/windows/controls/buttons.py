"""Buttons, and the roles that the style sheet gives to widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from desktop.windows.controls import icons
from desktop.windows.controls.qt_values import WRAPPED
from desktop.windows.controls.theme import GRID, colour, size, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent


def set_role(widget: QWidget, role: str) -> None:
    """Give the widget a role of the style sheet (``title``, ``primary``, ``card`` and so on)."""
    before = widget.property("role")
    widget.setProperty("role", role)
    if before is not None and before != role:  # a new widget is styled when it is first shown
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def refont(root: QWidget) -> None:
    """Give ``root`` and all inside it the font of the present language.

    A style sheet keeps the families it met first; only widgets that still have others are styled again.
    """
    families = QApplication.font().families()
    for widget in (root, *root.findChildren(QWidget)):
        if widget.font().families() != families:
            restyle(widget)


class Button(QPushButton):
    """A button. ``role``: plain, primary (the one large action), quiet (like a link) or nav."""

    def __init__(self, text: str = "", role: str = "plain", icon: str = "") -> None:
        super().__init__(text)
        self._icon = icon
        self.setAutoDefault(False)
        set_role(self, role)
        if icon:
            self._paint_icon()
            theme.changed.connect(self._paint_icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button as the space bar does."""
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def set_icon(self, name: str) -> None:
        """Show another drawing of the icon family."""
        if not self._icon:
            theme.changed.connect(self._paint_icon)
        self._icon = name
        self._paint_icon()

    def _paint_icon(self) -> None:
        role = self.property("role")
        ink = {"primary": "on_accent", "quiet": "accent"}.get(role, "text")
        self.setIcon(icons.icon(self._icon, ink, size("title") - 3))
        self.setIconSize(QSize(size("title") - 3, size("title") - 3))


class LinkButton(Button):
    """A quiet button whose words wrap like those of a text."""

    def __init__(self, text: str = "", icon: str = "") -> None:
        super().__init__(text, "quiet", icon)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(longest, 12 * size()) + self._before() + GRID, super().minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._before() - GRID, 1), 10_000)
        text = self.fontMetrics().boundingRect(room, WRAPPED, self.text())
        return max(text.height() + 2 * GRID - 2, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Painted by hand: the style can neither wrap the words nor is it needed for a ground and a frame."""
        from PySide6.QtGui import QPainter

        with QPainter(self) as painter:
            self._paint_ground(painter)
            painter.setPen(colour("accent"))
            side = self.iconSize().height()
            if not self.icon().isNull():
                self.icon().paint(painter, QRect(GRID // 2, (self._line_height() - side) // 2, side, side))
            room = self.rect().adjusted(self._before(), GRID - 1, -GRID // 2, 0)
            painter.drawText(room, WRAPPED, self.text())

    def _paint_ground(self, painter: QPainter) -> None:
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), colour("tint"))
        if self.hasFocus():
            from PySide6.QtGui import QPen

            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _before(self) -> int:
        """The room that icon and padding take at the left."""
        return GRID // 2 if self.icon().isNull() else self.iconSize().width() + GRID * 3 // 2

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 2 * GRID - 2
