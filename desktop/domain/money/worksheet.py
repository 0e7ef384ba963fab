"""The working of one amount: every number that entered it, from where, and what was done with it.

Steps are data, not sentences, so that each language can write its own formula from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.domain.agreement import Confidence
from desktop.domain.money import rounding
from desktop.domain.money.rates import Parameter, Rates

_RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


@dataclass(frozen=True, slots=True)
class Step:
    """``result`` of ``operation`` on ``operands``; ``what`` names it (``base``, ``employee``, ``total`` …).

    Operations: ``least``, ``greatest``, ``percent_of`` (rate, amount), ``plus``, ``minus``, ``times``,
    ``divided``, ``looked_up`` (in a table), and the roundings ``half_up``, ``fifty_sen``, ``fraction_dropped``
    (amount) and ``down_to`` (amount, unit). ``part`` names the item of a contribution that has several.
    """

    what: str
    operation: str
    operands: tuple[Decimal, ...]
    result: Decimal
    part: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """How a result came about. ``confidence`` is that of the weakest parameter or rule.

    ``cautions`` name what the amount leaves out; a value of the user's own stands among ``parameters`` and does
    not count for the confidence.
    """

    steps: tuple[Step, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    cautions: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH

    @property
    def unconfirmed(self) -> bool:
        """Whether a parameter without any source entered."""
        return any(parameter.unconfirmed for parameter in self.parameters)

    @property
    def own(self) -> tuple[Parameter, ...]:
        """The values that the user gave."""
        return tuple(parameter for parameter in self.parameters if parameter.own)


def lowest(levels: Iterable[Confidence]) -> Confidence:
    """The weakest of ``levels``, high where there are none."""
    return min(levels, key=_RANK.__getitem__, default=Confidence.HIGH)


def together(workings: Iterable[Working]) -> Working:
    """The workings of parts as one: all steps in their order, each parameter and caution once."""
    parts = tuple(workings)
    return Working(
        tuple(step for part in parts for step in part.steps),
        tuple(dict.fromkeys(parameter for part in parts for parameter in part.parameters)),
        tuple(dict.fromkeys(caution for part in parts for caution in part.cautions)),
        lowest(part.confidence for part in parts),
    )


@dataclass(slots=True)
class Worksheet:
    """Takes parameters that hold on all days from ``first`` to ``last`` and notes whatever is done with them.

    ``own`` are the user's values by parameter name; they take the place of the known ones. ``place`` and ``part``
    are those of the steps that follow.
    """

    rates: Rates
    country: str
    first: dt.date
    last: dt.date
    place: str = ""
    part: str = ""
    own: Mapping[str, Decimal] = field(default_factory=dict)
    _steps: list[Step] = field(default_factory=list)
    _used: dict[Parameter, None] = field(default_factory=dict)
    _cautions: dict[str, None] = field(default_factory=dict)
    _rules: list[Confidence] = field(default_factory=list)

    def value(self, name: str, at: Decimal | None = None) -> Decimal:
        """The parameter of that name, of the row for ``at`` in a table. Raises ``NoParameter``."""
        limit = self.limit(name, at)
        return self.rates.value(self.country, name, self.first, self.place) if limit is None else limit

    def limit(self, name: str, at: Decimal | None = None) -> Decimal | None:
        """The same, and ``None`` where the law sets no such limit."""
        found = self._own(name) or self.rates.find(self.country, name, self.first, self.last, self.place, at)
        self._used[found] = None
        if at is not None and found.value is not None:
            self._note(name.rpartition(".")[2], "looked_up", (at,), found.value)
        return found.value

    def least(self, what: str, amount: Decimal, limit: Decimal | None) -> Decimal:
        """The smaller of the two; ``amount`` where there is no limit."""
        return amount if limit is None else self._note(what, "least", (amount, limit), min(amount, limit))

    def greatest(self, what: str, amount: Decimal, limit: Decimal) -> Decimal:
        """The greater of the two."""
        return self._note(what, "greatest", (amount, limit), max(amount, limit))

    def percent(self, what: str, rate: Decimal, amount: Decimal) -> Decimal:
        """``rate`` percent of ``amount``, exact."""
        return self._note(what, "percent_of", (rate, amount), (rate * amount).scaleb(-2))

    def plus(self, what: str, *amounts: Decimal) -> Decimal:
        """The sum."""
        return self._note(what, "plus", amounts, sum(amounts, Decimal(0)))

    def minus(self, what: str, amount: Decimal, less: Decimal) -> Decimal:
        """The difference."""
        return self._note(what, "minus", (amount, less), amount - less)

    def times(self, what: str, amount: Decimal, factor: Decimal) -> Decimal:
        """The product."""
        return self._note(what, "times", (amount, factor), amount * factor)

    def divided(self, what: str, amount: Decimal, by: Decimal) -> Decimal:
        """The quotient."""
        return self._note(what, "divided", (amount, by), amount / by)

    def half_up(self, what: str, amount: Decimal, decimals: int) -> Decimal:
        """Rounded half-up; see ``rounding``."""
        return self._note(what, "half_up", (amount,), rounding.half_up(amount, decimals))

    def fifty_sen(self, what: str, amount: Decimal) -> Decimal:
        """Rounded to full yen; see ``rounding``."""
        return self._note(what, "fifty_sen", (amount,), rounding.fifty_sen(amount))

    def fraction_dropped(self, what: str, amount: Decimal) -> Decimal:
        """Cut to full units; see ``rounding``."""
        return self._note(what, "fraction_dropped", (amount,), rounding.fraction_dropped(amount))

    def down_to(self, what: str, amount: Decimal, unit: Decimal) -> Decimal:
        """Cut to a multiple of ``unit``; see ``rounding``."""
        return self._note(what, "down_to", (amount, unit), rounding.down_to(amount, unit))

    def caution(self, name: str, confidence: Confidence = Confidence.HIGH) -> None:
        """Something to be said with the result, which makes it no surer than ``confidence``."""
        self._cautions[name] = None
        self._rules.append(confidence)

    def working(self) -> Working:
        """All that was noted so far."""
        levels = [parameter.confidence for parameter in self._used if parameter.confidence is not None]
        return Working(
            tuple(self._steps), tuple(self._used), tuple(self._cautions), lowest([*levels, *self._rules])
        )

    def _own(self, name: str) -> Parameter | None:
        if name not in self.own:
            return None
        unit = self.rates.unit(self.country, name)
        return Parameter(self.country, name, self.own[name], unit, self.first, self.last, None, "")

    def _note(self, what: str, operation: str, operands: tuple[Decimal, ...], result: Decimal) -> Decimal:
        self._steps.append(Step(what, operation, operands, result, self.part))
        return result
