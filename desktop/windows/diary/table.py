"""The entries of a diary as a table as high as its lines: the page scrolls, not the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.windows.controls.body_box import body_words
from desktop.windows.controls.qt_values import SCROLL_BAR_ALWAYS_OFF
from desktop.windows.controls.table import Table, TableRow

if TYPE_CHECKING:
    from desktop.session import Session

_COLUMNS = ("day", "stage", "matter", "body", "more")

SYMBOLS = {
    Stage.PREPARED: "begun",
    Stage.SENT: "exempt_after_approval_of_extension",
    Stage.QUESTION_RECEIVED: "exceptional_agreement_needed",
    Stage.ISSUED: "exempt",
    Stage.REFUSED: "not_exempt",
    Stage.EXTENDED: "exempt",
    Stage.ENDED: "no_agreement",
}
"""The symbol beside each stage's word."""


class DiaryTable(Table):
    """See the module; the key of a line is the id of its entry."""

    def __init__(self, session: Session) -> None:
        super().__init__(optional=(2,))
        self._session = session
        self.setProperty("verticalScrollBarPolicy", SCROLL_BAR_ALWAYS_OFF)

    def fill_entries(self, entries: Sequence[DiaryEntry]) -> None:
        """Show the entries, the latest first; the line chosen before stays chosen."""
        text = self._session.text
        heads = [text(f"record.diary.{name}") for name in _COLUMNS]
        self.fill(heads, [self._row(entry) for entry in reversed(entries)])

    def _row(self, entry: DiaryEntry) -> TableRow:
        session = self._session
        reason = session.text(f"record.refusal.reason.{entry.reason}") if entry.reason else ""
        cells = (
            session.language.date(entry.on),
            session.text(f"record.diary.stage.{entry.stage.value}"),
            session.text(f"record.diary.matter.{entry.matter}"),
            body_words(session, entry.body),
            " · ".join(filter(None, (reason, entry.note))),
        )
        sentence = session.text("record.diary.sentence", day=cells[0], stage=cells[1], matter=cells[2])
        more = [words for words in cells[3:] if words]
        return TableRow(entry.id or 0, cells, ". ".join((sentence, *more)), {1: SYMBOLS[entry.stage]})

    def _fit(self) -> None:
        super()._fit()
        lines = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + lines + 2 * self.frameWidth() + 2)
