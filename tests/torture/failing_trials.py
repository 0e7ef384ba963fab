"""The trials of ``failing_writes``, inside the program whose writes fail."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from desktop.domain.backups import Reason
from desktop.languages.language import LANGUAGES, Language
from desktop.problems import FileProblem, Problem
from desktop.session import Session
from desktop.storage.problems import StorageProblem
from tests.torture import acts
from tests.torture.contents import OLD_FILES, State, begin, copied, difference, opened, state
from tests.torture.forks import ChildFailed, in_child
from tests.torture.promises import Plan, Promise

PROMISE: Final = "a write fails while it {act}: it is said, what was kept stays, nothing is half"
_FEW: Final = 40
"""So many writes of one act are each made to fail in every way."""
_WORD: Final = "ein gutes Kennwort"
_FAILING: Final = ctypes.CDLL(None)


class Fault(NamedTuple):
    """How a write fails: the error, and whether that write alone or all from then on."""

    error: int
    once: bool

    def __str__(self) -> str:
        return f"{errno.errorcode[self.error]}{' once' if self.once else ''}"


FAULTS: Final = (
    Fault(errno.ENOSPC, once=False),
    Fault(errno.EROFS, once=False),
    Fault(errno.EIO, once=False),
    Fault(errno.EIO, once=True),
)


def _nothing(_session: Session) -> None:
    """Nothing more than the start."""


def _delete(session: Session) -> None:
    session.history.delete(session.record.person(acts.PERSON))


@dataclass(frozen=True)
class Trial:
    """An act on a copy of the profile ``base``, after ``before`` was done without a fault.

    ``opening``: the start itself is the act. ``closing``: there is no session left after it.
    """

    words: str
    base: Path
    act: Callable[[Session], object] = _nothing
    before: Callable[[Session], object] = _nothing
    opening: bool = False
    closing: bool = False
    password: str | None = None


class States(NamedTuple):
    """What stands in the file before and after the act, and how many writes the act takes."""

    before: State
    after: State
    writes: int


def trials(folder: Path) -> Iterator[Trial]:
    """Every act whose writes fail."""
    full, empty = acts.profile(folder / "furnished"), folder / "empty"
    empty.mkdir()
    yield Trial("keeps a page of answers", full, lambda session: acts.answer_page(session, 1))
    yield Trial("keeps a field of the person", full, lambda session: acts.fill_field(session, 1))
    yield Trial("imports a table", full, lambda session: acts.import_table(session, 1))
    yield Trial("takes in the file of a proof", full, lambda session: acts.attach(session, 1))
    yield Trial(
        "takes a change back", full, lambda session: session.record.undo(),
        lambda session: acts.keep_month(session, 3),
    )  # fmt: skip
    yield Trial("makes a new file", empty, opening=True)
    yield Trial("brings an old file up to date", OLD_FILES / "0001_cases", opening=True)
    yield Trial("closes", full, Session.close, lambda session: acts.attach(session, 1), closing=True)
    yield Trial("brings a backup back", full, lambda session: session.places.restore(session.backups.list()[0]),
                lambda session: session.backups.make(Reason.HAND))  # fmt: skip
    yield Trial("deletes a person for good", full, _delete)
    yield Trial("sets a password", full, lambda session: session.protect(_WORD), password=_WORD)


def promises(plan: Plan) -> Iterator[Promise]:
    """Each act; the workers share its writes among them."""
    for trial in trials(plan.folder):
        promise = Promise(PROMISE.format(act=trial.words))
        with plan.timed(promise):
            _all_places(plan, trial, promise)
        yield promise


def _all_places(plan: Plan, trial: Trial, promise: Promise) -> None:
    """The writes of the act one by one: each with every fault where they are few, else with one in turn."""
    folder = plan.folder / "trial"
    states = in_child(lambda: _undisturbed(trial, folder))
    mine = with_faults(states.writes)[plan.part :: plan.parts]
    chosen = sorted(plan.chance(trial.words).sample(mine, max(1, round(len(mine) * plan.share))))
    for number in plan.tries(len(chosen), promise):
        place, fault = chosen[number]
        lost = _one(trial, folder, fault, place, states)
        promise.check(not lost, f"{trial.words}, {fault} at write {place} of {states.writes}: {lost}")


def with_faults(writes: int) -> list[tuple[int, Fault]]:
    """The places of ``writes`` with the faults that are tried there."""
    turns = len(FAULTS) if writes <= _FEW else 1
    return [
        (place, FAULTS[(place + turn) % len(FAULTS)])
        for turn in range(turns)
        for place in range(1, writes + 1)
    ]


def _undisturbed(trial: Trial, folder: Path) -> States:
    copied(trial.base, folder)
    if trial.opening:
        arm(folder)
    session = begin(folder)
    session.unlock()
    trial.before(session)
    before = state(session)
    if not trial.opening:
        arm(folder)
    trial.act(session)
    writes = seen()
    session.close()
    return States(before, opened(folder, trial.password)[0], writes)


def _one(trial: Trial, folder: Path, fault: Fault, place: int, states: States) -> str:
    """One trial; says what was lost. After every other one the program is killed, else it tries again and closes."""
    copied(trial.base, folder)
    go_on = place % 2 == 1
    try:
        said, lost = in_child(lambda: _act(trial, folder, fault, place, states, go_on))
        if lost:
            return lost
        found, faults = in_child(lambda: _reopened(trial, folder, bool(said) and not go_on))
    except ChildFailed as failed:
        return str(failed)
    if faults or found == states.after or (found == states.before and said and not go_on):
        return faults
    return f"{said or 'nothing'} said, then {difference(found, states.after)} differs"


def _act(
    trial: Trial, folder: Path, fault: Fault, place: int, states: States, go_on: bool
) -> tuple[str, str]:
    """The act with its fault: the problem that was raised, and what was lost as far as the program sees it."""
    session, said = _with_fault(trial, folder, lambda: arm(folder, place, fault))
    arm(folder)
    lost = ""
    if session is not None and not trial.opening and not trial.closing:
        now = state(session)
        if now != states.after and not (said and now == states.before):
            return said, f"{said or 'nothing'} said, and {difference(now, states.after)} differs"
    if go_on:
        lost = _again(trial, folder, session, said, states)
    return said, lost


def _with_fault(trial: Trial, folder: Path, arm: Callable[[], object]) -> tuple[Session | None, str]:
    session: Session | None = None
    try:
        if trial.opening:
            arm()
        session = begin(folder)
        session.unlock()
        trial.before(session)
        if not trial.opening:
            arm()
        trial.act(session)
    except Problem as problem:
        return session, told(problem)
    return session, ""


def _again(trial: Trial, folder: Path, session: Session | None, said: str, states: States) -> str:
    """The fault is mended: the program goes on, and what it could not do before it can do now."""
    if session is None or trial.opening or trial.closing:
        if session is not None:
            session.close()
        session = begin(folder)
        session.unlock()
    elif said and state(session) == states.before:
        trial.act(session)
    session.close()
    return ""


def told(problem: Problem) -> str:
    """The kind of the problem; raises where a user could not be told of it in every language."""
    assert isinstance(problem, StorageProblem | FileProblem), problem
    for code in LANGUAGES:
        assert Language(code).text(problem.key, **problem.params).strip()
    return type(problem).__name__


def _reopened(trial: Trial, folder: Path, either: bool) -> tuple[State, str]:
    """What the next start finds; with ``either`` the password may or may not be set."""
    from desktop.storage.problems import PassphraseNeeded, WrongPassphrase

    try:
        return opened(folder, trial.password)
    except (PassphraseNeeded, WrongPassphrase):
        if either:
            return opened(folder)
        raise


def arm(folder: Path, place: int = 0, fault: Fault = FAULTS[0]) -> None:
    """From now on the write number ``place`` below ``folder`` fails, none for 0; writes are counted anew."""
    _FAILING.failing_arm(os.fsencode(folder), ctypes.c_long(place), fault.error, int(fault.once))


def seen() -> int:
    """How many writes there were since."""
    return int(_FAILING.failing_seen())
