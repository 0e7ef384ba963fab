"""The command itself: what is asked, two workers, a line a promise."""

from __future__ import annotations

import argparse
import pickle
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from tests.torture.experiments import EXPERIMENTS
from tests.torture.forks import Child, ChildFailed
from tests.torture.preload import HERE, NoCompiler, build
from tests.torture.promises import SHOWN, Plan, Promise

WORKERS: Final = 2
LONGEST: Final = 24 * 60.0
"""Seconds after which everything stops."""
COMES_TO_ITS_END: Final = "the experiment {name} comes to its end"
_GRACE: Final = 90.0
"""Seconds in which a worker comes to the end of what it has in hand."""
MEMORY: Final = Path("/dev/shm")
_ROOM: Final = 2 << 30
"""Bytes that must be free there."""
_END: Final = 400
"""Characters of a long loss that are told from its beginning and from its end."""


def main(arguments: Sequence[str]) -> int:
    """Run the experiments named, or all, and print their promises; returns the exit status."""
    asked = _parse(arguments)
    try:
        build(HERE / "failing.c")
    except NoCompiler as missing:
        print(f"This machine cannot break writes on purpose: {missing}", file=sys.stderr)
        return 2
    begun, lost = time.monotonic(), 0
    print(head(), flush=True)
    for name in asked.names or EXPERIMENTS:
        for promise in attempt(name, asked.seed, asked.share, begun + LONGEST):
            print(line(promise), flush=True)
            lost += len(promise.lost)
            for what in promise.lost[:SHOWN]:
                print(f"  lost: {shortened(what)}", file=sys.stderr, flush=True)
    print(f"\n{lost} lost, seed {asked.seed}, {time.monotonic() - begun:.0f} s in all")
    return 1 if lost else 0


def attempt(name: str, seed: int, share: float, until: float) -> list[Promise]:
    """The promises of one experiment, as all workers together found them; it stops at ``until`` at the latest."""
    print(f"{time.strftime('%H:%M:%S')} {name} …", file=sys.stderr, flush=True)
    until = min(until, time.monotonic() + EXPERIMENTS[name].seconds)
    with tempfile.TemporaryDirectory(prefix="waipai-torture-", dir=_place()) as folder:
        plans = [Plan(seed, share, Path(folder) / str(n), n, WORKERS, until) for n in range(WORKERS)]
        workers = [Child(partial(_part, name, plan)) for plan in plans]
        try:
            seconds = until - time.monotonic() + _GRACE
            return together([pickle.loads(worker.told(seconds)) for worker in workers])
        except (ChildFailed, EOFError) as failed:
            return [Promise(COMES_TO_ITS_END.format(name=name), 1, [str(failed)])]
        finally:
            for worker in workers:
                worker.kill_after(0)


def _place() -> str | None:
    """Memory instead of a disk where there is enough of it: a kill is no power cut, so no disk is asked."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > _ROOM:
        return str(MEMORY)
    return None


def _part(name: str, plan: Plan, tell: Callable[[bytes], object]) -> None:
    """What one worker does; an experiment that ends badly has not kept its promise."""
    plan.folder.mkdir()
    found: list[Promise] = []
    try:
        found += EXPERIMENTS[name].run(plan)
    except Exception:
        found.append(Promise(COMES_TO_ITS_END.format(name=name), 1, [traceback.format_exc()]))
    tell(pickle.dumps(found))


def together(parts: Iterable[list[Promise]]) -> list[Promise]:
    """What the workers found, the same promise once; those that nobody tried are left out."""
    found: dict[str, Promise] = {}
    for part in parts:
        for promise in part:
            if promise.words in found:
                found[promise.words].add(promise)
            else:
                found[promise.words] = promise
    return [promise for promise in found.values() if promise.tried or promise.lost]


def head() -> str:
    """The names of the columns."""
    return f"{'tried':>7} {'lost':>5} {'seconds':>8}  promise"


def line(promise: Promise) -> str:
    """One promise."""
    return f"{promise.tried:>7,} {len(promise.lost):>5,} {promise.seconds:>8.1f}  {promise.words}"


def shortened(what: str) -> str:
    """A loss as it is told; of a long one the beginning and the end."""
    return what if len(what) <= 2 * _END else f"{what[:_END]} … {what[-_END:]}"


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="torture", description="Break the program on purpose, and count.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"{', '.join(EXPERIMENTS)}; all without a name"
    )
    parser.add_argument("--seed", type=int, default=2026, help="what chance begins with")
    parser.add_argument("--share", type=float, default=1.0, help="how much of it all, 0.1 for a tenth")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - EXPERIMENTS.keys():
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(EXPERIMENTS)}")
    return asked
