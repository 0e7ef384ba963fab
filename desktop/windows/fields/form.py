"""The form of a paper's fields: grouped, entered once, stored with every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.fields import BY_HAND
from desktop.domain.identity import hidden
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Column, Label, clear, row
from desktop.windows.fields.pinyin import CHINESE_NAME, LATIN_NAMES, PinyinSuggestion
from desktop.windows.fields.row import FieldRow, field_label
from desktop.windows.result.fold import SentenceFold

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session

_PAUSE = 250
"""Milliseconds without typing before a value is stored; leaving the field or the page stores at once."""


class FieldsForm(QWidget):
    """The fields of one paper, or of all papers of the case.

    ``changed`` follows every stored change, ``closed`` the wish to go back to the papers.
    """

    changed = Signal()
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows: dict[str, FieldRow] = {}
        self._case_id = 0
        self._paper_id: str | None = None
        self._waiting: set[str] = set()
        self._suggestion: PinyinSuggestion | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.store)
        self.back = Button(role="quiet", icon="back")
        self.back.clicked.connect(self.closed)
        self.column = Column()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)

    def load(self, case_id: int, paper_id: str | None, focus: str | None = None) -> None:
        """Show the fields of ``paper_id`` (``None``: of all papers), the keyboard on ``focus``."""
        self.store()
        self._case_id, self._paper_id = case_id, paper_id
        self._build()
        if focus in self.rows:
            self.go_to(focus or "")

    def retranslate(self) -> None:
        """Write every word again; what was typed is stored first."""
        self.store()
        if self._case_id:
            focused = next(
                (key for key, r in self.rows.items() if r.isAncestorOf(self.focusWidget() or self)), None
            )
            self._build()
            if focused:
                self.go_to(focused)

    def go_to(self, key: str) -> None:
        """Put the keyboard on a field and bring it into view, as soon as the rows are laid out."""
        QTimer.singleShot(0, self.rows[key], lambda: self._focus(key))

    def _focus(self, key: str) -> None:
        self.rows[key].editor.setFocus()
        # The rows are new: without this the scroll area still knows the height of the old ones.
        if (ground := self.column.widget()) is not None:
            ground.adjustSize()
        self.column.show_widget(self.rows[key])

    def store(self) -> None:
        """Store what was changed and not stored yet."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, set()
        for key in waiting:
            if key in self.rows:
                self.session.set_field(self._case_id, key, self.rows[key].editor.value())
        if waiting:
            self._check()
            self.changed.emit()

    # -- building

    def _build(self) -> None:
        session, body = self.session, self.column.body
        case = session.case(self._case_id)
        self.back.setParent(None)
        clear(body)
        self.rows = {}
        self.back.setText(session.text("pages.fields.back"))
        body.addWidget(row(self.back))
        self.back.show()
        title = "title_one" if self._paper_id else "title_all"
        name = session.text(f"papers.name.{self._paper_id}") if self._paper_id else ""
        body.addWidget(Label(session.text(f"pages.fields.{title}", paper=name), "title"))
        body.addWidget(Label(session.text("pages.fields.lead"), "muted"))
        keys = session.fields_of(case, self._paper_id)
        required = self._required(case)
        for group, members in by_group(session, keys).items():
            body.addSpacing(GRID)
            body.addWidget(Label(session.text(f"fields.group.{group}"), "heading"))
            for key in members:
                self._add_row(FieldRow(session, case, session.forms.fields[key], key in required))
        self._add_suggestion()
        if not keys:
            body.addWidget(Label(session.text("pages.fields.none")))
        self._add_known(case)
        self._check()

    def _required(self, case: Case) -> set[str]:
        papers = [self._paper_id] if self._paper_id else [o.paper_id for o in self.session.offers(case)]
        return {key for paper in papers if paper for key in self.session.missing_fields(case, paper)}

    def _add_row(self, field_row: FieldRow) -> None:
        self.rows[field_row.key] = field_row
        self.column.body.addWidget(field_row)
        field_row.edited.connect(self._edited)

    def _add_suggestion(self) -> None:
        """Offer a spelling right under the Chinese name, where both are asked for."""
        self._suggestion = None
        if not all(key in self.rows for key in (CHINESE_NAME, *LATIN_NAMES)):
            return
        self._suggestion = PinyinSuggestion(self.session)
        self._suggestion.taken.connect(self._take_suggestion)
        place = self.column.body.indexOf(self.rows[CHINESE_NAME])
        self.column.body.insertWidget(place + 1, self._suggestion)
        self._suggest()

    def _suggest(self) -> None:
        if self._suggestion is not None:
            values = (str(self.rows[key].editor.value() or "") for key in (CHINESE_NAME, *LATIN_NAMES))
            name, *latin = values
            self._suggestion.suggest(name, tuple(latin))

    def _take_suggestion(self, *parts: str) -> None:
        for key, part in zip(LATIN_NAMES, parts, strict=True):
            self.rows[key].editor.set_value(part)
            self._edited(key)
        self.rows[LATIN_NAMES[0]].editor.setFocus()
        self.store()

    def _add_known(self, case: Case) -> None:
        """What the answers already gave: shown, not asked again."""
        session = self.session
        known = [
            key
            for key, spec in session.forms.fields.items()
            if spec.kind not in BY_HAND and key not in self.rows and session.field_text(case, key)
        ]
        if not known:
            return
        count = session.language.plural("pages.fields.reused", len(known))
        fold = SentenceFold(count)
        for key in known:
            label, value = field_label(session, case, key), hidden(key, session.field_text(case, key))
            fold.body.addWidget(Label(session.text("pages.fields.known", label=label, value=value)))
        self.column.body.addSpacing(GRID)
        self.column.body.addWidget(fold)

    # -- changing

    def _edited(self, key: str) -> None:
        self._waiting.add(key)
        self._suggest()
        self._timer.start()

    def _check(self) -> None:
        case = self.session.case(self._case_id)
        problems = self.session.problems(case)
        for key, field_row in self.rows.items():
            field_row.show_problems(self.session, [p for p in problems if key in p.fields])


def by_group(session: Session, keys: tuple[str, ...]) -> dict[str, list[str]]:
    """The fields by group, groups and fields in the order of asking."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(session.forms.fields[key].group, []).append(key)
    return groups
