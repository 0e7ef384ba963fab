"""One byte flipped: in the file, in the journal that a kill left, in the key file, in a backup.

It must be found and named, and the salvage must bring back every row that has no part on the damaged page; with a
fresh backup every row.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

from desktop.domain.backups import Reason
from desktop.storage.keys.keyfile import read_key_file
from desktop.storage.problems import StorageProblem, WrongPassphrase
from desktop.storage.repair.salvage import salvage
from tests.torture.acts import attach, day_of_work, profile
from tests.torture.contents import DERIVED, State, begin, copied, faults, opened, start, state
from tests.torture.forks import Child, ChildFailed, in_child
from tests.torture.page_map import PAGE, Place, rows_by_page
from tests.torture.promises import Plan, Promise

FILE: Final = "a byte of the file is flipped: it is named, and every row on sound pages is saved"
JOURNAL: Final = (
    "a byte of the journal is flipped after a kill: it is named, and every row on sound pages is saved"
)
FRESH: Final = "the same with a fresh backup at hand: every row is saved"
KEY: Final = "a byte of the key file is flipped: it is named, and the key of a backup opens the file"
BACKUP: Final = "a byte of a backup is flipped: the check of the backups finds it"
PLACES: Final = {FILE: 300, JOURNAL: 100, KEY: 50, BACKUP: 50}
_ACTS: Final = 20
_LOG_HEAD, _FRAME_HEAD = 32, 24
_WORD: Final = "ein gutes Kennwort"
_UNSAVED: Final = (*DERIVED, "_sqlite_migrations")


@dataclass(frozen=True)
class Sound:
    """A profile that is whole: its key, its rows, and which of them lie on which page."""

    folder: Path
    key: bytes
    rows: Mapping[Place, Mapping[str, Any]]
    pages: Mapping[int, frozenset[Place]]
    state: State


def run(plan: Plan) -> Iterator[Promise]:
    """Every kind of file, a byte at a time."""
    killed = plan.folder / "killed"
    _make_killed(killed, plan.chance("day"))
    closed = plan.folder / "closed"
    sound = in_child(lambda: _sound(copied(killed, closed)))
    fresh = Promise(FRESH)
    for words, base, flip in ((FILE, closed, _flip_file), (JOURNAL, killed, _flip_journal)):
        promise, chance = Promise(words), plan.chance(words)
        with plan.timed(promise, fresh):
            for _ in plan.tries(plan.of(PLACES[words]), promise):
                folder = copied(base, plan.folder / "flipped")
                about, page = flip(folder, chance)
                promise.check(*_tried(about, partial(_salvaged, folder, page, sound, ())))
                fresh.check(*_tried(about, partial(_salvaged, folder, 0, sound, (closed,))))
        yield promise
    yield fresh
    yield _flip_keys(plan, sound)
    yield _flip_backups(plan)


def _tried(about: str, trial: Callable[[], str]) -> tuple[bool, str]:
    try:
        lost = in_child(trial)
    except ChildFailed as failed:
        lost = str(failed)
    return not lost, f"{about}: {lost}"


def _make_killed(folder: Path, chance: Random) -> None:
    """A profile with a journal, as a kill leaves it after a day of work."""
    in_child(lambda: profile(folder))
    acts = [act for act in day_of_work(chance, _ACTS) if act[1] is not attach] + [
        ("proof with a file", attach)
    ]

    def work(tell: Callable[[bytes], object]) -> None:
        session = start(folder)
        for number, (_, act) in enumerate(acts):
            act(session, number)
        tell(b"\n")
        signal.pause()

    child = Child(work)
    child.line()
    child.kill_after(0)
    child.told()


def _sound(folder: Path) -> Sound:
    session = start(folder)
    run = session.store._connection.execute
    roots = dict(run("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
    found, key = _rows(session), session.profile.key
    now = state(session)
    session.close()
    return Sound(folder, key, found, rows_by_page(folder / "cases.db", key, roots), now)


def _rows(session: Any) -> dict[Place, Mapping[str, Any]]:
    """Every row that a salvage has to save, by its table and its number."""
    run = session.store._connection.execute
    names = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[Place, Mapping[str, Any]] = {}
    for name in names:
        if name not in _UNSAVED and not name.startswith("sqlite_"):
            cursor = run(f"SELECT rowid AS _, * FROM {name}")
            columns = [column[0] for column in cursor.description]
            found |= {(name, row[0]): dict(zip(columns, row, strict=True)) for row in cursor}
    return found


# -- the file and its journal


def _flip_file(folder: Path, chance: Random) -> tuple[str, int]:
    """Flip a byte of the database; says where, and on which page."""
    at = _flip(folder / "cases.db", chance)
    return f"cases.db, byte {at}", at // PAGE + 1


def _flip_journal(folder: Path, chance: Random) -> tuple[str, int]:
    """Flip a byte of the journal; the page is that of its frame, 0 where none is touched."""
    log = folder / "cases.db-wal"
    before = log.read_bytes()
    at = _flip(log, chance)
    without_index = chance.random() < 0.5
    if without_index:
        (folder / "cases.db-shm").unlink()
    frame = (at - _LOG_HEAD) // (PAGE + _FRAME_HEAD)
    place = _LOG_HEAD + frame * (PAGE + _FRAME_HEAD)
    page = int.from_bytes(before[place : place + 4], "big") if at >= _LOG_HEAD else 0
    return f"cases.db-wal{' without index' if without_index else ''}, byte {at} in frame {frame}", page


def _flip(path: Path, chance: Random) -> int:
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    content[at] ^= chance.randint(1, 255)
    path.write_bytes(content)
    return at


def _salvaged(folder: Path, page: int, sound: Sound, backups: tuple[Path, ...]) -> str:
    """What the program does not name or save; rows with a part on ``page`` may be lost, but only by name."""
    into = folder.with_name("salvaged")
    shutil.rmtree(into, ignore_errors=True)
    touched = _touched(sound, page)
    wrong = "" if backups else _silent(folder.with_name("opened"), folder, sound)
    report = salvage(folder, sound.key, into, backups)
    session = start(into)
    lost_history = any(table.startswith("change") for table, _ in touched)
    found, wrong = _rows(session), wrong + faults(session, history=not lost_history)
    session.close()
    lost = [place for place, row in sound.rows.items() if not _same(row, found.get(place))]
    if more := [place for place in lost if place not in touched]:
        wrong += f"{len(more)} rows on sound pages are lost, such as {more[:3]}"
    gone = {table for table, number in lost if (table, number) not in found}
    if unnamed := gone - {group.table for group in (*report.lost, *report.cut)} - set(report.unsure):
        wrong += f"lost and not named: {sorted(unnamed)}"
    return wrong


def _touched(sound: Sound, page: int) -> frozenset[Place]:
    """The rows on a page, and the proofs whose file has a part on it: they name what is left of it."""
    there = sound.pages.get(page, frozenset())
    files = {sound.rows[place]["digest"] for place in there if place[0] == "attachment"}
    proofs = {place for place, row in sound.rows.items() if place[0] == "evidence" and row["digest"] in files}
    return there | proofs


def _same(row: Mapping[str, Any], found: Mapping[str, Any] | None) -> bool:
    """Whether the row was saved; it may have lost what it referred to."""
    return found is not None and all(
        found.get(name) == cell or (name.endswith("_id") and found.get(name) is None)
        for name, cell in row.items()
    )


def _silent(place: Path, folder: Path, sound: Sound) -> str:
    """Whether the next start says nothing and shows something else."""
    copied(folder, place)
    try:
        found, wrong = opened(place)
    except StorageProblem:
        return ""
    return wrong if found == sound.state else "opened without a word, changed; "


# -- the key file and backups


def _flip_keys(plan: Plan, sound: Sound) -> Promise:
    """Key files in the open, and under a password; a backup has the same key."""
    promise, chance = Promise(KEY), plan.chance(KEY)
    locked = copied(sound.folder, plan.folder / "locked")
    in_child(lambda: _protect(locked))
    with plan.timed(promise):
        for number in plan.tries(plan.of(PLACES[KEY]), promise):
            base, word = (locked, _WORD) if number % 2 else (sound.folder, None)
            folder = copied(base, plan.folder / "flipped")
            at = _flip(folder / "cases.key", chance)
            about = f"cases.key{' under a password' if word else ''}, byte {at}"
            promise.check(*_tried(about, partial(_key, folder, base, word, sound)))
    return promise


def _protect(folder: Path) -> None:
    session = start(folder)
    session.protect(_WORD)
    session.close()


def _key(folder: Path, backup: Path, word: str | None, sound: Sound) -> str:
    try:
        return "" if opened(folder, word)[0] == sound.state else "opened without a word, changed"
    except WrongPassphrase:
        return "the right password is called wrong"
    except StorageProblem:
        session = begin(folder)
        session.access.key_from_backup(backup, word)
        found = state(session)
        session.close()
        return "" if found == sound.state else "changed with the key of the backup"


def _flip_backups(plan: Plan) -> Promise:
    """A backup that was whole when it was made; each file of it in turn."""
    promise, chance = Promise(BACKUP), plan.chance(BACKUP)
    base = plan.folder / "backed_up"
    name = in_child(lambda: _back_up(base))
    with plan.timed(promise):
        for number in plan.tries(plan.of(PLACES[BACKUP]), promise):
            folder = copied(base, plan.folder / "flipped")
            file = ("cases.db", "cases.key")[number % 5 == 4]
            at = _flip(folder / "backups" / name / file, chance)
            promise.check(*_tried(f"{file} of a backup, byte {at}", partial(_check, folder, name)))
    return promise


def _back_up(folder: Path) -> str:
    profile(folder)
    session = start(folder)
    name = session.backups.make(Reason.HAND)
    session.close()
    return str(name)


def _check(folder: Path, name: str) -> str:
    session = start(folder)
    key = read_key_file(folder)
    bad = [str(backup.name) for backup in session.backups.check_all()]
    session.close()
    if name in bad:
        return ""
    with_key = folder / "backups" / name
    return "" if read_key_file(with_key) == key and opened(with_key)[1] == "" else "not found"
