"""Worked cases and our own boundary cases, each with the answer the sources give."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.determination import Determination
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts
from desktop.law.reader import read_law
from desktop.paths import resources_folder

CASES = Path(__file__).parent.parent / "cases"
DAY = dt.date(2026, 11, 21)
WORKED = json.loads((CASES / "worked.json").read_text("utf-8"))


def read_own(path: Path) -> list[dict[str, object]]:
    """The cases of one file, each with the facts of its base under ``on``."""
    own = tomllib.loads(path.read_text("utf-8"))
    return [{**case, "on": own["base"][case["base"]], "file": path.stem} for case in own["case"]]


OWN = [case for path in sorted((CASES / "boundaries").glob("*.toml")) for case in read_own(path)]


@cache
def law() -> Law:
    return read_law(resources_folder() / "law")


def own_facts(case: dict[str, object]) -> Facts:
    base = dict(case["on"])
    for name in case.get("without", ()):
        del base[name]
    return read_facts(base | case.get("facts", {}))


def right(expected: dict[str, object], now: Determination) -> bool:
    secured = now.secured_until.isoformat() if now.secured_until else None
    return (
        expected["outcome"] == now.outcome.value
        and expected["exempt_branches"] == list(now.exempt_branches)
        and ("secured_until" not in expected or expected["secured_until"] == secured)
    )


@pytest.mark.parametrize("case", WORKED, ids=[case["id"] for case in WORKED])
def test_worked_case(case: dict[str, object]) -> None:
    now = decide(read_facts(case["facts"]), law(), DAY)
    assert any(right(expected, now) for expected in (case["expected"], *case["accept"])), now


@pytest.mark.parametrize("case", OWN, ids=[f"{case['file']} {case['name']}" for case in OWN])
def test_boundary_case(case: dict[str, object]) -> None:
    now = decide(own_facts(case), law(), DAY)
    assert now.outcome.value == case["outcome"], now
    assert list(now.exempt_branches) == case["branches"]
    if "secured_until" in case:
        assert now.secured_until == (case["secured_until"] or None)
    if "exempt_from" in case:
        assert now.exempt_from == case["exempt_from"]
    if "agreement" in case:
        assert now.agreement == case["agreement"]
    if "category" in case:
        assert now.category == case["category"]
    if "warnings" in case:
        assert [warning.key for warning in now.warnings] == case["warnings"]
    if "missing" in case:
        assert list(now.missing) == case["missing"]


def test_there_are_at_least_as_many_cases_of_our_own() -> None:
    assert len(OWN) >= len(WORKED)


def test_periods_cover_the_time_asked_without_gap_or_overlap() -> None:
    for case in OWN:
        now = decide(own_facts(case), law(), DAY)
        for one, other in zip(now.periods, now.periods[1:], strict=False):
            assert one.until is not None
            assert other.first == one.until + dt.timedelta(days=1)
