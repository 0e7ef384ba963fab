"""The latest day to file, counted back from departure: a chain of steps, each with its day and its reason.

No instrument read sets this day. It is a sum: what the authority takes, the post, the holidays of its state and a
margin that the user chooses.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from desktop.domain.dates.turnaround import Basis, Turnaround
from desktop.domain.dates.working_days import OfficeDays
from desktop.domain.periods import ONE_DAY

MARGIN: Final = 14
"""Days of margin where the user gives none: our recommendation, demanded by no source."""
LONGEST: Final = 999
"""Days that any of the user's numbers may take."""


@dataclass(frozen=True, slots=True)
class FilingPlan:
    """What the chain is counted from; all spans are calendar days from 0 to ``LONGEST``.

    ``departure`` is the first day of work abroad, ``office`` the working days of the authority. ``post_there`` is
    0 for an online application, ``post_back`` 0 for a certificate that one prints oneself.
    """

    departure: dt.date
    turnaround: Turnaround
    office: OfficeDays
    post_there: int = 0
    post_back: int = 0
    margin: int = MARGIN


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One line of the chain; its words are ``dates.chain.KEY``.

    ``days`` is the span between this line and the one after it in time, ``moved`` how many days earlier ``day``
    lies because the office does not work.
    """

    key: str
    day: dt.date
    days: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class LatestFiling:
    """The latest day to file and how it was counted, steps from filing to departure.

    ``doubts`` name what to be careful about, as ``dates.doubt.NAME``: ``historic`` (the turnaround is one of the
    past), ``holidays_open`` (not all holidays of these days are known yet).
    """

    file_by: dt.date
    steps: tuple[ChainStep, ...]
    doubts: tuple[str, ...] = ()

    def slack(self, day: dt.date) -> int:
        """Days left on ``day``; negative: so many days too late."""
        return (self.file_by - day).days


def latest_filing(plan: FilingPlan) -> LatestFiling:
    """Count back from departure. Raises ``OverflowError`` for a departure at the beginning of the calendar.

    The certificate is to be at hand on the day before departure, less the margin.
    """
    office, turnaround = plan.office, plan.turnaround
    at_hand = plan.departure - ONE_DAY - dt.timedelta(days=plan.margin)
    issued = _working(office, "issued", at_hand, plan.post_back)
    later = [issued, ChainStep("at_hand", at_hand, plan.margin), ChainStep("departure", plan.departure)]
    if turnaround.from_receipt:
        received = office.back(issued.day, turnaround.days)
        later.insert(0, ChainStep("received", received, turnaround.days))
        filed = _working(office, "file", received, plan.post_there)
    else:
        filed = _working(office, "file", issued.day, turnaround.days)
    return LatestFiling(filed.day, (filed, *later), _doubts(plan, filed.day))


def _working(office: OfficeDays, key: str, later: dt.date, days: int) -> ChainStep:
    """The last working day that lies at least ``days`` calendar days before ``later``."""
    wanted = later - dt.timedelta(days=days)
    day = office.on_or_before(wanted)
    return ChainStep(key, day, days, (wanted - day).days)


def _doubts(plan: FilingPlan, filed: dt.date) -> tuple[str, ...]:
    historic = plan.turnaround.basis is Basis.HISTORIC
    open_ = not plan.office.knows(filed, plan.departure)
    return tuple(name for name, holds in (("historic", historic), ("holidays_open", open_)) if holds)
