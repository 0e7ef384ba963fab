"""Costs as values of a paper: amounts, months, items, and why something is saved or stays due.

Page and paper say the same, because both take their sentences from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from desktop.domain.facts import BRANCHES
from desktop.domain.money.cost_inputs import HOST
from desktop.domain.money.cost_report import CostReport
from desktop.domain.money.cover import Reach
from desktop.domain.money.exchange import Conversion, Quote
from desktop.domain.money.pay import Shares
from desktop.domain.money.posting_sums import Gap, Line
from desktop.domain.money.rates import Parameter
from desktop.domain.money.rounding import half_up
from desktop.domain.money.scope import Item, Saving
from desktop.domain.paper import Branches, Currency, Money, Number, State, Value, Words, YearMonths
from desktop.domain.papers.proof_words import in_line
from desktop.domain.record.months import runs

_WHOLE: Final = 0
_MEAN: Final = "annual_mean"


def words(key: str, **params: Value) -> Words:
    """A text of the catalogue ``money``."""
    return Words(f"money.{key}", params)


def once(sentences: Iterable[Words]) -> tuple[Words, ...]:
    """Each sentence once, in order; sentences have no hash."""
    found: list[Words] = []
    for sentence in sentences:
        if sentence not in found:
            found.append(sentence)
    return tuple(found)


def names(report: CostReport) -> dict[str, Value]:
    """The placeholders ``home`` and ``host``."""
    return {"home": State(report.cost.home), "host": State(report.cost.host)}


def about(report: CostReport, amount: Decimal, side: str = HOST) -> Money:
    """A sum in whole units of its currency."""
    return Money(half_up(amount, _WHOLE), report.currency(side), _WHOLE)


def about_both(report: CostReport, amount: Decimal, side: str = HOST) -> Value:
    """The same and, where there is a rate, the sum in the other currency."""
    plain, other = about(report, amount, side), report.converted(amount, side)
    if other is None:
        return plain
    return words(
        "about_both", amount=plain, other=Money(half_up(other.amount, _WHOLE), other.currency, _WHOLE)
    )


def exact(report: CostReport, amount: Decimal, side: str = HOST) -> Money:
    """A sum with all decimals of its currency."""
    return Money(amount, report.currency(side), report.decimals(side))


def both_shares(report: CostReport, shares: Shares, side: str) -> Value:
    """A cell of a table: the sum, and below it the employee's and the employer's share."""
    places = report.decimals(side)
    return words(
        "cell",
        total=Number(shares.total, places),
        employee=Number(shares.employee, places),
        employer=Number(shares.employer, places),
    )


def item_name(item: Item, state: str) -> Value:
    """What the item is called in its state."""
    return Branches((item.name,), state) if item.name in BRANCHES else words(f"item.{item.name}")


def reach_words(line: Line) -> Value:
    """What the certificate does to a line of the host state, each thing that holds at some time once."""
    bounded = line.item.saving is Saving.AT_MOST
    keys = ("saved_at_most" if bounded and reach is Reach.SAVED else reach.value for reach in line.reaches)
    return in_line(words(f"reach.{key}") for key in keys)


def note_words(report: CostReport, item: Item) -> Words | None:
    """Why the item is saved in a particular way; ``None`` where it is saved as its branch is."""
    return words(f"scope.{item.note}", **names(report)) if item.note else None


def gap_words(report: CostReport, gap: Gap) -> Iterator[Words]:
    """Months without an amount, each stretch by itself, and the parameter that is not known for them."""
    for stretch in runs(gap.months):
        yield words(
            "gap",
            item=item_name(gap.item, report.state(gap.side)),
            months=YearMonths(stretch[0], stretch[-1]),
            parameter=parameter_name(gap.problem.name),
        )


def parameter_name(name: str) -> Value:
    """A parameter by its name in the rates: the branch it belongs to, where it has one, and what it is."""
    item, _, term = name.rpartition(".")
    if not item:
        return words(f"term.{term}")
    named: Value = Currency(term) if item == _MEAN else words(f"term.{term}")
    return words("parameter", item=words(f"item.{item}"), term=named)


def rate_words(report: CostReport) -> Words | None:
    """The exchange rate with its day and origin; ``None`` where no sum is converted."""
    if report.quotes is None:
        return None
    one, other = report.quotes
    given = next((quote for quote in (one, other) if quote.parameter and quote.parameter.own), None)
    if given is not None:
        return _own_rate(given, one if given is other else other)
    means = [quote for quote in (one, other) if quote.parameter is not None]
    rates = in_line(words("exchange.mean", rate=_rate(quote)) for quote in means)
    year = means[0].parameter.first.year if means and means[0].parameter else 0
    return words("exchange.means", rates=rates, year=str(year))


def converted_words(found: Conversion) -> Money:
    """A converted sum with the decimals of its currency."""
    places = -int(found.amount.as_tuple().exponent)
    return Money(found.amount, found.currency, max(places, 0))


def place_words(place: str) -> Value:
    """A place with parameters of its own."""
    return words(f"place.{place_key(place)}") if place else "–"


def place_key(place: str) -> str:
    """The last part of the key of a place's name: ``guangdong_guangzhou``."""
    return "_".join("".join(c if c.isalnum() else " " for c in place.casefold()).split())


def value_words(parameter: Parameter) -> Value:
    """The value with its unit, or that the law sets no such limit."""
    if parameter.value is None:
        return words("unit.none")
    if parameter.unit == "percent":
        return words("unit.percent", value=Number(parameter.value))
    currency, _, rest = parameter.unit.partition(" ")
    if rest in ("", "a month", "a year") and currency.isupper():
        per = {"": "once", "a month": "month", "a year": "year"}[rest]
        return words(f"unit.{per}", value=Number(parameter.value), currency=Currency(currency))
    return words(f"unit.{place_key(parameter.unit)}", value=Number(parameter.value))


def _rate(quote: Quote) -> Money:
    """So many units of its currency, with all places the rate has."""
    return Money(quote.rate, quote.currency, max(-int(quote.rate.as_tuple().exponent), 0))


def _own_rate(given: Quote, base: Quote) -> Words:
    assert given.parameter is not None
    origin = given.parameter.name.partition(".")[0]
    return words(
        f"exchange.{origin}",
        base=Currency(base.currency),
        rate=_rate(given),
        day=given.parameter.first,
    )
