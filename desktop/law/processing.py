"""``processing.toml``: the terms that authorities once named for issuing a certificate, kept as history."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.dates.turnaround import Benchmark
from desktop.law.toml_table import load


def read_processing(folder: Path, errors: list[str]) -> tuple[Benchmark, ...]:
    """The benchmarks of all ``processing.toml`` in ``folder`` (that of the law data) and below it.

    What is wrong is appended to ``errors`` as sentences with file and place; an edition may have none.
    """
    found: list[Benchmark] = []
    for path in sorted(folder.rglob("processing.toml")):
        top = load(path, errors)
        for row in top.tables("processing"):
            found.append(
                Benchmark(
                    row.text("authority"),
                    row.text("agreement"),
                    row.integer("days"),
                    row.integer("year"),
                    row.sourced(),
                )
            )
        top.optional_date("checked")
        top.close()
    return tuple(found)
