"""What it costs until the whole law is ready and checked, beside parsing the same TOML files with ``tomllib``.

Once with the parsed form that the first reading keeps in the user's cache, and once without it, as on the first
start after an update.
"""

from __future__ import annotations

import platform
import tomllib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from unittest.mock import patch

from table import Mark, Row
from timing import medians

from desktop.law import toml_table
from desktop.law.reader import read_law
from desktop.paths import resources_folder

ROUNDS = 9
MARK = Mark(2.0)


def rows(rounds: int = ROUNDS) -> Iterator[Row]:
    """Milliseconds until the law is ready; the ratio is our time divided by that of parsing alone."""
    folder = resources_folder() / "law"
    files = sorted(folder.rglob("*.toml"))
    calls = [partial(read_law, folder), partial(_first_time, folder), partial(_parse, files)]
    kept, first, parsed = medians(calls, rounds)
    peer = f"the same {len(files)} files, tomllib of Python {platform.python_version()}"
    yield Row("the whole law ready", kept * 1000, "ms", peer, parsed * 1000, kept / parsed, MARK)
    what = "the same, nothing kept yet"
    yield Row(what, first * 1000, "ms", peer, parsed * 1000, first / parsed, guide="≈ 2")


def _parse(files: Sequence[Path]) -> None:
    for path in files:
        tomllib.loads(path.read_text(encoding="utf-8"))


def _first_time(folder: Path) -> None:
    """As where the cache holds nothing and takes nothing."""
    with patch.object(toml_table, "parsed", tomllib.loads):
        read_law(folder)
