"""``session.backups``: made without being asked, kept so long, checked, and carried to the folder of choice.

Making one reads the file through a connection of its own, so that it can go on in a thread beside the window. Two
never run at once. ``went_on`` takes how many of how many steps are done; what it raises ends the work.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.backups import BackupName, Concern, Counts, Reason, concern, due_at_opening, kept
from desktop.safety.backup_outside import Outside
from desktop.storage.backups import own_backups
from desktop.storage.backups.backup import (
    Progress,
    carry,
    check,
    look,
    opens,
    renew_key,
    same_key_file,
    summary_of,
)
from desktop.storage.backups.backup_folder import Found, clear, drop, found_below, listed, remove
from desktop.storage.backups.backup_problems import BackupNoRoom
from desktop.storage.places import RESTORED, places
from desktop.storage.problems import StorageProblem

if TYPE_CHECKING:
    from desktop.session import Session

LOOKING: Final = "looking"
"""The folder in the user's own for the copy of a backup that is being compared."""
_KEEP_ALL: Final = "keep_all"


class Halted(Exception):
    """The file is being closed or locked; the backup that was being made is given up."""


def quietly(_done: int, _of: int) -> None:
    """Nobody is watching."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and every folder it lies in now, the user's own first; ``size`` in bytes."""

    name: BackupName
    size: int
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the foot of the window says: the last good backup (UTC), and what the user should be told."""

    last: dt.datetime | None
    concern: Concern


class Backups:
    """See the module. Without a profile, or while the file is locked, nothing is made."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._one_at_a_time = threading.RLock()
        self._halt = threading.Event()
        self._bad: set[Path] = set()
        self.clock: Callable[[], dt.datetime] = own_backups.utc_now
        """This moment in UTC; tests set it."""
        self.problem: StorageProblem | None = None
        """Why the last backup could not be made; ``None`` after one that was."""
        self.outside_problem: StorageProblem | None = None
        """Why the folder of choice could not be caught up the last time."""

    @cached_property
    def outside(self) -> Outside:
        """The folder of the user's choice."""
        return Outside(self._session, lambda: self.clock())

    @property
    def folder(self) -> Path:
        """The user's own folder of backups."""
        return self._session.home / own_backups.FOLDER

    # -- looking

    def own(self) -> tuple[Found, ...]:
        """The backups in the user's own folder that were not found to be damaged, in the order of making."""
        return tuple(backup for backup in listed(self.folder) if backup.path not in self._bad)

    def list(self) -> tuple[Backup, ...]:
        """All backups in reach, the newest first."""
        found: dict[BackupName, list[Found]] = {}
        for backup in (*listed(self.folder), *self.outside.backups()):
            found.setdefault(backup.name, []).append(backup)
        backups = [Backup(name, each[0].size, tuple(f.path for f in each)) for name, each in found.items()]
        return tuple(sorted(backups, key=lambda backup: backup.name.number, reverse=True))

    def found_in(self, folder: Path) -> tuple[Backup, ...]:
        """The backups in a folder, of whatever profile, the newest first; for a new computer, or a lost folder."""
        found = sorted(found_below(folder), key=lambda backup: backup.name.made_at, reverse=True)
        return tuple(Backup(backup.name, backup.size, (backup.path,)) for backup in found)

    def is_bad(self, backup: Backup) -> bool:
        """Whether a check of this run found every copy of it damaged."""
        return all(path in self._bad for path in backup.paths)

    def counts(self, backup: Backup) -> Counts | None:
        """What is in it; ``None`` where it is damaged or opens with another password than the file in use."""
        for path in backup.paths if self._session.is_open else ():
            try:
                return look(path, self._session.profile.key).counts
            except StorageProblem:
                continue
        return None

    def counts_now(self) -> Counts:
        """What is in the file in use. Raises a ``StorageProblem``."""
        return summary_of(self._session.profile.folder, self._session.profile.key).counts

    def standing(self) -> Standing:
        """How things stand, from names alone."""
        own = self.own()
        last = own[-1].name.made_at if own else None
        failed = self.problem is not None
        return Standing(last, concern(last, failed, self.outside.away_since, self.clock()))

    # -- making

    def tidy(self) -> None:
        """Take away what an interruption left: half backups, half restored files, copies that were compared."""
        with self._one_at_a_time:
            clear(self.folder)
            clear(self._session.home / RESTORED)
            drop(self._session.home / LOOKING)

    def before(self, reason: Reason, went_on: Progress = quietly) -> None:
        """Back up what is there before something risky; nothing where the last backup holds just that.

        Raises a ``BackupProblem`` where none can be made: the risky thing must then be left undone.
        """
        session = self._session
        if session.has_profile and not session.locked and session.store is not None:
            self.make_if_changed(reason, went_on)

    def at_opening(self, went_on: Progress = quietly) -> None:
        """Make one where the last is of an earlier day, or there is none. Raises as ``make``."""
        own = self.own()
        due = due_at_opening(own[-1].name if own else None, self.clock())
        if self._session.is_open and due and self._holds_much():
            self.make(Reason.OPENING, went_on)

    def make_if_changed(self, reason: Reason, went_on: Progress = quietly) -> None:
        """Make one where the file holds something else than the last one. Raises as ``make``."""
        if self._session.is_open and self.has_changed():
            self.make(reason, went_on)

    def has_changed(self) -> bool:
        """Whether the file holds something else than the last backup that opens; ``False`` while all is empty."""
        key = self._session.profile.key
        own = [backup for backup in self.own()[-1:] if opens(backup.path, key)]
        if not own:
            return self._holds_much()
        return look(own[0].path, key).mark != summary_of(self._session.profile.folder, key).mark

    def make(self, reason: Reason, went_on: Progress = quietly) -> BackupName:
        """Make one in the user's own folder, checked, and let go of those that need not stay.

        Raises a ``BackupProblem``, or ``Damaged`` where the file itself is; what was there before stays.
        """
        with self._alone(went_on) as watched:
            try:
                self.problem = None
                name = self._add(reason, watched)
            except StorageProblem as problem:
                self.problem = problem
                raise
            with contextlib.suppress(
                StorageProblem
            ):  # it is made; what could not go now goes with the next one
                self._thin()
            return name

    def _add(self, reason: Reason, went_on: Progress) -> BackupName:
        """Where there is no room, older ones go first, as far as they may."""
        profile, moment = self._session.profile, self.clock()
        file = (profile.home, profile.folder, profile.key)
        elsewhere = [backup.name for backup in self.outside.backups()]
        try:
            return own_backups.add_backup(*file, reason, moment, went_on, elsewhere)
        except BackupNoRoom:
            if not self._thin():
                raise
        return own_backups.add_backup(*file, reason, moment, went_on, elsewhere)

    def carry_out(self, went_on: Progress = quietly) -> None:
        """Bring the folder of choice up to date, where one is chosen.

        Raises ``FolderAway``, ``KeyInTheOpen``, ``SheetFirst`` or another ``BackupProblem``; the own backups stay.
        """
        if self.outside.chosen is None or not self._session.is_open:
            self.outside_problem = None
            return
        with self._alone(went_on) as watched:
            try:
                self.outside_problem = None
                key = self._session.profile.key
                self.outside.catch_up(self.own(), key, watched)
                if not self.keeps_all:
                    self.outside.thin(self._bad, self.clock(), key)
            except StorageProblem as problem:
                self.outside_problem = problem
                raise

    def is_outside_behind(self) -> bool:
        """Whether the folder of choice is here and lacks a backup, or has key files of before."""
        outside = self.outside
        return outside.is_here and (
            outside.has_old_keys or bool(outside.to_erase) or bool(outside.missing(self.own()))
        )

    def keep_up(self, went_on: Progress = quietly) -> None:
        """As ``carry_out``, where the folder of choice is here and behind; one that is away is no problem."""
        if self.is_outside_behind():
            self.carry_out(went_on)
        elif self.outside.is_here:
            self.outside.saw()

    def halt(self) -> None:
        """End what runs in another thread, and wait for its end."""
        self._halt.set()
        with self._one_at_a_time:
            self._halt.clear()

    # -- checking

    def check_all(self, went_on: Progress = quietly) -> tuple[Backup, ...]:
        """Open and check every backup in reach; returns those of which no copy is whole.

        A damaged copy is replaced by a whole one where there is one. Where the newest is lost, one is made anew.
        Raises a ``BackupProblem`` where that cannot be.
        """
        with self._alone(went_on) as watched:
            backups = self.list()
            self._bad.clear()
            for done, backup in enumerate(backups):
                watched(done, len(backups))
                self._check(backup)
            bad = tuple(backup for backup in backups if self.is_bad(backup))
            if backups and backups[0] in bad:
                self.make(Reason.USE, went_on)
            return bad

    def _check(self, backup: Backup) -> None:
        key, whole = self._session.profile.key, []
        for path in backup.paths:
            try:
                check(path, key)
                whole.append(path)
            except StorageProblem:
                self._bad.add(path)
        for path in [path for path in backup.paths if path in self._bad and whole]:
            remove(path)
            carry(whole[0], path, key, quietly)
            self._bad.discard(path)

    # -- letting go

    @property
    def keeps_all(self) -> bool:
        """Whether nothing is thinned: so it is after a backup was brought back, until ``thin_again``."""
        return own_backups.remembered(self._session.home, _KEEP_ALL) is not None

    def keep_all(self) -> None:
        """Thin nothing until ``thin_again``."""
        own_backups.remember(self._session.home, _KEEP_ALL, "yes")

    def thin_again(self) -> None:
        """Let go of old backups again as usual; in the folder of choice when it is next caught up.

        Raises a ``BackupProblem``.
        """
        with self._one_at_a_time:
            own_backups.remember(self._session.home, _KEEP_ALL, None)
            if self._session.is_open:
                self._thin()

    def remove(self, backup: Backup) -> None:
        """Remove one by hand from every folder in reach. Raises a ``BackupProblem``."""
        with self._one_at_a_time:
            for path in backup.paths:
                remove(path)
                self._bad.discard(path)

    def _thin(self) -> bool:
        """Remove what need not stay; returns whether anything went. Backups that another key opens are left alone."""
        if self.keeps_all:
            return False
        key, now = self._session.profile.key, self.clock()
        mine = [backup for backup in self.own() if opens(backup.path, key)]
        stay = kept([backup.name for backup in mine], now)
        gone = [backup.path for backup in mine if backup.name not in stay]
        for path in gone:
            remove(path)
        return bool(gone)

    # -- the key

    def renew_keys(self) -> None:
        """Let every backup and every file beside open as the file does now, by password, keyring or sheet.

        Those out of reach still open in the way of before, ``outside.has_old_keys`` says so; they are renewed when
        they are back. Raises the first ``BackupProblem`` once all others are done.
        """
        if not self._session.is_open:
            return
        self.halt()
        with self._one_at_a_time:
            key, place = self._session.profile.key, self._session.profile.folder
            folders = [backup.path for backup in listed(self.folder)]
            problems: list[StorageProblem] = []
            for folder in (*folders, *places(self._session.home)):
                if folder != place and not same_key_file(folder, place) and opens(folder, key):
                    try:
                        renew_key(folder, place)
                    except StorageProblem as problem:
                        problems.append(problem)
            if self.outside.chosen is not None:
                self.outside.renew_keys(key)
        if problems:
            raise problems[0]

    # -- for deleting somebody for good

    def in_reach(self) -> tuple[Path, ...]:
        """Every folder in reach with a copy of the file: backups, and files beside the open one."""
        present = self._session.profile.folder
        beside = [place for place in places(self._session.home) if place != present]
        return (*(path for backup in self.list() for path in backup.paths), *beside)

    def out_of_reach(self) -> tuple[str, ...]:
        """Where copies may lie that cannot be reached now: the folder of choice while it is away."""
        outside = self.outside
        return (str(outside.chosen),) if outside.chosen is not None and not outside.is_here else ()

    # -- inside

    def _holds_much(self) -> bool:
        """Whether there is anything that it would be a pity to lose."""
        summary = summary_of(self._session.profile.folder, self._session.profile.key)
        return any(summary.counts)

    @contextmanager
    def _alone(self, went_on: Progress) -> Iterator[Progress]:
        """One backup at a time; gives a ``went_on`` that ends the work when the file is about to be closed."""

        def watched(done: int, of: int) -> None:
            if self._halt.is_set():
                raise Halted
            went_on(done, of)

        with self._one_at_a_time:
            watched(0, 1)
            if not self._session.is_open:
                raise Halted
            clear(self.folder)
            yield watched
