"""Rules on certificates that come too late: of one direction, or of a host state for every agreement."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop.domain.agreement import LateFiling
from desktop.law.toml_table import Table, load

EFFECTS = ("from_then", "from_month", "exception")
ANCHORS = ("start", "work_permit")


def read_late_filing(table: Table | None) -> LateFiling | None:
    """The rule in ``table``, ``None`` where it does not stand."""
    if table is None:
        return None
    return LateFiling(
        months=table.integer("months"),
        effect=table.choice("effect", EFFECTS),
        sourced=table.sourced(),
        issue_only=table.flag("issue_only"),
        categories=table.optional_texts("categories"),
        anchor=table.choice("anchor", ANCHORS) if "anchor" in table else "start",
        since=table.optional_date("since"),
    )


def read_common_late_filing(folder: Path, errors: list[str]) -> Mapping[str, LateFiling]:
    """``late_filing.toml``: by host state, for the agreements that have no rule of their own."""
    path = folder / "late_filing.toml"
    if not path.exists():
        return {}
    top = load(path, errors)
    rules = {row.text("host"): read_late_filing(row) for row in top.tables("late_filing")}
    top.optional_date("checked")
    top.close()
    return {host: rule for host, rule in rules.items() if rule is not None}
