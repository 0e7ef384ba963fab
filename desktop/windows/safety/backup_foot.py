"""The quiet line at the foot of the window: saved, and how old the last backup is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from desktop.domain.backups import Concern
from desktop.safety.backups import Standing
from desktop.windows.controls import icons
from desktop.windows.controls.buttons import Button
from desktop.windows.controls.qt_values import WRAPPED
from desktop.windows.controls.theme import GRID, colour, size
from desktop.windows.safety.backup_words import foot_words

if TYPE_CHECKING:
    from desktop.session import Session


class BackupFoot(Button):
    """A button that leads to the backups. Its symbol and words change when the user should look at them.

    Its words are small and wrap, so that the side stays as narrow as its places need.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(role="nav")
        self._session = session
        self._standing = Standing(None, Concern.NONE)
        self.state = "begun"
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_standing(self, standing: Standing | None = None) -> None:
        """Say how things stand; without ``standing`` the last one again, in the present language."""
        self._standing = standing or self._standing
        self.state, words = foot_words(self._session, self._standing)
        self.setText(words)
        self.setAccessibleName(words.replace("\n", " · "))
        self.setToolTip(self._session.text("safety.backups.foot.open"))
        self.update()

    def sizeHint(self) -> QSize:
        """As much as the words need at this width, which others decide."""
        words = QFontMetrics(self._small()).boundingRect(self._room(), WRAPPED, self.text())
        return QSize(words.width() + self._before(), words.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Painted by hand: the style cannot wrap the words of a button."""
        with QPainter(self) as painter:
            self._paint_ground(painter)
            side = round(size() * 1.25)
            symbol = icons.state_pixmap(self.state, side)
            painter.drawPixmap(GRID, GRID // 4, side, side, symbol)
            painter.setFont(self._small())
            painter.setPen(colour("text"))
            painter.drawText(self._room(), WRAPPED, self.text())

    def _paint_ground(self, painter: QPainter) -> None:
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), colour("tint"))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _room(self) -> QRect:
        return QRect(self._before(), 0, max(self.width() - self._before(), 1), 10_000)

    def _before(self) -> int:
        return round(size() * 1.25) + 2 * GRID

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size("small"))
        return font
