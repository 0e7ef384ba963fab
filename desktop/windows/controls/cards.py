"""Large choices: radio buttons drawn as cards, with one line that says more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.windows.controls.flow import Flow
from desktop.windows.controls.theme import GRID, colour, size, theme

_PAD = 2 * GRID
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class ChoiceCard(QRadioButton):
    """One choice. Arrow keys move between the cards of a group, the space bar chooses, as with radio buttons."""

    def __init__(self, value: object, text: str, more: str = "", compact: bool = False) -> None:
        super().__init__(text)
        self.value = value
        self._compact = compact
        self._more = more
        self.setAccessibleDescription(more)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, text: str, more: str = "") -> None:
        """Change the words, as when the language changes."""
        self.setText(text)
        self._more = more
        self.setAccessibleDescription(more)
        self.updateGeometry()
        self.update()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text, more = self._boxes(width)
        return max(text.height() + more.height(), self._mark()) + 2 * _PAD - GRID // 2

    def sizeHint(self) -> QSize:
        width = theme.look.reading_width
        if self._compact:
            advance = self.fontMetrics().horizontalAdvance(self.text())
            width = min(max(advance, 4 * size()) + self._left() + _PAD + 2, width)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        words = (self.text() + " " + self._more).split() or [""]
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in words if len(word) < 40)
        return QSize(min(widest, 20 * size()) + self._left() + _PAD, self.fontMetrics().height() + 2 * _PAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour wherever it stands. Enter is for the page: it goes on and does not choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif event.key() in _STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._step(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Choose the next or the previous card that is shown; at the ends stay."""
        group = self.group()
        shown = [button for button in group.buttons() if button.isVisible()] if group else [self]
        place = shown.index(self) + by
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)
            shown[place].click()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_frame(painter)
            self._paint_mark(painter)
            self._paint_words(painter)

    def _paint_frame(self, painter: QPainter) -> None:
        lit = self.isChecked() or self.underMouse()
        painter.setBrush(colour("tint" if lit else "raised"))
        strong = self.hasFocus()
        ink = colour("accent" if strong or self.isChecked() else "strong_line")
        painter.setPen(QPen(ink, 3 if strong else 1.5 if self.isChecked() else 1))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)

    def _paint_mark(self, painter: QPainter) -> None:
        side = self._mark()
        circle = QRect(_PAD, _PAD - GRID // 4 + (self.fontMetrics().height() - side) // 2, side, side)
        painter.setBrush(colour("ground"))
        painter.setPen(QPen(colour("accent" if self.isChecked() else "strong_line"), 2))
        painter.drawEllipse(circle)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            inset = round(side * 0.27)
            painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))

    def _paint_words(self, painter: QPainter) -> None:
        text, more = self._boxes(self.width())
        painter.setPen(colour("text"))
        painter.drawText(text, _WRAP, self.text())
        if self._more:
            painter.setFont(self._small())
            painter.setPen(colour("muted"))
            painter.drawText(more, _WRAP, self._more)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where the text and the further line stand in a card of ``width``."""
        room = QRect(self._left(), _PAD - GRID // 4, max(width - self._left() - _PAD, 1), 10_000)
        text = self.fontMetrics().boundingRect(room, _WRAP, self.text())
        text.setWidth(room.width())
        if not self._more:
            return text, QRect()
        room.setTop(text.bottom() + 3)
        more = QFontMetrics(self._small()).boundingRect(room, _WRAP, self._more)
        more.setWidth(room.width())
        return text, more.adjusted(0, 0, 0, 2)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size("small"))
        return font

    def _mark(self) -> int:
        return round(size() * 1.25)

    def _left(self) -> int:
        return _PAD + self._mark() + GRID * 3 // 2


class Choices(QWidget):
    """A group of cards; ``picked`` carries the value of the card the user chose.

    The cards stand one under the other, or side by side as far as they fit where ``compact``.
    """

    picked = Signal(object)

    def __init__(self, compact: bool = False) -> None:
        super().__init__()
        self._compact = compact
        self._group = QButtonGroup(self)
        self._layout: QLayout = Flow(self) if compact else QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID)
        self.cards: list[ChoiceCard] = []

    def add(self, value: object, text: str, more: str = "") -> ChoiceCard:
        """Add a card at the end."""
        card = ChoiceCard(value, text, more, self._compact)
        self._group.addButton(card)
        self._layout.addWidget(card)
        card.toggled.connect(lambda on: self.picked.emit(card.value) if on else None)
        self.cards.append(card)
        return card

    def chosen(self) -> ChoiceCard | None:
        """The card that is chosen, if any."""
        return next((card for card in self.cards if card.isChecked()), None)

    def choose(self, value: object) -> None:
        """Choose the card of this value without telling anybody; an unknown value chooses none."""
        for card in self.cards:
            if type(card.value) is type(value) and card.value == value:
                card.blockSignals(True)
                card.setChecked(True)
                card.blockSignals(False)
                card.update()

    def unchoose(self) -> None:
        """Choose no card, without telling anybody."""
        self._group.setExclusive(False)
        for card in self.cards:
            card.blockSignals(True)
            card.setChecked(False)
            card.blockSignals(False)
            card.update()
        self._group.setExclusive(True)
