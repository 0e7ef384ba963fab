"""What the user says about pay for a posting.

Everything may be missing. Amounts are a month's pay in the currency of the state; ``own`` are values of the
user's own that take the place of known parameters.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

HOST: Final = "host"
HOME: Final = "home"
SIDES: Final = (HOST, HOME)


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePay:
    """Pay in one state: ``gross`` a month, and what the rules of the state ask for; see ``pay.Pay``.

    ``age`` is that of the first day of the posting.
    """

    gross: Decimal | None = None
    zone: str | None = None
    age: int | None = None
    contract: str | None = None
    monthly_hours: int | None = None
    persons: int | None = None
    priority_support: bool | None = None
    employer_payroll: str | None = None
    home_pension: str | None = None


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A parameter of the user's own, from the month of ``first`` on (``None``: always)."""

    country: str
    name: str
    value: Decimal
    first: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the value is to be used on ``day``."""
        return self.first is None or self.first <= day


@dataclass(frozen=True, slots=True)
class OwnExchange:
    """One unit of ``source`` is ``rate`` units of ``target`` on ``day``; ``origin``: ``own`` or ``file``."""

    source: str
    target: str
    rate: Decimal
    day: dt.date
    origin: str = "own"


@dataclass(frozen=True, slots=True)
class CostInputs:
    """See the module. States and dates count only where the case does not say them."""

    host: SidePay = SidePay()
    home: SidePay = SidePay()
    own: tuple[OwnValue, ...] = ()
    exchange: OwnExchange | None = None
    mean_year: int | None = None
    """The year whose mean exchange rate is wanted, where no rate was given."""
    home_state: str | None = None
    host_state: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None

    def of(self, side: str) -> SidePay:
        """The pay of ``host`` or ``home``."""
        return self.host if side == HOST else self.home

    def with_side(self, side: str, name: str, value: object) -> CostInputs:
        """The same with one entry of one side changed; ``None`` takes it back."""
        changed: Any = {name: value}
        if side == HOST:
            return replace(self, host=replace(self.host, **changed))
        return replace(self, home=replace(self.home, **changed))

    def with_own(self, *values: OwnValue) -> CostInputs:
        """The same with these values, each in the place of an earlier one of its name and first month."""
        kept = {(v.country, v.name, v.first): v for v in (*self.own, *values)}
        return replace(self, own=tuple(kept.values()))

    def without_own(self, country: str, name: str) -> CostInputs:
        """The same without the user's values of that name."""
        return replace(self, own=tuple(v for v in self.own if (v.country, v.name) != (country, name)))
