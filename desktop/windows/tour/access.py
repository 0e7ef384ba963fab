"""Opening the file, without and with the recovery sheet, and a file that does not open, for the tour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from desktop.problems import Problem

if TYPE_CHECKING:
    from desktop.windows.tour.tour import Tour

_KEY_MISSING: Final = "errors.storage.key_missing"


def show_unlock(tour: Tour, step: str = "password") -> None:
    """Show a step of opening the file, although nothing is locked."""
    page: Any = tour.window.page("unlock")
    page.retranslate()
    page.load(None, step)
    tour.window.show_page("unlock")


def _missing_key(folder: str) -> Problem:
    """The problem as the storage says it; here nothing is missing."""
    kinds = [kind for kind in _problems(Problem) if getattr(kind, "key", "") == _KEY_MISSING]
    return kinds[0](folder=folder)


def _problems(kind: type[Problem]) -> Iterator[type[Problem]]:
    for each in kind.__subclasses__():
        yield each
        yield from _problems(each)


def show_rescue(tour: Tour, way: str = "") -> None:
    """Show what can be done where the key file is missing, although it is there."""
    page: Any = tour.window.page("rescue")
    page.tell(_missing_key(str(tour.session.folder)))
    page.retranslate()
    page.load()
    if way:
        page.go_way(way)
    tour.window.show_page("rescue")


def show_sheet_offer(tour: Tour) -> None:
    """Show the offer of a recovery sheet, although no password was set."""
    tour.open("protect")
    page: Any = tour.window.pages["protect"]
    page.stack.setCurrentWidget(page.offer)
