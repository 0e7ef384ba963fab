"""All that is said about the costs of one posting: sums, exposure, and the rate for the other currency."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from desktop.domain.agreement import Law
from desktop.domain.branch_table import STAYS_DUE
from desktop.domain.determination import Determination
from desktop.domain.facts import Facts
from desktop.domain.money.contribution import COUNTRIES
from desktop.domain.money.cost_inputs import HOME, HOST, CostInputs, OwnExchange
from desktop.domain.money.exchange import EURO, Conversion, Quote, annual_mean, convert, own_quote
from desktop.domain.money.exposure import Exposure, a_month, exposures, recovery
from desktop.domain.money.pay import Shares
from desktop.domain.money.posting_sums import PostingCost
from desktop.domain.money.problems import InputError
from desktop.domain.money.rates import EXCHANGE, NoParameter, Rates
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.money.scope import ITEMS
from desktop.domain.practice import Consequence


@dataclass(frozen=True)
class CostReport:
    """See the module. ``assumed``: the answer rests on the facts of a plain posting, see ``assumed``."""

    cost: PostingCost
    facts: Facts
    answer: Determination
    assumed: bool
    inputs: CostInputs
    law: Law
    rates: Rates
    day: dt.date

    def state(self, side: str) -> str:
        """The state of ``host`` or ``home``."""
        return self.cost.host if side == HOST else self.cost.home

    def known(self, side: str) -> bool:
        """Whether there are contribution parameters for the state of that side at all."""
        return self.state(side) in COUNTRIES

    def currency(self, side: str) -> str:
        """The currency of the state of that side; raises ``KeyError`` for one without parameters."""
        return self.rates.countries[self.state(side)].currency

    def decimals(self, side: str) -> int:
        """The decimals of that currency."""
        return DECIMALS[self.currency(side)]

    @cached_property
    def exposures(self) -> tuple[Exposure, ...]:
        """Months without a working certificate."""
        return exposures(self.cost, self.facts, self.inputs, self.rates, self.day)

    @cached_property
    def a_month(self) -> tuple[dt.date, Shares] | None:
        """A month, and what it costs without a certificate."""
        return a_month(self.cost, self.rates, self.day)

    @property
    def recovery(self) -> tuple[Consequence, ...]:
        """What the law data say about money already paid."""
        return recovery(self.law, self.answer.agreement, self.cost.home, self.cost.host)

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Branches of the host state outside the agreement that no item stands for, so that no sum counts them."""
        counted = {item.branch for item in ITEMS.get(self.cost.host, ())}
        stays = [a.branch for a in self.answer.branches if a.side == HOST and a.answer == STAYS_DUE]
        return tuple(branch for branch in stays if branch not in counted)

    @cached_property
    def quotes(self) -> tuple[Quote, Quote] | None:
        """The rate between the currencies of host and home; ``None`` without one, or where both are the same."""
        if not (self.known(HOST) and self.known(HOME)) or self.currency(HOST) == self.currency(HOME):
            return None
        return quotes(self.inputs, self.currency(HOST), self.currency(HOME), self.rates)

    def converted(self, amount: Decimal, side: str) -> Conversion | None:
        """A sum of that side in the other currency; ``None`` without a rate."""
        if self.quotes is None:
            return None
        host, home = self.quotes
        return convert(amount, host, home) if side == HOST else convert(amount, home, host)


def quotes(inputs: CostInputs, one: str, other: str, rates: Rates) -> tuple[Quote, Quote] | None:
    """The user's rate for the two currencies, else the mean of the year they chose, else ``None``."""
    if inputs.exchange is not None and {one, other} == {inputs.exchange.source, inputs.exchange.target}:
        found = _own(inputs.exchange)
        return found[one], found[other]
    if inputs.mean_year is None:
        return None
    try:
        return annual_mean(one, inputs.mean_year, rates), annual_mean(other, inputs.mean_year, rates)
    except (InputError, NoParameter):
        return None


def mean_years(one: str, other: str, rates: Rates) -> tuple[int, ...]:
    """The years with a mean exchange rate of both currencies, the latest first."""
    known = [_years(currency, rates) for currency in (one, other) if currency != EURO]
    return tuple(sorted(set.intersection(*known), reverse=True)) if known else ()


def _years(currency: str, rates: Rates) -> set[int]:
    rows = rates.countries[EXCHANGE].parameters.get(f"annual_mean.{currency}", ())
    return {row.first.year for row in rows}


def _own(given: OwnExchange) -> dict[str, Quote]:
    base = Quote(given.source, Decimal(1))
    return {
        given.source: base,
        given.target: own_quote(given.target, given.rate, given.day, given.source, given.origin),
    }
