"""Which roads a person has: each with its state, its days, its reasons and what it costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.money.problems import InputError
from desktop.domain.money.rates import NoParameter, Rates
from desktop.domain.refunds.amounts import Estimate, estimate
from desktop.domain.refunds.claimant import Claimant
from desktop.domain.refunds.rules import RoadCondition, RoadRule, RuleValue
from desktop.domain.refunds.windows import Window, needs, windows

if TYPE_CHECKING:
    from desktop.domain.agreement import Law

ANY_STATE = "*"
_CERTIFICATE = "wrongly"
"""The fact of ``Claimant`` that tells whether a certificate covers the months."""


class RoadState(Enum):
    """What can be said of a road today."""

    OPEN = "open"
    NOT_YET = "not_yet"
    TOO_LATE = "too_late"
    CLOSED = "closed"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition and whether it holds (``None``: not known)."""

    condition: RoadCondition
    holds: bool | None


@dataclass(frozen=True, slots=True)
class ClockDay:
    """A dated end or opening for the list of what is due; ``kind`` is ``refund_opens`` or ``refund_ends``.

    ``key`` tells the days of one person apart and stays the same when the day moves.
    """

    key: str
    kind: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Road:
    """One road for one person on ``day``. ``missing`` are facts of ``Claimant`` that would tell more.

    ``certificate_from`` is the authority at which the certificate that the road needs can still be asked for, where
    nothing else bars the road and its time is not over; else ``None``.
    """

    rule: RoadRule
    state: RoadState
    day: dt.date
    windows: tuple[Window, ...]
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    advice: tuple[str, ...]
    amount: Estimate | InputError | NoParameter | None
    certificate_from: str | None = None

    @property
    def opens(self) -> dt.date | None:
        """The first day on which it is open, where it must be waited for."""
        return min((window.opens for window in self.windows if window.opens), default=None)

    @property
    def next_end(self) -> dt.date | None:
        """The next day, today included, with which some contribution is lost; ``None`` where none is known."""
        ends = (window.ends for window in self.windows if window.ends is not None)
        return min((end for end in ends if end >= self.day), default=None)

    @property
    def last_end(self) -> dt.date | None:
        """The last day for the youngest contribution; ``None`` where none is known."""
        return max((window.ends for window in self.windows if window.ends is not None), default=None)

    @property
    def open_period(self) -> tuple[dt.date, dt.date] | None:
        """The first days of the first and the last month that can still be claimed."""
        kept = [window for window in self.windows if not window.over(self.day)]
        return (kept[0].first, kept[-1].last) if kept else None

    @property
    def lost_period(self) -> tuple[dt.date, dt.date] | None:
        """The first days of the first and the last month for which it is too late."""
        lost = [window for window in self.windows if window.over(self.day)]
        return (lost[0].first, lost[-1].last) if lost else None

    @property
    def clock_days(self) -> tuple[ClockDay, ...]:
        """The days to come, for the list of what is due; none of a road that is closed or too late."""
        if self.state in (RoadState.CLOSED, RoadState.TOO_LATE):
            return ()
        found = [("refund_opens", self.opens), ("refund_ends", self.next_end)]
        return tuple(
            ClockDay(f"{self.rule.key}.{kind}", kind, day)
            for kind, day in found
            if day is not None and day >= self.day
        )


def find_roads(
    person: Claimant, day: dt.date, law: Law, rates: Rates, certificate_from: str | None = None
) -> tuple[Road, ...]:
    """The roads of the state where the contributions were paid, wrongly paid ones first.

    A state without roads of its own has the one that says that nothing was found and whom to ask.
    ``certificate_from`` as ``certificate_first.certificate_body`` finds it.
    """
    own = [rule for rule in law.refunds if rule.state == person.host]
    rules = own or [rule for rule in law.refunds if rule.state == ANY_STATE]
    rightly = _lapsed(own, person, day)
    return tuple(_road(rule, person, day, rates, rightly, certificate_from) for rule in rules)


def _lapsed(rules: Iterable[RoadRule], person: Claimant, day: dt.date) -> bool | None:
    """Whether the contributions count as rightly paid today: never wrong, or the time for saying so is over.

    Germany: § 26 Abs. 1 Satz 3 SGB IV. ``None`` where it is not known whether a certificate covers them.
    """
    if person.wrongly is not True:
        return None if person.wrongly is None else True
    found = [window for rule in rules if rule.kind == "wrongly" for window in windows(rule, person)]
    return bool(found) and all(window.over(day) for window in found)


def _road(
    rule: RoadRule, person: Claimant, day: dt.date, rates: Rates, rightly: bool | None, body: str | None
) -> Road:
    reasons = tuple(Reason(c, _holds(c, person, rightly)) for c in rule.conditions)
    found = windows(rule, person)
    asked = (*(r.condition.fact for r in reasons if r.holds is None), *needs(rule, person))
    missing = tuple(dict.fromkeys("wrongly" if name == "rightly" else name for name in asked))
    months = person.months or 0
    advice = tuple(
        name.partition(":")[0] for name in rule.advice if months >= int(name.partition(":")[2] or 0)
    )
    body = body if _lacks_certificate_only(reasons, found, day) else None
    state = _state(rule, reasons, found, day, body is not None)
    road = Road(rule, state, day, found, reasons, missing, advice, None, body)
    return replace(road, amount=_amount(road, person, rates))


def _amount(road: Road, person: Claimant, rates: Rates) -> Estimate | InputError | NoParameter | None:
    """An estimate for the months that can still be claimed; none of a road that is closed or too late."""
    if road.state in (RoadState.CLOSED, RoadState.TOO_LATE):
        return None
    if road.lost_period and road.open_period and person.own_share is None and person.employer_share is None:
        person = replace(person, first=road.open_period[0], last=road.open_period[1])
    return estimate(road.rule, person, rates)


def _lacks_certificate_only(reasons: tuple[Reason, ...], found: tuple[Window, ...], day: dt.date) -> bool:
    """Whether the road asks for a certificate that is not there, no other condition closes it, and time is left."""
    lacking = any(reason.condition.fact == _CERTIFICATE and reason.holds is not True for reason in reasons)
    barred = any(r.holds is False and r.condition.fact != _CERTIFICATE for r in reasons)
    return lacking and not barred and not all(window.over(day) for window in found)


def _closed_as(reason: Reason, certificate_first: bool) -> str:
    """What a failed condition makes of the road; a certificate that can be asked for is only missing yet."""
    yet = certificate_first and reason.condition.fact == _CERTIFICATE
    return "not_yet" if yet else reason.condition.otherwise


def _state(
    rule: RoadRule,
    reasons: tuple[Reason, ...],
    found: tuple[Window, ...],
    day: dt.date,
    certificate_first: bool,
) -> RoadState:
    failed = {_closed_as(reason, certificate_first) for reason in reasons if reason.holds is False}
    unknown = any(reason.holds is None and not reason.condition.presumed for reason in reasons)
    if rule.status == "none" or "none" in failed:
        return RoadState.CLOSED
    if rule.status == "unread":
        return RoadState.CANNOT_TELL
    if found and all(window.over(day) for window in found):
        return RoadState.TOO_LATE
    if unknown or "ask" in failed or not found:
        return RoadState.CANNOT_TELL
    if "not_yet" in failed or all(window.waits(day) for window in found if not window.over(day)):
        return RoadState.NOT_YET
    return RoadState.CANNOT_TELL if rule.status == "ask" else RoadState.OPEN


def _holds(condition: RoadCondition, person: Claimant, rightly: bool | None) -> bool | None:
    value: RuleValue | bool | None
    value = rightly if condition.fact == "rightly" else getattr(person, condition.fact)
    if value is None:
        return None
    match condition.op:
        case "in":
            return value in condition.values
        case "not_in":
            return value not in condition.values
        case "is":
            return value is (condition.values[0] == "yes")
        case _:
            reached = int(value) >= int(condition.values[0])
            return reached is (condition.op == "at_least")
