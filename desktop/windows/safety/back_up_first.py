"""A backup before something that touches much, made beside the window where it takes longer than a blink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.work import run

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.backups import Reason
    from desktop.session import Session


def back_up_first(parent: QWidget, session: Session, reason: Reason) -> None:
    """Make it, unless the last backup holds what is there now.

    Raises ``Stopped``, or the ``Problem`` that kept it from being made: then leave the thing undone.
    """
    title, stop = session.text("safety.backups.making"), session.text("safety.backups.stop")
    run(parent, title, stop, lambda went_on: session.backups.before(reason, went_on))
