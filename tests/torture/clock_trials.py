"""The trials of ``clock``, inside the program whose clock is set."""

from __future__ import annotations

import contextlib
import ctypes
import datetime as dt
import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from desktop.domain.backups import LATEST, BackupName, Reason
from desktop.session import Session
from desktop.storage.keys.tries import Tries
from desktop.storage.problems import WrongPassphrase
from tests.torture import acts
from tests.torture.contents import copied, faults, rows
from tests.torture.forks import ChildFailed, in_child
from tests.torture.promises import Plan, Promise

KEPT: Final = "the clock jumps, between starts or at work: all that was kept is there and the history holds"
BIN: Final = "the clock jumps: what was removed can still be restored"
BACKUPS: Final = "the clock jumps: no backup goes that would have stayed"
WAIT: Final = "the clock jumps: the wait after wrong passwords is never longer than five minutes"
TRUE: Final = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
DAYS: Final = 20
"""So long the program is used before the clock jumps, with a backup a day."""
_STILL: Final = ("answer", "field", "person_field", "contribution", "person", "employer", "evidence")
"""Tables in which no cell tells what day it is."""
_WRONG: Final = 6
_SYSTEM: Final = ctypes.CDLL(None)
_LAST: Final = dt.datetime(2026, 3, 30, 12, tzinfo=dt.UTC)


class Jump(NamedTuple):
    """To which moment the clock jumps (UTC)."""

    words: str
    to: dt.datetime


def _by(words: str, **amount: float) -> Jump:
    return Jump(words, _LAST + dt.timedelta(**amount))


JUMPS: Final = (
    _by("back a second", seconds=-1), _by("ahead a second", seconds=1),
    _by("back an hour", hours=-1), _by("ahead an hour", hours=1),
    _by("back a day", days=-1), _by("ahead a day", days=1),
    _by("back a month", days=-30), _by("ahead a hundred days", days=100),
    _by("ahead 399 days", days=399), _by("back a year", days=-365),
    _by("back 16 years", days=-5844), _by("ahead ten years", days=3653),
    Jump("to the beginning", dt.datetime(1970, 1, 1, 0, 0, 5, tzinfo=dt.UTC)),
    Jump("beyond 2038", dt.datetime(2038, 1, 19, 3, 14, 8, tzinfo=dt.UTC)),
    Jump("beyond 2106", dt.datetime(2106, 2, 7, 6, 28, 16, tzinfo=dt.UTC)),
    Jump("to midnight in Berlin", dt.datetime(2026, 3, 30, 21, 59, 59, 990_000, tzinfo=dt.UTC)),
    Jump("to summer time", dt.datetime(2026, 3, 29, 0, 59, 59, 990_000, tzinfo=dt.UTC)),
    Jump("to winter time", dt.datetime(2026, 10, 25, 0, 59, 59, 990_000, tzinfo=dt.UTC)),
    Jump("to a leap day", dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC)),
)  # fmt: skip


class Found(NamedTuple):
    """What a trial lost, a sentence for each promise, empty where it was kept."""

    kept: str
    bin: str
    backups: str
    wait: str


def promises(plan: Plan) -> Iterator[Promise]:
    """Every jump, between two starts and in the middle of work."""
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    every = [(jump, at_work) for jump in JUMPS for at_work in (False, True)]
    mine = every[plan.part :: plan.parts]
    chosen = plan.chance("jumps").sample(mine, max(1, round(len(mine) * plan.share)))
    found = [Promise(words) for words in (KEPT, BIN, BACKUPS, WAIT)]
    base = plan.folder / "used"
    with plan.timed(*found):
        in_child(lambda: _use(base))
        for number in plan.tries(len(chosen), found[0]):
            jump, at_work = chosen[number]
            about = f"{jump.words}{' at work' if at_work else ''}: "
            try:
                lost = in_child(partial(_trial, copied(base, plan.folder / "jump"), jump, at_work))
            except ChildFailed as failed:
                lost = Found(*[str(failed)] * 4)
            for promise, what in zip(found, lost, strict=True):
                promise.check(not what, about + what)
    yield from found


def _use(folder: Path) -> None:
    """A profile that was used for some days with the right clock; something was removed on the way."""
    _set(TRUE)
    acts.profile(folder)
    for day in range(DAYS):
        _set(TRUE + dt.timedelta(days=day))
        session = _start(folder)
        acts.answer_page(session, day)
        if day == DAYS - 2:
            acts.new_case(session, 1)
            session.delete_case(acts.CASE + 1)
            session.record.remove_person(_new_person(session, day))
        _end(session)


def _new_person(session: Session, number: int) -> int:
    acts.add_person(session, number)
    return max(person.id or 0 for person in session.record.people())


def _trial(folder: Path, jump: Jump, at_work: bool) -> Found:
    """Work across the jump, then with the right clock again; the same work with a clock that stands still is known."""
    _set(_LAST)
    before = _start(folder)
    removed = {entry.change.id for entry in before.history.bin()}
    backups = [backup.name for backup in before.backups.own()]
    before.close()
    waits = _mistype(folder)
    if not at_work:
        _set(jump.to)
    session = _start(folder)
    acts.answer_page(session, 100)
    if at_work:
        _set(jump.to)
    waits.append(Tries(folder).wait)
    wanted = _work(session)
    _end(session)
    _set(_LAST + dt.timedelta(hours=1))
    waits.append(Tries(folder).wait)
    session = _start(folder)
    try:
        stands = rows(session)
        lost = [table for table in _STILL if stands[table] != wanted[table]]
        return Found(
            ", ".join(lost) + faults(session),
            _bin(session, removed),
            _gone(backups, [backup.name for backup in session.backups.own()]),
            "" if all(0 <= wait <= 300 for wait in waits) else str(waits),
        )
    finally:
        session.close()


def _start(folder: Path) -> Session:
    session = Session.start(folder, "en")
    session.unlock()
    session.backups.at_opening()
    return session


def _end(session: Session) -> None:
    session.backups.make_if_changed(Reason.CLOSING)
    session.close()


def _work(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Some of everything that looks at the day; returns what then stands in the file."""
    acts.answer_page(session, 101)
    acts.fill_field(session, 101)
    acts.keep_month(session, 101)
    acts.add_person(session, 101)
    acts.decide(session, 101)
    assert session.case(acts.CASE).answers["prior_months"].value == 101
    list(session.dates.due())
    session.dates.reminders()
    session.history.bin()
    session.backups.standing()
    return rows(session)


def _mistype(folder: Path) -> list[int]:
    """So many wrong passwords that the next one has to wait; the clock that measures runs ahead in between."""
    steady = iter(range(0, 1_000_000, 1_000))
    tries = Tries(folder, steady=lambda: float(next(steady)))
    for _ in range(_WRONG):
        with contextlib.suppress(WrongPassphrase), tries.one():
            raise WrongPassphrase
    return [Tries(folder).wait]


def _bin(session: Session, removed: set[int]) -> str:
    entries = session.history.bin()
    missing = removed - {entry.change.id for entry in entries}
    if missing or len(removed) < 2:
        return f"{len(missing)} of {len(removed)} are not in the bin any more"
    for entry in entries:
        if entry.change.id in removed:
            session.history.restore(entry)
    return "" if session.case(acts.CASE + 1) and len(session.history.bin()) == 0 else "not restored"


def _gone(before: list[BackupName], after: list[BackupName]) -> str:
    """The backups that are gone: a new one takes the place of one among the latest, the days and the months."""
    gone, new = set(before) - set(after), set(after) - set(before)
    latest = set(before[-(LATEST - len(new)) :])
    if len(gone) > 3 * len(new) or gone & latest:
        return f"{len(gone)} went for {len(new)} new ones, {len(gone & latest)} of them among the latest"
    return ""


def _set(moment: dt.datetime) -> None:
    """From now on it is ``moment``."""
    _SYSTEM.clock_shift(0)
    _SYSTEM.clock_shift(ctypes.c_longlong(int((moment.timestamp() - time.time()) * 1e9)))
