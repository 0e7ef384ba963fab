"""The part of the tour about check and repair: a file that is whole, and one that was saved from damage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.windows.tour.tour import Tour


def show_repair(tour: Tour, saved: bool = False) -> None:
    """Show what a check finds; with ``saved`` also the outcome of saving, although nothing is damaged."""
    tour.open("safety", None, "repair")
    part: Any = tour.window.page("safety").parts["repair"]  # type: ignore[attr-defined]
    part.check_now()
    if saved and part.salvaged is None:
        part.save_now()
