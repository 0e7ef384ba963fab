"""The trials of ``backup_folder``, inside the program whose writes fail."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from desktop.domain.backups import Reason
from desktop.problems import Problem
from desktop.session import Session
from desktop.storage.backups.backup import check
from desktop.storage.backups.backup_folder import listed
from desktop.storage.keys import wrapping
from tests.torture import acts
from tests.torture.contents import faults, start, state
from tests.torture.failing_trials import Fault, arm, seen, told, with_faults
from tests.torture.forks import ChildFailed, in_child
from tests.torture.promises import Plan, Promise

WRITES: Final = "a write into {place} fails: it is said, no half backup counts, and later it is caught up"
VANISHES: Final = (
    "{place} vanishes in the middle: it is said, no half backup counts, and later it is caught up"
)
PLACES: Final = {"own": "the folder of backups", "stick": "the folder of choice on a stick"}
_WORD: Final = "ein gutes Kennwort"


class Where(NamedTuple):
    """A profile and a stick, and the copies of both that a trial may spoil."""

    base: Path
    home: Path
    stick: Path

    def fresh(self) -> None:
        """Both as they were before the trial."""
        for path in (self.home, self.stick):
            shutil.rmtree(path, ignore_errors=True)
            shutil.copytree(self.base / path.name, path)

    def of(self, place: str) -> Path:
        """The folder that is to fail."""
        return self.home / "backups" if place == "own" else self.stick


def promises(plan: Plan) -> Iterator[Promise]:
    """The own folder by one worker, the stick by the other."""
    where = Where(plan.folder / "base", plan.folder / "profile", plan.folder / "stick")
    in_child(partial(_use, where))
    for number, place in enumerate(PLACES):
        if number % plan.parts == plan.part:
            yield _writes(plan, where, place)
            yield _vanishes(plan, where, place)


def _use(where: Where) -> None:
    """A profile with a password and some backups, here and on a stick, and something new since."""
    wrapping._MEMORY_KIB, wrapping._PASSES, wrapping._LANES = 8, 1, 1
    where.stick.mkdir()
    acts.profile(where.home)
    session = start(where.home)
    session.protect(_WORD)
    session.backups.outside.choose(where.stick)
    for number in range(3):
        acts.answer_page(session, number)
        _back_up(session)
    acts.attach(session, 1)
    session.close()
    for path in (where.home, where.stick):
        shutil.copytree(path, where.base / path.name)


def _back_up(session: Session, went_on: Callable[[int, int], None] = lambda _done, _of: None) -> None:
    session.backups.make(Reason.USE, went_on)
    session.backups.carry_out(went_on)


def _writes(plan: Plan, where: Where, place: str) -> Promise:
    promise = Promise(WRITES.format(place=PLACES[place]))
    with plan.timed(promise):
        writes = in_child(partial(_count, where, place))
        every = with_faults(writes)
        chosen = plan.chance(place).sample(every, max(1, round(len(every) * plan.share)))
        for number in plan.tries(len(chosen), promise):
            at, fault = chosen[number]
            lost = _tried(partial(_with_fault, where, place, fault, at))
            promise.check(not lost, f"{fault} at write {at} of {writes}: {lost}")
    return promise


def _vanishes(plan: Plan, where: Where, place: str) -> Promise:
    promise = Promise(VANISHES.format(place=PLACES[place]))
    with plan.timed(promise):
        steps = in_child(partial(_steps, where))
        for at in plan.tries(max(1, round(steps * plan.share)), promise):
            lost = _tried(partial(_without_folder, where, place, at))
            promise.check(not lost, f"at step {at} of {steps}: {lost}")
    return promise


def _tried(trial: Callable[[], str]) -> str:
    try:
        return in_child(trial)
    except ChildFailed as failed:
        return str(failed)


def _count(where: Where, place: str) -> int:
    where.fresh()
    session = start(where.home, _WORD)
    arm(where.of(place))
    _back_up(session)
    writes = seen()
    session.close()
    return writes


def _steps(where: Where) -> int:
    where.fresh()
    session, steps = start(where.home, _WORD), []
    _back_up(session, lambda done, _of: steps.append(done))
    session.close()
    return len(steps)


def _with_fault(where: Where, place: str, fault: Fault, at: int) -> str:
    where.fresh()
    session = start(where.home, _WORD)
    arm(where.of(place), at, fault)
    return _look(where, session, lambda: arm(where.of(place)), lambda _done, _of: None)


def _without_folder(where: Where, place: str, at: int) -> str:
    """The folder is gone from the step ``at`` on, and comes back afterwards."""
    where.fresh()
    session, steps = start(where.home, _WORD), iter(range(1_000_000))
    folder = where.of(place)
    away = folder.with_name("away")

    def vanish(_done: int, _of: int) -> None:
        if next(steps) == at:
            folder.rename(away)

    def come_back() -> None:
        if away.exists():
            shutil.rmtree(folder, ignore_errors=True)
            away.rename(folder)

    return _look(where, session, come_back, vanish)


def _look(
    where: Where, session: Session, mend: Callable[[], object], went_on: Callable[[int, int], None]
) -> str:
    """Back up with the fault; then what is wrong with the file and the backups, with the fault and after it."""
    before, had = state(session), _names(where)
    said = ""
    try:
        _back_up(session, went_on)
    except Problem as problem:
        said = told(problem)
    mend()
    wrong = "" if state(session) == before else "the file changed; "
    wrong += _half(where, session)
    wrong += "".join(f"{path} is gone; " for path in had - _names(where))
    acts.answer_page(session, 7)
    _back_up(session)
    newest = session.backups.own()[-1].name
    if session.backups.outside.backups()[-1].name != newest:
        wrong += f"after {said or 'nothing was said'} the stick was not caught up; "
    wrong += _half(where, session) + faults(session)
    session.close()
    return wrong


def _names(where: Where) -> set[str]:
    return {str(found.path) for folder in _folders(where) for found in listed(folder)}


def _folders(where: Where) -> list[Path]:
    return [where.home / "backups", *where.stick.iterdir()]


def _half(where: Where, session: Session) -> str:
    """The backups that count and are not whole."""
    wrong = ""
    for folder in _folders(where):
        for found in listed(folder):
            try:
                check(found.path, session.profile.key)
            except Problem as problem:
                wrong += f"{found.path.name}: {type(problem).__name__}; "
    return wrong
