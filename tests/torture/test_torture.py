"""A seeded tenth of ``./run torture``: no promise is broken. And the experiments notice when one is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

if sys.platform.startswith("linux"):  # elsewhere nothing can be killed and made to fail this way
    import originals
    import readers
    from mutations import mutated

    from desktop.storage import lock
    from tests.torture import killed_work, passphrases, two_programs
    from tests.torture.acts import day_of_work, profile
    from tests.torture.command import attempt, line, main, shortened, together
    from tests.torture.contents import start
    from tests.torture.experiments import EXPERIMENTS
    from tests.torture.forks import Child, ChildFailed, in_child
    from tests.torture.page_map import rows_by_page
    from tests.torture.preload import HERE, build, environment
    from tests.torture.promises import Plan, Promise

    @pytest.mark.parametrize("name", EXPERIMENTS)
    def test_a_tenth_of_the_experiment_loses_nothing(name: str) -> None:
        promises = attempt(name, seed=1, share=0.1, until=time.monotonic() + 300)
        assert promises
        assert [lost for promise in promises for lost in promise.lost] == []
        assert all(promise.tried for promise in promises)

    # -- a broken promise is noticed

    def test_a_program_that_acknowledges_too_early_is_caught(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def hasty(day: killed_work.Day, tell: Callable[[bytes], object]) -> None:
            session = start(day.folder)
            for number in range(day.done, len(day.acts)):
                tell(b"..")
                day.acts[number][1](session, number)

        monkeypatch.setattr(killed_work.Day, "work", hasty)
        assert any(islice(killed_work.at_work(tmp_path, Random(1)), 20))

    def test_two_programs_without_a_lock_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lock, "_take", lambda _descriptor: None)
        one, _ = two_programs.run(Plan(1, 0.02, tmp_path, 0, 1, time.monotonic() + 60))
        assert one.lost

    def test_a_run_that_is_out_of_time_has_not_kept_its_promise(tmp_path: Path) -> None:
        promise = Promise("all is well")
        assert list(Plan(1, 1, tmp_path, 0, 1, time.monotonic() - 1).tries(10, promise)) == []
        assert promise.lost == ["out of time after 0 of 10"]

    def test_near_misses_are_never_the_right_passphrase() -> None:
        chance = Random(3)
        right = unicodedata.normalize("NFC", passphrases.RIGHT)
        wrong = [passphrases.near_miss(chance) for _ in range(2000)]
        assert all(unicodedata.normalize("NFC", text) != right for text in wrong)
        assert len(set(wrong)) > 200

    # -- found once, never again

    @pytest.mark.parametrize("seed", [1000143, 2026100069])
    def test_an_edition_with_a_catalogue_that_is_none_is_refused(seed: int, tmp_path: Path) -> None:
        (original,) = (each for each in originals.seeds() if each.kind == "pack")
        with originals.sample_session(tmp_path / "profile") as session:
            assert readers.read(mutated(original, seed), session, tmp_path) == "PackRefused"

    # -- the tools

    def test_the_map_of_pages_knows_every_row(tmp_path: Path) -> None:
        folder = in_child(lambda: profile(tmp_path / "profile"))
        session = start(folder)
        for number, (_, act) in enumerate(day_of_work(Random(3), 20)):
            act(session, number)
        run = session.store._connection.execute
        roots = dict(run("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
        rows = {(table, row) for table in roots for (row,) in run(f"SELECT rowid FROM {table}")}
        session.close()
        key = bytes.fromhex(json.loads((folder / "cases.key").read_text())["key"])
        pages = rows_by_page(folder / "cases.db", key, roots)
        assert frozenset().union(*pages.values()) == rows
        assert max(pages) <= (folder / "cases.db").stat().st_size // 4096

    @pytest.mark.parametrize(("at", "once", "kept"), [(0, 0, "012345"), (3, 0, "01"), (3, 1, "01345")])
    def test_the_library_makes_the_write_fail_that_is_named(
        at: int, once: int, kept: str, tmp_path: Path
    ) -> None:
        script = (
            "import os, sys\n"
            "for n in range(6):\n"
            "    try: os.write(int(sys.argv[1]), str(n).encode())\n"
            "    except OSError as error: assert error.errno == 28\n"
        )
        path = tmp_path / "written"
        with path.open("wb") as file:
            settings = {"FOLDER": str(tmp_path), "AT": str(at), "ERROR": "28", "ONCE": str(once)}
            subprocess.run(
                [sys.executable, "-c", script, str(file.fileno())],
                env=environment(
                    build(HERE / "failing.c"),
                    **{f"FAILING_{name}": value for name, value in settings.items()},
                ),
                pass_fds=[file.fileno()],
                check=True,
            )
        assert path.read_text() == kept

    def test_the_clock_is_set_and_the_one_that_measures_is_not() -> None:
        script = (
            "import ctypes, datetime, time\n"
            "before = time.monotonic()\n"
            "ctypes.CDLL(None).clock_shift(ctypes.c_longlong(10 * 366 * 86400 * 10**9))\n"
            "assert time.monotonic() - before < 60\n"
            "print(datetime.date.today().year)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment(build(HERE / "clock.c")),
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        assert 9 <= int(done.stdout) - time.localtime().tm_year <= 11

    def test_a_child_tells_its_result_its_error_and_its_crash() -> None:
        assert in_child(lambda: {"a": 1}) == {"a": 1}
        with pytest.raises(ChildFailed, match="ZeroDivisionError"):
            in_child(lambda: 1 // 0)
        with pytest.raises(ChildFailed, match="ended with 7"):
            in_child(lambda: os._exit(7))
        with pytest.raises(ChildFailed, match="no end"):
            in_child(lambda: time.sleep(60), seconds=0.2)

    def test_a_killed_child_is_known_from_one_that_was_done() -> None:
        done, busy = Child(lambda tell: tell(b"a\nb")), Child(lambda _tell: time.sleep(60))
        assert done.line() == b"a"
        assert done.told() == b"b"
        assert not done.kill_after(0)
        assert busy.kill_after(0)
        assert busy.told() == b""

    # -- the command

    def test_the_command_prints_a_line_a_promise(capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["old", "--share", "0.1", "--seed", "7"]) == 0
        head, first, *_, last = capsys.readouterr().out.splitlines()
        assert head.split() == ["tried", "lost", "seconds", "promise"]
        assert first.endswith("cell by cell")
        assert last.startswith("0 lost, seed 7")

    def test_an_unknown_experiment_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["earthquake"])
        assert ended.value.code == 2
        assert "earthquake" in capsys.readouterr().err

    def test_what_two_workers_found_is_one_line() -> None:
        found = together([[Promise("a", 2, ["x"], 1.0), Promise("b")], [Promise("a", 3, [], 2.0)]])
        assert found == [Promise("a", 5, ["x"], 2.0)]
        assert line(found[0]).split() == ["5", "1", "2.0", "a"]

    def test_a_long_loss_keeps_its_beginning_and_its_end() -> None:
        assert shortened("short") == "short"
        assert shortened(f"begin{'x' * 5000}end").startswith("beginxxx")
        assert shortened(f"begin{'x' * 5000}end").endswith("xxxend")
