"""A page of several parts with a row of their names on top; each part is made when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget

from desktop.windows.controls.part import Part
from desktop.windows.controls.parts_bar import PartsBar, headed
from desktop.windows.controls.widgets import Label
from desktop.windows.page import Page

if TYPE_CHECKING:
    from desktop.session import Session


class PartsPage(Page):
    """One part at a time; ``load`` takes ``PART`` or ``PART:DETAIL``.

    A page names its parts by class attributes: ``PARTS`` says where each lives (``module:Class``), in the order of
    the row; ``BELONGS_TO`` those that have no place of their own in it; ``WORDS`` the beginning of the keys
    ``.title``, ``.parts`` and ``.part.NAME``.
    """

    PARTS: ClassVar[Mapping[str, str]]
    BELONGS_TO: ClassVar[Mapping[str, str]] = {}
    WORDS: ClassVar[str]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.part = ""
        self.parts: dict[str, Part] = {}
        self._to_retranslate: set[str] = set()
        self.title = Label(role="title")
        self.bar = PartsBar()
        self.stack = QStackedWidget()
        headed(self, self.title, self.bar, self.stack)
        self.bar.chosen.connect(self.show_part)
        self._name()

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.show_part(self.place_of(detail or "") or self.part or next(iter(self.PARTS)), case_id)

    def retranslate(self) -> None:
        self._name()
        self._to_retranslate = set(self.parts) - {self.part}
        if self.part:
            self.parts[self.part].retranslate()

    def shown(self) -> None:
        self.bar.focus()

    def leave(self) -> None:
        if self.part:
            self.parts[self.part].leave()

    def detail_here(self) -> str | None:
        return self.part or None

    def place_of(self, detail: str) -> str:
        """``detail`` as ``PART`` or ``PART:DETAIL``; empty where it names no part."""
        return detail if detail.partition(":")[0] in self.PARTS else ""

    # -- parts

    def show_part(self, place: str, case_id: int | None = None) -> None:
        """Bring a part to the front; ``place`` is ``PART`` or ``PART:DETAIL``."""
        name, _, detail = place.partition(":")
        if self.part and name != self.part:
            self.parts[self.part].leave()
        part = self._part(name)
        self.part = name
        if name in self._to_retranslate:
            self._to_retranslate.discard(name)
            part.retranslate()
        part.show_detail(detail, case_id)
        self.stack.setCurrentWidget(part)
        self.bar.light(self.BELONGS_TO.get(name, name))

    def _part(self, name: str) -> Part:
        """The part of this name, made when it is first opened; raises ``KeyError`` for one that does not exist."""
        if name not in self.parts:
            module, _, cls = self.PARTS[name].partition(":")
            part: Part = getattr(import_module(module), cls)(self.session)
            part.go.connect(self._go)
            part.leave_for.connect(self.go)
            part.say.connect(self.say)
            self.parts[name] = part
            self.stack.addWidget(part)
        return self.parts[name]

    def _go(self, place: str) -> None:
        self.show_part(place)
        self.parts[self.part].focus()

    def _name(self) -> None:
        self.title.setText(self.text(f"{self.WORDS}.title"))
        names = {
            name: self.text(f"{self.WORDS}.part.{name}") for name in self.PARTS if name not in self.BELONGS_TO
        }
        self.bar.name(names, self.text(f"{self.WORDS}.parts"))
