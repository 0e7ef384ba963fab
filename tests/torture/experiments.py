"""The experiments by name, in the order in which they are run and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from tests.torture import (
    backup_folder,
    clock,
    failing_writes,
    flipped,
    kills,
    mutated,
    old_files,
    passphrases,
    two_programs,
)
from tests.torture.promises import Plan, Promise


class Experiment(NamedTuple):
    """What runs, and the seconds after which its workers stop; one that is stopped has not kept its promises."""

    run: Callable[[Plan], Iterator[Promise]]
    seconds: float


EXPERIMENTS: Final[Mapping[str, Experiment]] = {
    "kills": Experiment(kills.run, 420),
    "writes": Experiment(failing_writes.run, 420),
    "bytes": Experiment(flipped.run, 300),
    "backups": Experiment(backup_folder.run, 240),
    "files": Experiment(mutated.run, 420),
    "clock": Experiment(clock.run, 120),
    "programs": Experiment(two_programs.run, 60),
    "passphrases": Experiment(passphrases.run, 60),
    "old": Experiment(old_files.run, 60),
}
