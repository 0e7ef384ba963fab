"""The record as years × months: for each state a lane of cells, home above host, and for each branch one below it.

A cell is derived from what was entered and from what the month asks for (``stays``); nothing of it is stored.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.domain.paper import Branches, State, Value, Words, YearMonths
from desktop.domain.record.contribution import COUNTS_AS_PAID, RECORD_BRANCHES, ContributionMonth, Payment
from desktop.domain.record.life import WorkingLife
from desktop.domain.record.months import is_over
from desktop.domain.record.stays import Asks, Stay, stays

_CHINA: Final = "CN"
_SEVERAL: Final = "several"
_APART: Final = "housing_fund"
"""China's housing fund: no branch of social insurance, so no entry for several branches means it."""


class Look(Enum):
    """What a cell shows, the most telling first: a folded lane shows the first that one of its branches has."""

    GAP = "gap"
    """Exempt abroad, or to be exempt, and nothing paid at home."""
    DOUBLE = "double"
    UNPAID = "unpaid"
    """Owed abroad and nothing entered."""
    DISPUTED = "disputed"
    DUE = "due"
    PAID_LATE = "paid_late"
    PAID = "paid"
    REFUNDED = "refunded"
    WAIVED = "waived"
    OPEN = "open"
    EXEMPT = "exempt"
    NOTHING = "nothing"


_SHOWN: Final = (
    Payment.DISPUTED, Payment.DUE, Payment.PAID_LATE, Payment.PAID, Payment.REFUNDED, Payment.WAIVED,
)  # fmt: skip
"""Which of several payments in one cell it shows."""
_RANK: Final = {look: place for place, look in enumerate(Look)}


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of a year: a state, and one of its branches; ``branch`` is empty for the state as a whole."""

    state: str
    branch: str = ""
    home: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A month in a lane: how it looks, what it says, and the entries behind it."""

    month: dt.date
    look: Look
    words: Words
    rows: tuple[ContributionMonth, ...] = ()
    stay: Stay | None = None
    """The time abroad that asks for something in this month."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The years from the first to the last, the lanes of each in order, and the cells."""

    years: tuple[int, ...]
    lanes: tuple[Lane, ...]
    cells: Mapping[tuple[Lane, dt.date], Cell]
    twice: Mapping[dt.date, frozenset[str]]
    """The branches paid in more than one state, of the months that have some."""

    def cell(self, lane: Lane, year: int, month: int) -> Cell:
        """The cell of a lane; ``month`` is 1 to 12."""
        return self.cells[lane, dt.date(year, month, 1)]


def grid(life: WorkingLife, day: dt.date) -> Grid:
    """The record of ``life`` as it stands on ``day``; without entries it is the year of ``day``, without lanes."""
    return _Maker(life, day).grid()


def paid_twice(abroad: Sequence[Stay], month: dt.date, rows: Sequence[ContributionMonth]) -> frozenset[str]:
    """The branches for which ``rows`` of one month were paid in more than one state; ``abroad`` are all stays.

    A month in which a stay begins or ends inside does not count: each state may own its part of it. An entry for
    several branches meets the branches that others name; where all are for several, old-age insurance stands
    for them.
    """
    paid: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.status in COUNTS_AS_PAID:
            for branch in covered(row.branch):
                paid[branch].add(row.state)
    named = {row.branch for row in rows if row.status in COUNTS_AS_PAID} - {_SEVERAL} or {"pension"}
    found = {branch for branch, states in paid.items() if len(states) > 1 and branch in named}
    split = any(stay.touches(month) and not stay.fills(month) for stay in abroad)
    return frozenset() if split else frozenset(found)


def covered(branch: str) -> tuple[str, ...]:
    """The branches an entry speaks of: an entry for several may be for any of them."""
    return (
        tuple(one for one in RECORD_BRANCHES if one not in (_SEVERAL, _APART))
        if branch == _SEVERAL
        else (branch,)
    )


class _Maker:
    def __init__(self, life: WorkingLife, day: dt.date) -> None:
        self.life, self.day = life, day
        self.stays = stays(life)
        self.rows: defaultdict[tuple[str, dt.date], list[ContributionMonth]] = defaultdict(list)
        self.begun: dict[tuple[str, str], dt.date] = {}
        by_month: defaultdict[dt.date, list[ContributionMonth]] = defaultdict(list)
        for row in life.months:
            self.rows[row.state, row.month].append(row)
            by_month[row.month].append(row)
            self.begun.setdefault((row.state, row.branch), row.month)
        found = {month: paid_twice(self.stays, month, rows) for month, rows in by_month.items()}
        self.twice = {month: branches for month, branches in found.items() if branches}

    def grid(self) -> Grid:
        years, lanes = self._years(), tuple(self._lanes())
        cells: dict[tuple[Lane, dt.date], Cell] = {}
        for month in (dt.date(year, number, 1) for year in years for number in range(1, 13)):
            folded: dict[str, list[Cell]] = defaultdict(list)
            for lane in (lane for lane in lanes if lane.branch):
                cells[lane, month] = cell = self._cell(lane, month)
                folded[lane.state].append(cell)
            for lane in (lane for lane in lanes if not lane.branch):
                cells[lane, month] = _folded(folded[lane.state])
        return Grid(years, lanes, cells, self.twice)

    def _years(self) -> tuple[int, ...]:
        begun = [stay.first for stay in self.stays]
        days = [*(row.month for row in self.life.months), *(day for day in begun if day <= self.day)]
        first = min(days, default=self.day).year
        last = max([*(row.month for row in self.life.months), self.day]).year
        return tuple(range(min(first, self.day.year), last + 1))

    def _lanes(self) -> Iterable[Lane]:
        homes = list(dict.fromkeys(stay.home for stay in self.stays))
        states = dict.fromkeys(
            (*homes, *(s.host for s in self.stays), *(row.state for row in self.life.months))
        )
        if not homes and _CHINA in states:
            homes = [_CHINA]
        for state in sorted(states, key=lambda code: code not in homes):
            yield Lane(state, "", state in homes)
            for branch in self._branches(state):
                yield Lane(state, branch, state in homes)

    def _branches(self, state: str) -> list[str]:
        """Old-age insurance, every branch entered once, and where an entry is for several, those of other states."""
        entered = {row.branch for row in self.life.months if row.state == state}
        if _SEVERAL in entered:
            entered |= {row.branch for row in self.life.months} - {_APART}
        return [one for one in RECORD_BRANCHES if one == "pension" or (one in entered and one != _SEVERAL)]

    # -- cells

    def _cell(self, lane: Lane, month: dt.date) -> Cell:
        rows = tuple(row for row in self.rows[lane.state, month] if lane.branch in covered(row.branch))
        asks, stay = self._asks(lane, month)
        look = self._look(lane, month, rows, asks)
        return Cell(month, look, self._words(lane, month, look, asks, stay), rows, stay)

    def _asks(self, lane: Lane, month: dt.date) -> tuple[Asks, Stay | None]:
        """What the month asks for there, and the stay it comes from."""
        for stay in self.stays:
            for state, ask in ((stay.host, stay.in_host), (stay.home, stay.at_home)):
                if state == lane.state and (found := ask(lane.branch, month)) is not Asks.NOTHING:
                    return found, stay
        return Asks.NOTHING, None

    def _look(self, lane: Lane, month: dt.date, rows: Sequence[ContributionMonth], asks: Asks) -> Look:
        statuses = {row.status for row in rows}
        if statuses & COUNTS_AS_PAID and lane.branch in self.twice.get(month, ()):
            return Look.DOUBLE
        over = is_over(month, self.day)
        if asks is Asks.KEEP_PAYING and over and not statuses & COUNTS_AS_PAID:
            return Look.GAP
        if statuses:
            return Look(next(status for status in _SHOWN if status in statuses).value)
        if asks in (Asks.OWED, Asks.PARTLY) and over and self._recorded(lane, month):
            return Look.UNPAID
        return {Asks.EXEMPT: Look.EXEMPT, Asks.OPEN: Look.OPEN}.get(asks, Look.NOTHING)

    def _recorded(self, lane: Lane, month: dt.date) -> bool:
        """Whether a month without an entry is missed: of other branches than old-age insurance from the first on."""
        begun = self.begun.get((lane.state, lane.branch))
        return lane.branch == "pension" or (begun is not None and begun <= month)

    def _words(self, lane: Lane, month: dt.date, look: Look, asks: Asks, stay: Stay | None) -> Words:
        params: dict[str, Value] = {
            "month": YearMonths(month, month),
            "state": State(lane.state),
            "branch": Branches((lane.branch,), lane.state),
        }
        key = f"record.cell.{look.value}"
        if stay is not None and look in (Look.GAP, Look.EXEMPT):
            held = stay.certificate(lane.branch, month)
            params |= {"host": State(stay.host), "number": held.number or "–" if held else ""}
            key += ".certificate" if held else ".answer"
        elif look is Look.NOTHING and asks is not Asks.NOTHING:
            key += ".yet"
        return Words(key, params)


def _folded(cells: Sequence[Cell]) -> Cell:
    """The most telling of the cells, with the entries of all."""
    first = min(cells, key=lambda cell: _RANK[cell.look])
    rows = tuple({id(row): row for cell in cells for row in cell.rows}.values())
    return Cell(first.month, first.look, first.words, rows, first.stay)
