"""China: how far somebody is on the way to the minimum contribution years, and what months abroad do to that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.money.problems import bad
from desktop.domain.money.rates import Rates
from desktop.domain.money.retirement import Retirement, retirement
from desktop.domain.periods import add_months

MOST_MONTHS = 1200
"""Nobody pays longer."""


@dataclass(frozen=True, slots=True)
class ChinaYears:
    """``paid`` months so far, ``needed`` by the year of retirement, ``left`` whole months until then.

    ``left`` counts from the month of ``day``, the month of retirement not included. ``unpaid`` of them, planned
    without contributions in China, count for nothing.
    """

    retirement: Retirement
    paid: int
    needed: int
    left: int
    unpaid: int
    day: dt.date

    @property
    def missing(self) -> int:
        """The months still to be paid."""
        return max(0, self.needed - self.paid)

    @property
    def possible(self) -> int:
        """The months that can still be paid before retirement, those planned unpaid left out."""
        return max(0, self.left - self.unpaid)

    @property
    def short(self) -> int:
        """The months that would be missing at retirement even if every possible month is paid."""
        return max(0, self.missing - self.possible)

    @property
    def reached(self) -> dt.date | None:
        """The first day of the month in which the minimum is full if every month from now on is paid, else ``None``.

        Also ``None`` where it is full already, and where retirement comes first.
        """
        if not self.missing or self.missing > self.left:
            return None
        return add_months(self.day.replace(day=1), self.missing - 1)

    @property
    def spare(self) -> int:
        """So many of the months until retirement may stay unpaid without missing the minimum; zero at the least."""
        return max(0, self.left - self.missing)


def china_years(
    category: str, born: dt.date, paid: int, unpaid: int, day: dt.date, rates: Rates
) -> ChinaYears:
    """For somebody of ``category`` born in the month of ``born`` who has ``paid`` months by ``day``.

    Raises ``InputError`` for numbers out of range and what ``retirement`` raises.
    """
    for field, months in (("paid", paid), ("unpaid", unpaid)):
        if not 0 <= months <= MOST_MONTHS:
            raise bad("integer", field, months, f"0–{MOST_MONTHS}")
    found = retirement(category, born, rates)
    left = (found.month.year - day.year) * 12 + found.month.month - day.month
    return ChinaYears(found, paid, int(found.minimum_years * 12), max(0, left), unpaid, day)
