"""A table inside a page that scrolls: as high as its lines, up to a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.windows.controls.table import Table
from desktop.windows.controls.theme import size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.windows.controls.table import TableRow

_HIGHEST: Final = 26
"""In heights of the text; longer tables scroll."""


class ShortTable(Table):
    """See the module. The width decides how high the lines are, so the height follows every change of it."""

    def fill(self, heads: Sequence[str], rows: Sequence[TableRow]) -> None:
        """Show these lines; the line chosen before stays chosen."""
        super().fill(heads, rows)
        self._fit_height()

    def _fit(self) -> None:
        super()._fit()
        self._fit_height()

    def _fit_height(self) -> None:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar()
        across = bar.sizeHint().height() if bar.maximum() else 0
        wanted = self.horizontalHeader().height() + rows + across + 2 * self.frameWidth() + 2
        self.setFixedHeight(min(wanted, _HIGHEST * size()))
