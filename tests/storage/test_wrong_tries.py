"""The wait after wrong tries: how long, over restarts, and whatever the clock of the system does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storage_helpers import without_root

from desktop.storage.keys.tries import NAME, Tries, delay
from desktop.storage.problems import KeyDamaged, TooManyTries, WrongPassphrase, WrongSheet

YEAR = 365.25 * 86400.0


@dataclass
class Clocks:
    """The clock on the wall, which anybody may set, and the steady one, which only time moves."""

    wall: float = 50 * YEAR
    steady: float = 1000.0

    def tries(self, folder: Path) -> Tries:
        """The count of a program that starts now."""
        return Tries(folder, lambda: self.wall, lambda: self.steady)

    def pass_(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


def fail(tries: Tries, times: int, clocks: Clocks) -> None:
    for _ in range(times):
        clocks.pass_(tries.wait)
        with pytest.raises(WrongPassphrase), tries.one():
            raise WrongPassphrase


def test_the_delay_starts_after_the_third_wrong_try_and_doubles_up_to_five_minutes() -> None:
    assert [delay(wrong) for wrong in range(14)] == [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert delay(10**9) == 300


def test_a_try_before_its_time_is_refused_and_the_body_not_run(tmp_path: Path) -> None:
    clocks = Clocks()
    tries = clocks.tries(tmp_path)
    fail(tries, 4, clocks)
    with pytest.raises(TooManyTries) as caught, tries.one():
        pytest.fail("the secret was looked at")
    assert caught.value.params == {"seconds": 2}
    clocks.pass_(2)
    with pytest.raises(WrongSheet), tries.one():
        raise WrongSheet
    assert tries.wait == 4


def test_a_right_try_ends_the_count(tmp_path: Path) -> None:
    clocks = Clocks()
    tries = clocks.tries(tmp_path)
    fail(tries, 3, clocks)
    with tries.one():
        pass
    assert not (tmp_path / NAME).exists()
    fail(tries, 3, clocks)
    assert tries.wait == 0


def test_another_problem_is_no_try(tmp_path: Path) -> None:
    clocks = Clocks()
    tries = clocks.tries(tmp_path)
    fail(tries, 3, clocks)
    for _ in range(5):
        with pytest.raises(KeyDamaged), tries.one():
            raise KeyDamaged(folder="")
    assert tries.wait == 0


def test_a_program_that_is_ended_in_the_middle_of_a_try_has_tried(tmp_path: Path) -> None:
    clocks = Clocks()
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt), clocks.tries(tmp_path).one():
            raise KeyboardInterrupt
    assert clocks.tries(tmp_path).wait == 2


def test_a_restart_goes_on_waiting_for_the_rest(tmp_path: Path) -> None:
    clocks = Clocks()
    fail(clocks.tries(tmp_path), 8, clocks)
    clocks.pass_(10)
    assert clocks.tries(tmp_path).wait == 22
    clocks.pass_(22)
    assert clocks.tries(tmp_path).wait == 0


@pytest.mark.parametrize("jump", [-100 * YEAR, -YEAR, -1.0, 1.0, YEAR, 100 * YEAR])
def test_a_jump_of_the_clock_changes_nothing_inside_a_running_program(tmp_path: Path, jump: float) -> None:
    clocks = Clocks()
    tries = clocks.tries(tmp_path)
    fail(tries, 8, clocks)
    assert tries.wait == 32
    clocks.wall += jump
    assert tries.wait == 32
    clocks.pass_(31.5)
    assert tries.wait == 1


@settings(deadline=None)
@given(st.integers(0, 30), st.floats(-(2.0**60), 2.0**60))
def test_no_jump_between_two_starts_locks_out_for_longer_than_the_delay(
    tmp_path_factory: pytest.TempPathFactory, wrong: int, jump: float
) -> None:
    folder, clocks = tmp_path_factory.mktemp("jump"), Clocks()
    (folder / NAME).write_text(json.dumps({"wrong": wrong, "last": int(clocks.wall)}))
    clocks.wall += jump
    after = clocks.tries(folder)
    assert 0 <= after.wait <= delay(wrong) <= 300
    if jump <= 0:
        assert after.wait == delay(wrong)
    clocks.steady += 300
    assert after.wait == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 5000,
        '{"wrong": "9", "last": 1}',
        '{"wrong": true, "last": 1}',
        '{"wrong": -5, "last": 0}',
    ],
)
def test_a_damaged_count_locks_nobody_out(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    assert Clocks().tries(tmp_path).wait == 0


def test_absurd_numbers_wait_five_minutes_at_most(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(json.dumps({"wrong": 10**100, "last": 10**300}))
    assert Clocks().tries(tmp_path).wait == 300


def test_a_folder_that_keeps_nothing_still_counts_in_this_program(tmp_path: Path) -> None:
    clocks = Clocks()
    tmp_path.chmod(0o500)
    try:
        with without_root():
            tries = clocks.tries(tmp_path)
            fail(tries, 4, clocks)
            assert tries.wait == 2
    finally:
        tmp_path.chmod(0o700)


def test_the_file_holds_two_numbers_and_no_more(tmp_path: Path) -> None:
    clocks = Clocks()
    fail(clocks.tries(tmp_path), 4, clocks)
    content = json.loads((tmp_path / NAME).read_text())
    assert content == {"wrong": 4, "last": int(clocks.wall)}
