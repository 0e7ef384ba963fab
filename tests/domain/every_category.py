"""Facts for every category of every agreement: those that meet it, and those that fail one condition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.agreement import Agreement, Category, Condition, Direction, Law
from desktop.domain.facts import VOCABULARY, Facts, FactValue, Kind
from desktop.domain.periods import limit_end

OTHER_STATE = "VN"


@dataclass(frozen=True)
class Place:
    """A category where it stands."""

    agreement: Agreement
    direction: Direction
    category: Category

    @property
    def name(self) -> str:
        return f"{self.agreement.id} from {self.direction.home}, {self.category.code}"

    @property
    def first(self) -> dt.date:
        """The first day of the agreement."""
        assert self.agreement.first is not None
        return self.agreement.first

    def facts(self, start: dt.date, end: dt.date, activity: str | None = None) -> Facts:
        """Facts that meet the category, certificate held."""
        home, host = self.direction.home, self.direction.host
        facts = Facts(
            from_state=home, to_state=host, start=start, end=end, certificate="held", nationality=home,
            home_unemployment=True, activity=activity or self.category.activities[0],
        )  # fmt: skip
        for condition in self.category.conditions:
            if condition.absent != "met":
                facts = facts.with_(condition.fact, met(condition, facts))
        return self._past_earlier_categories(facts)

    def _past_earlier_categories(self, facts: Facts) -> Facts:
        """Categories are tried in order: each earlier one of the same activity fails for another reason."""
        used = {condition.fact for condition in self.category.conditions}
        for earlier in self.direction.categories:
            if earlier.code == self.category.code:
                return facts
            if facts.activity in earlier.activities:
                free = (c for c in earlier.conditions if c.fact not in used and facts.get(c.fact) is None)
                for condition in free:
                    facts = facts.with_(condition.fact, failed(condition, facts))
        return facts

    def last_of(self, stage: int, start: dt.date) -> dt.date | None:
        """The last day of a stage for a posting from ``start``."""
        months = self.category.limits[stage].months
        return None if months is None else limit_end(start, months, self.direction.counting)


def places(law: Law) -> Iterator[Place]:
    """Every readable category of the agreements in force."""
    for agreement in law.agreements:
        for direction in agreement.directions.values() if agreement.first else ():
            for category in direction.categories:
                if category.readable:
                    yield Place(agreement, direction, category)


def met(condition: Condition, facts: Facts) -> FactValue:
    """A value that meets the condition."""
    if condition.op in ("in", "at_least"):
        return condition.values[0]
    other = facts.get(str(condition.values[0]))
    assert other is not None
    if condition.op == "same_as":
        return other
    return facts.from_state if other != facts.from_state and facts.from_state else OTHER_STATE


def failed(condition: Condition, facts: Facts) -> FactValue | None:
    """A value that fails the condition; ``None`` where the vocabulary has none."""
    fact = VOCABULARY[condition.fact]
    if condition.op == "at_least":
        least = condition.values[0]
        return least - 1 if isinstance(least, int) else None
    if condition.op == "in":
        allowed = (True, False) if fact.kind is Kind.BOOL else fact.choices
        taken = {*condition.values, *condition.unsettled}
        return next((value for value in allowed if value not in taken), None)
    other = facts.get(str(condition.values[0]))
    if condition.op == "not_same_as":
        return other
    return next(state for state in (facts.to_state, OTHER_STATE) if state != other)
