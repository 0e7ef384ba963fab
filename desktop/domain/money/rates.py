"""Dated contribution parameters: what was known, for which days, from which source.

Days are inclusive. A day outside the known periods has no answer; the nearest value is never used in its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.domain.agreement import Confidence
from desktop.domain.periods import FOREVER

EXCHANGE = "XX"
"""Stands in the place of a country for the exchange rates of the euro."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row: ``value`` from the day ``first`` to the day ``last`` (``None``: no end known).

    ``value`` is ``None`` where the law sets no such limit. ``place`` is empty for the whole country. A row of a
    table also has ``at_least`` and ``below``, the pay, hours, persons, months or age it is for, the upper end not
    included. ``unconfirmed``: no source was found. ``note`` is the name of a remark. ``confidence`` is ``None``
    for a value of the user's own.
    """

    country: str
    name: str
    value: Decimal | None
    unit: str
    first: dt.date
    last: dt.date | None
    confidence: Confidence | None
    source: str
    unconfirmed: bool = False
    place: str = ""
    at_least: Decimal | None = None
    below: Decimal | None = None
    note: str = ""

    @property
    def own(self) -> bool:
        """Whether the user gave this value."""
        return self.confidence is None

    def holds(self, first: dt.date, last: dt.date) -> bool:
        """Whether the value is known for every day from ``first`` to ``last``."""
        return self.first <= first and last <= (self.last or FOREVER)

    def is_for(self, amount: Decimal | None) -> bool:
        """Whether ``amount`` lies in the band of this row; a row without a band is for every amount."""
        if self.at_least is None and self.below is None:
            return True
        if amount is None:
            return False
        return (self.at_least or 0) <= amount and (self.below is None or amount < self.below)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with parameters of its own; what it lacks it takes from the place it lies ``within``."""

    name: str
    within: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryRates:
    """The parameters of one country by name, its currency (in use from ``currency_since``) and its places."""

    country: str
    currency: str
    currency_since: dt.date | None
    places: Mapping[str, Place]
    parameters: Mapping[str, tuple[Parameter, ...]]


@dataclass(frozen=True, slots=True)
class NoParameter(Exception):
    """No value of ``name`` is known for all days from ``first`` to ``last``; ``known`` are the periods that are."""

    country: str
    name: str
    place: str
    first: dt.date
    last: dt.date
    known: tuple[tuple[dt.date, dt.date | None], ...]

    @property
    def changes(self) -> bool:
        """Whether every day has a value, but not all the same: a shorter time has an answer."""
        return any(first <= self.first and self.last <= (last or FOREVER) for first, last in self.known)

    def __str__(self) -> str:
        return f"{self.country} {self.name} {self.place}: not known for {self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Rates:
    """All parameters by country."""

    countries: Mapping[str, CountryRates] = field(default_factory=dict)

    def value(self, country: str, name: str, day: dt.date, place: str = "") -> Decimal:
        """The value on ``day``; raises ``NoParameter`` where none is known or the law sets none."""
        found = self.find(country, name, day, day, place)
        if found.value is None:
            raise NoParameter(country, name, place, day, day, ())
        return found.value

    def find(
        self,
        country: str,
        name: str,
        first: dt.date,
        last: dt.date,
        place: str = "",
        amount: Decimal | None = None,
    ) -> Parameter:
        """The row that holds from ``first`` to ``last``, of ``place`` before that of the wider place or country.

        ``amount`` picks the row of a table. Raises ``NoParameter``.
        """
        rows = self._rows(country, name)
        wider = self._wider(country, place)
        for where in wider:
            for row in rows:
                if row.place == where and row.is_for(amount) and row.holds(first, last):
                    return row
        fit = {(row.first, row.last) for row in rows if row.place in wider and row.is_for(amount)}
        raise NoParameter(country, name, place, first, last, joined(sorted(fit, key=lambda days: days[0])))

    def unit(self, country: str, name: str) -> str:
        """The unit of the parameter; empty for a name that is not known."""
        return next((row.unit for row in self._rows(country, name)), "")

    def place(self, country: str, name: str) -> Place | None:
        """The place of that name, or of one of its other names; ``None`` where there is none."""
        known = self.countries[country].places
        return known.get(name) or next((place for place in known.values() if name in place.also), None)

    def places(self, country: str, name: str, first: dt.date, last: dt.date) -> tuple[str, ...]:
        """The places with a value of their own for ``name`` on all days from ``first`` to ``last``."""
        rows = self._rows(country, name)
        return tuple(dict.fromkeys(row.place for row in rows if row.place and row.holds(first, last)))

    def _rows(self, country: str, name: str) -> tuple[Parameter, ...]:
        found = self.countries.get(country)
        return found.parameters.get(name, ()) if found else ()

    def _wider(self, country: str, place: str) -> tuple[str, ...]:
        """The place, the places around it, and the whole country, which has no name."""
        found = []
        known = self.countries[country].places if country in self.countries else {}
        while place:
            found.append(place)
            place = known[place].within if place in known else ""
        return (*found, "")


def joined(periods: list[tuple[dt.date, dt.date | None]]) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """Periods in the order of their first days, with those made one that overlap or follow without a gap."""
    found: list[tuple[dt.date, dt.date | None]] = []
    for first, last in periods:
        if found and (found[-1][1] is None or first <= found[-1][1] + dt.timedelta(days=1)):
            before = found.pop()
            first = before[0]
            last = None if before[1] is None or last is None else max(before[1], last)
        found.append((first, last))
    return tuple(found)
