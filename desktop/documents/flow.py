"""Flowing bands of columns over pages, so that nothing is cut however long it is.

A ``Band`` is a horizontal strip: one or more columns of pieces (mostly lines of text) that start on one
height. A band that does not fit goes on over the page's end, each column at its own pace. All measures are
points from the upper left corner of the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from desktop.documents.marks import Frame, Mark, Stroke
from desktop.documents.styles import HAIR, Colour

_LEAST_LINES: Final = 2
"""So many lines of a column stay together before and after the end of a page."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty place of a required value: the field, and where the line to write on lies."""

    field: str
    x: float
    y: float
    width: float


@dataclass(slots=True)
class Piece:
    """What cannot be cut: a line of text, a place to sign."""

    height: float
    marks: Sequence[Mark] = ()
    blanks: Sequence[Blank] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line under a band, from ``x`` on."""

    x: float
    width: float
    colour: Colour = HAIR
    thick: float = 0.5


@dataclass(slots=True)
class Column:
    """Pieces one under the other, ``x`` points from the left."""

    x: float
    pieces: Sequence[Piece]

    @property
    def height(self) -> float:
        """The height of all pieces."""
        return sum(piece.height for piece in self.pieces)


@dataclass(slots=True)
class Band:
    """Columns side by side with what surrounds them."""

    columns: tuple[Column, ...]
    before: float = 0
    """Space above, dropped at the top of a page."""
    pad: tuple[float, float] = (0, 0)
    """Space inside, above and below the columns."""
    least: float = 0
    """At least so high."""
    keep: bool = False
    """Never the last band of a page: stays with the one that follows."""
    whole: bool = False
    """Not cut where a page can hold it."""
    turn: bool = False
    """Starts a new page."""
    rules: tuple[Rule, ...] = ()
    """Lines under the band."""
    tint: tuple[float, float, Colour] | None = None
    """A background: x, width, colour."""
    head: Band | None = None
    """Drawn again, as an artifact, where the band goes on or starts on a new page."""

    @property
    def height(self) -> float:
        """The height without ``before``."""
        return max(self.least, sum(self.pad) + max((column.height for column in self.columns), default=0))


@dataclass(slots=True)
class Placed:
    """A mark on its page: the place of its piece, and whether it is an artifact in spite of its element."""

    mark: Mark
    x: float
    y: float
    artifact: bool = False


@dataclass(slots=True)
class Sheet:
    """One page: its marks in the order of drawing, and its blanks (field, x, y, width)."""

    placed: list[Placed] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)


class Flow:
    """Puts bands on sheets of a given height, one after the other."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.sheets = [Sheet()]
        self._y = 0.0
        self._fresh = True

    def add(self, bands: Sequence[Band]) -> None:
        """Place ``bands`` in order; opens sheets as needed."""
        for index, band in enumerate(bands):
            if not self._fresh and (band.turn or self._must_turn(bands, index)):
                self._turn(band.head)
            if not self._fresh:
                self._y += band.before
            self._place(band)

    def _must_turn(self, bands: Sequence[Band], index: int) -> bool:
        needed = 0.0
        for band in bands[index:]:
            rigid = band.keep or (band.whole and band.height <= self.height)
            needed += band.before + (band.height if rigid else _start(band))
            if not band.keep:
                break
        return self._y + needed > self.height + 0.01 and needed <= self.height

    def _turn(self, head: Band | None) -> None:
        self.sheets.append(Sheet())
        self._y = 0.0
        self._fresh = True
        if head and head.height < self.height / 3:
            self._draw(head, [column.pieces for column in head.columns], artifact=True)

    def _place(self, band: Band) -> None:
        rest = [list(column.pieces) for column in band.columns]
        while True:
            room = self.height - self._y - sum(band.pad)
            taken = [_fitting(pieces, room) for pieces in rest]
            if self._fresh and not any(taken):
                taken = [min(1, len(pieces)) for pieces in rest]
            if any(taken) or not any(rest):
                self._draw(band, [pieces[:count] for pieces, count in zip(rest, taken, strict=True)])
                self._fresh = False
            rest = [pieces[count:] for pieces, count in zip(rest, taken, strict=True)]
            if not any(rest):
                return
            self._turn(band.head)

    def _draw(self, band: Band, columns: Iterable[Sequence[Piece]], artifact: bool = False) -> None:
        sheet, top = self.sheets[-1], self._y
        columns = list(columns)
        inside = max((sum(piece.height for piece in pieces) for pieces in columns), default=0)
        height = max(inside + sum(band.pad), min(band.least, self.height - top))
        if band.tint:
            x, width, colour = band.tint
            sheet.placed.append(Placed(Frame(x, 0, width, height, fill=colour), 0, top))
        for column, pieces in zip(band.columns, columns, strict=True):
            y = top + band.pad[0]
            for piece in pieces:
                sheet.placed.extend(Placed(mark, column.x, y, artifact) for mark in piece.marks)
                sheet.blanks.extend(
                    Blank(blank.field, column.x + blank.x, y + blank.y, blank.width) for blank in piece.blanks
                )
                y += piece.height
        self._y = top + height
        for rule in band.rules:
            stroke = Stroke(rule.x, 0, rule.x + rule.width, 0, rule.thick, rule.colour)
            sheet.placed.append(Placed(stroke, 0, self._y))


def beside(left: Band, right: Band, shift: float) -> Band:
    """Two bands as one, the second moved ``shift`` points to the right: the two languages of a paper."""
    return Band(
        columns=(*left.columns, *(Column(column.x + shift, column.pieces) for column in right.columns)),
        before=max(left.before, right.before),
        pad=(max(left.pad[0], right.pad[0]), max(left.pad[1], right.pad[1])),
        least=max(left.least, right.least),
        keep=left.keep or right.keep,
        whole=left.whole or right.whole,
        turn=left.turn or right.turn,
        rules=(*left.rules, *(replace(rule, x=rule.x + shift) for rule in right.rules)),
        tint=left.tint,
    )


def _start(band: Band) -> float:
    """The height that the first lines of a band take."""
    firsts = (sum(piece.height for piece in column.pieces[:_LEAST_LINES]) for column in band.columns)
    return band.pad[0] + max(firsts, default=0)


def _fitting(pieces: Sequence[Piece], room: float) -> int:
    """How many pieces fit into ``room`` without leaving fewer than ``_LEAST_LINES`` lines alone."""
    count = 0
    for piece in pieces:
        room -= piece.height
        if room < -0.01:
            break
        count += 1
    left = len(pieces) - count
    if 0 < left < _LEAST_LINES and count > _LEAST_LINES:
        return count - (_LEAST_LINES - left)
    return count
