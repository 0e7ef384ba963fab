"""The page of one agreement: status on a day, limits to scale, categories, names, bodies, papers, open points."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop.windows.controls.part import Part
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, LinkButton, StateWord, clear, row
from desktop.windows.documents.languages import PaperButton
from desktop.windows.law.category import category_fold, direction_folds, exception_fold
from desktop.windows.law.limits_panel import LimitsPanel
from desktop.windows.law.names import names_blocks
from desktop.windows.law.papers import body_lines, certificate_lines, consequence_lines, deadline_lines
from desktop.windows.law.status import SYMBOLS, law_edition_words, status_on, status_words
from desktop.windows.law.wording import WordingSwitch, route_names
from desktop.windows.result.doubts import open_point_lines
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.reasons import source_lines
from desktop.windows.terms.label import TermLabel, mark_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.agreement import Agreement, Direction
    from desktop.session import Session

Lines = list[tuple[str, QWidget]]


class AgreementPart(Part):
    """One agreement; ``show_detail`` takes its id, perhaps with the day it is looked at: ``ID@YYYY-MM-DD``."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.agreement: Agreement | None = None
        self.day = session.day
        self.home = ""
        self._open: set[str] = set()
        self.back = LinkButton(icon="back")
        self.back.clicked.connect(lambda: self.go.emit("agreements"))
        self.place = QVBoxLayout()
        self.place.setSpacing(2 * GRID)
        self.column = Column()
        self.column.body.addWidget(self.back)
        self.column.body.addLayout(self.place)
        self.whole.addWidget(self.column)

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        if not detail:
            return
        name, _, day = detail.partition("@")
        if self.agreement is None or self.agreement.id != name:
            self._open = set()
            self.home = ""
        self.agreement = self.session.law.agreement(name)
        self.day = dt.date.fromisoformat(day) if day else self.session.day
        self.home = self.home or next(iter(self.agreement.directions))
        self.retranslate()
        self.column.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        self.back.setText(self.text("pages.law.all_agreements"))
        if self.agreement is not None:
            self._build(self.agreement)

    def focus(self) -> None:
        self.back.setFocus()

    # -- building

    def _build(self, agreement: Agreement) -> None:
        clear(self.place)
        session, sourced = self.session, agreement.sourced
        status = status_on(agreement, self.day)
        for widget in (
            Label(self.text(f"law.agreement.{agreement.id}.name"), "title"),
            StateWord(SYMBOLS[status], status_words(session, agreement, self.day), "heading"),
            TermLabel(self.text(f"law.agreement.{agreement.id}.plain")),
            source_lines(session, sourced.citations, sourced.confidence.value, sourced.checked),
            WordingSwitch(session, self._rebuild),
            self._directions(agreement),
        ):
            self.place.addWidget(widget)
        self._add_direction(agreement.directions[self.home])
        self._add_rest(agreement)
        self.place.addWidget(Label(law_edition_words(session, session.law.edition), "small"))
        mark_terms(self.column.content, session)

    def _rebuild(self) -> None:
        """Other words or the other direction: the page stays where it was scrolled to."""
        bar = self.column.verticalScrollBar()
        place = bar.value()
        self.retranslate()
        self.column.content.adjustSize()
        bar.setValue(place)

    def _directions(self, agreement: Agreement) -> QWidget:
        """The two directions, one of them chosen."""
        buttons, self._group = [], QButtonGroup(self)
        for direction in agreement.directions.values():
            names = route_names(self.session, direction.home, direction.host)
            button = Button(self.text("pages.law.direction", **names), "nav")
            button.setCheckable(True)
            button.setChecked(direction.home == self.home)
            button.clicked.connect(lambda _on=False, home=direction.home: self._turn(home))
            self._group.addButton(button)
            buttons.append(button)
        return row(*buttons)

    def _turn(self, home: str) -> None:
        if home != self.home:
            self.home = home
            self._rebuild()

    def _add_direction(self, direction: Direction) -> None:
        session = self.session
        for key, codes in (("covered", direction.covered), ("never", direction.never)):
            if codes:
                self.place.addWidget(TermLabel(self._branches(key, codes, direction.host)))
        leaflet = partial(session.leaflet, direction.home, direction.host)
        self.place.addWidget(PaperButton(session, "pages.law.leaflet", leaflet))
        self._heading("limits_drawn")
        self.place.addWidget(LimitsPanel(session, direction))
        counting = self.text(f"law.counting.{direction.counting}")
        self.place.addWidget(Label(counting, "small"))
        self._heading("categories")
        folds = QVBoxLayout()
        folds.setSpacing(GRID // 2)
        for category in direction.categories:
            folds.addWidget(
                self._keep(f"category:{category.code}", category_fold(session, direction, category))
            )
        folds.addWidget(self._keep("exception", exception_fold(session, direction)))
        for key, fold in direction_folds(session, direction):
            folds.addWidget(self._keep(key, fold))
        self.place.addLayout(folds)

    def _add_rest(self, agreement: Agreement) -> None:
        self._heading("more")
        folds = QVBoxLayout()
        folds.setSpacing(GRID // 2)
        for key, lines in (
            ("bodies", body_lines),
            ("certificates", certificate_lines),
            ("deadlines", deadline_lines),
            ("consequences", consequence_lines),
        ):
            folds.addWidget(self._keep(key, self._fold(key, lines)))
        for key, block in names_blocks(self.session, agreement):
            fold = SentenceFold(self.text(f"pages.law.{key}"))
            fold.body.addWidget(block)
            folds.addWidget(self._keep(key, fold))
        folds.addWidget(self._keep("open_points", self._open_points(agreement)))
        self.place.addLayout(folds)

    def _heading(self, key: str) -> None:
        self.place.addSpacing(GRID)
        self.place.addWidget(Label(self.text(f"pages.law.{key}"), "heading"))

    def _keep(self, key: str, fold: SentenceFold) -> SentenceFold:
        """Folds that are open stay open when the page is built anew."""
        fold.head.setChecked(key in self._open)
        fold.toggled.connect(lambda on: self._open.add(key) if on else self._open.discard(key))
        return fold

    def _branches(self, key: str, codes: tuple[str, ...], state: str) -> str:
        language = self.session.language
        names = language.list([language.branch(code, state) for code in codes])
        return self.text(f"pages.law.{key}", state=language.state(state), branches=names)

    def _fold(self, key: str, lines: Callable[[Session, Agreement], Lines]) -> SentenceFold:
        assert self.agreement is not None
        fold = SentenceFold(self.text(f"pages.law.{key}"))
        found = lines(self.session, self.agreement)
        for text, source in found:
            fold.body.addWidget(TermLabel(text))
            fold.body.addWidget(source)
        if not found:
            fold.body.addWidget(Label(self.text("pages.law.nothing_found")))
        return fold

    def _open_points(self, agreement: Agreement) -> SentenceFold:
        session = self.session
        points = [p for p in session.law.open_points.values() if {agreement.id, "*"} & set(p.agreements)]
        fold = SentenceFold(self.text("pages.law.open_points", n=session.language.number(len(points))))
        for point in points:
            question, *rest = open_point_lines(session, point)
            inner = SentenceFold(question, "" if point.closed else "cannot_tell")
            for text in rest:
                inner.body.addWidget(Label(text))
            sourced = point.sourced
            inner.body.addWidget(
                source_lines(session, sourced.citations, sourced.confidence.value, sourced.checked)
            )
            fold.body.addWidget(inner)
        fold.body.setSpacing(GRID // 2)
        return fold
