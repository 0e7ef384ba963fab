"""Where things stand on a drawn line of time: rows in which neither bars nor their labels ever touch.

Window and paper draw with it, each in its own units; what is measured in letters comes in as a function.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.domain.paper import Lane, Span, Timeline


@dataclass(frozen=True, slots=True)
class Scale:
    """Days as distances: ``first`` stands at 0 and each day is ``per_day`` wide."""

    first: dt.date
    last: dt.date
    per_day: float

    @classmethod
    def over(cls, first: dt.date, last: dt.date, width: float) -> Scale:
        """The scale on which the days from ``first`` to ``last``, both included, are ``width`` wide."""
        return cls(first, last, width / ((last - first).days + 1))

    @property
    def width(self) -> float:
        """The length of the whole line."""
        return self.x(self.last) + self.per_day

    def x(self, day: dt.date) -> float:
        """Where ``day`` begins."""
        return (day - self.first).days * self.per_day

    def day(self, x: float) -> dt.date:
        """The day at ``x``, the nearest one on the line."""
        index = int(x // self.per_day)
        return self.first + dt.timedelta(days=min(max(index, 0), (self.last - self.first).days))


@dataclass(frozen=True, slots=True)
class Placed:
    """A span in its row: the bar from ``left`` to ``right``, its label from ``label_left`` on."""

    span: Span
    row: int
    left: float
    right: float
    label_left: float
    label_right: float

    @property
    def begin(self) -> float:
        """Where bar or label begin, whichever comes first."""
        return min(self.left, self.label_left)

    @property
    def end(self) -> float:
        """Where bar and label are both over."""
        return max(self.right, self.label_right)


def place(
    spans: Iterable[Span], scale: Scale, label_width: Callable[[Span], float], *, gap: float, mark: float
) -> tuple[Placed, ...]:
    """Each span in the first row that is free for its bar and its label, at least ``gap`` from its neighbours.

    A label stands inside its bar where it fits, else behind it, or before it at the end of the line. ``mark`` is
    the width of a single day's symbol, which stands around the middle of its day.
    """
    taken: list[float] = []
    placed = []
    for span in sorted(spans, key=lambda span: (span.first, span.last)):
        found = _placed(span, scale, label_width(span), gap, mark)
        row = next((row for row, end in enumerate(taken) if end + gap <= found.begin), len(taken))
        taken[row : row + 1] = [found.end]
        placed.append(replace(found, row=row))
    return tuple(placed)


def rows_of(placed: Sequence[Placed]) -> int:
    """How many rows are taken."""
    return max((one.row for one in placed), default=-1) + 1


def _placed(span: Span, scale: Scale, wide: float, gap: float, mark: float) -> Placed:
    left, right = scale.x(span.first), scale.x(span.last) + scale.per_day
    if span.point:
        middle = (left + right) / 2
        left, right = middle - mark / 2, middle + mark / 2
    else:
        right = max(right, left + mark / 2)  # a bar of few days can still be seen
    inside = not span.point and right - left >= wide + 2 * gap
    label = left + gap if inside else right + gap / 2
    if label + wide > scale.width and not inside:
        before = left - gap / 2 - wide
        label = before if before >= 0 else max(scale.width - wide, 0)
    return Placed(span, 0, left, right, label, label + wide)


def stretches(line: Timeline, years: int) -> tuple[Timeline, ...]:
    """``line`` cut into lines of at most ``years`` whole years that are as long as each other as far as can be.

    A span that goes over a cut stands in both; lanes without any span there are left out.
    """
    total = line.last.year - line.first.year + 1
    count = -(-total // years)
    each = -(-total // count)
    return tuple(
        _stretch(line, begin, min(begin + each - 1, line.last.year))
        for begin in range(line.first.year, line.last.year + 1, each)
    )


def _stretch(line: Timeline, begin: int, end: int) -> Timeline:
    first, last = dt.date(begin, 1, 1), dt.date(end, 12, 31)
    lanes = tuple(lane for one in line.lanes if (lane := clipped(one, first, last)).spans)
    return replace(line, first=first, last=last, lanes=lanes)


def clipped(lane: Lane, first: dt.date, last: dt.date) -> Lane:
    """The lane with what of its spans lies from ``first`` to ``last``, both inclusive."""
    here = tuple(
        replace(span, first=max(span.first, first), last=min(span.last, last))
        for span in lane.spans
        if span.first <= last and first <= span.last
    )
    return replace(lane, spans=here)
