"""``./run bench [NAME …]``: what the program promises about speed and memory, beside its peers, in one run.

NAME is ``start``, ``papers``, ``decisions``, ``law``, ``record`` or ``sheets``; without one all are measured,
in a few minutes. The exit status says nothing about time: figures are to be read, and on a busy machine only their
ratios.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))  # so that it also runs without the program being installed

import table
from table import Mark, Row

if TYPE_CHECKING:
    from papers import Measured

PAPER = Mark(1.2)
TWO_CORES = Mark(1.7, at_least=True)


def main(arguments: Sequence[str]) -> int:
    """Measure the groups named and print each row as soon as it is there."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure beside other libraries.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(GROUPS))
    names = parser.parse_args(arguments).names
    if unknown := set(names) - GROUPS.keys():
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(GROUPS)}")
    print(_machine())
    print(table.head(), flush=True)
    for name in names or GROUPS:
        for row in GROUPS[name]():
            print(table.line(row), flush=True)
    print(table.FOOT)
    return 0


def start_rows() -> Iterator[Row]:
    """The first painted page and the memory there."""
    import first_page

    return first_page.rows()


def paper_rows() -> Iterator[Row]:
    """One page, a table, and a set on two cores."""
    import papers

    yield _paper(papers.one_page(), PAPER)
    for measured in papers.table():
        yield _paper(measured)
    two = papers.two_cores()
    assert two.ratio is not None, "both sides are ours"
    ours = two.seconds * 1000
    yield Row(two.name, ours, "ms each", two.peer, ours * two.ratio, two.ratio, TWO_CORES)


def decision_rows() -> Iterator[Row]:
    """Decisions with their reasons on one core."""
    import decisions

    return decisions.rows()


def law_rows() -> Iterator[Row]:
    """The whole law read and checked."""
    import law

    return law.rows()


def record_rows() -> Iterator[Row]:
    """A million months of 20,000 people."""
    import record

    return record.rows()


def sheet_rows() -> Iterator[Row]:
    """A table of 200,000 rows read and checked."""
    import sheets

    return sheets.rows()


GROUPS: dict[str, Callable[[], Iterator[Row]]] = {
    "start": start_rows,
    "papers": paper_rows,
    "decisions": decision_rows,
    "law": law_rows,
    "record": record_rows,
    "sheets": sheet_rows,
}


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores{load}"


def _paper(measured: Measured, mark: Mark | None = None) -> Row:
    row = Row(
        measured.name, measured.seconds * 1000, "ms", f"{measured.peer} {measured.peer_version}", mark=mark
    )
    if measured.ratio is None:
        return row
    return replace(row, theirs=row.ours / measured.ratio, ratio=measured.ratio)


if __name__ == "__main__":
    words = sys.argv[1:]  # through ``./run`` the word "bench" stands before the names
    sys.exit(main(words[words.index("bench") + 1 :] if "bench" in words else words))
