"""The parts of the law section: what they have in common, and the register of parts by name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop.session import Session

PARTS: Mapping[str, str] = {
    "agreements": "desktop.windows.law.start:AgreementsPart",
    "compare": "desktop.windows.compare.page:ComparePart",
    "terms": "desktop.windows.law.terms:TermsPart",
    "bodies": "desktop.windows.law.bodies:BodiesPart",
    "claims": "desktop.windows.law.claims:ClaimsPart",
    "references": "desktop.windows.law.references:ReferencesPart",
    "map": "desktop.windows.map.part:MapPart",
    "edition": "desktop.windows.law.edition_part:EditionPart",
    "agreement": "desktop.windows.law.agreement:AgreementPart",
}
"""Where each part lives, in the order of the row of parts; a part's module is loaded when it is first opened."""

BELONGS_TO = {"agreement": "agreements"}
"""Parts that are opened from another one and have no place of their own in the row."""


class Part(QWidget):
    """A part of the law section.

    ``show_detail`` brings up one thing of the part (an agreement's id, a term's key, a state's code; empty: the
    part as it is) for the case in hand; ``retranslate`` writes every text again and keeps what was typed.
    """

    go = Signal(str)
    """Asks for another part, ``NAME`` or ``NAME:DETAIL``."""
    leave_for = Signal(str, object, object)
    """Asks for another page: its kind, a case's id or ``None``, a detail or ``None``."""

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

    def focus(self) -> None:
        """Put the focus on the first thing to use."""

    def text(self, key: str, **params: object) -> str:
        """A text of the catalogues in the screen's language."""
        return self.session.text(key, **params)


def make_part(name: str, session: Session) -> Part:
    """The part of this name, made anew; raises ``KeyError`` for a name that does not exist."""
    module, _, cls = PARTS[name].partition(":")
    part: Part = getattr(import_module(module), cls)(session)
    return part
