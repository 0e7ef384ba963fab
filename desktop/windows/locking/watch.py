"""Whether somebody is still there: nothing touched for a while, or the computer was asleep.

Sleep shows in the clocks, on every system: where the steady clock stands still meanwhile (Linux, macOS), it and the
clock on the wall go apart; where it runs on (Windows), a look comes far too late.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

PERIODS: Final = (2, 5, 10, 30)
"""Minutes without a touch after which the cases can be locked; nought means never."""
USUAL: Final = 10
"""Minutes, until the user chooses."""
EVERY: Final = 5
"""Seconds between two looks."""
APART: Final = 30
"""Seconds by which the clocks may differ between two looks; setting the clock by more counts as sleep."""
LATE: Final = 60
"""Seconds after which a look comes far too late."""

Clock = Callable[[], float]
"""Gives seconds."""


class Watch:
    """``wall`` and ``steady`` are the two clocks; see the module."""

    def __init__(self, wall: Clock = time.time, steady: Clock = time.monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._touched = steady()
        self._looked = (wall(), steady())

    def touched(self) -> None:
        """Somebody used a key, the mouse or the screen."""
        self._touched = self._steady()

    def away(self, minutes: int) -> bool:
        """True once the computer slept since the last look, or nothing was touched for ``minutes`` (0: never)."""
        wall, steady = self._wall(), self._steady()
        passed = steady - self._looked[1]
        apart = abs(wall - self._looked[0] - passed)
        self._looked = (wall, steady)
        idle = minutes > 0 and steady - self._touched >= minutes * 60
        return idle or apart > APART or passed > LATE
