"""``session.dates.filing``: the latest day to file for a case, and the user's own numbers by authority."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.dates.latest_filing import LONGEST, MARGIN, FilingPlan, LatestFiling, latest_filing
from desktop.domain.dates.turnaround import Benchmark, Turnaround, durations, measured, turnaround
from desktop.domain.periods import days_after
from desktop.domain.record.diary import DiaryEntry

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session

_RECENT: Final = dt.timedelta(days=3 * 365)
"""Older applications say nothing of how long an authority takes today: our own rule."""
_NUMBERS: Final = "filing_numbers"
"""The setting that holds the user's numbers by authority."""
_COUNTED: Final = "filing_counted"
"""The setting that holds the numbers and medians that the list was made with."""
_BEFORE: Final = dt.timedelta(days=60)
"""Further back than the sum of all spans a chain reaches only over weekends and holidays."""


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """What the user says of one authority, in calendar days from 0 to ``LONGEST``.

    ``takes`` is from sending to issue, ``None`` where the user gave no number. ``post_there`` counts only where the
    time is known from receipt. ``margin`` is kept free before departure.
    """

    takes: int | None = None
    post_there: int = 0
    post_back: int = 0
    margin: int = MARGIN


@dataclass(frozen=True, slots=True)
class FilingOutlook:
    """What is known of filing for one case.

    ``authority`` is its key in the law, empty where no agreement names one; ``departure`` the first day of work,
    ``None`` while it is not known. ``latest`` is ``None`` where one of these or the ``turnaround`` is missing.
    """

    authority: str
    departure: dt.date | None
    numbers: OwnNumbers
    turnaround: Turnaround | None
    latest: LatestFiling | None


class Filing:
    """See the module."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._measured: tuple[int, Mapping[str, tuple[int, ...]]] = (-1, {})
        self._read: tuple[Path | None, tuple[Benchmark, ...]] = (None, ())

    def outlook(self, case: Case) -> FilingOutlook:
        """The latest day to file for the case, by the user's numbers, their diary, or a benchmark of the past."""
        authority, departure = self._authority(case), self._session.facts(case).start
        takes = self._turnaround(authority)
        latest = None
        if authority and departure is not None and takes is not None:
            latest = self._latest(authority, departure, takes)
        return FilingOutlook(authority, departure, self.numbers(authority), takes, latest)

    def reliable_day(self, case: Case) -> dt.date | None:
        """The latest day to file by the user's own or measured times; a benchmark of the past makes nothing due."""
        known = self.known_days()
        if not known or self._authority(case) not in known:
            return None
        latest = self.outlook(case).latest
        return None if latest is None else latest.file_by

    def _turnaround(self, authority: str) -> Turnaround | None:
        return turnaround(authority, self.numbers(authority).takes, self.measured(), self._benchmarks())

    def has_changed(self) -> bool:
        """Whether a number or a measured time is another one than when this was asked last; it is remembered."""
        medians = {body: known.days for body, days in self.measured().items() if (known := measured(days))}
        store = self._session.store
        now = json.dumps([medians, store.setting(_NUMBERS)], sort_keys=True)
        if store.setting(_COUNTED) == now:
            return False
        store.set_setting(_COUNTED, now)
        return True

    def _latest(self, authority: str, departure: dt.date, takes: Turnaround) -> LatestFiling | None:
        from desktop.exchange.public_holidays import office_days

        numbers = self.numbers(authority)
        spans = 2 * takes.days + numbers.post_there + numbers.post_back + numbers.margin
        try:
            first = departure - dt.timedelta(days=spans) - _BEFORE
            office = office_days(self._session.law.authorities[authority].state, first, departure)
            plan = FilingPlan(departure, takes, office, numbers.post_there, numbers.post_back, numbers.margin)
            return latest_filing(plan)
        except OverflowError:  # a departure at the beginning of the calendar
            return None

    def _authority(self, case: Case) -> str:
        agreement, home = self._session.determine(case).agreement, self._session.facts(case).from_state
        for form in self._session.law.certificates:
            if form.agreement == agreement and form.home == home:
                return form.issued_by
        return ""

    # -- numbers

    def numbers(self, authority: str) -> OwnNumbers:
        """What the user said of this authority last."""
        return self._all_numbers().get(authority, OwnNumbers())

    def keep(self, authority: str, numbers: OwnNumbers) -> None:
        """Remember the user's numbers for this authority; raises ``ValueError`` for one out of range."""
        given = [value for value in asdict(numbers).values() if value is not None]
        if not all(0 <= value <= LONGEST for value in given):
            raise ValueError(f"a span lies between 0 and {LONGEST} days")
        kept = {**self._all_numbers(), authority: numbers}
        own = {body: asdict(one) for body, one in sorted(kept.items()) if one != OwnNumbers()}
        self._session.store.set_setting(_NUMBERS, json.dumps(own) if own else None)

    def _all_numbers(self) -> dict[str, OwnNumbers]:
        kept = self._session.store.setting(_NUMBERS)
        rows = json.loads(kept) if isinstance(kept, str) else {}
        return {body: OwnNumbers(**values) for body, values in rows.items()}

    def measured(self) -> Mapping[str, tuple[int, ...]]:
        """By authority, how many days its recent applications took from sending to issue."""
        change = self._session.store.due.last_change()
        if self._measured[0] != change:
            since = days_after(self._session.day, -_RECENT.days).isoformat()
            shelf = self._session.store.record.shelf(DiaryEntry)
            self._measured = (change, durations(shelf.where('WHERE "on" >= ?', [since])))
        return self._measured[1]

    def known_days(self) -> Mapping[str, int]:
        """By authority, the days from sending to issue that the user gave or measured."""
        found = {body: known.days for body, days in self.measured().items() if (known := measured(days))}
        for body, numbers in self._all_numbers().items():
            if numbers.takes is not None:
                found[body] = numbers.takes
        return found

    def _benchmarks(self) -> tuple[Benchmark, ...]:
        """The benchmarks of the edition that decides now."""
        folder = self._session.edition.folder / "law"
        if self._read[0] != folder:
            from desktop.law.processing import read_processing

            self._read = (folder, read_processing(folder, []))
        return self._read[1]
