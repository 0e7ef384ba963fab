"""Ten thousand files made to harm: none stops the program, none takes two seconds, none leaves anything half.

A child reads one file after the other and says so; one that hangs is killed, and another goes on with the next file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from desktop.domain.imports.matching import Field
from desktop.domain.imports.sheet import silent
from desktop.record.archive import Import
from desktop.session import Session
from tests.torture import originals, readers
from tests.torture.contents import State, difference, faults, state
from tests.torture.forks import Child
from tests.torture.mutations import Mutation, Original, mutated
from tests.torture.promises import Plan, Promise

TABLES: Final = "a mutated case file or workbook is read: no crash, no two seconds, nothing taken in half"
OTHERS: Final = "a mutated picture, paper, pack, key file, list of rates or preferences is read: the same"
COUNTS: Final = {TABLES: 10_000, OTHERS: 3_000}
KINDS: Final = {"archive", "age", "case", "xlsx", "ods", "csv", "xls"}
PACK_SECONDS: Final = 6.0
"""All the data of a law pack are checked, as the threat model says: a second where nothing else runs."""
SECONDS: Final = 2.0
"""Of computing; a busy machine does not count."""
_HANGS: Final = 20.0
_WARM: Final = 30.0
"""Seconds for the first word of a child, which opens a profile first."""
_LOOKED_AT: Final = 100
"""After so many files every page of the profile is checked as well."""
_SELDOM: Final = 30
_PLACES: Final = 3

Taker = Callable[[Session, Path], None]


def run(plan: Plan) -> Iterator[Promise]:
    """All kinds of files, each in turn."""
    every = [original for original in originals.seeds() if original.kind in readers.READERS]
    for words in COUNTS:
        promise = Promise(words)
        chosen = [original for original in every if (original.kind in KINDS) == (words == TABLES)]
        with plan.timed(promise):
            _read_all(plan, Files(_seldom(chosen), plan.seed * 1_000_000 + plan.part * 100_000), promise)
        yield promise


def _seldom(chosen: Sequence[Original]) -> list[Original]:
    """Files under a password seldom: opening one takes most of a second on purpose."""
    slow = [original for original in chosen if b"-> scrypt " in original.data[:200]]
    return [original for original in chosen if original not in slow] * _SELDOM + slow


@dataclass(frozen=True)
class Files:
    """Mutations of ``chosen`` in turn, from the seed ``first`` on."""

    chosen: Sequence[Original]
    first: int

    def __getitem__(self, number: int) -> Mutation:
        return mutated(self.chosen[number % len(self.chosen)], self.first + number)


def _read_all(plan: Plan, files: Files, promise: Promise) -> None:
    """Read every file; a child that hangs or crashes is followed by another."""
    wanted, place = plan.of(COUNTS[promise.words]), plan.folder / "reading"
    while promise.tried < wanted and time.monotonic() < plan.until:
        child = Child(partial(_reading, place, files, range(promise.tried, wanted)))
        try:
            _listen(child, files, wanted, promise, plan.until)
        finally:
            child.kill_after(0)
            child.told()
    if promise.tried < wanted:
        promise.lost.append(f"out of time after {promise.tried} of {wanted} files")


def _listen(child: Child, files: Files, wanted: int, promise: Promise, until: float) -> None:
    """Hear what became of the files until all are read, one is too much for the child, or time is up."""
    if child.line(_WARM) is None:
        raise RuntimeError("the reading of files did not begin")
    while promise.tried < wanted and time.monotonic() < until:
        said = child.line(_HANGS)
        took, _, harm = ("0", "", "crashed, or hangs") if said is None else said.decode().partition(" ")
        most = PACK_SECONDS if str(files[promise.tried]).startswith("pack") else SECONDS
        kept = not harm and float(took) <= most
        promise.check(kept, "" if kept else f"{files[promise.tried]}: {harm or f'took {took} s'}")
        if said is None:
            return


def _reading(folder: Path, files: Files, numbers: range, tell: Callable[[bytes], object]) -> None:
    """Read the files on a profile of their own; for each a line with its seconds and the harm it did."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libraries of pictures complain there
    shutil.rmtree(folder, ignore_errors=True)
    with originals.sample_session(folder / "profile") as session:
        before = state(session)
        tell(b"\n")
        for number in numbers:
            file = files[number]
            took, harm = _harm(file, session, folder, before)
            harm = harm or (faults(session) if number % _LOOKED_AT == 0 else "")
            tell(f"{took:.2f} {' '.join(harm.split())}\n".encode("utf-8", "replace"))
        signal.pause()


def _harm(file: Mutation, session: Session, folder: Path, before: State) -> tuple[float, str]:
    """The seconds that reading took, and what the file did that no file may; empty for nothing."""
    begun = time.process_time()
    try:
        taken = readers.read(file, session, folder) == "taken"
        took = time.process_time() - begun
        half = _take(TAKERS[file.original.kind], session, folder / file.name, before) if taken else ""
    except Exception:
        return 0.0, traceback.format_exc(limit=-_PLACES)
    now = state(session)
    return took, half or ("" if now == before else f"{difference(now, before)} changed")


def _take(take: Taker, session: Session, path: Path, before: State) -> str:
    """Take in what was read, and take it all back; says what is there after it was refused half-way."""
    marks, half = session.store.changes.marks(), ""
    with contextlib.suppress(_Back), session.store.together():
        try:
            take(session, path)
        except readers.REFUSED as refusal:
            half = "" if state(session) == before else f"half taken in, then {type(refusal).__name__}"
        raise _Back
    session.store.changes.resume(marks)
    return half


class _Back(Exception):
    """Ends a transaction that nobody wants."""


def _take_archive(session: Session, path: Path) -> None:
    with Import(session, path) as found:
        found.take()


def _take_table(session: Session, path: Path) -> None:
    """The first worksheet, as the page of the import would take it."""
    tables = session.tables
    sheet = tables.read(tables.open(path), "", silent)
    matching = replace(tables.match(sheet), fixed={Field.STATE: "DE", Field.BRANCH: "pension"})
    judgements, person = tables.judge(sheet, matching), session.record.people()[0].id
    if not tables.questions(sheet, matching, judgements, person):
        checked = tables.check(sheet, matching, judgements, person, silent)
        tables.take_over(checked, True, silent)


def _leave(_session: Session, _path: Path) -> None:
    """Nothing of such a file is kept."""


TAKERS: Final[Mapping[str, Taker]] = defaultdict(
    lambda: _leave, {"archive": _take_archive, **dict.fromkeys(("xlsx", "ods", "csv", "xls"), _take_table)}
)
