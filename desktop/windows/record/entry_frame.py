"""What all months of a year's table share: year, state, branch, employer, currency, scheme and place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.domain.record.contribution import RECORD_BRANCHES, SCHEMES
from desktop.domain.record.year_entry import YearFrame
from desktop.languages.amounts import money_of
from desktop.languages.money import currency_name
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.states import state_codes
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.controls.widgets import Fold, Label, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.windows.page import Page

_CHOICES: Final = ("year", "state", "branch", "employer", "currency")
_RARE: Final = ("scheme", "place")
_WORDS: Final = {"employer": "firm"}
"""The column of the employer's share has the other name."""


class FrameChoice(QWidget):
    """The choices above the table; ``changed`` is sent after the user changed one, ``frame`` has them all."""

    changed = Signal(str)
    """The name of what was changed."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._frame: YearFrame | None = None
        self.boxes = {name: ChoiceBox() for name in (*_CHOICES, "scheme")}
        self.boxes["employer"].setEditable(True)
        self.boxes["employer"].setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.place = TextInput()
        self.more = Fold()
        self._labels = {name: Label() for name in (*_CHOICES, *_RARE)}
        self._lay_out()
        for name, box in self.boxes.items():
            if name != "employer":
                box.activated.connect(lambda _place, name=name: self._taken(name))
        line = self.boxes["employer"].lineEdit()
        assert line is not None
        line.editingFinished.connect(lambda: self._taken("employer"))
        self.place.editingFinished.connect(lambda: self._taken("place"))
        theme.changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(row(*(self._labelled(name, self.boxes[name]) for name in _CHOICES)))
        self.more.body.addWidget(
            row(self._labelled("scheme", self.boxes["scheme"]), self._labelled("place", self.place))
        )
        layout.addWidget(self.more)

    def _labelled(self, name: str, field: QWidget) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._labels[name].setBuddy(field)
        layout.addWidget(self._labels[name])
        layout.addWidget(field)
        return holder

    def _fit(self) -> None:
        for name, wide in (("year", 6), ("state", 10), ("branch", 13), ("employer", 12), ("currency", 10)):
            self.boxes[name].setFixedWidth(wide * size())
        self.boxes["scheme"].setFixedWidth(16 * size())
        self.place.setFixedWidth(14 * size())

    def retranslate(self) -> None:
        """Write every text again."""
        text = self._page.text
        self.more.set_text(text("record.entry.more"))
        self.boxes["currency"].setPlaceholderText(text("record.entry.choose"))
        for name, label in self._labels.items():
            words = text(f"record.entry.{_WORDS.get(name, name)}")
            label.setText(words)
            field = self.place if name == "place" else self.boxes[name]
            field.setAccessibleName(words)
            if isinstance(field, ChoiceBox) and (line := field.lineEdit()) is not None:
                line.setAccessibleName(words)
        if self._frame is not None:
            self.show_frame(self._frame, ())

    # -- what is shown

    @property
    def frame(self) -> YearFrame:
        """Everything as chosen; the employer as far as the record knows one of the name."""
        assert self._frame is not None
        return self._frame

    @property
    def employer(self) -> str:
        """The name of the employer as typed."""
        return self.boxes["employer"].currentText().strip()

    def show_frame(self, frame: YearFrame, near: Sequence[str]) -> None:
        """Show these choices; ``near`` are the states that stand first."""
        session = self._page.session
        language, today = session.language, session.day
        self._near = tuple(near) or getattr(self, "_near", ())
        states = dict.fromkeys((frame.state, *self._near, *state_codes(language)))
        years = range(today.year + 1, min(today.year - 80, frame.year) - 1, -1)
        self._fill("year", ((str(year), year) for year in years), frame.year)
        self._fill("state", ((str(language.state(code)), code) for code in states), frame.state)
        self._fill(
            "branch", ((language.branch(code, frame.state), code) for code in RECORD_BRANCHES), frame.branch
        )
        self._fill(
            "scheme", ((session.text(f"record.scheme.{one or 'none'}"), one) for one in SCHEMES), frame.scheme
        )
        firms = [firm for firm in session.record.employers() if firm.state in ("", frame.state)]
        names = [("", None), *((firm.name, firm.id) for firm in firms)]
        self._fill("employer", names, frame.employer_id)
        self.place.setText(frame.place)
        self._frame = replace(frame, currency=self._show_money(frame))
        self.more.head.setChecked(bool(frame.scheme or frame.place) or self.more.head.isChecked())

    def _show_money(self, frame: YearFrame) -> str:
        """Offer the money of the state in that year; the last one where none was chosen that fits."""
        months = (frame.month(1), frame.month(12))
        codes = sorted({code for month in months for code in money_of(frame.state, month)})
        named = [(currency_name(self._page.session.language, code), code) for code in codes]
        chosen = frame.currency if frame.currency in codes else _latest(frame, codes)
        self._fill("currency", named, chosen)
        return chosen

    def _fill(self, name: str, items: Iterable[tuple[str, object]], chosen: object) -> None:
        box = self.boxes[name]
        box.clear()
        for words, value in items:
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(chosen))

    def _taken(self, name: str) -> None:
        before = self.frame
        if name == "place":
            self._frame = replace(before, place=self.place.text().strip())
        elif name == "employer":
            self._frame = replace(before, employer_id=self._employer_id())
        else:
            self._frame = replace(before, **{name: self.boxes[name].currentData()})
        if self._frame != before:
            self.changed.emit(name)

    def _employer_id(self) -> int | None:
        """The firm of the name typed, added to the record where it is new."""
        if not self.employer:
            return None
        return self._page.session.record.employer_called(self.employer, self.frame.state).id


def _latest(frame: YearFrame, codes: Sequence[str]) -> str:
    """The money at the end of the year, where there is one; the euro rather than what it replaced."""
    at_end = sorted(money_of(frame.state, frame.month(12)))
    return at_end[0] if len(at_end) == 1 else (codes[0] if len(codes) == 1 else "")
