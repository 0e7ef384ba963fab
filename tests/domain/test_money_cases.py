"""The given contribution cases and our own boundary cases, each with the answer computed from the sources."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from desktop.commands.contributions import plain
from desktop.domain.agreement import Confidence
from desktop.domain.money.questions import ask
from desktop.domain.money.rates import NoParameter, Rates
from desktop.law.rates import read_rates
from desktop.paths import resources_folder

CASES = Path(__file__).parent.parent / "cases"
GIVEN = json.loads((CASES / "contributions.json").read_text("utf-8"))
OWN = tomllib.loads((CASES / "contributions_own.toml").read_text("utf-8"))
RANK = [level.value for level in (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)]


@cache
def rates() -> Rates:
    return read_rates(resources_folder() / "rates")


def holds(expected: dict[str, object], found: dict[str, object]) -> bool:
    return all(name in found and found[name] == value for name, value in expected.items())


@pytest.mark.parametrize("case", GIVEN, ids=[case["id"] for case in GIVEN])
def test_given_case(case: dict[str, object]) -> None:
    found = plain(ask(case["kind"], case["inputs"], rates()))
    assert any(holds(expected, found) for expected in (case["expected"], *case["accept"])), found
    assert RANK.index(found["confidence"]) <= RANK.index(case["confidence"])


@pytest.mark.parametrize("case", OWN["case"], ids=[case["id"] for case in OWN["case"]])
def test_own_case(case: dict[str, object]) -> None:
    found = plain(ask(case["kind"], case["inputs"], rates()))
    assert holds(case["expected"], found), (case["why"], found)


@pytest.mark.parametrize("case", OWN["unknown"], ids=[case["id"] for case in OWN["unknown"]])
def test_no_answer_without_a_parameter(case: dict[str, object]) -> None:
    with pytest.raises(NoParameter):
        ask(case["kind"], case["inputs"], rates())
