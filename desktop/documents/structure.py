"""The structure tree of a tagged PDF, written while the pages are drawn (ISO 32000-1, 14.7 and 14.8).

Elements are made in reading order. Each stretch of marked content on a page is reported to its element by its
number on that page; at the end the tree is written as reportlab objects whose bytes we format ourselves,
because a page has hundreds of elements and reportlab's dictionaries cost ten times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

_SCOPE: Final = "/A <</O /Table /Scope /{}>>"


class Element:
    """One element of the tree: its standard role (``P``, ``TH``, …), attributes and kids."""

    __slots__ = ("_attributes", "kids", "number", "parent", "role")

    def __init__(self, role: str, parent: Element | None = None, attributes: str = "") -> None:
        self.role = role
        self.parent = parent
        self.kids: list[Element | tuple[int, int]] = []
        """Elements, or (page counted from 0, number of the marked content on it)."""
        self.number = 0
        self._attributes = attributes

    def add(self, role: str, *, language: str = "", scope: str = "", alternative: str = "") -> Element:
        """A new last kid.

        ``language`` is a tag of BCP 47; ``scope`` is ``Row`` or ``Column`` for a header cell; ``alternative``
        is the text that stands for a drawing.
        """
        attributes = ""
        if language:
            attributes += f"/Lang {_text(language)} "
        if scope:
            attributes += _SCOPE.format(scope)
        if alternative:
            attributes += f"/Alt {_text(alternative)} "
        kid = Element(role, self, attributes)
        self.kids.append(kid)
        return kid

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def written(self, tree: int, pages: list[int]) -> bytes:
        """The element as a dictionary; ``tree`` (the root of all) and ``pages`` are object numbers."""
        parent = self.parent.number if self.parent else tree
        kids = " ".join(
            f"{kid.number} 0 R"
            if isinstance(kid, Element)
            else f"<</Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]}>>"
            for kid in self.kids
        )
        return f"<</S /{self.role} /P {parent} 0 R {self._attributes}/K [{kids}]>>".encode("ascii")


class _Written(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object of the file whose bytes are made when all object numbers are known."""

    __RefOnly__ = 1

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make

    def format(self, document: object) -> bytes:
        return self._make()


def attach(document: Any, root: Element, owners: list[list[Element]]) -> None:
    """Write the tree under ``root`` (role ``Document``) into a reportlab document whose pages are all there.

    ``owners`` holds for each page the element of each marked content number, for the way back from page to
    tree.
    """
    numbers = document.idToObjectNumberAndVersion
    pages = [numbers[document.Reference(page).name][0] for page in document.Pages.pages]
    tree, number = register(document, lambda: _tree(root, owners))
    for element in root.walk():
        _, element.number = register(document, partial(element.written, number, pages))
    document.Catalog.StructTreeRoot = tree
    document.Catalog.MarkInfo, _ = register(document, lambda: b"<</Marked true>>")
    for index, page in enumerate(document.Pages.pages):
        page.Tabs = "/S"
        page.StructParents = index
        page.__NoDefault__ = [*page.__NoDefault__, "Tabs", "StructParents"]


def _tree(root: Element, owners: list[list[Element]]) -> bytes:
    rows = (
        f"{index} [{' '.join(f'{element.number} 0 R' for element in page)}]"
        for index, page in enumerate(owners)
    )
    parents = f"<</Nums [{' '.join(rows)}]>>"
    head = f"<</Type /StructTreeRoot /K [{root.number} 0 R] /ParentTreeNextKey {len(owners)}"
    return f"{head} /ParentTree {parents}>>".encode("ascii")


def register(document: Any, make: Callable[[], bytes]) -> tuple[_Written, int]:
    """A new object of the file and its number, which is the last that was given out."""
    written = _Written(make)
    document.Reference(written)
    return written, document.objectcounter


def _text(text: str) -> str:
    """A text string of PDF in hexadecimal."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
