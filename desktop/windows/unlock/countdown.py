"""The seconds to wait after wrong passwords, said in words and counted down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal

from desktop.windows.controls.widgets import Label
from desktop.windows.unlock.step import say_aloud

if TYPE_CHECKING:
    from desktop.session import Session

_MINUTE: Final = 60


class Countdown(Label):
    """Shows how long to wait; ``left`` gives the seconds, ``over`` follows when they are gone.

    A screen reader hears the wait when it begins and when it is over, not every second.
    """

    over = Signal()

    def __init__(self, session: Session, left: Callable[[], float]) -> None:
        super().__init__(role="heading")
        self._session, self._left = session, left
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)
        self.hide()

    @property
    def waiting(self) -> bool:
        """True while one has to wait."""
        return self._timer.isActive()

    def start(self) -> bool:
        """Begin to count where there is something to wait for; False where there is not."""
        if self._seconds() <= 0:
            return False
        self._timer.start()
        self.look()
        self.show()
        say_aloud(self)
        return True

    def look(self) -> None:
        """Show what is left now."""
        seconds = self._seconds()
        if seconds > 0:
            self.setText(self._words(seconds))
        elif self.waiting:
            self._timer.stop()
            self.setText(self._session.text("safety.unlock.wait_over"))
            say_aloud(self)
            self.over.emit()

    def _seconds(self) -> int:
        """Whole seconds, rounded up."""
        return -int(-self._left() // 1)

    def _words(self, seconds: int) -> str:
        if seconds > _MINUTE:
            return self._session.language.plural("safety.unlock.wait_minutes", -(-seconds // _MINUTE))
        return self._session.language.plural("safety.unlock.wait_seconds", seconds)
