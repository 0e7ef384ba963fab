"""A fold whose heading may be a whole sentence: it wraps, and a state's symbol may stand before it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.windows.controls import icons
from desktop.windows.controls.theme import GRID, colour, size, theme
from desktop.windows.result.grid import lay_text

_PAD = GRID * 3 // 4


class FoldHead(QAbstractButton):
    """A sentence to press: Space opens and closes, as with every button."""

    def __init__(self, text: str, state: str = "") -> None:
        super().__init__()
        self._state = state
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - self.text_left() - _PAD
        return round(max(lay_text(self.text(), self.font(), room)[1], self._mark())) + 2 * _PAD

    def sizeHint(self) -> QSize:
        width = min(
            theme.look.reading_width,
            self.fontMetrics().horizontalAdvance(self.text()) + self.text_left() + 3 * _PAD,
        )
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.text_left() + 8 * size(), self._mark() + 2 * _PAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            painter.drawPixmap(_PAD, self._top(), self._chevron())
            if self._state:
                symbol = icons.state_pixmap(self._state, self._mark())
                painter.drawPixmap(_PAD + self._mark() + GRID // 2, self._top(), symbol)
            painter.setPen(colour("text" if self._state else "accent"))
            layout, _ = lay_text(self.text(), self.font(), self.width() - self.text_left() - _PAD)
            layout.draw(painter, QPointF(self.text_left(), _PAD))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(colour("tint") if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 6, 6)

    def _chevron(self) -> QPixmap:
        return icons.pixmap("chevron-down" if self.isChecked() else "chevron-right", "accent", self._mark())

    def _mark(self) -> int:
        return round(size() * 1.3)

    def _top(self) -> int:
        return _PAD + max(0, (self.fontMetrics().height() - self._mark()) // 2)

    def text_left(self) -> int:
        """Where the words begin, in logical pixels from the left."""
        marks = 2 if self._state else 1
        return _PAD + marks * (self._mark() + GRID // 2) + GRID // 2


class Link(FoldHead):
    """A whole sentence to press that leads somewhere: it wraps where a plain button would be cut off."""

    def __init__(self, text: str, icon: str = "edit") -> None:
        self._icon = icon
        super().__init__(text)
        self.setCheckable(False)

    def _chevron(self) -> QPixmap:
        return icons.pixmap(self._icon, "accent", self._mark())


class SentenceFold(QWidget):
    """A heading that opens and closes what stands below it; put widgets into ``body``."""

    toggled = Signal(bool)

    def __init__(self, text: str, state: str = "", open_: bool = False) -> None:
        super().__init__()
        self.head = FoldHead(text, state)
        self.inside = QWidget()
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(self.head.text_left(), 0, 0, GRID)
        self.body.setSpacing(GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.head)
        layout.addWidget(self.inside)
        self.head.toggled.connect(self._turn)
        self.head.setChecked(open_)
        self.inside.setVisible(open_)

    def _turn(self, open_: bool) -> None:
        self.inside.setVisible(open_)
        self.toggled.emit(open_)
