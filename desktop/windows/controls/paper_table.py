"""A table of a paper shown in a window: the same cells in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.windows.controls.theme import size
from desktop.windows.result.grid import Cell, Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.paper import Table
    from desktop.session import Session


_NARROW: Final = 34
"""Below this width, in heights of the text, the others need the room of a column that can be done without."""


class PaperGrid(Grid):
    """A grid whose last column may give its room to the others, where these say the most of it."""

    def __init__(self, name: str, head: Sequence[str], shares: Sequence[int], spare_last: bool) -> None:
        self._spare_last = spare_last
        super().__init__(name, head, shares)

    def fit(self) -> None:
        """Share out the width."""
        if self._spare_last:
            self.setColumnHidden(self.columnCount() - 1, self.width() < _NARROW * size())
        super().fit()


def paper_grid(session: Session, table: Table, name: str, spare_last: bool = False) -> Grid:
    """``table`` as a grid called ``name``; the first line of a cell is large, the others are small.

    A screen reader says of each cell its row, its column and what stands in it. ``spare_last``: the last column
    is left out where there is little room.
    """

    def said(value: object) -> str:
        return session.language.value(value, session.law)  # type: ignore[arg-type]

    head = [said(words) for words in table.head]
    shares = [round(10 * width) for width in table.widths] or [1] * len(head)
    grid = PaperGrid(name, head, shares, spare_last)
    rows = []
    for values in table.body:
        texts = [said(value) for value in values]
        rows.append([_cell(session, head, texts, place) for place in range(len(texts))])
    grid.set_rows(rows)
    return grid


def _cell(session: Session, head: list[str], texts: list[str], place: int) -> Cell:
    first, _, more = texts[place].partition("\n")
    row, text = texts[0].replace("\n", ", "), ", ".join(filter(None, (first, more)))
    spoken = session.text("money.spoken_cell", row=row, column=head[place], text=text)
    return Cell(first, more, spoken=spoken)
