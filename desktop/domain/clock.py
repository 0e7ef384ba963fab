"""The clock of a posting: where counting starts, what earlier postings use up, where each stage ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.agreement import Agreement, Category, Direction, ExceptionRule, Limit, Prior
from desktop.domain.determination import Clock, Stage
from desktop.domain.facts import Facts
from desktop.domain.periods import FOREVER, limit_end


@dataclass(frozen=True, slots=True)
class Counted:
    """Months used before the clock's start; where ``missing`` names a fact that is needed, as many as may be."""

    months: int
    missing: str | None = None


def work_start(facts: Facts) -> dt.date | None:
    """The first day of the uninterrupted work abroad."""
    return facts.working_since or facts.start


def clock_start(facts: Facts, agreement: Agreement) -> dt.date | None:
    """The day counting starts: the start of the work, but not before the agreement applies.

    Protocol no. 1 of the German agreement; for Korea 2012 the adopted reading of open point O-7.
    """
    start = work_start(facts)
    first = agreement.first
    return start if start is None or first is None else max(start, first)


def prior_rule(direction: Direction, code: str) -> Prior:
    """The rule on earlier postings for this category."""
    return direction.prior.get(code) or direction.prior["*"]


def counted_before(facts: Facts, prior: Prior) -> Counted:
    """The months of earlier, separate postings that count against the limits under this rule."""
    months = facts.prior_months or 0
    if months == 0 or prior.rule == "none":
        return Counted(0)
    if prior.rule == "workplace":
        return Counted(0 if facts.workplace_changed else months)
    if prior.rule == "break":
        if facts.months_since_prior is None:
            return Counted(months + prior.break_months, "months_since_prior")
        continued = facts.months_since_prior <= prior.break_months
        return Counted(months + facts.months_since_prior if continued else 0)
    return Counted(months)


def clock_of(
    facts: Facts, agreement: Agreement, direction: Direction, owner: Category | ExceptionRule, code: str
) -> Clock | None:
    """The clock for a category or for the exceptions clause; ``None`` while no start is known."""
    start = clock_start(facts, agreement)
    if start is None:
        return None
    used = counted_before(facts, prior_rule(direction, code)).months
    return Clock(
        start,
        direction.counting,
        used,
        tuple(
            Stage(limit.stage, limit.months, _last(start, limit.months, used, direction.counting))
            for limit in _limits(owner)
        ),
    )


def _limits(owner: Category | ExceptionRule) -> tuple[Limit, ...]:
    if isinstance(owner, Category):
        return owner.limits
    return (Limit("exception", owner.ceiling_months, owner.sourced),)


def _last(start: dt.date, months: int | None, used: int, counting: str) -> dt.date | None:
    if months is None:
        return None
    try:
        return limit_end(start, months - used, counting)
    except (ValueError, OverflowError):  # a start near the end of the calendar
        return FOREVER
