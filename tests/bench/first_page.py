"""From the start of the process to the first painted page, and the memory there, beside an empty window.

Both run off screen in processes of their own, in turn, with the same Python and the same Qt. The libraries of both
are compiled, because pip does that; so our modules may keep their compiled form too, which the first round makes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from table import Mark, Row

SCRIPT = Path(__file__).with_name("open_window.py")
ROUNDS = 9
MARK = Mark(1.5)
_MEGABYTE = 1_000_000


def rows(rounds: int = ROUNDS) -> Iterator[Row]:
    """Milliseconds and megabytes; a first round, which is not counted, makes the profile and warms the disk."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        seen = [(*_open("waipai", profile), *_open("empty", profile)) for _ in range(rounds + 1)][1:]
    ours, held, theirs, theirs_held = map(statistics.median, zip(*seen, strict=True))
    peer = f"an empty QMainWindow, PySide6 {version('PySide6_Essentials')}"
    yield _row("start to the first painted page", ours * 1000, "ms", peer, theirs * 1000)
    yield _row("memory on the first page", held / _MEGABYTE, "MB", peer, theirs_held / _MEGABYTE)


def _open(kind: str, profile: str) -> tuple[float, float]:
    """Seconds and bytes of one window; raises ``CalledProcessError`` where it does not open."""
    begun = str(time.monotonic())
    done = subprocess.run(
        [sys.executable, "-P", str(SCRIPT), kind, profile, begun],
        env=_surroundings(),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=60,
    )
    seconds, held = map(float, done.stdout.split())
    return seconds, held


def _surroundings() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(SCRIPT.parents[2])}


def _row(what: str, ours: float, unit: str, peer: str, theirs: float) -> Row:
    return Row(what, ours, unit, peer, theirs, ours / theirs, MARK)
