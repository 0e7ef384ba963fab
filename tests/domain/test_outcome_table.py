"""The frozen table of outcomes over all complete walks of the questionnaire.

A section that changed must be approved by its name, for example
``APPROVE_OUTCOMES=CN-DE:labour_company ./run test tests/domain/test_outcome_table.py``, and read as a diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from outcome_tree import ROUTES, Walks, printed

from desktop.domain.topics import SITUATIONS
from desktop.law.reader import read_law
from desktop.paths import resources_folder

TABLES = Path(__file__).parent.parent / "golden" / "outcomes"


def frozen(route: str) -> dict[str, str]:
    path = TABLES / f"{route}.txt"
    parts = path.read_text("utf-8").split("== ")[1:] if path.exists() else []
    return {part.partition("\n")[0]: f"== {part.rstrip()}" for part in parts}


@pytest.mark.parametrize("route", ROUTES)
def test_outcomes_of_all_walks_are_as_approved(route: str) -> None:
    approved = set(filter(None, os.environ.get("APPROVE_OUTCOMES", "").split(",")))
    walks, table, changed = Walks(read_law(resources_folder() / "law")), frozen(route), []
    known: dict[str, str] = {}
    for situation in SITUATIONS:
        body = printed(walks.below(route, situation))
        same = known.setdefault(body, situation)
        section = f"== {situation}\n{body if same == situation else f'as {same}'}"
        if section != table.get(situation):
            changed.append(f"{route}:{situation}")
            table[situation] = section
    if changed and approved.issuperset(changed):
        text = "\n\n".join(table[situation] for situation in SITUATIONS)
        (TABLES / f"{route}.txt").write_text(text + "\n", "utf-8")
        changed = []
    assert not changed, f"not approved: {','.join(changed)}"


def test_the_table_names_every_situation_and_no_other() -> None:
    for route in ROUTES:
        assert set(frozen(route)) == set(SITUATIONS)
