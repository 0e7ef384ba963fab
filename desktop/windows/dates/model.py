"""The list of what is due as a table model: three groups, each line made only when it is looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.domain.dates.due import DueItem, Group, group_of
from desktop.windows.controls import icons
from desktop.windows.controls.plain_tip import plain_tip
from desktop.windows.controls.theme import size
from desktop.windows.dates.words import DateWords, bold

if TYPE_CHECKING:
    from desktop.session import Session

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("what", "whom", "when", "left", "rule")
LEFT: Final = COLUMNS.index("left")
_ROOT: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Block:
    """A group as it stands in the table: the row of its heading, and which of the items follow it."""

    group: Group
    row: int
    first: int
    count: int


class DatesModel(QAbstractTableModel):
    """See the module. ``show`` gives it other items; a heading stands above each group that has any."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.words = DateWords(session)
        self._session = session
        self._items: Sequence[DueItem] = ()
        self.blocks: tuple[Block, ...] = ()
        self.stacked = False
        """Whether a cell holds two lines: what and for whom, the day and the days left."""

    def show(self, items: Sequence[DueItem], typed: str = "") -> None:
        """Show ``items``, which are in the order of their days, as far as they hold every word typed."""
        self.beginResetModel()
        wanted = typed.casefold().split()
        self._items = [item for item in items if self.words.holds(item, wanted)] if wanted else items
        self.blocks = tuple(self._blocks())
        self.endResetModel()

    def item(self, row: int) -> DueItem | None:
        """The date in ``row``; ``None`` for a heading."""
        block = self._block(row)
        place = row - block.row - 1
        return None if place < 0 else self._items[block.first + place]

    def row_of(self, key: str) -> int | None:
        """The row of the date with this key, ``None`` where it is not shown."""
        for block in self.blocks:
            for place in range(block.count):
                if self._items[block.first + place].key == key:
                    return block.row + 1 + place
        return None

    # -- as Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._items) + len(self.blocks)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._session.text(f"dates.column.{COLUMNS[section]}")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index.row())
        if item is None:
            return self._heading(index, role)
        answers: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: self._cell(item, index.column()),
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tip(self._cell(item, index.column())),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self.words.sentence(item),
            Qt.ItemDataRole.DecorationRole: lambda: self._symbol(item, index.column()),
        }
        answer = answers.get(role)
        return None if answer is None else answer()

    def _cell(self, item: DueItem, column: int) -> str:
        cells = self.words.cells(item)
        if not self.stacked:
            return cells[column]
        above, below = (cells[0], cells[1]) if column == 0 else (cells[2], cells[3])
        return f"{above}\n{below}"

    def _heading(self, index: Index, role: int) -> object:
        if role == Qt.ItemDataRole.FontRole:
            return bold()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            block = self._block(index.row())
            number = self._session.language.number(block.count)
            return (
                self._session.text(f"dates.group.{block.group.value}", n=number) if not index.column() else ""
            )
        return None

    def _symbol(self, item: DueItem, column: int) -> object:
        if column != LEFT:
            return None
        return icons.pixmap(*self.words.symbol(item), size() + 3)

    # -- groups

    def _blocks(self) -> Iterator[Block]:
        """The groups that have items; these come in the order of their days, and so in that of the groups."""
        day, order = self._session.day, {group: place for place, group in enumerate(Group)}
        first = row = 0
        for group, place in order.items():
            after = bisect_right(
                self._items, place, lo=first, key=lambda item: order[group_of(item.due_on, day)]
            )
            if after > first:
                yield Block(group, row, first, after - first)
                row += after - first + 1
            first = after

    def _block(self, row: int) -> Block:
        return next(block for block in reversed(self.blocks) if block.row <= row)
