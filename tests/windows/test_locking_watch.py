"""When nobody is there: the clocks of Linux, macOS and Windows during sleep, and the minutes without a touch."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.windows.locking.watch import APART, EVERY, LATE, PERIODS, Watch


@dataclass
class Clocks:
    """Two clocks that go as they are told."""

    wall: float = 1_800_000_000.0
    steady: float = 1000.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def watch(self) -> Watch:
        return Watch(lambda: self.wall, lambda: self.steady)


@pytest.mark.parametrize("minutes", PERIODS)
def test_the_time_without_a_touch_is_counted_to_the_second(minutes: int) -> None:
    clocks = Clocks()
    watch = clocks.watch()
    for _ in range(minutes * 60 // EVERY - 1):
        clocks.pass_by(EVERY)
        assert not watch.away(minutes)
    clocks.pass_by(EVERY - 1)
    assert not watch.away(minutes)
    clocks.pass_by(1)
    assert watch.away(minutes)


def test_every_touch_begins_anew() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    for _ in range(100):
        clocks.pass_by(EVERY)
        watch.touched()
        assert not watch.away(2)


def test_never_means_never() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    for _ in range(10_000):
        clocks.pass_by(EVERY)
        assert not watch.away(0)


@given(st.floats(APART + 1, 10**6))
def test_sleep_that_stops_the_steady_clock_is_noticed(seconds: float) -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.wall += seconds
    clocks.pass_by(1)
    assert watch.away(0)
    clocks.pass_by(EVERY)
    assert not watch.away(0), "once"


@given(st.floats(LATE + 1, 10**6))
def test_sleep_through_which_both_clocks_run_is_noticed(seconds: float) -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.pass_by(seconds)
    assert watch.away(0)


@given(st.lists(st.tuples(st.floats(0, LATE), st.floats(-APART, APART).filter(lambda s: abs(s) < APART))))
def test_a_busy_machine_and_a_clock_set_right_lock_nobody_out(steps: list[tuple[float, float]]) -> None:
    clocks = Clocks()
    watch = clocks.watch()
    for passed, correction in steps:
        clocks.pass_by(passed)
        clocks.wall += correction / 2
        assert not watch.away(0)


def test_a_clock_set_back_while_asleep_hides_nothing() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.wall -= 5 * 365 * 24 * 3600
    clocks.pass_by(1)
    assert watch.away(0)
