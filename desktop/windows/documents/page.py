"""The documents: the papers of a case, each seen before it is saved, and what is missing one click away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Button, Column, Label, row
from desktop.windows.copy.values import portal_language
from desktop.windows.documents.actions import PaperActions
from desktop.windows.documents.list import CALENDAR, PaperList
from desktop.windows.documents.missing import MissingList, draft_reason
from desktop.windows.documents.options import PaperOptions
from desktop.windows.documents.preview import Preview
from desktop.windows.fields.form import FieldsForm
from desktop.windows.naming import case_name
from desktop.windows.page import Page
from desktop.windows.result.steps import steps_block

if TYPE_CHECKING:
    from desktop.paperwork import PaperFile
    from desktop.session import Session

_NARROW = 52
"""Below this width, in heights of the text, papers and preview take turns."""
_LEFT, _LIST = 46, 45
"""Per cent of the width for the papers, and of the height for their list."""
_PREVIEW = 18
"""Least height of the preview, in heights of the text."""


class DocumentsPage(Page):
    """``load`` takes as detail a paper's id, or a field's key: then its place opens with the keyboard on it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._case_id = 0
        self._chosen: dict[str, tuple[str, ...]] = {}
        """Languages the user chose, by paper."""
        self._drafts: dict[str, bool] = {}
        self._previewing = False
        self.title, self.name = Label(role="title"), Label(role="muted")
        self.empty, self.begin = Label(), Button(role="primary")
        self.list = PaperList()
        self.options = PaperOptions(session)
        self.missing = MissingList(session)
        self.fill = Button(icon="edit")
        self.review, self.copy = Button(icon="check"), Button(icon="copy")
        self.see = Button(icon="view")
        self.turn = row(self.see)
        self.right = QScrollArea()
        self.papers = Column()
        self.form = FieldsForm(session)
        self.left = QStackedWidget()
        self.preview = Preview(session)
        self.files = PaperActions(session, self.preview)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        for setter, key in (
            (self.title, "title"), (self.empty, "empty"), (self.begin, "begin"), (self.fill, "fill"),
            (self.review, "review"), (self.copy, "copy"),
        ):  # fmt: skip
            self.put(setter.setText, f"pages.documents.{key}")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.entry_row = row(self.fill, self.review, self.copy)
        parts = (self.title, self.name, self.empty, row(self.begin), self.list, self.missing, self.entry_row)
        for widget in parts:
            self.papers.body.addWidget(widget)
        self.left.addWidget(self.papers)
        self.left.addWidget(self.form)
        ground = QWidget()
        ground.setObjectName("column")
        self.right.setWidget(ground)
        self.right.setWidgetResizable(True)
        self.right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(ground)
        column.setContentsMargins(GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.options)
        column.addWidget(self.preview, 1)
        column.addWidget(self.files)
        for side in (self.left, self.right):
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self.split.addWidget(side)
        self.split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.turn.setContentsMargins(4 * GRID, GRID, GRID, 0)
        whole.addWidget(self.turn)
        whole.addWidget(self.split, 1)

    def _connect(self) -> None:
        theme.changed.connect(self._fit)
        self.list.picked.connect(self._show_paper)
        self.options.changed.connect(self._options_changed)
        self.begin.clicked.connect(lambda: self.go.emit("check", None, "new"))
        self.fill.clicked.connect(lambda: self._open_form(self.list.chosen(), None))
        self.review.clicked.connect(lambda: self.go.emit("review", self._case_id, None))
        self.copy.clicked.connect(lambda: self.go.emit("copy", self._case_id, None))
        self.files.said.connect(self.say)
        self.see.clicked.connect(self._take_turns)
        self.form.changed.connect(self._fields_changed)
        self.form.closed.connect(self._close_form)
        self.preview.drawn.connect(self._list_missing)
        self.missing.wanted.connect(lambda key: self._open_form(self.list.chosen(), key))

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        if case_id != self._case_id:
            self._chosen, self._drafts = {}, {}
        self._case_id = case_id or 0
        self.left.setCurrentWidget(self.papers)
        self.retranslate()
        if self._case_id and detail in self.session.forms.fields:
            self._open_form(self._paper_with(detail or ""), detail)
        elif self._case_id and detail:
            self.list.show_case(self.session, self.session.case(self._case_id), detail)
            self._show_paper(self.list.chosen() or "")

    def retranslate(self) -> None:
        super().retranslate()
        self.files.retranslate()
        self.options.retranslate()
        self.preview.retranslate()
        if self._case_id:
            case = self.session.case(self._case_id)
            self.name.setText(case_name(self.session, case))
            self.list.show_case(self.session, case, self.list.chosen())
            if self.left.currentWidget() is self.form:
                self.form.retranslate()
            self._show_paper(self.list.chosen() or "")
        self._fit()

    def shown(self) -> None:
        if self.left.currentWidget() is self.papers:
            (self.list if self._case_id else self.begin).setFocus()

    def leave(self) -> None:
        self.form.store()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Papers and preview side by side, or one after the other where the width does not suffice."""
        narrow = self.width() < _NARROW * size()
        has_case = bool(self._case_id)
        self.turn.setVisible(narrow and has_case)
        if has_case and not narrow:
            self.split.setSizes([self.width() * _LEFT // 100, self.width() * (100 - _LEFT) // 100])
        self.left.setVisible(not narrow or not self._previewing)
        self.right.setVisible(has_case and (not narrow or self._previewing))
        self.see.setText(
            self.text(f"pages.documents.{'back_to_list' if self._previewing else 'show_preview'}")
        )
        self.preview.setMinimumHeight(_PREVIEW * size())
        self.list.set_room(self.height() * _LIST // 100)
        for widget in (self.list, self.missing, self.name, self.entry_row):
            widget.setVisible(has_case)
        self.empty.setVisible(not has_case)
        self.begin.setVisible(not has_case)

    def _take_turns(self) -> None:
        self._previewing = not self._previewing
        self._fit()
        self.see.setFocus()

    # -- one paper

    def _show_paper(self, paper_id: str) -> None:
        if not paper_id:
            return
        case = self.session.case(self._case_id)
        offer = next((o for o in self.session.offers(case) if o.paper_id == paper_id), None)
        if offer is None:
            return
        languages = self._chosen.get(paper_id) or offer.in_languages(self.session.language.code)
        self.options.show_languages(languages)
        self.options.setVisible(paper_id != CALENDAR)
        self.files.show_case(case, paper_id != CALENDAR)
        self.copy.setVisible(portal_language(self.session, case) is not None)
        self._show_draft(paper_id)
        name = self.text(f"papers.name.{paper_id}")
        self.preview.show_paper(name, partial(self._draw, paper_id), self._calendar_words)

    def _draw(self, paper_id: str, plain: bool) -> PaperFile:
        case, draft = self.session.case(self._case_id), self.options.draft.isChecked()
        return self.session.preview(case, paper_id, self.options.languages(), draft, plain)

    def _calendar_words(self) -> QWidget:
        return steps_block(self.session, self.session.case(self._case_id))

    def _show_draft(self, paper_id: str) -> None:
        """A paper with gaps is a draft unless it is to be filled in by hand; errors keep it one."""
        case = self.session.case(self._case_id)
        why = draft_reason(self.session, case, paper_id)
        wrong = why == "draft_wrong"
        on = wrong or self._drafts.get(paper_id, bool(why))
        self.options.show_draft(on, self.text(f"pages.documents.{why}") if why else "")
        self.options.draft.setEnabled(not wrong)

    def _options_changed(self) -> None:
        paper_id = self.list.chosen()
        if paper_id:
            self._chosen[paper_id] = self.options.languages()
            self._drafts[paper_id] = self.options.draft.isChecked()
            self.preview.draw_soon()

    def _list_missing(self) -> None:
        file, paper = self.preview.file, self.list.chosen()
        title = self.text(f"papers.name.{paper}") if paper else ""
        self.missing.show_missing(self.session.case(self._case_id), file.missing if file else (), title)

    def _paper_with(self, key: str) -> str | None:
        """The paper to show beside a field: the one looked at if it asks for it, else the first."""
        case = self.session.case(self._case_id)
        papers = [self.list.chosen(), *(o.paper_id for o in self.session.offers(case))]
        for paper in papers:
            if paper and paper != CALENDAR and key in self.session.fields_of(case, paper):
                self.list.show_case(self.session, case, paper)
                self._show_paper(paper)
                return paper
        return None

    def _open_form(self, paper_id: str | None, key: str | None) -> None:
        self.left.setCurrentWidget(self.form)
        self.form.load(self._case_id, None if paper_id == CALENDAR else paper_id, key)
        if key is None:
            self.form.back.setFocus()

    def _close_form(self) -> None:
        self.form.store()
        self.left.setCurrentWidget(self.papers)
        self.list.setFocus()

    def _fields_changed(self) -> None:
        case = self.session.case(self._case_id)
        self.list.name(self.session, case)
        self._show_draft(self.list.chosen() or "")
        self.preview.draw_soon()
