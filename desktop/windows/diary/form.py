"""One entry of the diary, new or changed: day, stage, matter, authority, reason, note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.diary_rules import MATTERS, doubts, usual_next
from desktop.domain.record.refusals import REASONS
from desktop.windows.controls.body_box import BodyBox
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.flow import Flow
from desktop.windows.controls.inputs import EXAMPLE_DAY, DateInput
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Button, Label, StateWord, row, set_role
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.windows.page import Page

_NOTE = 1_000
"""Characters of a note."""
_SHORT = ("day", "stage", "matter", "reason")
"""What stands side by side; authority and note have a line each."""
_NARROW, _WIDE = 10, 18
"""Characters that a list has room for; more of the words shows when it is open."""


class EntryForm(QFrame):
    """Shows one entry to type; ``kept`` carries it. Doubts are said at once and forbid nothing."""

    kept = Signal(object)
    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        set_role(self, "card")
        self._page, self._session = page, page.session
        self._entry: DiaryEntry | None = None
        self._before: tuple[DiaryEntry, ...] = ()
        self.title = Label(role="heading")
        self.day = DateInput(self._session.language)
        self.stage, self.matter, self.reason = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.body, self.note = BodyBox(self._session), TextInput()
        self.note.setMaxLength(_NOTE)
        self.error = Label(role="error")
        self.doubts = QVBoxLayout()
        self.keep, self.cancel = Button(role="primary", icon="check"), Button()
        self._labels: dict[str, Label] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        fields = {
            "day": self.day, "stage": self.stage, "matter": self.matter, "body": self.body,
            "reason": self.reason, "note": self.note,
        }  # fmt: skip
        ground = QWidget()
        flow = Flow(ground)
        self._parts: dict[str, QWidget] = {}
        for name, field in fields.items():
            label = Label(wrap=False)
            label.setBuddy(field)
            self._labels[name] = label
            self._parts[name] = stack(label, field, spacing=GRID // 2)
            if name in _SHORT:
                flow.addWidget(self._parts[name])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.title)
        for widget in (ground, self.error, self._parts["body"], self._parts["note"]):
            layout.addWidget(widget)
        layout.addLayout(self.doubts)
        layout.addWidget(row(self.keep, self.cancel))
        self._fit()
        theme.changed.connect(self._fit)

    def _connect(self) -> None:
        self.day.edited.connect(self._changed)
        for box in (self.stage, self.matter, self.reason):
            box.currentIndexChanged.connect(self._changed)
        self.matter.activated.connect(self._offer_stage)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.closed)

    def _fit(self) -> None:
        for box in (self.stage, self.matter, self.reason):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_WIDE if box is self.reason else _NARROW)
        self.note.setMaximumWidth(36 * size())

    # -- showing

    def begin(self, before: Sequence[DiaryEntry], case_id: int, body: str) -> None:
        """A new entry of today after those of ``before``, at the stage that usually comes next."""
        matter = before[-1].matter if before else MATTERS[0]
        stage = usual_next(before, case_id, matter)
        known = next((entry.body for entry in reversed(before) if entry.body), body)
        day = self._session.day
        new = DiaryEntry(person_id=0, case_id=case_id, on=day, stage=stage, matter=matter, body=known)
        self.show_entry(before, new)

    def show_entry(self, before: Sequence[DiaryEntry], entry: DiaryEntry) -> None:
        """Show an entry of a case whose whole diary is ``before``."""
        self._before, self._entry = tuple(before), entry
        self.error.hide()
        self._fill(entry)
        self._changed()

    def retranslate(self) -> None:
        """Write every text again; what was chosen and typed stays."""
        typed = self.day.typed() if self.day.day() is None else ""
        chosen = self._typed() if self._entry is not None else None
        self.day.set_language(self._session.language)
        text = self._page.text
        for name, label in self._labels.items():
            label.setText(text(f"record.diary.{name}"))
            place = self.day.line if name == "day" else label.buddy()
            place.setAccessibleName(label.text())
        self.day.button.setAccessibleName(text("app.calendar"))
        self.keep.setText(text("record.diary.keep"))
        self.cancel.setText(text("record.diary.cancel"))
        if chosen is not None:
            self._fill(chosen)
            if typed:
                self.day.set_typed(typed)
            self._changed()

    def _fill(self, entry: DiaryEntry) -> None:
        text = self._page.text
        self.title.setText(text("record.diary.new" if entry.id is None else "record.diary.change"))
        _options(
            self.stage, [(s.value, text(f"record.diary.stage.{s.value}")) for s in Stage], entry.stage.value
        )
        _options(self.matter, [(m, text(f"record.diary.matter.{m}")) for m in MATTERS], entry.matter)
        reasons = [
            ("", text("record.diary.choose")),
            *((r, text(f"record.refusal.reason.{r}")) for r in REASONS),
        ]
        _options(self.reason, reasons, entry.reason)
        self.body.show_bodies(self._bodies(), entry.body)
        self.note.setText(entry.note)
        self.day.set_day(entry.on)

    def _bodies(self) -> tuple[str, ...]:
        """The bodies that the agreement of the case names, and those of the diary."""
        assert self._entry is not None
        case = self._session.case(self._entry.case_id)
        agreement = self._session.determine(case).agreement
        law = self._session.law.authorities.values()
        named = [body.id for body in law if agreement in body.agreements and body.role in _ANSWERING]
        return tuple(dict.fromkeys([*(entry.body for entry in self._before if entry.body), *named]))

    # -- the entry

    def _typed(self) -> DiaryEntry:
        assert self._entry is not None
        stage = Stage(self.stage.currentData())
        return replace(
            self._entry, on=self.day.day() or self._entry.on, stage=stage, matter=self.matter.currentData(),
            body=self.body.body(), note=self.note.text().strip(),
            reason=self.reason.currentData() if stage is Stage.REFUSED else "",
        )  # fmt: skip

    def _changed(self) -> None:
        """Show the reason where it is asked for, and say what looks wrong."""
        if self._entry is None or self.stage.currentData() is None or self.matter.currentData() is None:
            return
        self._parts["reason"].setVisible(self.stage.currentData() == Stage.REFUSED.value)
        while (item := self.doubts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if self.day.day() is not None:
            for name in doubts(self._before, self._typed(), self._session.day):
                self.doubts.addWidget(StateWord("stays_due", self._page.text(f"record.diary.doubt.{name}")))

    def _offer_stage(self) -> None:
        if self._entry is not None and self._entry.id is None:
            stage = usual_next(self._before, self._entry.case_id, self.matter.currentData())
            self.stage.setCurrentIndex(self.stage.findData(stage.value))

    def _keep(self) -> None:
        language = self._session.language
        wrong = self.day.day() is None
        self.day.line.mark(wrong)
        self.error.setVisible(wrong)
        if wrong:
            examples = language.either(language.date_examples(EXAMPLE_DAY))
            words = self._page.text("app.check.no_date", text=self.day.typed(), examples=examples)
            self.error.setText(words)
            self.day.setFocus()
        else:
            self.kept.emit(self._typed())


_ANSWERING = ("agency", "exceptions")
"""Bodies that answer applications."""


def _options(box: ChoiceBox, options: Sequence[tuple[str, str]], chosen: str) -> None:
    box.blockSignals(True)
    box.clear()
    for value, words in options:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)
