"""A folder of backups that vanishes, fills up, turns read-only or errs while a backup is written into it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.torture.preload import HERE, build, promises_with
from tests.torture.promises import Plan, Promise


def run(plan: Plan) -> Iterator[Promise]:
    """All trials of this worker; ``failing.c`` stands between the program and the disk. Raises ``NoCompiler``."""
    yield from promises_with(build(HERE / "failing.c"), "backup_trials", plan)
