"""One currency into another, last of all and once: every converted sum names its rate and day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Final

from desktop.domain.agreement import Confidence
from desktop.domain.money.problems import chosen
from desktop.domain.money.rates import EXCHANGE, Parameter, Rates
from desktop.domain.money.rounding import DECIMALS, half_up
from desktop.domain.money.worksheet import Step, Working, lowest

EURO: Final = "EUR"
ANNUAL_MEAN: Final = "ecb_annual_mean"
EXACT: Final = 60
"""Digits carried while dividing, far more than any sum has."""


@dataclass(frozen=True, slots=True)
class Quote:
    """So many units of ``currency`` for one euro; ``parameter`` says when and from where. The euro itself is 1.

    Of a pair without the euro, the other currency of the pair stands in its place.
    """

    currency: str
    rate: Decimal
    parameter: Parameter | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """``amount`` in ``currency`` and the quotes it was made with."""

    amount: Decimal
    currency: str
    quotes: tuple[Quote, Quote]
    working: Working


def annual_mean(currency: str, year: int, rates: Rates) -> Quote:
    """The mean of the reference rates of the European Central Bank; raises ``InputError``, ``NoParameter``."""
    if chosen("currency", currency, DECIMALS) == EURO:
        return Quote(EURO, Decimal(1))
    name, first = f"annual_mean.{currency}", dt.date(year, 1, 1)
    found = rates.find(EXCHANGE, name, first, dt.date(year, 12, 31))
    return Quote(currency, rates.value(EXCHANGE, name, first), found)


def own_quote(currency: str, rate: Decimal, day: dt.date, base: str = EURO, origin: str = "own") -> Quote:
    """A rate the user entered (``own``) or read from a file (``file``), for ``day``; marked as theirs.

    So many units of ``currency`` for one of ``base``.
    """
    unit = f"{currency} for 1 {base}"
    return Quote(currency, rate, Parameter(EXCHANGE, f"{origin}.{currency}", rate, unit, day, day, None, ""))


def convert(amount: Decimal, source: Quote, target: Quote) -> Conversion:
    """Multiplied by the rate of the target, divided by that of the source, rounded half-up once.

    ``source`` is the quote of the currency the amount is in. Both rates must be above zero.
    """
    with localcontext() as context:
        context.prec = EXACT
        exact = amount if source.currency == target.currency else amount * target.rate / source.rate
        result = half_up(exact, DECIMALS[target.currency])
    used = tuple(quote.parameter for quote in (source, target) if quote.parameter)
    levels = [parameter.confidence or Confidence.HIGH for parameter in used]
    steps = (
        Step("converted", "converted", (amount, target.rate, source.rate), exact),
        Step("converted", "half_up", (exact,), result),
    )
    return Conversion(
        result, target.currency, (source, target), Working(steps, used, confidence=lowest(levels))
    )
