"""A road to a refund as the law data describes it, before anything is known of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Sourced

RuleValue = str | int

CLOCKS: Final = ("year_end", "each_month", "after_leaving", "waiting", "leaving", "permit", "none")
"""When a road opens and ends.

``year_end``: ends with the last day of the calendar year ``months`` after that of the contribution, which counts as
paid in the year it belongs to. ``each_month``: every contribution by itself, ``months`` from the first day of its
month. ``after_leaving``: opens on the day of leaving, which is the first of ``months`` months. ``waiting``: opens
after ``months`` full calendar months, the first of which follows the last insured month. ``leaving``: opens on the
day of leaving. ``permit``: ends on the same day ``months`` after the work permit. ``none``: not known.
The last day of ``waiting`` and ``leaving`` is not known.
"""
OPERATIONS: Final = ("in", "not_in", "at_least", "below", "is")
CLOSED_AS: Final = ("none", "not_yet", "ask")
"""What a failed condition makes of the road: closed for good, not open yet, or a question to the body."""


@dataclass(frozen=True, slots=True)
class RoadCondition:
    """What must hold: ``fact`` is the name of a fact of ``Claimant``; words ``law.refund.condition.KEY``.

    ``op``: ``in`` and ``not_in`` the ``values``, ``at_least`` and ``below`` a number, ``is`` (``yes`` or ``no``).
    ``presumed``: an unknown fact does not hold the road up, but stays among the conditions to check.
    """

    key: str
    fact: str
    op: str
    values: tuple[RuleValue, ...]
    otherwise: str
    presumed: bool
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class RoadRule:
    """One road. ``state`` is an ISO code, ``*`` every state without a road of its own.

    ``kind``: ``wrongly`` paid (although the law of the home state applied), ``rightly`` paid, or ``any``.
    ``status``: ``claim`` (a right, once the conditions hold), ``discretion`` (the body may), ``ask`` (a rule exists,
    whether it fits was not found), ``none`` (nothing is paid back), ``unread`` (the sources read say nothing).
    ``shares`` says what comes back: ``own`` half of the worker, ``each`` its own share, ``both`` to the worker,
    ``special`` (a formula or an account), empty where nothing is known. ``amount`` names the computation, empty: none.
    ``advice`` are words ``law.refund.advice.NAME``; with ``NAME:60`` only from so many months on.
    Words: ``law.refund.road.WORDS.name`` and ``.plain``; ``law.refund.destroys.NAME``; ``law.refund.document.NAME``.
    """

    key: str
    state: str
    kind: str
    status: str
    words: str
    branches: tuple[str, ...]
    shares: str
    claimants: tuple[str, ...]
    ask: str
    clock: str
    clock_months: int
    amount: str
    letter: bool
    destroys: tuple[str, ...]
    documents: tuple[str, ...]
    advice: tuple[str, ...]
    conditions: tuple[RoadCondition, ...]
    sourced: Sourced
