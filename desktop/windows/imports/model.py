"""The lines of a preview as a table that a view shows: nothing is copied, words are made when they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from desktop.domain.imports.lines import Line, Verdict
from desktop.windows.controls import icons
from desktop.windows.controls.plain_tip import plain_tip
from desktop.windows.controls.theme import size
from desktop.windows.imports.words import (
    MARKS,
    amount_words,
    branch_words,
    line_sentence,
    month_words,
    sentences,
    shares_words,
)

if TYPE_CHECKING:
    from desktop.domain.imports.lines import Preview, ReadMonthRow, Who
    from desktop.session import Session

COLUMNS: Final = ("row", "verdict", "person", "month", "branch", "base", "shares", "why")
"""The columns; their heads are ``record.import.head.COLUMN``."""
_VERDICT: Final = COLUMNS.index("verdict")
_NUMBERS: Final = frozenset(map(COLUMNS.index, ("row", "base", "shares")))

_Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractTableModel):
    """Lines of a preview, all of them or those of one verdict."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._preview: Preview | None = None
        self._lines: Sequence[Line] = ()
        self._names: dict[int, str] = {}

    def show_preview(self, preview: Preview | None) -> None:
        """Show the lines of a preview, all of them."""
        self._preview = preview
        self.keep(None)

    def keep(self, verdict: Verdict | None) -> None:
        """Show the lines of this verdict; all for ``None``."""
        self.beginResetModel()
        lines = self._preview.lines if self._preview else ()
        self._lines = lines if verdict is None else [line for line in lines if line.verdict is verdict]
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The line in a row of the view."""
        return self._lines[row]

    def why(self, line: Line) -> str:
        """The reasons of a line as sentences, with what the record says where that is something else."""
        said = [self._session.tables.words(finding) for finding in line.findings]
        if line.kept is not None and line.verdict is Verdict.CONFLICT:
            kept = line.kept
            status = self._session.text(f"record.status.{kept.status.value}")
            shares = shares_words(self._session, kept.employee, kept.employer, kept.currency)
            base = amount_words(self._session, kept.base)
            parts = ": ".join(filter(None, (base, shares)))
            said.append(
                self._session.text("record.import.kept", values=" · ".join(filter(None, (parts, status))))
            )
        return sentences(self._session, said)

    # -- what Qt asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._session.text(f"record.import.head.{COLUMNS[section]}")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(line, COLUMNS[column])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line_sentence(self._session, line, self.why(line))
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[column] == "why":
            return plain_tip(self.why(line))
        if role == Qt.ItemDataRole.DecorationRole and column == _VERDICT:
            return QIcon(icons.state_pixmap(MARKS[line.verdict], size() + 4))
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _cell(self, line: Line, column: str) -> str:
        if column == "row":
            return self._session.language.number(line.number)
        if column == "verdict":
            return self._session.text(f"record.import.verdict.{line.verdict.value}")
        if column == "why":
            return self.why(line)
        return "" if line.row is None else self._of_month(line.row, column)

    def _of_month(self, row: ReadMonthRow, column: str) -> str:
        session = self._session
        if column == "person":
            return self._name(row.who)
        if column == "month":
            return month_words(session, row.month)
        if column == "branch":
            state = session.language.state(row.state)
            return f"{state} · {branch_words(session, row.branch)}"
        if column == "base":
            return amount_words(session, row.base)
        return shares_words(session, row.employee, row.employer_share, row.currency)

    def _name(self, who: Who) -> str:
        """The name in the record, else the one in the table."""
        if who.person_id is None:
            return who.name
        if who.person_id not in self._names:
            self._names[who.person_id] = self._session.record.person(who.person_id).name
        return self._names[who.person_id]
