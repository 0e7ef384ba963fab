"""The plain parts that every page is put together from: texts, buttons, columns, folds and bars."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.windows.controls import icons
from desktop.windows.controls.buttons import Button, LinkButton, restyle, set_role
from desktop.windows.controls.flow import Flow
from desktop.windows.controls.qt_values import NO_FOCUS, PLAIN_TEXT
from desktop.windows.controls.theme import GRID, size, theme

__all__ = [
    "Bar", "Button", "Column", "Fold", "Label", "LinkButton", "StateWord", "card", "clear", "line", "restyle", "row",
    "set_role",
]  # fmt: skip


class Label(QLabel):
    """Running text that wraps. ``role``: body, heading, title, number, small, muted or error.

    The text is plain: what a user typed is never read as markup. Labels carry no accessible name, which would
    hide their text from a screen reader.
    """

    def __init__(self, text: str = "", role: str = "body", wrap: bool = True) -> None:
        super().__init__(text)
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setWordWrap(wrap)
        set_role(self, role)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)


class _Ground(QWidget):
    """The content of a column: its height follows from its width alone.

    A scroll area would otherwise make it as high as the texts were at their narrowest.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Column(QScrollArea):
    """A page's content: one column of reading width that scrolls. Put widgets into ``body``.

    ``wide`` lets the column take the whole width, for tables.
    """

    def __init__(self, wide: bool = False) -> None:
        super().__init__()
        self._wide = wide
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusPolicy", NO_FOCUS)
        ground = _Ground()
        ground.setObjectName("column")
        # A stretch below, not an alignment: aligned layouts lose the height that their width asks for.
        tall = QVBoxLayout(ground)
        tall.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        outer = QHBoxLayout()
        tall.addLayout(outer)
        tall.addStretch(1)
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2 * GRID)
        outer.addWidget(self.content, 100)
        if not wide:
            outer.addStretch(1)
        self.setWidget(ground)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        if not self._wide:
            self.content.setMaximumWidth(theme.look.reading_width)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that ``widget`` can be seen."""
        self.ensureWidgetVisible(widget, 2 * GRID, 6 * GRID)


class Fold(QWidget):
    """A heading that opens and closes what stands below it; put widgets into ``body``."""

    toggled = Signal(bool)

    def __init__(self, text: str = "", open_: bool = False) -> None:
        super().__init__()
        self.head = LinkButton(text, "chevron-right")
        self.head.setCheckable(True)
        self.inside = QWidget()
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(3 * GRID, 0, 0, GRID)
        self.body.setSpacing(GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.head)
        layout.addWidget(self.inside)
        self.head.toggled.connect(self._turn)
        self.head.setChecked(open_)
        self._turn(open_)

    def set_text(self, text: str) -> None:
        """Set the heading."""
        self.head.setText(text)

    def _turn(self, open_: bool) -> None:
        self.inside.setVisible(open_)
        self.head.set_icon("chevron-down" if open_ else "chevron-right")
        self.toggled.emit(open_)


class Bar(QFrame):
    """A quiet bar with one sentence, perhaps one action, and a way to close it. Hidden until ``tell`` is called."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "bar")
        self.label = Label()
        self.action = Button(role="quiet")
        self.close_button = Button(role="quiet", icon="close")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.action)
        layout.addWidget(self.close_button)
        self._call: Callable[[], object] | None = None
        self.action.clicked.connect(self._act)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def tell(
        self, sentence: str, mood: str = "info", action: str = "", call: Callable[[], object] | None = None
    ) -> None:
        """Show ``sentence``. ``mood``: info, note or error. ``action`` is the text of a button that runs ``call``."""
        self.setProperty("mood", mood)
        restyle(self)
        self.label.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(call is not None)
        self._call = call
        self.show()
        # Loaded here because it is rarely needed and slow to load.
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self.label, QAccessible.Event.Alert))

    def _act(self) -> None:
        self.hide()
        if self._call is not None:
            self._call()


class StateWord(QWidget):
    """A state: its symbol, then its word; the colour comes last and says nothing alone."""

    def __init__(self, state: str = "", word: str = "", role: str = "body") -> None:
        super().__init__()
        self._state, self._role = state, role
        self._symbol = QLabel()
        self.word = Label(word, role)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        column = QVBoxLayout()  # keeps the symbol at the first line of a long word
        column.addWidget(self._symbol)
        column.addStretch(1)
        layout.addLayout(column)
        layout.addWidget(self.word, 1)
        theme.changed.connect(self._paint)
        self._paint()

    def show_state(self, state: str, word: str) -> None:
        """Show another state and its word."""
        self._state = state
        self.word.setText(word)
        self._paint()

    def _paint(self) -> None:
        role = "body" if self._role in ("body", "heading", "muted") else self._role
        self._symbol.setPixmap(icons.state_pixmap(self._state, round(size(role) * 1.3)))


def card(*widgets: QWidget, spacing: int = GRID) -> QFrame:
    """A framed box around the widgets, one under the other."""
    frame = QFrame()
    set_role(frame, "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return frame


def line() -> QFrame:
    """A thin line across."""
    frame = QFrame()
    set_role(frame, "line")
    return frame


def row(*widgets: QWidget) -> QWidget:
    """Widgets side by side that move to a next row where the width does not suffice."""
    holder = QWidget()
    flow = Flow(holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
