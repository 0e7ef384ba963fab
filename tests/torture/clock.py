"""A clock that jumps: by seconds and by years, back and ahead, between two starts and in the middle of work."""

from __future__ import annotations

from collections.abc import Iterator

from tests.torture.preload import HERE, build, promises_with
from tests.torture.promises import Plan, Promise


def run(plan: Plan) -> Iterator[Promise]:
    """All trials of this worker; ``clock.c`` stands between the program and the clock. Raises ``NoCompiler``."""
    yield from promises_with(build(HERE / "clock.c"), "clock_trials", plan)
