"""What a road would bring at the most: from the person's own sums, else from the parameters. Never a promise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.domain.money.contribution import savings
from desktop.domain.money.pay import Pay
from desktop.domain.money.problems import InputError
from desktop.domain.money.rates import NoParameter, Rates
from desktop.domain.money.refund import german_refund, japanese_refund, korean_refund
from desktop.domain.money.worksheet import Working
from desktop.domain.periods import last_of_month
from desktop.domain.refunds.claimant import Claimant
from desktop.domain.refunds.rules import RoadRule

NOTHING_COMPUTED: Final = Working()


@dataclass(frozen=True, slots=True)
class Estimate:
    """``worker`` is what would go to the worker, ``employer`` what to the employer (``None``: not known here).

    ``entered``: these are the person's own sums, and nothing was computed.
    """

    worker: Decimal | None
    employer: Decimal | None
    currency: str
    entered: bool = False
    working: Working = NOTHING_COMPUTED


def estimate(rule: RoadRule, person: Claimant, rates: Rates) -> Estimate | InputError | NoParameter | None:
    """The estimate, what stands in its way, or ``None`` where there is no formula or too little is known."""
    known = rates.countries.get(person.host)
    if not rule.amount or known is None:
        return None
    if rule.amount != "japan" and (person.own_share, person.employer_share) != (None, None):
        return _entered(rule, person, known.currency)
    if rule.amount not in _COMPUTED or person.average is None or person.period is None:
        return None
    try:
        return _COMPUTED[rule.amount](rule, person, rates)
    except (InputError, NoParameter) as problem:
        return problem


def _entered(rule: RoadRule, person: Claimant, currency: str) -> Estimate | None:
    own, other = person.own_share, person.employer_share
    if rule.shares == "own":
        return None if own is None else Estimate(own, None, currency, entered=True)
    if rule.shares == "both":
        return None if own is None or other is None else Estimate(own + other, None, currency, entered=True)
    return Estimate(own, other, currency, entered=True)


def _pay(person: Claimant, rates: Rates) -> Pay:
    assert person.period is not None
    assert person.average is not None
    first, last = person.period
    currency = rates.countries[person.host].currency
    return Pay(
        country=person.host, branch="pension", first=first, last=last_of_month(last),
        gross=person.average, currency=currency, zone=person.zone,
    )  # fmt: skip


def _each(rule: RoadRule, person: Claimant, rates: Rates) -> Estimate:
    pay = _pay(person, rates)
    found = savings(pay, rule.branches, rates)
    return Estimate(found.employee_total, found.employer_total, pay.currency, working=found.working)


def _germany(rule: RoadRule, person: Claimant, rates: Rates) -> Estimate:
    found = german_refund(_pay(person, rates), person.nationality or "", rates)
    return Estimate(found.amount, None, found.currency, working=found.working)


def _korea(rule: RoadRule, person: Claimant, rates: Rates) -> Estimate:
    found = korean_refund(_pay(person, rates), person.nationality or "", person.status or "", rates)
    return Estimate(found.amount, None, found.currency, working=found.working)


def _japan(rule: RoadRule, person: Claimant, rates: Rates) -> Estimate:
    assert person.last is not None
    assert person.average is not None
    found = japanese_refund(person.nationality or "", person.last, person.months or 0, person.average, rates)
    return Estimate(found.amount, None, found.currency, working=found.working)


_COMPUTED: Final[Mapping[str, Callable[[RoadRule, Claimant, Rates], Estimate]]] = {
    "each": _each,
    "germany": _germany,
    "korea": _korea,
    "japan": _japan,
}
AMOUNTS: Final = (*_COMPUTED, "entered")
"""Computations by name; ``entered`` only shows the person's own sums."""
