"""Showing a hidden number for a while: the state, the clock that ends it, and the eye that turns it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.windows.controls.widgets import Button

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN_FOR: Final = 60
"""Seconds after which a number that was shown is hidden again."""


class Reveal(QObject):
    """Whether something hidden is shown just now; ``changed`` carries the new state."""

    changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SHOWN_FOR * 1000)
        self.timer.timeout.connect(self.hide)

    def show(self) -> None:
        """Show it; while it is shown, begin the time anew."""
        self.timer.start()
        self._set(True)

    def hide(self) -> None:
        """Hide it."""
        self.timer.stop()
        self._set(False)

    def turn(self) -> None:
        """Show what is hidden, hide what is shown."""
        if self.on:
            self.hide()
        else:
            self.show()

    def _set(self, on: bool) -> None:
        if on != self.on:
            self.on = on
            self.changed.emit(on)


class Eye(Button):
    """The button of one hidden number. A click leaves the keyboard where it was; Tab and Space reach it too."""

    def __init__(self, reveal: Reveal, text: Callable[..., str]) -> None:
        super().__init__(role="quiet")
        self._reveal, self._text, self._label = reveal, text, ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _on=False: reveal.turn())
        reveal.changed.connect(self._name)
        self._name()

    def call(self, label: str) -> None:
        """Say whose number it is: ``label`` is the name of the field."""
        self._label = label
        self._name()

    def _name(self) -> None:
        name = "hide" if self._reveal.on else "show"
        self.set_icon("eye-off" if self._reveal.on else "eye")
        self.setToolTip(self._text(f"safety.mask.{name}"))
        self.setAccessibleName(self._text(f"safety.mask.{name}_named", label=self._label))
