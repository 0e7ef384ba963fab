"""The part of the tour about backups: a list of them, and another file that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.backups import Reason

if TYPE_CHECKING:
    from desktop.windows.tour.tour import Tour


def show_backups(tour: Tour) -> None:
    """Show the backups of the sample people, made once."""
    backups = tour.session.backups
    if not backups.list():
        for reason in (Reason.OPENING, Reason.IMPORT, Reason.HAND):
            backups.make(reason)
    tour.open("safety", None, "backups")
