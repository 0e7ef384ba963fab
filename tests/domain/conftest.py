"""The law as it ships, read once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.domain.agreement import Law
from desktop.law.reader import read_law
from desktop.paths import resources_folder

sys.path.insert(0, str(Path(__file__).parent))  # helpers of these tests are imported by their plain names


@pytest.fixture(scope="session")
def law() -> Law:
    return read_law(resources_folder() / "law")
