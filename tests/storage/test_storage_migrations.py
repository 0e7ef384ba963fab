import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from make_old_database import DAY, FOLDER

from desktop.domain.case import Answer
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.contribution import ContributionMonth
from desktop.storage.history.changes import LOGGED
from desktop.storage.migrations import known
from desktop.storage.profile import Profile


def test_every_schema_has_its_sample() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == known()


@pytest.mark.parametrize("name", sorted(known()))
def test_a_file_of_each_schema_opens_with_all_it_held(name: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER / name, tmp_path / name)
    with Profile(tmp_path / name, throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        (case,) = store.cases()
        assert case.name == "陈晓梅 · Düsseldorf"
        assert case.answers == {
            "from": Answer("CN"),
            "start": Answer(dt.date(2026, 4, 1)),
            "home_employer": Answer(True),
            "prior_months": Answer(7),
            "wages_borne_by": Answer(None),
        }
        assert case.fields == {"person.name_zh": "陈晓梅", "posting.start": dt.date(2026, 4, 1)}
        assert case.ticks == {"copy:person.name_zh"}
        assert (case.law_edition, case.decided_on, case.outcome) == ("2026-11-21+0123456789ab", DAY, "exempt")
        assert [deleted.name for deleted in store.deleted_cases()] == ["김하늘"]
        assert store.setting("language") == "zh_Hans"
        store.set_answer(case.id, "to", Answer("DE"))
        if name >= "0002":
            (person,) = store.record.persons.where("")
            assert (person.name, person.born_on) == ("陈晓梅", dt.date(1990, 5, 17))
            (month,) = store.record.of_person(ContributionMonth, person.id)
            assert (month.month, month.employee) == (dt.date(2026, 4, 1), Decimal("512.34"))
            assert store.record.of_person(Certificate, person.id)[0].branches == ("pension", "unemployment")
            assert "months" in [change.what for change in store.changes.of_person(person.id)]
            assert store.history.verify().whole


def test_every_table_of_ours_is_strict(profile: Profile) -> None:
    store = profile.open(lambda: DAY)
    rows = store._database.query("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    tables = {row["name"]: row["strict"] for row in rows if "sqlite_" not in row["name"]}
    logs = {"change", "change_row", "change_range", "deletion", "last_number"}
    assert set(tables) == {*LOGGED, *logs, "setting", "attachment", "due_date", "due_made"}
    assert set(tables.values()) == {1}


def test_the_file_is_opened_to_keep_every_commit(profile: Profile) -> None:
    database = profile.open(lambda: DAY)._database
    settings = {name: database.execute(f"PRAGMA {name}").fetchone()[0] for name in (
        "journal_mode", "synchronous", "foreign_keys", "cache_size",
    )}  # fmt: skip
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "cache_size": -65536}
