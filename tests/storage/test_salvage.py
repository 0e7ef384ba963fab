"""Damaged files, salvaged: only what lay on damaged pages is missing, it is named, and nothing else is there."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from salvage_helpers import (
    copy_of,
    flip,
    make_file,
    new_key,
    pages_of_rows,
    rows_of,
)

from desktop.domain.imports.sheet import silent
from desktop.storage.database import connect, open_database
from desktop.storage.problems import Damaged, NewerFile, WrongKey
from desktop.storage.profile import Profile
from desktop.storage.repair.health import check
from desktop.storage.repair.pages import PAGE
from desktop.storage.repair.salvage import salvage
from desktop.storage.repair.salvage_loosen import CUT
from desktop.storage.repair.salvage_report import Report

Rows = dict[str, dict[int, tuple[Any, ...]]]


class Made:
    """One file for all tests of this module: its rows, and which page has which."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.key = folder / "whole", new_key()
        make_file(self.folder, self.key)
        self.rows = rows_of(self.folder, self.key)
        self.on_page = pages_of_rows(self.folder, self.key)
        self.size = (self.folder / "cases.db").stat().st_size


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("salvage"))


@pytest.fixture
def damaged(made: Made, tmp_path: Path) -> Path:
    return copy_of(made.folder, tmp_path / "damaged")


def saved(made: Made, damaged: Path, *backups: Path) -> tuple[Report, Rows]:
    """The report and the rows of the new file, which opens and is whole."""
    into = damaged.parent / "new"
    shutil.rmtree(into, ignore_errors=True)
    report = salvage(damaged, made.key, into, backups)
    with closing(open_database(into, made.key)) as connection:
        health = check(into, made.key, connection, silent)
        assert health.sound, health
    return report, rows_of(into, made.key)


def lost(made: Made, rows: Rows) -> set[tuple[str, int]]:
    return {(table, n) for table, there in made.rows.items() for n in there if n not in rows[table]}


def altered(made: Made, rows: Rows) -> set[tuple[str, int]]:
    return {
        (table, number)
        for table, there in made.rows.items()
        for number, row in there.items()
        if rows[table].get(number, row) != row
    }


def added(made: Made, rows: Rows) -> set[tuple[str, int]]:
    return {(table, n) for table, there in rows.items() for n in there if n not in made.rows[table]}


def page_of(made: Made, table: str) -> int:
    """A page with rows of this table and nothing else."""
    return next(page for page, rows in made.on_page.items() if {name for name, _ in rows} == {table})


def wipe_page(folder: Path, page: int) -> None:
    content = bytearray((folder / "cases.db").read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    (folder / "cases.db").write_bytes(content)


PLACES = random.Random(20).sample(range(149 * PAGE), 16)


@pytest.mark.parametrize("place", PLACES)
def test_a_flipped_bit_is_found_and_costs_at_most_the_rows_on_its_page(
    made: Made, damaged: Path, place: int
) -> None:
    place %= made.size
    flip(damaged / "cases.db", place, place % 8)
    with pytest.raises(Damaged):
        open_database(damaged, made.key)
    before = (damaged / "cases.db").read_bytes()
    report, rows = saved(made, damaged)
    assert (damaged / "cases.db").read_bytes() == before
    page = place // PAGE + 1
    on_page = made.on_page.get(page, set())
    tables = {table for table, _ in on_page}
    assert report.damaged_pages == (place >= 16)
    missing = lost(made, rows) - on_page
    assert missing <= {
        row for row in missing if tables & {"certificate", "evidence"}
    }  # custody, proofs of facts
    changed = altered(made, rows) - on_page
    assert not changed or tables & {"evidence", "attachment"}  # references loosened
    assert {table for table, _ in added(made, rows)} <= {"setting", "change", "change_row", "attachment"}
    if missing:
        assert not report.whole


@pytest.mark.parametrize("place", PLACES[:8])
def test_with_a_backup_after_the_last_change_nothing_is_lost(made: Made, damaged: Path, place: int) -> None:
    flip(damaged / "cases.db", place % made.size, 3)
    report, rows = saved(made, damaged, made.folder)
    assert report.whole
    assert lost(made, rows) == set()
    assert altered(made, rows) == set()
    assert {group.origin for group in report.restored} <= {"history", "whole"}


def test_a_sound_file_comes_out_as_it_went_in(made: Made, damaged: Path) -> None:
    report, rows = saved(made, damaged)
    assert report.whole
    assert report.restored == []
    assert lost(made, rows) == altered(made, rows) == set()
    assert len(added(made, rows)) == 3  # the report as a setting, and its entry in the history
    assert report.saved == {table: len(there) for table, there in made.rows.items()} | {"last_number": 0}


@pytest.mark.parametrize("place", [0, 7, 15])
def test_a_damaged_salt_costs_nothing(made: Made, damaged: Path, place: int) -> None:
    flip(damaged / "cases.db", place)
    with pytest.raises(Damaged):
        open_database(damaged, made.key)
    report, rows = saved(made, damaged)
    assert report.whole
    assert lost(made, rows) == set()


def test_without_its_first_page_the_file_is_read_by_its_head(made: Made, damaged: Path) -> None:
    wipe_page(damaged, 1)
    report, rows = saved(made, damaged)
    assert report.whole
    assert lost(made, rows) == set()


def test_inner_pages_and_pages_of_the_schema_cost_nothing(made: Made, damaged: Path) -> None:
    with closing(connect(made.folder / "cases.db", made.key, "ro")) as connection:
        (inner,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'contribution'"
        ).fetchone()
        roots = {root for (root,) in connection.execute("SELECT rootpage FROM sqlite_master")}
    assert inner not in made.on_page
    others = set(range(1, made.size // PAGE + 1)) - made.on_page.keys() - roots
    for page in (inner, *others):
        copy_of(made.folder, damaged)
        wipe_page(damaged, page)
        report, rows = saved(made, damaged)
        assert lost(made, rows) == altered(made, rows) == set(), page
        assert report.lost == [], page


def test_index_pages_cost_nothing(made: Made, damaged: Path) -> None:
    with closing(connect(made.folder / "cases.db", made.key, "ro")) as connection:
        roots = connection.execute("SELECT rootpage FROM sqlite_master WHERE type = 'index'").fetchall()
    for (root,) in roots:
        wipe_page(damaged, root)
    report, rows = saved(made, damaged)
    assert report.whole
    assert lost(made, rows) == set()


@pytest.mark.parametrize("length", [PAGE, 3 * PAGE, 30 * PAGE + 17, 100 * PAGE, -PAGE, -1])
def test_a_file_cut_short_gives_what_is_left(made: Made, damaged: Path, length: int) -> None:
    path = damaged / "cases.db"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(Damaged):
        open_database(damaged, made.key)
    report, rows = saved(made, damaged)
    gone = set().union(*(there for page, there in made.on_page.items() if page > path.stat().st_size // PAGE))
    assert {row for row in lost(made, rows) if row[0] not in ("custody", "fact_proof")} <= gone
    assert not (report.whole and lost(made, rows))
    report, rows = saved(made, damaged, made.folder)
    assert lost(made, rows) == altered(made, rows) == set()


def test_what_is_lost_is_named_with_its_person(made: Made, damaged: Path) -> None:
    wipe_page(damaged, page_of(made, "contribution"))
    report, rows = saved(made, damaged)
    assert sum(group.count for group in report.lost) == len(lost(made, rows)) > 0
    assert {group.table for group in report.lost} == {"contribution"}
    assert all(group.person.startswith("王") for group in report.lost)
    marks = {mark for group in report.lost for mark in group.marks}
    assert {
        row[2:4] for number, row in made.rows["contribution"].items() if number not in rows["contribution"]
    } == marks


def test_the_history_restores_what_it_knows(made: Made, damaged: Path) -> None:
    wipe_page(damaged, page_of(made, "contribution"))
    report, rows = saved(made, damaged)
    first = {number for number, row in made.rows["contribution"].items() if row[1] == 1}
    assert first <= rows["contribution"].keys()
    assert {(g.table, g.origin, g.person) for g in report.restored} == {("contribution", "history", "王1号")}
    assert altered(made, rows) == set()


def test_a_lost_person_leaves_a_number_or_the_name_in_their_papers(made: Made, damaged: Path) -> None:
    wipe_page(damaged, page_of(made, "person"))
    report, rows = saved(made, damaged)
    assert {row[1] for row in rows["person"].values()} == {f"王{n}号" for n in rows["person"]}
    assert rows["contribution"] == made.rows["contribution"]
    assert {g.person for g in report.lost if g.table == "person"} == {f"王{n}号" for n in made.rows["person"]}
    assert "王" not in next(row[1] for row in rows["setting"].values() if row[0] == "salvaged")
    wipe_page(damaged, page_of(made, "person_field"))
    _, rows = saved(made, damaged)
    assert {row[1] for row in rows["person"].values()} == {f"#{n}" for n in rows["person"]}


def test_a_reference_to_lost_proofs_is_loosened(made: Made, damaged: Path) -> None:
    wipe_page(damaged, page_of(made, "evidence"))
    report, rows = saved(made, damaged)
    assert rows["contribution"].keys() == made.rows["contribution"].keys()
    assert {group.table for group in report.lost} == {"evidence", "fact_proof"}


def test_an_attachment_cut_by_damage_is_kept_under_a_name_that_says_so(made: Made, damaged: Path) -> None:
    page = max(page for page, rows in made.on_page.items() if rows == {("attachment", 12)})
    wipe_page(damaged, page)
    report, rows = saved(made, damaged)
    (proof,) = [row for row in rows["evidence"].values() if str(row[6]).startswith(CUT)]
    assert proof[6] == f"{CUT}slip12.pdf"
    whole = made.rows["attachment"][12][1]
    (part,) = [row[1] for row in rows["attachment"].values() if row[0] == proof[5]]
    assert whole.startswith(part)
    assert [(group.table, group.person, group.marks) for group in report.cut] == [
        ("attachment", "王12号", (("slip12.pdf",),))
    ]
    report, rows = saved(made, damaged, made.folder)
    assert report.cut == []
    assert rows["evidence"] == made.rows["evidence"]


def test_a_damaged_backup_still_gives_what_is_sound_in_it(made: Made, damaged: Path) -> None:
    backup = copy_of(made.folder, damaged.parent / "backup")
    for page in list(made.on_page)[:40:2]:
        wipe_page(backup, page)
    for page in list(made.on_page)[1:40:2]:
        wipe_page(damaged, page)
    _, rows = saved(made, damaged, backup)
    assert {table for table, _ in lost(made, rows)} <= {"attachment"}  # a long one may be hit in both


def test_what_was_removed_since_does_not_come_back_from_a_backup(made: Made, damaged: Path) -> None:
    with closing(connect(damaged / "cases.db", made.key, "rw")) as connection, connection:
        connection.execute("DELETE FROM contribution WHERE id BETWEEN 100 AND 140")
    page = next(p for p, rows in pages_of_rows(damaged, made.key).items() if ("contribution", 99) in rows)
    wipe_page(damaged, page)
    _, rows = saved(made, damaged, made.folder)
    assert made.rows["contribution"].keys() - rows["contribution"].keys() == set(range(100, 141))


def test_who_was_deleted_for_good_does_not_come_back_from_an_older_backup(made: Made, damaged: Path) -> None:
    with closing(connect(damaged / "cases.db", made.key, "rw")) as connection, connection:
        for table in ("fact_proof", "reminder", "diary", "document", "custody", "certificate", "contribution",
                      "evidence", "person_field"):  # fmt: skip
            connection.execute(f"DELETE FROM {table} WHERE person_id = 5")
        connection.execute("UPDATE posting SET person_id = NULL WHERE person_id = 5")
        connection.execute("DELETE FROM person WHERE id = 5")
        connection.execute(
            "INSERT INTO deletion (deleted_on, counts, backups) VALUES ('2026-03-03', '{}', '')"
        )
        connection.execute(
            "INSERT INTO change (made_at, what, params) VALUES ('2026-03-03', 'erase_person', '{}')"
        )
    wipe_page(damaged, page_of(made, "person"))
    report, rows = saved(made, damaged, made.folder)
    assert rows["person"].keys() == made.rows["person"].keys() - {5}
    assert report.unsure == ("person",)


def test_a_file_of_an_older_schema_is_salvaged_and_migrated(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "old_databases" / "0002_record"
    folder = copy_of(old, tmp_path / "old")
    key = bytes.fromhex(json.loads((old / "cases.key").read_text())["key"])
    flip(folder / "cases.db", 5 * PAGE + 100)
    report = salvage(folder, key, tmp_path / "new")
    with closing(open_database(tmp_path / "new", key)) as connection:
        assert check(tmp_path / "new", key, connection, silent).sound
    assert report.saved["contribution"] == 1


def test_another_key_nothing_at_all_and_a_newer_schema_are_told_apart(made: Made, damaged: Path) -> None:
    into = damaged.parent / "new"
    with pytest.raises(WrongKey):
        salvage(damaged, new_key(), into)
    with closing(connect(damaged / "cases.db", made.key, "rw")) as connection, connection:
        connection.execute("INSERT INTO _sqlite_migrations VALUES (9, 'waipai', '9999_later', '2030-01-01')")
    with pytest.raises(NewerFile) as caught:
        salvage(damaged, made.key, into)
    assert caught.value.params == {"folder": str(damaged)}
    (damaged / "cases.db").write_bytes(b"")
    with pytest.raises(Damaged):
        salvage(damaged, made.key, into)
    (damaged / "cases.db").unlink()
    with pytest.raises(Damaged):
        salvage(damaged, made.key, into)
    assert list(into.glob("cases.db*")) == []


def test_the_salvaged_folder_is_a_profile_and_keeps_the_report(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with Profile(folder, throwaway=True) as profile:
        store = profile.open(lambda: dt.date(2026, 3, 2))
        case = store.new_case("张伟")
        key = profile.key
    flip(folder / "cases.db", 5000)
    report = salvage(folder, key, tmp_path / "new")
    with Profile(tmp_path / "new", throwaway=True) as profile:
        store = profile.open(lambda: dt.date(2026, 3, 2))
        assert store.case(case.id).name == "张伟"
        kept = store.repairs.report()
        assert kept is not None
        assert kept[0] == report
        assert store.changes.of_all()[0].what == "salvaged"
        assert store.new_case("neu").id == case.id + 1
