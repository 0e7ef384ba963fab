"""A damaged journal is found before anybody opens it, named, and salvaged; a torn end after a crash is not damage."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from salvage_helpers import copy_of, flip, make_file, new_key, rows_of
from storage_helpers import another_program

from desktop.storage.database import fits, is_old, open_database
from desktop.storage.problems import JournalDamaged
from desktop.storage.repair.journal_check import LOG
from desktop.storage.repair.remains import open_pages
from desktop.storage.repair.salvage import salvage

FRAME = 4096 + 24
WRITER = """
import sys
from pathlib import Path
from desktop.storage.database import open_database
connection = open_database(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
for number in range(60):
    connection.execute("INSERT INTO answer VALUES (?, ?, '1')", [number % 12 + 1, f"fact{number}"])
    connection.execute("INSERT INTO change (made_at, what, params) VALUES ('2026-03-02', 'x', '{}')")
    connection.execute("UPDATE posting SET name = ? WHERE id = 3", ["n" * number])
    connection.commit()
    if number == int(sys.argv[3]):
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO setting VALUES ('never', '1')")
print("kept", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A file whose program was killed, with a journal, some of which is older than the last checkpoint."""
    folder, key = tmp_path_factory.mktemp("journal") / "killed", new_key()
    make_file(folder, key)
    with another_program(WRITER, str(folder), key.hex(), "40") as output:
        assert output.readline() == "kept\n"
    return folder, key


def committed(killed: tuple[Path, bytes], to: Path) -> dict[str, dict[int, tuple[object, ...]]]:
    folder = copy_of(killed[0], to)
    open_database(folder, killed[1]).close()
    return rows_of(folder, killed[1])


def frames_in_use(folder: Path, key: bytes) -> int:
    """Frames of the present log; behind them lie those from before the last checkpoint."""
    log = (folder / LOG).read_bytes()
    salts = log[16:24]
    starts = range(32, len(log) - FRAME + 1, FRAME)
    return next((n for n, at in enumerate(starts) if log[at + 8 : at + 16] != salts), len(starts))


def test_a_sound_journal_opens_and_keeps_all(killed: tuple[Path, bytes], tmp_path: Path) -> None:
    rows = committed(killed, tmp_path / "opened")
    assert sum(row[1].startswith("fact") for row in rows["answer"].values()) == 60
    assert "never" not in {row[0] for row in rows["setting"].values()}


@pytest.mark.parametrize("seed", range(16))
@pytest.mark.parametrize("index", [True, False])
def test_a_flipped_bit_in_what_was_committed_is_found_and_salvaged(
    killed: tuple[Path, bytes], tmp_path: Path, seed: int, index: bool
) -> None:
    folder, key = copy_of(killed[0], tmp_path / "damaged"), killed[1]
    if not index:
        (folder / "cases.db-shm").unlink()
    frames, chance = frames_in_use(folder, key), random.Random(seed)
    place = chance.choice([
        lambda: chance.randrange(32),
        lambda: 32 + chance.randrange(frames) * FRAME + chance.randrange(24),
        lambda: 32 + chance.randrange(frames * FRAME),
    ])()  # fmt: skip
    flip(folder / LOG, place, seed % 8)
    before = (folder / LOG).read_bytes()
    assert not is_old(folder, key)
    assert fits(folder, key)
    with pytest.raises(JournalDamaged):
        open_database(folder, key)
    assert (folder / LOG).read_bytes() == before
    report = salvage(folder, key, tmp_path / "new")
    assert (folder / LOG).read_bytes() == before
    assert report.journal_damaged
    rows = rows_of(tmp_path / "new", key)
    missing = {
        (table, number)
        for table, there in committed(killed, tmp_path / "opened").items()
        for number in there
        if number not in rows[table]
    }
    assert len(missing) == sum(group.count for group in report.lost) <= 1


def test_the_uncommitted_end_may_be_torn(killed: tuple[Path, bytes], tmp_path: Path) -> None:
    """Half a frame behind the last commit is what a crash leaves, and nothing is said of it."""
    rows = committed(killed, tmp_path / "whole")
    folder, key = copy_of(killed[0], tmp_path / "torn"), killed[1]
    end = 32 + frames_in_use(folder, key) * FRAME
    log = (folder / LOG).read_bytes()
    head = log[end - FRAME : end - FRAME + 24]
    for torn in (head[:16], head + bytes(100), head + log[:4000]):
        (folder / LOG).write_bytes(log[:end] + torn)
        opened = open_pages(folder, key)
        assert opened is not None
        assert not opened.journal.damaged
    open_database(folder, key).close()
    assert rows_of(folder, key) == rows


def test_a_journal_cut_inside_what_was_committed_is_damage(
    killed: tuple[Path, bytes], tmp_path: Path
) -> None:
    folder, key = copy_of(killed[0], tmp_path / "cut"), killed[1]
    end = 32 + (frames_in_use(folder, key) // 2) * FRAME
    log = (folder / LOG).read_bytes()
    for length in (end, end + 7, 32, 0, None):
        if length is None:
            (folder / LOG).unlink()
        else:
            (folder / LOG).write_bytes(log[:length])
        with pytest.raises(JournalDamaged):
            open_database(folder, key)
        opened = open_pages(folder, key)
        assert opened is not None
        assert opened.journal.damaged, length
        assert not salvage(folder, key, tmp_path / f"new{length}").whole


def test_what_was_copied_into_the_file_already_is_not_lost(tmp_path: Path) -> None:
    folder, key = tmp_path / "file", new_key()
    make_file(folder, key)
    copier: Callable[[str], str] = lambda text: text.replace("(RESTART)", "(PASSIVE)")  # noqa: E731
    with another_program(copier(WRITER), str(folder), key.hex(), "59") as output:
        assert output.readline() == "kept\n"
    rows = committed((folder, key), tmp_path / "opened")
    for place in range(5000, (folder / LOG).stat().st_size, 30_011):
        flip(folder / LOG, place)
    report = salvage(folder, key, tmp_path / "new")
    assert report.whole
    there = rows_of(tmp_path / "new", key)
    assert all(there[table].keys() >= numbers.keys() for table, numbers in rows.items())


def test_damage_in_the_file_that_the_journal_covers_is_no_damage(
    killed: tuple[Path, bytes], tmp_path: Path
) -> None:
    """A power cut while the journal is copied back may tear a page; the journal still has it."""
    rows = committed(killed, tmp_path / "opened")
    folder, key = copy_of(killed[0], tmp_path / "torn"), killed[1]
    opened = open_pages(folder, key)
    assert opened is not None
    for page in opened.journal.newer:
        if page * 4096 <= (folder / "cases.db").stat().st_size:
            flip(folder / "cases.db", page * 4096 - 100)
    with closing(open_database(folder, key)):
        pass
    assert rows_of(folder, key) == rows
