"""An edition of the law as its manifest describes it: its day, what changed, who signed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.periods import add_months

OLD_AFTER_MONTHS = 6
"""An edition warns of its age from the day after so many months."""


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One entry of the list of changes, written for whoever uses the program.

    ``kind``: added, changed or closed. ``agreement`` is an id, empty where the change concerns no single one.
    ``first`` and ``last`` are the days concerned, both inclusive. ``words`` say in four languages ("zh", "de",
    "ko", "en") what a user sees.
    """

    kind: str
    agreement: str
    first: dt.date | None
    last: dt.date | None
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. ``number`` tells two of the same day apart; ``files`` are SHA-256 digests by path.

    ``files`` is empty for the edition inside the program.
    """

    number: int
    date: dt.date
    changes: tuple[EditionChange, ...]
    files: Mapping[str, str]

    @property
    def order(self) -> tuple[dt.date, int]:
        """What makes one edition newer than another."""
        return self.date, self.number


def edition_age_days(edition_date: dt.date, day: dt.date) -> int:
    """How many days old the edition is on ``day``; 0 for a day before it was made."""
    return max((day - edition_date).days, 0)


def edition_age_warning(edition_date: dt.date, day: dt.date) -> bool:
    """Whether ``day`` lies more than six months after the edition: the day six months later is still in time."""
    return day > add_months(edition_date, OLD_AFTER_MONTHS)
