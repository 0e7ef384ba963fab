"""A key whose cases are gone is not a new profile."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop.storage import database
from desktop.storage.problems import CasesMissing
from desktop.storage.profile import Profile

DAY = dt.date(2026, 11, 21)


def opened(folder: Path) -> int:
    with Profile(folder, throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        store.new_case("王㛃")
        return len(store.cases())


def test_a_deleted_file_is_said_and_nothing_is_made_in_its_place(tmp_path: Path) -> None:
    assert opened(tmp_path) == 1
    assert opened(tmp_path) == 2
    for file in tmp_path.glob(f"{database.NAME}*"):
        file.unlink()
    with pytest.raises(CasesMissing):
        opened(tmp_path)
    assert not (tmp_path / database.NAME).exists()


def test_a_key_without_cases_that_were_never_kept_begins_anew(tmp_path: Path) -> None:
    with Profile(tmp_path, throwaway=True) as profile:
        profile._first_key()
    assert opened(tmp_path) == 1
