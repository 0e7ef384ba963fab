"""Where the file cannot be opened: what happened, what is safe, and the ways that are left."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.problems import Problem
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, clear, row
from desktop.windows.page import Page
from desktop.windows.rescue.ways import WAYS, WaysList
from desktop.windows.safety.page import SafetyPage
from desktop.windows.unlock.step import say_aloud

if TYPE_CHECKING:
    from desktop.session import Session
    from desktop.windows.controls.part import Part

_PARTS = ("backups", "repair")
"""Ways that are parts of the safety page, shown here without the others, which need the open file."""


class RescuePage(Page):
    """``tell`` says which problem; ``load`` takes the name of a way to go at once, such as ``backups``."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.problem: Problem | None = None
        self.ways: WaysList | None = None
        self.shown_ways: dict[str, QWidget] = {}
        self.column, self.host = Column(), QWidget()
        self.stack = QStackedWidget()
        self.title, self.said, self.safe = Label(role="title"), Label(), Label()
        self.again = Label(role="error")
        self.again.hide()
        self.folder, self.back = Button(role="quiet", icon="search"), Button(role="quiet", icon="back")
        self.put(self.title.setText, "safety.rescue.title")
        self.put(self.safe.setText, "safety.rescue.safe")
        self.put(self.folder.setText, "safety.rescue.folder")
        self.put(self.back.setText, "safety.rescue.back")
        self.folder.clicked.connect(self._show_folder)
        self.back.clicked.connect(self._return)
        self._lay_out()

    def _lay_out(self) -> None:
        self.list = QVBoxLayout()
        for widget in (self.title, self.said, self.again, self.safe):
            self.column.body.addWidget(widget)
        self.column.body.addLayout(self.list)
        self.column.body.addWidget(row(self.folder))
        below = QVBoxLayout(self.host)
        below.setContentsMargins(0, 0, 0, 0)
        head = row(self.back)
        head.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 0)
        below.addWidget(head)
        self.host_stack = QStackedWidget()
        below.addWidget(self.host_stack, 1)
        self.stack.addWidget(self.column)
        self.stack.addWidget(self.host)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def tell(self, problem: Problem) -> None:
        """Show the ways out of this problem."""
        self.problem = problem
        self.again.hide()
        self.said.setText(self.text(problem.key, **problem.params))
        clear(self.list)
        self.ways = WaysList(self.session, self._open_ways(problem))
        self.ways.chosen.connect(self.go_way)
        self.list.addWidget(self.ways)

    def _open_ways(self, problem: Problem) -> tuple[str, ...]:
        """The recovery sheet is no way where none was made."""
        ways = WAYS.get(problem.key, ("retry",))
        return tuple(way for way in ways if way != "recover" or self.session.access.has_recovery)

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.stack.setCurrentWidget(self.column)
        if detail:
            self.go_way(detail)

    def retranslate(self) -> None:
        super().retranslate()
        if self.problem is not None:
            self.tell(self.problem)
        for way in self.shown_ways.values():
            way.retranslate()  # type: ignore[attr-defined]

    def shown(self) -> None:
        if self.stack.currentWidget() is self.host:
            self.back.setFocus()
        elif self.ways is not None:
            self.ways.setFocus()

    # -- the ways

    def go_way(self, name: str) -> None:
        """Go the way called ``name``."""
        if name == "retry":
            self._retry()
        elif name == "recover":
            self.go.emit("unlock", None, "recover")
        else:
            self._show(name)

    def _retry(self) -> None:
        """See whether the file opens now; the problem that is left is told anew."""
        problem = self.session.access.in_the_way()
        if problem is None:
            self.trouble.emit(None)
            return
        self.tell(problem)
        self.again.setText(self.text("safety.rescue.again"))
        self.again.show()
        say_aloud(self.again)

    def _show(self, name: str) -> None:
        """Bring up a way that is a form or a part of the safety page."""
        if name not in self.shown_ways:
            self.shown_ways[name] = way = self._make(name)
            self.host_stack.addWidget(way)
        self.host_stack.setCurrentWidget(self.shown_ways[name])
        self.stack.setCurrentWidget(self.host)
        self.shown()

    def _make(self, name: str) -> QWidget:
        if name in _PARTS:
            module, _, cls = SafetyPage.PARTS[name].partition(":")
            part: Part = getattr(import_module(module), cls)(self.session)
            part.say.connect(self.say)
            part.leave_for.connect(self.go)
            part.show_detail()
            return part
        from desktop.windows.rescue.forms import AnewForm, KeyForm

        form = KeyForm(self.session) if name == "key" else AnewForm(self.session)
        form.opened.connect(lambda: self.trouble.emit(None))
        form.trouble.connect(self._still)
        return form

    def _still(self, problem: Problem) -> None:
        """One way led to another problem: back to the list, with what is wrong now."""
        self.tell(problem)
        self._return()

    def _return(self) -> None:
        """Back to the list of ways; where a password is needed and nothing else is wrong, to that."""
        if self.problem is None:
            self.go.emit("unlock", None, "lost")
            return
        self.stack.setCurrentWidget(self.column)
        self.shown()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.session.profile.folder)))
