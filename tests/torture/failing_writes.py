"""Every write of a save fails once: a full disk, a disk that turned read-only, a disk that errs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.torture.preload import HERE, build, promises_with
from tests.torture.promises import Plan, Promise


def run(plan: Plan) -> Iterator[Promise]:
    """All trials of this worker; ``failing.c`` stands between the program and the disk. Raises ``NoCompiler``."""
    for trials in ("failing_trials", "salvage_trials"):
        yield from promises_with(build(HERE / "failing.c"), trials, plan)
