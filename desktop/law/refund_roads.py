"""``refunds.toml``: the roads to contributions already paid, as ``desktop.domain.refunds.rules``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop.domain.facts import BRANCHES
from desktop.domain.refunds.amounts import AMOUNTS
from desktop.domain.refunds.claimant import FACTS
from desktop.domain.refunds.rules import CLOCKS, CLOSED_AS, OPERATIONS, RoadCondition, RoadRule, RuleValue
from desktop.law.toml_table import Table, load

KINDS: Final = ("wrongly", "rightly", "any")
STATUSES: Final = ("claim", "discretion", "ask", "none", "unread")
SHARES: Final = ("own", "each", "both", "special")
CLAIMANTS: Final = ("worker", "employer")
_NUMBERED: Final = ("at_least", "below")


def read_refunds(folder: Path, errors: list[str]) -> tuple[RoadRule, ...]:
    """The roads in their order, those of a state together; none where the file is absent.

    What is wrong is appended to ``errors`` as sentences with file and place.
    """
    path = folder / "refunds.toml"
    if not path.exists():
        return ()
    top = load(path, errors)
    found: dict[str, RoadRule] = {}
    for table in top.tables("road"):
        road = _road(table)
        if road.key in found:
            table.error(f"key {road.key} stands twice.")
        found[road.key] = road
    top.optional_date("checked")
    top.close()
    return tuple(found.values())


def _road(table: Table) -> RoadRule:
    key, clock = table.text("key"), table.choice("clock", CLOCKS)
    months = table.optional_integer("clock_months") or 0
    if (months < 1) is (clock not in ("none", "leaving")):
        table.error(f"clock {clock} and {months} clock_months do not go together.")
    if clock == "year_end" and months % 12:
        table.error("clock_months of year_end are whole years.")
    return RoadRule(
        key=key,
        state=table.text("state"),
        kind=table.choice("kind", KINDS),
        status=table.choice("status", STATUSES),
        words=table.optional_text("words", key),
        branches=_named(table, "branches", BRANCHES),
        shares=table.choice("shares", SHARES) if "shares" in table else "",
        claimants=_named(table, "claimants", CLAIMANTS),
        ask=table.text("ask"),
        clock=clock,
        clock_months=months,
        amount=table.choice("amount", AMOUNTS) if "amount" in table else "",
        letter=table.flag("letter"),
        destroys=table.optional_texts("destroys"),
        documents=table.optional_texts("documents"),
        advice=_advice(table),
        conditions=tuple(_condition(row, table) for row in table.tables("condition")),
        sourced=table.sourced(),
    )


def _condition(row: Table, road: Table) -> RoadCondition:
    op = row.choice("op", OPERATIONS)
    values = tuple(value for value in row.values("values") if type(value) in (str, int))
    if op in _NUMBERED and not (len(values) == 1 and isinstance(values[0], int)):
        row.error(f"values of {op} are one number.")
    if op == "is" and values not in (("yes",), ("no",)):
        row.error('values of is are ["yes"] or ["no"].')
    return RoadCondition(
        key=row.text("key"),
        fact=row.choice("fact", FACTS),
        op=op,
        values=_typed(values),
        otherwise=row.choice("otherwise", CLOSED_AS),
        presumed=row.flag("presumed"),
        sourced=row.sourced(road.sourced()),
    )


def _typed(values: tuple[object, ...]) -> tuple[RuleValue, ...]:
    return tuple(value for value in values if isinstance(value, str | int))


def _advice(table: Table) -> tuple[str, ...]:
    found = table.optional_texts("advice")
    for name in found:
        if not name.partition(":")[2].isdecimal() and ":" in name:
            table.error(f"advice is “{name}”; write NAME or NAME:MONTHS.")
    return found


def _named(table: Table, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    found = table.optional_texts(name)
    for value in found:
        if value not in allowed:
            table.error(f"{name} is “{value}”; allowed are {', '.join(allowed)}.")
    return found
