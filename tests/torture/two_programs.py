"""Several programs on one file: one holds it, the others are told so, and after it died the next gets in."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from desktop.storage.problems import InUse
from tests.torture.acts import CASE, answer_page, profile
from tests.torture.contents import begin, faults
from tests.torture.forks import Child, ChildFailed, in_child
from tests.torture.promises import Plan, Promise

ONE: Final = "eight programs start on one file at once: one holds it, the others are told"
NEXT: Final = "the program that holds the file is killed: the next gets in and has every acknowledged answer"
ROUNDS: Final = 60
_PROGRAMS: Final = 8
_HOLDS, _TOLD = b"holds", b"told"


def run(plan: Plan) -> Iterator[Promise]:
    """Rounds of programs that start at the same moment; the one that got in answers and is killed."""
    one, after = Promise(ONE), Promise(NEXT)
    folder = profile(plan.folder / "shared")
    with plan.timed(one, after):
        for number in plan.tries(plan.of(ROUNDS), one):
            programs, said = _race(folder, number)
            kept = sorted(said) == [_HOLDS] + [_TOLD] * (_PROGRAMS - 1)
            one.check(kept, f"round {number}: {said}")
            for program in programs:
                program.kill_after(0)
                program.told()
            lost = _next(folder, number)
            after.check(not lost, f"round {number}: {lost}")
    yield one
    yield after


def _race(folder: Path, number: int) -> tuple[list[Child], list[bytes]]:
    """The programs, and what each said when all had tried."""
    waits, gun = os.pipe()

    def start(tell: Callable[[bytes], object]) -> None:
        os.close(gun)
        os.read(waits, 1)  # until the parent lets go of its end
        try:
            session = begin(folder)
        except InUse:
            tell(_TOLD + b"\n")
        else:
            answer_page(session, number)
            tell(_HOLDS + b"\n")
        signal.pause()

    programs = [Child(start) for _ in range(_PROGRAMS)]
    os.close(gun)
    os.close(waits)
    return programs, [program.line() or b"" for program in programs]


def _next(folder: Path, number: int) -> str:
    """What the next program does not find of what the killed one acknowledged."""

    def look() -> str:
        session = begin(folder)
        months = session.case(CASE).answers["prior_months"].value
        wrong = "" if months == number else f"{months} months, and {number} were acknowledged"
        wrong += faults(session)
        session.close()
        return wrong

    try:
        return in_child(look)
    except ChildFailed as failed:
        return str(failed)
