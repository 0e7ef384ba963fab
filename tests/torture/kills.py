"""A thousand times the plug is pulled, at random moments of everything that writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from tests.torture import killed_acts, killed_work
from tests.torture.promises import Plan, Promise


class Kill(NamedTuple):
    """What is killed, the promise about it, and how often; ``losses`` says for each kill what it lost."""

    words: str
    times: int
    losses: Callable[[Path, Random], Iterator[str]]


KILLS: Final[Mapping[str, Kill]] = {
    "work": Kill(
        "killed while it answers, attaches, imports: all that was acknowledged is there, nothing half",
        700,
        killed_work.at_work,
    ),
    "cold": Kill("the same, each time started from nothing", 20, killed_work.from_cold),
    "making": Kill("killed while it makes its file: the next start works", 50, killed_acts.making),
    "migrating": Kill(
        "killed while it brings an old file up to date: the next start has all rows",
        100,
        killed_acts.migrating,
    ),
    "password": Kill(
        "killed while the password changes: the last acknowledged one opens, or the new one",
        40,
        killed_acts.changing_password,
    ),
    "backups": Kill(
        "killed while it backs up and restores: each backup that counts is whole, the file is as it was",
        50,
        killed_acts.backing_up,
    ),
    "salvage": Kill(
        "killed while it salvages: the damaged file is as it was, the next salvage brings everything",
        20,
        killed_acts.salvaging,
    ),
    "erasing": Kill(
        "killed while a person is deleted for good: there with everything, or gone with a note",
        20,
        killed_acts.erasing,
    ),
}


def run(plan: Plan) -> Iterator[Promise]:
    """Every kind of kill."""
    for name, kill in KILLS.items():
        promise = Promise(kill.words)
        own = plan.folder / name
        own.mkdir()
        with plan.timed(promise):
            losses = kill.losses(own, plan.chance(name))
            for _ in plan.tries(plan.of(kill.times), promise):
                lost = next(losses)
                promise.check(not lost, lost)
        yield promise
