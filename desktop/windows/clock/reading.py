"""What a clock says on one day: months used and left, and the stages with the days they end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.determination import Clock, Stage
from desktop.domain.periods import months_between


@dataclass(frozen=True, slots=True)
class Reading:
    """Months in the counting of the agreement, all days inclusive.

    ``stage`` is the one that ``today`` (or the start, while that lies ahead) falls into, ``None`` beyond the
    last one. ``left`` are its months not used yet, ``None`` where it has no limit. ``planned`` counts to the
    planned end, ``over`` how far that goes beyond the last stage.
    """

    clock: Clock
    today: dt.date
    end: dt.date | None
    begun: bool
    used: int
    stage: Stage | None
    left: int | None
    planned: int | None
    over: int

    @property
    def limited(self) -> bool:
        """Whether any stage of this clock has a last day."""
        return any(stage.last is not None for stage in self.clock.stages)

    @property
    def last(self) -> dt.date:
        """The latest day that belongs on a drawing of this clock."""
        days = [stage.last for stage in self.clock.stages if stage.last is not None]
        return max([*days, self.end or self.clock.start, self.clock.start])


def read_clock(clock: Clock, today: dt.date, end: dt.date | None) -> Reading:
    """Read ``clock`` on ``today`` for a posting planned until ``end`` (``None`` while that is not known)."""
    begun = today >= clock.start
    here = today if begun else clock.start
    finished = end is not None and end < today
    stage = _stage_on(clock, end if finished and end is not None else here)
    used = _used(clock, min(today, end) if end else today) if begun else clock.prior_months
    limit = stage.months if stage else None
    planned = _used(clock, end) if end and end >= clock.start else None
    return Reading(
        clock=clock,
        today=today,
        end=end,
        begun=begun,
        used=used,
        stage=stage,
        left=max(limit - used, 0) if limit is not None else (0 if stage is None else None),
        planned=planned,
        over=_over(clock, planned),
    )


def _used(clock: Clock, day: dt.date) -> int:
    if day < clock.start:
        return clock.prior_months
    return clock.prior_months + months_between(clock.start, day, clock.counting)


def _stage_on(clock: Clock, day: dt.date) -> Stage | None:
    return next((stage for stage in clock.stages if stage.last is None or stage.last >= day), None)


def _over(clock: Clock, planned: int | None) -> int:
    limits = [stage.months for stage in clock.stages]
    if planned is None or not limits or None in limits:
        return 0
    return max(planned - max(limit for limit in limits if limit is not None), 0)
