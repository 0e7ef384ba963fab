"""Backups without their files: names, which ones stay, how old one is, and when the user should be told.

A backup is called ``2026-11-22_05-12-30_0042_closing``: the moment in UTC, a number that only grows, and the reason.
Clocks jump; the number tells in which order backups were made.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

LATEST: Final = 10
DAYS: Final = 14
MONTHS: Final = 12
"""So many backups stay: the latest ones, the last one of each of the latest days, and of each of the latest months."""

EVERY: Final = dt.timedelta(minutes=30)
"""While the program is used and something changed, a backup is made so often."""

_FAR: Final = dt.timedelta(days=400)
"""Moments further apart than the months kept: the clock jumped, or the program was not used for long."""
_OLD: Final = dt.timedelta(days=7)
_NOW: Final = dt.timedelta(minutes=2)
_MOST: Final = 10**8
_FORM: Final = "%Y-%m-%d_%H-%M-%S"
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)_(\d{4,9})_([a-z_]+)", re.ASCII)


class Reason(Enum):
    """Why a backup was made."""

    OPENING = "opening"
    USE = "use"
    CLOSING = "closing"
    HAND = "hand"
    IMPORT = "import"
    ARCHIVE = "archive"
    CASE_FILE = "case_file"
    LAW = "law"
    BULK = "bulk"
    UNDO = "undo"
    DELETION = "deletion"
    MIGRATION = "migration"


class BackupName(NamedTuple):
    """What the name of a backup says: when it was made (UTC, whole seconds), as which one, and why."""

    made_at: dt.datetime
    number: int
    reason: Reason

    def __str__(self) -> str:
        moment = self.made_at.replace(tzinfo=None).isoformat("_", "seconds").replace(":", "-")
        return f"{moment}_{self.number:04}_{self.reason.value}"


def read_name(text: str) -> BackupName | None:
    """The name behind ``text``; ``None`` for what no backup of this program is called."""
    found = _NAME.fullmatch(text)
    if found is None:
        return None
    try:
        made_at = dt.datetime.strptime(found[1], _FORM).replace(tzinfo=dt.UTC)
        return BackupName(made_at, int(found[2]), Reason(found[3]))
    except ValueError:
        return None


def next_name(known: Iterable[BackupName], last_number: int, now: dt.datetime, reason: Reason) -> BackupName:
    """The name of a backup made ``now`` (UTC): its number is above all ``known`` ones and above ``last_number``.

    Numbers that nobody reaches are made up, and what came after them could not be told any more.
    """
    number = max((name.number for name in known if name.number < _MOST), default=0)
    return BackupName(now.replace(microsecond=0), max(number, last_number) + 1, reason)


def kept(names: Collection[BackupName], now: dt.datetime) -> frozenset[BackupName]:
    """Those of ``names`` that stay; all others may go.

    What was made by hand stays until it is removed by hand. What the clock calls the future stays too and takes
    nobody's place. Among the rest, moments that lie far apart are looked at by themselves, so that backups made
    while the clock was wrong push out none that were made while it was right.
    """
    alone = {name for name in names if name.reason is Reason.HAND or name.made_at > now}
    rest = sorted(set(names) - alone, key=lambda name: name.made_at)
    return frozenset(alone).union(*map(_kept_of, _stretches(rest)))


def _stretches(names: Sequence[BackupName]) -> Iterator[list[BackupName]]:
    """``names`` by their moments, cut where two lie far apart."""
    stretch: list[BackupName] = []
    for name in names:
        if stretch and name.made_at - stretch[-1].made_at > _FAR:
            yield stretch
            stretch = []
        stretch.append(name)
    if stretch:
        yield stretch


def _kept_of(names: Sequence[BackupName]) -> set[BackupName]:
    made = sorted(names, key=lambda name: name.number)
    days = {name.made_at.date(): name for name in made}
    months = {(name.made_at.year, name.made_at.month): name for name in made}
    stay = set(made[-LATEST:])
    stay |= {days[day] for day in sorted(days)[-DAYS:]}
    return stay | {months[month] for month in sorted(months)[-MONTHS:]}


def due_at_opening(last: BackupName | None, now: dt.datetime) -> bool:
    """Whether a backup is made when the file is opened: the last one is of another day (UTC), or there is none."""
    return last is None or last.made_at.date() != now.date()


class Age(NamedTuple):
    """How long ago: ``word`` is now, minutes, hours, days or ahead (the clock was set back), with how many."""

    word: str
    amount: int = 0


def age(made_at: dt.datetime, now: dt.datetime) -> Age:
    """The age of a backup: in minutes up to an hour, in hours up to two days, then in days."""
    passed = now - made_at
    minutes = int(passed / dt.timedelta(minutes=1))
    if passed < -_NOW:
        return Age("ahead")
    if passed < _NOW:
        return Age("now")
    if minutes < 60:
        return Age("minutes", minutes)
    return Age("hours", minutes // 60) if minutes < 48 * 60 else Age("days", minutes // (24 * 60))


class Concern(Enum):
    """What the user should be told about the backups without asking; ``NONE`` is the usual case."""

    NONE = "none"
    FAILED = "failed"
    """The last one could not be made."""
    OLD = "old"
    """The last good one is older than a week."""
    AWAY = "away"
    """The chosen folder has not been there for more than a week."""


def concern(
    last: dt.datetime | None, failed: bool, away_since: dt.datetime | None, now: dt.datetime
) -> Concern:
    """What to tell: ``last`` is the last good backup, ``failed`` whether the last try was none.

    ``away_since`` says when the chosen folder was last written, ``None`` where none is chosen or it is there.
    """
    if failed:
        return Concern.FAILED
    if last is not None and now - last > _OLD:
        return Concern.OLD
    return Concern.AWAY if away_since is not None and now - away_since > _OLD else Concern.NONE


class Counts(NamedTuple):
    """How many things a file holds; deleted cases are not counted."""

    people: int = 0
    cases: int = 0
    months: int = 0
    certificates: int = 0
    proofs: int = 0
