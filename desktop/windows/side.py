"""The side of the main window: where one can go, and the menus of language and appearance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.windows.controls.qt_values import NO_FOCUS, SCROLL_BAR_ALWAYS_OFF, TAB_FOCUS
from desktop.windows.controls.theme import GRID, SCALES, size, theme
from desktop.windows.controls.widgets import Button, Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
    from PySide6.QtWidgets import QMenu

    from desktop.session import Session

PLACES = ("start", "check", "cases", "record", "dates", "cost", "documents", "law", "safety")
"""What stands in the navigation, in order; Ctrl+1, Ctrl+2 and so on go there."""

LANGUAGE_NAMES = {"zh_Hans": "简体中文", "de": "Deutsch", "ko": "한국어", "en": "English"}
"""Each language under its own name, whatever the screen speaks."""

_LIT = {
    "result": "check", "review": "documents", "copy": "documents", "life": "record", "certificates": "record",
    "proofs": "record", "diary": "record", "happened": "record", "import": "record",
    "refunds": "cost", "pension": "cost",
}  # fmt: skip
"""Pages that belong to a place of the navigation."""


_FOOT_LINES = 3


class Side(QScrollArea):
    """The navigation. ``wanted`` carries the kind of page; the other signals what was chosen in the menus."""

    wanted = Signal(str)
    language_chosen = Signal(str)
    scale_chosen = Signal(float)
    dark_chosen = Signal(object)
    """True for dark, False for light, None for what the system says."""
    protection_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.write_foot: Callable[[], object] = lambda: None
        self._foot_ground = QWidget(self)
        self._foot_ground.setObjectName("side")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setProperty("focusPolicy", NO_FOCUS)
        self.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_ALWAYS_OFF)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._ground = QWidget()
        self._ground.setObjectName("side")
        self._layout = QVBoxLayout(self._ground)
        self._layout.setContentsMargins(GRID, 2 * GRID, GRID, 2 * GRID)
        self._layout.setSpacing(GRID // 2)
        name = Label("Waipai 外派", "heading", wrap=False)
        name.setContentsMargins(GRID, 0, 0, GRID)
        self._layout.addWidget(name)
        self.places = QButtonGroup(self)
        self.buttons = {kind: self._place(kind) for kind in PLACES}
        self._layout.addStretch(1)
        self.lock = self._foot("lock")
        self.help = self._foot("help")
        self.help.clicked.connect(partial(self.wanted.emit, "help"))
        self.language = self._foot("language")
        self.view = self._foot("view")
        self.setWidget(self._ground)
        self.retranslate()

    def _place(self, kind: str) -> Button:
        button = Button(role="nav", icon=kind)
        button.setCheckable(True)
        button.clicked.connect(partial(self.wanted.emit, kind))
        self.places.addButton(button)
        self._layout.addWidget(button)
        return button

    def _foot(self, icon: str) -> Button:
        button = Button(role="nav", icon=icon)
        button.setProperty("focusPolicy", TAB_FOCUS)  # a click on a menu leaves the focus where one types
        self._layout.addWidget(button)
        return button

    def light(self, kind: str) -> None:
        """Show where the user is; pages outside the navigation light nothing."""
        lit = self.buttons.get(_LIT.get(kind, kind))
        self.places.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(button is lit)
        self.places.setExclusive(True)

    def retranslate(self) -> None:
        """Write every name again in the session's language."""
        text = self._session.text
        for kind, button in self.buttons.items():
            button.setText(text(f"app.nav.{kind}"))
        self.lock.setText(text("app.nav.lock"))
        self.help.setText(text("app.nav.help"))
        self.language.setText(LANGUAGE_NAMES[self._session.language.code])
        self.language.setAccessibleName(text("app.nav.language"))
        self.view.setText(text("app.nav.view"))
        self.write_foot()
        self._fit()

    def add_foot(self, button: QWidget, write: Callable[[], object]) -> None:
        """Put a line below everything that stays in sight; ``write`` gives it its words, now and in each language.

        It gets the room that was kept for it, so that nothing moves when it comes.
        """
        layout = QVBoxLayout(self._foot_ground)
        layout.setContentsMargins(GRID, 0, GRID, GRID)
        layout.addWidget(button)
        self.write_foot = write
        write()

    def tell_keys(self) -> None:
        """Name the shortcut of each place in its tip; later than the rest, once Qt speaks the language too."""
        from desktop.windows.controls.keys import named_keys

        text = self._session.text
        places = [
            (button, kind, f"Ctrl+{number}") for number, (kind, button) in enumerate(self.buttons.items(), 1)
        ]
        feet = (
            (self.lock, "lock", "Ctrl+L"), (self.help, "help", "F1"), (self.language, "language", "Ctrl+Shift+L"),
        )  # fmt: skip
        for button, kind, keys in (*places, *feet):
            name = text(f"app.nav.{kind}")
            button.setToolTip(text("app.nav.shortcut", name=name, keys=named_keys(keys)))

    def _fit(self) -> None:
        self.setFixedWidth(self._ground.sizeHint().width() + GRID)
        self.setViewportMargins(0, 0, 0, self._foot_high())
        self._place_foot()

    def _foot_high(self) -> int:
        return round(_FOOT_LINES * size("small") * 1.4) + 2 * GRID

    def _place_foot(self) -> None:
        high = self._foot_high()
        self._foot_ground.setGeometry(0, self.height() - high, self.width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()

    def sizeHint(self) -> QSize:
        return self._ground.sizeHint()

    def open_languages(self) -> None:
        """Open the menu of languages at its button."""
        from PySide6.QtGui import QActionGroup
        from PySide6.QtWidgets import QMenu

        menu, group = QMenu(self), QActionGroup(self)
        for code, name in LANGUAGE_NAMES.items():
            _choice(
                menu,
                group,
                name,
                code == self._session.language.code,
                partial(self.language_chosen.emit, code),
            )
        self._popup(menu, self.language)

    def open_view(self, dark: bool | None) -> None:
        """Open the menu of appearance; ``dark`` is what is chosen now."""
        from PySide6.QtGui import QActionGroup
        from PySide6.QtWidgets import QMenu

        text = self._session.text
        menu, modes, scales = QMenu(self), QActionGroup(self), QActionGroup(self)
        for word, value in (("system", None), ("light", False), ("dark", True)):
            _choice(
                menu, modes, text(f"app.view.{word}"), value is dark, partial(self.dark_chosen.emit, value)
            )
        menu.addSeparator()
        for scale in SCALES:
            name = text("app.view.size", percent=round(scale * 100))
            _choice(menu, scales, name, scale == theme.look.scale, partial(self.scale_chosen.emit, scale))
        menu.addSeparator()
        protect = menu.addAction(text("app.view.protection"))
        protect.triggered.connect(self.protection_wanted)
        self._popup(menu, self.view)

    def _popup(self, menu: QMenu, button: Button) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().topRight()))
        if menu.actions():
            menu.setActiveAction(next((a for a in menu.actions() if a.isChecked()), menu.actions()[0]))


def _choice(menu: QMenu, group: QActionGroup, name: str, on: bool, call: object) -> QAction:
    action = menu.addAction(name)
    action.setCheckable(True)
    action.setChecked(on)
    group.addAction(action)
    action.triggered.connect(lambda _on: call())  # type: ignore[operator]
    return action
