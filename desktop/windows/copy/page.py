"""The copy companion: the entries in the order of the data sheet, each with a copy button and a tick."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.identity import is_identity
from desktop.windows.controls.secret_clipboard import copy_secret
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, clear, row
from desktop.windows.copy.row import CopyRow
from desktop.windows.copy.values import portal_label, portal_language, portal_value
from desktop.windows.fields.row import field_label
from desktop.windows.naming import case_name
from desktop.windows.page import Page

if TYPE_CHECKING:
    from desktop.session import Session


class CopyPage(Page):
    """One entry after the other, as the data sheet has them. Ticks are kept with the case."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._case_id = 0
        self.rows: dict[str, CopyRow] = {}
        self.back = Button(role="quiet", icon="back")
        self.back.clicked.connect(lambda: self.go.emit("documents", self._case_id, None))
        self.name, self.title, self.lead = Label(role="muted"), Label(role="title"), Label()
        self.progress, self.clipboard = Label(role="heading"), Label(role="small")
        self.entries = QWidget()
        self.entries_layout = QVBoxLayout(self.entries)
        self.entries_layout.setContentsMargins(0, 0, 0, 0)
        self.entries_layout.setSpacing(GRID)
        column = Column()
        for widget in (
            row(self.back), self.name, self.title, self.lead, self.clipboard, self.progress, self.entries,
        ):  # fmt: skip
            column.body.addWidget(widget)
        self.column = column
        self.put(self.back.setText, "pages.copy.back")
        self.put(self.title.setText, "pages.copy.title")
        self.put(self.lead.setText, "pages.copy.lead")
        self.put(self.clipboard.setText, "safety.mask.copied")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        if case_id is not None:
            self._case_id = case_id
            self._build()

    def retranslate(self) -> None:
        super().retranslate()
        if self._case_id:
            self._build()

    def shown(self) -> None:
        first = next((r for r in self.rows.values() if not r.tick.isChecked()), None)
        if first is not None:
            first.copy.setFocus()

    def _build(self) -> None:
        clear(self.entries_layout)
        case = self.session.case(self._case_id)
        self.name.setText(case_name(self.session, case))
        self.rows = {}
        portal = portal_language(self.session, case)
        self.clipboard.setVisible(portal is not None)
        if portal is None:
            self.progress.setText(self.text("pages.copy.none"))
            return
        for key in self.session.portal_order(case):
            value = portal_value(self.session, case, key, portal)
            names = (field_label(self.session, case, key), portal_label(self.session, case, key, portal))
            ticked = f"copy:{key}" in case.ticks
            entry = CopyRow(self.session, names, value, ticked, is_identity(key))
            entry.copy.clicked.connect(partial(self._copy, key))
            entry.fill.clicked.connect(partial(self.go.emit, "documents", self._case_id, key))
            entry.tick.toggled.connect(partial(self._tick, key))
            self.entries_layout.addWidget(entry)
            self.rows[key] = entry
        self._count()

    def _copy(self, key: str, _on: bool = False) -> None:
        """Put the value into the clipboard, tick it off and move on to the next entry."""
        entry = self.rows[key]
        if entry.secret:
            copy_secret(entry.value)
        else:
            QGuiApplication.clipboard().setText(entry.value)
        entry.tick.setChecked(True)
        following = list(self.rows)[list(self.rows).index(key) + 1 :]
        after = next((k for k in following if not self.rows[k].tick.isChecked() and self.rows[k].value), None)
        if after is not None:
            self.rows[after].copy.setFocus()
            self.column.show_widget(self.rows[after])

    def _tick(self, key: str, on: bool) -> None:
        self.session.tick(self._case_id, f"copy:{key}", on)
        self._count()

    def _count(self) -> None:
        number = self.session.language.number
        done = sum(entry.tick.isChecked() for entry in self.rows.values())
        self.progress.setText(self.text("pages.copy.progress", done=number(done), all=number(len(self.rows))))
