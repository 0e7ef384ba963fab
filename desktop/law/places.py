"""File and line of something in the law, found by the names on the way to it: agreement, category, stage, value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

_NAMED: Final = re.compile(
    r'\b(?:id|code|key|stage|home|agreement|region|branch|name|country|from|place|at_least)\s*=\s*"?([^",}\s]+)'
)
_HEADER: Final = re.compile(r"^\s*\[+([\w.\"-]+)\]+")
_VALUE: Final = re.compile(r"(?:^\s*|[{,]\s*)([\w-]+)\s*=")


def place_of(names: Sequence[str], folder: Path) -> str:
    """``CN-DE/CN-DE-2001.toml, line 40`` for the deepest of ``names`` that one file holds in this order.

    Empty where no file of ``folder`` holds any of them.
    """
    best: tuple[float, str] = (0, "")
    for path in sorted(folder.rglob("*.toml")):
        line, found = _walk(names, _lines_by_name(path, path.stat().st_mtime_ns))
        # The file of the agreement itself comes before those that only name it.
        score = found + (0.5 if path.stem in names else 0)
        if found and score > best[0]:
            best = score, f"{path.parent.name}/{path.name}, line {line}"
    return best[1]


def placed(sentence: str, folder: Path) -> str:
    """A sentence of the checks with file and line in front, found by the names before its colon."""
    names, colon, _ = sentence.partition(": ")
    place = place_of(re.findall(r"[\w.-]+", names), folder) if colon else ""
    return f"{place}: {sentence}" if place else sentence


def _walk(names: Sequence[str], lines: Mapping[str, Sequence[int]]) -> tuple[int, int]:
    """The line of the last name found, and how many were found one after the other."""
    at, found = 1, 0
    for name in names:
        here = lines.get(name, ())
        later = bisect_left(here, at)
        if later < len(here):
            at, found = here[later], found + 1
    return at, found


@lru_cache(maxsize=256)
def _lines_by_name(path: Path, _changed: int) -> Mapping[str, Sequence[int]]:
    """The lines, counted from 1, on which the file names something: ids and codes, parts of headers, values."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for name in _names(line):
            found[name].append(number)
    return dict(found)


def _names(line: str) -> frozenset[str]:
    header = _HEADER.match(line)
    parts = header[1].replace('"', "").split(".") if header else []
    return frozenset((*_NAMED.findall(line), *_VALUE.findall(line), *parts))
