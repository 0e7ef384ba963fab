"""Public holidays of a state and its regions, from the ``holidays`` library: days only, their names are not needed.

China moves working days to weekends around long holidays; the State Council announces this year by year, so a
year that was not announced when the library was made is known only in part.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from desktop.domain.dates.working_days import OfficeDays

if TYPE_CHECKING:
    from holidays import HolidayBase

_FIRST_YEAR: Final = 2000
"""Announced exchanges of working days are looked for from this year on."""


def office_days(state: str, first: dt.date, last: dt.date, region: str = "") -> OfficeDays:
    """The working days of bodies in ``state`` (ISO 3166-1) from the year of ``first`` to that of ``last``.

    ``region`` is a code of ISO 3166-2 without the state ("BY"); one that the library lacks is passed over. Of a
    state that it does not know no holiday is known, and the calendar says so.
    """
    return _office_days(state, first.year, last.year, region)


@lru_cache(maxsize=256)
def _office_days(state: str, first: int, last: int, region: str) -> OfficeDays:
    found = _holidays(state, region, tuple(range(first, last + 1)))
    if found is None:
        return OfficeDays(last=dt.date.min)
    return OfficeDays(
        frozenset(found),
        frozenset(getattr(found, "weekend_workdays", ())),
        frozenset(found.weekend),
        dt.date(max(found.start_year, dt.MINYEAR), 1, 1),
        _known_until(state, found, last),
    )


def _holidays(state: str, region: str, years: tuple[int, ...]) -> HolidayBase | None:
    from holidays import country_holidays

    try:
        whole = country_holidays(state, years=years, language="en_US")
    except NotImplementedError:  # what the library raises for a state that it does not know
        return None
    if region not in whole.subdivisions:
        return whole
    return country_holidays(state, subdiv=region, years=years, language="en_US")


def _known_until(state: str, found: HolidayBase, year: int) -> dt.date:
    """The last day whose holidays are settled: before the first estimated one, within the announced years."""
    estimated = min((day.year for day in found if "(estimated)" in found[day]), default=year + 1)
    announced = _announced(state, year)
    years = [found.end_year, estimated - 1, announced] if announced else [found.end_year, estimated - 1]
    return dt.date(min(years), 12, 31)


@cache
def _announced(state: str, year: int) -> int | None:
    """The last year up to ``year`` with announced exchanges; ``None`` where the state exchanges no days."""
    found = _holidays(state, "", tuple(range(_FIRST_YEAR, year + 1)))
    return max((day.year for day in getattr(found, "weekend_workdays", ())), default=None)
