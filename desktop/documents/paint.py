"""Sheets onto reportlab's canvas, every stretch of content marked with its element of the structure tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from desktop.documents.flow import Placed
from desktop.documents.structure import Element
from desktop.documents.styles import LEFT, PAGE_HEIGHT, TOP


class Drawable(Protocol):
    """What can write itself as PDF operators; see ``marks``."""

    def operators(self, x: float, y: float, document: Any) -> str:
        """The operators for the place (``x``, ``y``), from the lower left corner of the page."""
        ...


def paint(canvas: Any, page: int, behind: Iterable[Drawable], placed: Iterable[Placed]) -> list[Element]:
    """Draw one page (counted from 0) and end it; gives the element of each marked content on it, in order.

    ``behind`` and whatever has no element are artifacts: shown, but not read aloud.
    """
    document, code = canvas._doc, canvas._code
    owners: list[Element] = []
    current: Element | None = None
    opened = False
    for mark in behind:
        code.append(f"/Artifact BMC {mark.operators(0, 0, document)} EMC")
    for item in placed:
        element = None if item.artifact else item.mark.element
        if element is not current or not opened:
            if opened:
                code.append("EMC")
            code.append(_open(element, page, owners))
            current, opened = element, True
        code.append(item.mark.operators(LEFT + item.x, PAGE_HEIGHT - TOP - item.y, document))
    if opened:
        code.append("EMC")
    canvas.showPage()
    return owners


def _open(element: Element | None, page: int, owners: list[Element]) -> str:
    if element is None:
        return "/Artifact BMC"
    number = len(owners)
    owners.append(element)
    element.kids.append((page, number))
    return f"/{element.role} <</MCID {number}>> BDC"
