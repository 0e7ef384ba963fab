"""The sums of a posting's contributions: by item and month, by item, and for all of it.

All are in the currency of their state. A month without a known parameter is in no sum and stands among the gaps.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.agreement import Confidence
from desktop.domain.money.charge import less, total
from desktop.domain.money.cost_inputs import HOME, HOST
from desktop.domain.money.cover import Reach
from desktop.domain.money.pay import Shares
from desktop.domain.money.problems import InputError
from desktop.domain.money.rates import NoParameter
from desktop.domain.money.scope import Item, Saving
from desktop.domain.money.worksheet import Working, lowest, together
from desktop.domain.periods import add_months


@dataclass(frozen=True, slots=True)
class Amount:
    """One item in one month, or one year where it goes by the year.

    ``due`` without a certificate, ``kept`` of it in spite of one; of ``kept``, ``pending`` would fall away with
    an approval that is not there yet. ``held`` says for each of the months what holds.
    """

    side: str
    item: Item
    months: tuple[dt.date, ...]
    held: tuple[Reach, ...]
    due: Shares
    kept: Shares
    pending: Shares
    working: Working
    part_year: bool = False

    @property
    def saved(self) -> Shares:
        """What the certificate saves."""
        return less(self.due, self.kept)

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """What holds in some of the months, each once."""
        return tuple(dict.fromkeys(self.held))


@dataclass(frozen=True, slots=True)
class Gap:
    """Months of an item without an amount, because ``problem`` names a parameter that is not known for them."""

    side: str
    item: Item
    months: tuple[dt.date, ...]
    problem: NoParameter


@dataclass(frozen=True, slots=True)
class Line:
    """One item over the whole posting."""

    side: str
    item: Item
    amounts: tuple[Amount, ...]

    @property
    def due(self) -> Shares:
        """Without a certificate."""
        return total(amount.due for amount in self.amounts)

    @property
    def kept(self) -> Shares:
        """With one."""
        return total(amount.kept for amount in self.amounts)

    @property
    def pending(self) -> Shares:
        """Of what is kept: what an approval that is not there yet would save."""
        return total(amount.pending for amount in self.amounts)

    @property
    def saved(self) -> Shares:
        """What the certificate saves."""
        return total(amount.saved for amount in self.amounts)

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """What holds in some month, each once, in the order of time."""
        return tuple(dict.fromkeys(reach for amount in self.amounts for reach in amount.reaches))


@dataclass(frozen=True, slots=True)
class PostingCost:
    """The costs of a posting from ``home`` to ``host``.

    ``first`` and ``last`` are its days, both inclusive; ``problems`` the inputs still needed, by side and item.
    """

    home: str
    host: str
    first: dt.date
    last: dt.date
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    problems: tuple[tuple[str, Item, InputError], ...]

    @property
    def months(self) -> tuple[dt.date, ...]:
        """The first day of every month of the posting."""
        return months_of(self.first, self.last)

    def of(self, side: str) -> tuple[Line, ...]:
        """The lines of ``host`` or ``home``."""
        return tuple(line for line in self.lines if line.side == side)

    def due(self, side: str = HOST) -> Shares:
        """Without a certificate."""
        return total(line.due for line in self.of(side))

    def kept(self, side: str = HOST) -> Shares:
        """With a certificate."""
        return total(line.kept for line in self.of(side))

    def saved(self) -> Shares:
        """What the certificate saves in the host state."""
        return total(line.saved for line in self.of(HOST))

    def pending(self) -> Shares:
        """What it would save beyond that, were the extension or exception approved."""
        return total(line.pending for line in self.of(HOST))

    @property
    def at_most(self) -> bool:
        """Whether the true saving may be smaller than the sum."""
        bounded = (line for line in self.of(HOST) if line.item.saving is Saving.AT_MOST)
        return any(line.saved.total for line in bounded)

    def working(self, side: str) -> Working:
        """All steps, parameters and cautions of that side."""
        return together(amount.working for line in self.of(side) for amount in line.amounts)

    @property
    def confidence(self) -> Confidence:
        """That of the weakest parameter or rule on either side."""
        return lowest(self.working(side).confidence for side in (HOST, HOME))


def months_of(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The first day of every month from that of ``first`` to that of ``last``."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(add_months(first.replace(day=1), number) for number in range(max(count, 0)))
