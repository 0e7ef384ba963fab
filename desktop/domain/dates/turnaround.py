"""How long an authority takes: measured in the user's own diary, typed by the user, or a benchmark of the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.domain.agreement import Sourced
from desktop.domain.record.diary import DiaryEntry, Stage

_ANSWERED = (Stage.ISSUED, Stage.EXTENDED)
_STOPS = (Stage.REFUSED, Stage.ENDED)


class Basis(Enum):
    """Where a turnaround comes from, the best first."""

    MEASURED = "measured"
    OWN = "own"
    HISTORIC = "historic"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A term that an authority once named: ``days`` working days after receipt, in a text of the year ``year``.

    It is shown as history and never as today's term. ``agreement`` is the one it was named for.
    """

    authority: str
    agreement: str
    days: int
    year: int
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Turnaround:
    """How long it takes until the certificate is issued.

    ``MEASURED`` and ``OWN`` count calendar days from sending, ``HISTORIC`` working days from receipt.
    ``cases`` is how many applications were measured; ``benchmark`` stands behind a historic one.
    """

    days: int
    basis: Basis
    cases: int = 0
    benchmark: Benchmark | None = None

    @property
    def from_receipt(self) -> bool:
        """Whether the days begin with the receipt, so that the post there comes on top, and are working days."""
        return self.basis is Basis.HISTORIC


def durations(diary: Iterable[DiaryEntry]) -> dict[str, tuple[int, ...]]:
    """By authority, the calendar days from sending to issue of every finished application, in order of issue.

    A second sending of the same matter, after a question, does not start the time anew; a refusal ends it
    without an issue. Entries may come in any order.
    """
    sent: dict[tuple[int, str], dt.date] = {}
    found: dict[str, list[tuple[dt.date, int]]] = {}
    for entry in sorted(diary, key=lambda entry: (entry.on, _order(entry.stage))):
        matter = (entry.case_id, entry.matter)
        if entry.stage is Stage.SENT:
            sent.setdefault(matter, entry.on)
        elif entry.stage in _ANSWERED and matter in sent:
            days = (entry.on - sent.pop(matter)).days
            found.setdefault(entry.body, []).append((entry.on, days))
        elif entry.stage in _STOPS:
            sent.pop(matter, None)
    return {body: tuple(days for _, days in sorted(rows)) for body, rows in found.items()}


def _order(stage: Stage) -> int:
    return list(Stage).index(stage)


def measured(days: Sequence[int]) -> Turnaround | None:
    """The median of ``days``, half a day rounded up; ``None`` where nothing was measured."""
    if not days:
        return None
    ordered, middle = sorted(days), len(days) // 2
    odd = len(days) % 2
    median = ordered[middle] if odd else -(-(ordered[middle - 1] + ordered[middle]) // 2)
    return Turnaround(median, Basis.MEASURED, len(days))


def turnaround(
    authority: str,
    own: int | None,
    diary_days: Mapping[str, Sequence[int]],
    benchmarks: Iterable[Benchmark],
) -> Turnaround | None:
    """The turnaround to count with: the user's number, else their median, else a benchmark of the authority.

    ``None``: not known; the user gives a number of their own.
    """
    if own is not None:
        return Turnaround(own, Basis.OWN)
    known = measured(diary_days.get(authority, ()))
    if known is not None:
        return known
    for benchmark in benchmarks:
        if benchmark.authority == authority:
            return Turnaround(benchmark.days, Basis.HISTORIC, benchmark=benchmark)
    return None
