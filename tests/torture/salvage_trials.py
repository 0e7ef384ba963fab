"""Every write of a salvage fails once, inside the program whose writes fail."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from desktop.problems import Problem
from desktop.storage.keys.vault import Vault
from desktop.storage.repair.salvage import salvage
from tests.torture.acts import profile
from tests.torture.contents import copied, opened
from tests.torture.failing_trials import Fault, arm, seen, told, with_faults
from tests.torture.forks import ChildFailed, in_child
from tests.torture.promises import Plan, Promise

PROMISE: Final = (
    "a write fails while it salvages: it is said, the damaged file stays as it is, and again it works"
)
_MOST: Final = 200


def promises(plan: Plan) -> Iterator[Promise]:
    """Places of the salvage by chance, each with a fault in turn."""
    promise, base, folder = Promise(PROMISE), plan.folder / "broken", plan.folder / "salvage"
    with plan.timed(promise):
        in_child(partial(_damaged, base))
        writes = in_child(partial(_count, copied(base, folder)))
        every = with_faults(writes)
        chosen = plan.chance("salvage").sample(every, plan.of(min(len(every), _MOST)))
        for number in plan.tries(len(chosen), promise):
            place, fault = chosen[number]
            try:
                lost = in_child(partial(_one, copied(base, folder), fault, place))
            except ChildFailed as failed:
                lost = str(failed)
            promise.check(not lost, f"{fault} at write {place} of {writes}: {lost}")
    yield promise


def _damaged(folder: Path) -> None:
    """A profile with a flipped bit in the middle of its file."""
    profile(folder)
    content = bytearray((folder / "cases.db").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "cases.db").write_bytes(content)


def _count(folder: Path) -> int:
    key = Vault(folder).unlock()
    arm(folder)
    salvage(folder, key, folder / "salvaged")
    return seen()


def _one(folder: Path, fault: Fault, place: int) -> str:
    content, key = (folder / "cases.db").read_bytes(), Vault(folder).unlock()
    into, said = folder / "salvaged", ""
    arm(folder, place, fault)
    try:
        salvage(folder, key, into)
    except Problem as problem:
        said = told(problem)
    arm(folder)
    wrong = "" if (folder / "cases.db").read_bytes() == content else "the damaged file was changed; "
    if said and (into / "cases.db").exists() and opened(into)[1]:
        wrong += f"{said} said, and half a file is there; "
    if said:
        into = folder / "again"
        salvage(folder, key, into)
    return wrong + opened(into)[1]
