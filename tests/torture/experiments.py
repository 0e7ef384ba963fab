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
    "kills": Experiment(kills.run, 480),
    "writes": Experiment(failing_writes.run, 540),
    "bytes": Experiment(flipped.run, 540),
    "backups": Experiment(backup_folder.run, 300),
    "files": Experiment(mutated.run, 540),
    "clock": Experiment(clock.run, 240),
    "programs": Experiment(two_programs.run, 120),
    "passphrases": Experiment(passphrases.run, 120),
    "old": Experiment(old_files.run, 60),
}
