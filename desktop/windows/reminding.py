"""Reminders when the program starts: one quiet sentence in the window's bar, and one from the system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.windows.dates.words import DateWords
from desktop.windows.idle import when_idle
from desktop.windows.notify import DesktopNote

if TYPE_CHECKING:
    from desktop.domain.dates.reminders import Reminded
    from desktop.windows.main_window import MainWindow

_AT_ONCE: Final = 25
"""Cases whose dates are made before the window answers again."""


class Reminding(QObject):
    """Tells once, when the file is open and the window is idle.

    Closing the sentence or opening the dates keeps each of them away until its next step; going on without either
    leaves it for the next start.
    """

    def __init__(self, window: MainWindow, note: DesktopNote | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._note = note or DesktopNote(self)
        self._told: tuple[Reminded, ...] = ()
        self._sentence = ""
        self._looked = False
        window.bar.close_button.clicked.connect(self._closed)
        window.stack.currentChanged.connect(self._opened)
        when_idle(self, self._look)

    def _opened(self, _place: int) -> None:
        """The first page after the password was given."""
        if not self._looked and not self._window.session.locked:
            when_idle(self, self._look)

    def _look(self) -> None:
        session = self._window.session
        if session.locked or self._looked or session.store.due.is_empty():
            return
        if session.dates.refresh(_AT_ONCE):
            when_idle(self, self._look)
            return
        self._looked = True
        self._told = session.dates.reminders()
        if self._told:
            self._tell()

    def _tell(self) -> None:
        session, words = self._window.session, DateWords(self._window.session)
        item, more = self._told[0].item, len(self._told) - 1
        self._sentence = session.text(
            "dates.banner.first", what=words.what(item), whom=words.whom(item), day=item.due_on,
            left=words.left(item),
        )  # fmt: skip
        if more:
            self._sentence = session.language.plural("dates.banner.more", more, first=self._sentence)
        if not self._window.bar.isVisible():
            self._window.bar.tell(self._sentence, "note", session.text("dates.banner.show"), self._show)
        count = session.language.plural("dates.banner.count", len(self._told))
        self._note.tell(session.text("dates.title"), count, self._show)

    def _show(self) -> None:
        self._dismiss()
        self._window.open("dates", None, self._told[0].item.key)
        self._window.activateWindow()

    def _closed(self) -> None:
        """The bar was closed; other sentences that stood there meanwhile dismiss nothing."""
        if self._told and self._window.bar.label.text() == self._sentence:
            self._dismiss()

    def _dismiss(self) -> None:
        self._window.session.dates.dismiss(self._told)
