"""Days of work on one file, killed again and again until the day is done.

The child acknowledges every commit after it. What its work comes to is known from one run that nobody disturbed: after
a kill the file must be exactly as it was after the last acknowledged commit, or after the one that was under way.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.acts import Act, day_of_work, profile
from tests.torture.contents import State, copied, difference, opened, start, state
from tests.torture.forks import Child, ChildFailed, in_child
from tests.torture.preload import HERE

_ACTS: Final = 30
_OPENING: Final = 0.006
"""Seconds within which a second kill hits the start after the first."""
_COLD: Final = """
import sys
from pathlib import Path
from random import Random
from tests.torture.forks import end_with_parent
from tests.torture.killed_work import Day, day_of_work
end_with_parent()
acts = day_of_work(Random(int(sys.argv[2])), int(sys.argv[3]))
Day(Path(sys.argv[1]), acts, (), 0.0).work(lambda said: (sys.stdout.buffer.write(said), sys.stdout.flush()))
"""


@dataclass
class Day:
    """A day of work on one file: its acts, the states after each when nobody disturbs, and how far it got."""

    folder: Path
    acts: Sequence[tuple[str, Act]]
    states: Sequence[State]
    seconds: float
    done: int = 0

    def work(self, tell: Callable[[bytes], object]) -> None:
        """Go on where it stopped, and acknowledge each commit."""
        session = start(self.folder)
        for number in range(self.done, len(self.acts)):
            self.acts[number][1](session, number)
            tell(b".")
        session.close()

    def seconds_left(self) -> float:
        """About how long the rest takes."""
        return self.seconds * (1 + len(self.acts) - self.done) / (1 + len(self.acts))

    def look(self, acknowledged: int) -> str:
        """Open the file after a kill, note how far the work got, and say what was lost."""
        least = self.done + acknowledged
        try:
            found, wrong = in_child(partial(opened, self.folder))
        except ChildFailed as failed:
            return f"after act {least}: {failed}"
        if wrong:
            return f"after act {least}: {wrong}"
        for number in range(least, min(least + 2, len(self.states))):
            if found == self.states[number]:
                self.done = number
                return ""
        name = self.acts[min(least, len(self.acts) - 1)][0]
        return f"in act {least} ({name}) differs: {difference(found, self.states[least])}"


def at_work(folder: Path, chance: Random) -> Iterator[str]:
    """One kill after the other until a day is done, then the next day on a new file; yields what each lost."""
    base = profile(folder / "furnished")
    while True:
        day = _new_day(base, folder / "work", chance.getrandbits(32))
        lost = ""
        while day.done < len(day.acts) and not lost:
            child = Child(day.work)
            killed = child.kill_after(chance.uniform(0, day.seconds_left()))
            acknowledged = len(child.told())
            if killed and chance.random() < 1 / 3:
                Child(partial(_open, day.folder)).kill_after(chance.uniform(0, _OPENING))
            lost = day.look(acknowledged)
            if killed or lost:
                yield lost


def from_cold(folder: Path, chance: Random) -> Iterator[str]:
    """One day, and a program that starts from nothing each time."""
    base, seed = profile(folder / "furnished"), chance.getrandbits(32)
    day = _new_day(base, folder / "work", seed)
    begun = time.monotonic()
    _cold(day.folder, seed).communicate()
    longest = time.monotonic() - begun
    while True:
        copied(base, day.folder)
        day.done = 0
        program = _cold(day.folder, seed)
        try:
            program.communicate(timeout=chance.uniform(0, longest))
        except subprocess.TimeoutExpired:
            program.kill()
            said, _ = program.communicate()
            yield day.look(len(said))


def _cold(folder: Path, seed: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _COLD, str(folder), str(seed), str(_ACTS)]
    return subprocess.Popen(command, cwd=HERE.parents[1], stdout=subprocess.PIPE)


def _open(folder: Path, _tell: Callable[[bytes], object]) -> None:
    start(folder).close()


def _new_day(base: Path, folder: Path, seed: int) -> Day:
    acts = day_of_work(Random(seed), _ACTS)
    states, seconds = in_child(lambda: _undisturbed(copied(base, folder), acts))
    return Day(copied(base, folder), acts, states, seconds)


def _undisturbed(folder: Path, acts: Sequence[tuple[str, Act]]) -> tuple[list[State], float]:
    """The states before the first and after each act, and the seconds without those for looking."""
    session, seconds = start(folder), _OPENING
    states = [state(session)]
    for number, (_, act) in enumerate(acts):
        begun = time.monotonic()
        act(session, number)
        seconds += time.monotonic() - begun
        states.append(state(session))
    session.close()
    return states, seconds
