"""Single acts that are killed at some moment: making a file, migrating, the password, backups, a salvage, erasing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from desktop.domain.backups import Reason
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.storage.backups.backup import check
from desktop.storage.backups.backup_folder import listed
from desktop.storage.problems import PassphraseNeeded, WrongPassphrase
from desktop.storage.repair.salvage import salvage
from tests.torture.acts import PERSON, answer_page, furnish, profile
from tests.torture.contents import OLD_FILES, State, copied, difference, faults, opened, start, state
from tests.torture.forks import Child, ChildFailed, in_child

WORDS: Final = ("ein gutes Kennwort 1", "ein gutes Kennwort 2", "ein gutes Kennwort 3")

Tell = Callable[[bytes], object]


@dataclass(frozen=True)
class Act:
    """An act on a copy of ``base`` that acknowledges its steps, and what is wrong after so many of them."""

    base: Path
    work: Callable[[Path, Tell], object]
    look: Callable[[Path, int], str]


def losses(act: Act, folder: Path, chance: Random) -> Iterator[str]:
    """One kill after the other, each on a new copy; yields what it lost."""
    begun = time.monotonic()
    Child(partial(act.work, copied(act.base, folder))).told()
    longest = time.monotonic() - begun
    while True:
        child = Child(partial(act.work, copied(act.base, folder)))
        killed = child.kill_after(chance.uniform(0, longest))
        steps = len(child.told())
        if killed:
            try:
                yield in_child(partial(act.look, folder, steps))
            except ChildFailed as failed:
                yield f"after {steps} steps: {failed}"


def _compared(folder: Path, wanted: State, word: str | None = None) -> str:
    found, wrong = opened(folder, word)
    return wrong or ("" if found == wanted else f"{difference(found, wanted)} differs")


# -- the first start, and the first start after an update


def making(folder: Path, chance: Random) -> Iterator[str]:
    """The very first start."""
    empty = folder / "empty"
    empty.mkdir()

    def look(made: Path, _steps: int) -> str:
        session = start(made)
        furnish(session)
        wrong = faults(session)
        session.close()
        return wrong

    return losses(Act(empty, _open, look), folder / "new", chance)


def migrating(folder: Path, chance: Random) -> Iterator[str]:
    """Old files of every schema in turn."""
    samples = sorted(path for path in OLD_FILES.iterdir() if path.is_dir())
    kinds = [losses(_migration(sample, folder), folder / sample.name, chance) for sample in samples]
    while True:
        yield next(chance.choice(kinds))


def _migration(sample: Path, folder: Path) -> Act:
    wanted, _ = in_child(partial(opened, copied(sample, folder / "wanted")))
    return Act(sample, _open, lambda old, _steps: _compared(old, wanted))


def _open(folder: Path, _tell: Tell) -> None:
    start(folder).close()


# -- the key


def changing_password(folder: Path, chance: Random) -> Iterator[str]:
    """The password changes three times in a row: the last acknowledged one opens, or the one after it."""
    base = profile(folder / "furnished")
    wanted, _ = in_child(lambda: opened(base))

    def work(place: Path, tell: Tell) -> None:
        session = start(place)
        for word in WORDS:
            session.protect(word)
            tell(b".")
        session.close()

    def look(place: Path, steps: int) -> str:
        for word in (None, *WORDS)[steps : steps + 2]:
            try:
                return _compared(place, wanted, word)
            except (PassphraseNeeded, WrongPassphrase):
                (place / "tries.json").unlink(missing_ok=True)
        return f"after {steps} changes neither password opens"

    return losses(Act(base, work, look), folder / "password", chance)


# -- backups


def backing_up(folder: Path, chance: Random) -> Iterator[str]:
    """Backups are made and one is brought back: each that counts is whole, acknowledged ones are there."""
    base = profile(folder / "furnished")
    wanted, _ = in_child(lambda: opened(base))

    def work(place: Path, tell: Tell) -> None:
        session = start(place)
        for _ in range(4):
            session.backups.make(Reason.HAND)
            tell(b".")
        session.places.restore(session.backups.list()[0])
        session.store.cases()
        session.close()

    def look(place: Path, steps: int) -> str:
        session = start(place)  # in the file itself, or in the backup that was brought back
        wrong = faults(session) + ("" if state(session) == wanted else "changed; ")
        for backup in (found := listed(place / "backups")):
            check(backup.path, session.profile.key)
        session.close()
        return wrong + ("" if len(found) >= steps else f"{len(found)} backups for {steps} acknowledged ones")

    return losses(Act(base, work, look), folder / "backups", chance)


# -- a salvage


def salvaging(folder: Path, chance: Random) -> Iterator[str]:
    """A damaged file is salvaged: it stays as it is, and the next salvage brings everything."""
    base = profile(folder / "furnished")
    content = bytearray((base / "cases.db").read_bytes())
    content[len(content) // 2] ^= 1
    (base / "cases.db").write_bytes(content)
    key = _key(base)

    def work(place: Path, _tell: Tell) -> None:
        salvage(place, key, place / "salvaged")

    def look(place: Path, _steps: int) -> str:
        wrong = "" if (place / "cases.db").read_bytes() == content else "the damaged file was changed; "
        for into in ("salvaged", "again"):
            if into == "again" or (place / into / "cases.db").exists():
                if into == "again":
                    salvage(place, key, place / into)
                wrong += opened(place / into)[1]
        return wrong

    return losses(Act(base, work, look), folder / "damaged", chance)


def _key(folder: Path) -> bytes:
    from desktop.storage.keys.vault import Vault

    return Vault(folder).unlock()


# -- erasing


def erasing(folder: Path, chance: Random) -> Iterator[str]:
    """A person is deleted for good: they are there with everything, or gone with a note of it."""
    base = profile(folder / "furnished")
    in_child(lambda: _back_up(base))
    with_person, _ = in_child(lambda: opened(base))

    def work(place: Path, tell: Tell) -> None:
        session = start(place)
        session.history.delete(_person(session))
        tell(b".")
        session.close()

    without, _ = in_child(lambda: _after(work, copied(base, folder / "without")))

    def look(place: Path, steps: int) -> str:
        found, wrong = opened(place)
        if found == without or (found == with_person and not steps):
            return wrong
        return wrong + f"half erased: {difference(found, without)} differs"

    return losses(Act(base, work, look), folder / "erased", chance)


def _after(work: Callable[[Path, Tell], object], place: Path) -> tuple[State, str]:
    work(place, lambda _said: None)
    return opened(place)


def _person(session: Session) -> Person:
    return session.record.person(PERSON)


def _back_up(folder: Path) -> None:
    session = start(folder)
    answer_page(session, 1)
    session.backups.make(Reason.HAND)
    session.close()
