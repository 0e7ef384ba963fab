"""The law section: agreements on a day, comparison, terms, bodies, false claims, references, map and edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, line
from desktop.windows.law.part import BELONGS_TO, PARTS, Part, make_part
from desktop.windows.law.parts_bar import PartsBar
from desktop.windows.page import Page

if TYPE_CHECKING:
    from desktop.session import Session

FIRST = "agreements"


class LawPage(Page):
    """One part at a time; ``load`` takes ``PART``, ``PART:DETAIL`` or an agreement's id."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.part = ""
        self.parts: dict[str, Part] = {}
        self._to_retranslate: set[str] = set()
        self.title = Label(role="title")
        self.bar = PartsBar()
        self.stack = QStackedWidget()
        head = QWidget()
        layout = QVBoxLayout(head)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, GRID)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.title)
        layout.addWidget(self.bar)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(line())
        whole.addWidget(self.stack, 1)
        self.bar.chosen.connect(self.show_part)
        self._name()

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.show_part(self._place(detail or "") or self.part or FIRST, case_id)

    def retranslate(self) -> None:
        self._name()
        self._to_retranslate = set(self.parts) - {self.part}
        if self.part:
            self.parts[self.part].retranslate()

    def shown(self) -> None:
        self.bar.focus()

    # -- parts

    def show_part(self, place: str, case_id: int | None = None) -> None:
        """Bring a part to the front; ``place`` is ``PART`` or ``PART:DETAIL``."""
        name, _, detail = place.partition(":")
        part = self._part(name)
        self.part = name
        if name in self._to_retranslate:
            self._to_retranslate.discard(name)
            part.retranslate()
        part.show_detail(detail, case_id)
        self.stack.setCurrentWidget(part)
        self.bar.light(BELONGS_TO.get(name, name))

    def _part(self, name: str) -> Part:
        """The part of this name, made when it is first opened."""
        if name not in self.parts:
            part = make_part(name, self.session)
            part.go.connect(self._go)
            part.leave_for.connect(self.go)
            self.parts[name] = part
            self.stack.addWidget(part)
        return self.parts[name]

    def _go(self, place: str) -> None:
        self.show_part(place)
        self.parts[self.part].focus()

    def _place(self, detail: str) -> str:
        """``detail`` as a place: an agreement's id stands for its page; empty where it names nothing."""
        if detail.partition(":")[0] in PARTS:
            return detail
        known = any(agreement.id == detail for agreement in self.session.law.agreements) if detail else False
        return f"agreement:{detail}" if known else ""

    def _name(self) -> None:
        self.title.setText(self.text("pages.law.title"))
        names = {name: self.text(f"pages.law.part.{name}") for name in PARTS if name not in BELONGS_TO}
        self.bar.name(names, self.text("pages.law.parts"))
