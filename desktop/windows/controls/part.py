"""A part of a page that has several, such as the law section: what all parts have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop.session import Session


class Part(QWidget):
    """One part; see ``PartsPage``.

    ``show_detail`` brings up one thing of the part (an agreement's id, a term's key, a state's code; empty: the
    part as it is) for the case in hand; ``retranslate`` writes every text again and keeps what was typed.
    """

    go = Signal(str)
    """Asks for another part, ``NAME`` or ``NAME:DETAIL``."""
    leave_for = Signal(str, object, object)
    """Asks for another page: its kind, a case's id or ``None``, a detail or ``None``."""
    say = Signal(str, str)
    """A sentence for the window's bar and its mood: ``info``, ``note`` or ``error``."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(0)

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        """Bring up ``detail``."""

    def retranslate(self) -> None:
        """Write every text again."""

    def leave(self) -> None:
        """Called before another part or page comes to the front: keep what is half typed, hide what was revealed."""

    def focus(self) -> None:
        """Put the focus on the first thing to use."""

    def text(self, key: str, **params: object) -> str:
        """A text of the catalogues in the screen's language."""
        return self.session.text(key, **params)
