"""``session.places``: backups brought back and files salvaged lie beside the usual file; nothing is written over.

One of them is open. Whoever changes that calls ``session.turn_to`` through here, and the window opens itself anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.backups import BackupName, read_name
from desktop.safety.backups import Backup, quietly
from desktop.storage.backups.backup import Progress, carry, opens, renew_key
from desktop.storage.backups.backup_folder import make_folder, remove
from desktop.storage.backups.backup_problems import BackupGone
from desktop.storage.places import (
    BEGUN,
    RESTORED,
    SALVAGED,
    choose_place,
    new_place,
    place_before,
    places,
    settle_in,
)

if TYPE_CHECKING:
    from desktop.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """A file beside others: ``kind`` is ``own`` (the usual one), ``restored``, ``salvaged`` or ``begun``.

    ``backup`` is the backup that was brought back, ``name`` the name of the folder; ``size`` in bytes.
    """

    folder: Path
    kind: str
    name: str
    backup: BackupName | None
    size: int
    is_open: bool


class Places:
    """See the module."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def present(self) -> Place:
        """The file that is open, or to be opened."""
        return self._place(self._session.profile.folder)

    @property
    def before(self) -> Place | None:
        """Where one worked before the present file was brought back; ``None`` once one stays."""
        folder = place_before(self._session.home)
        return None if folder is None else self._place(folder)

    def all(self) -> tuple[Place, ...]:
        """Every file that can be opened, the usual one first."""
        return tuple(map(self._place, places(self._session.home)))

    def restore(self, backup: Backup, went_on: Progress = quietly) -> Path:
        """Bring a backup back beside the present file and open it from now on; returns its folder.

        Where the present key opens it, it is checked whole and opens as the present file does; else in its own way.
        Nothing is thinned until ``backups.thin_again``. Raises a ``BackupProblem``; then nothing has changed.
        """
        session, home = self._session, self._session.home
        present = session.profile.folder if session.is_open else None
        source = next((path for path in backup.paths if path.is_dir()), None)
        if source is None:
            raise BackupGone(folder=str(backup.paths[0]))
        key = session.profile.key if session.is_open and opens(source, session.profile.key) else None
        target = new_place(home, RESTORED, str(backup.name))
        make_folder(target.parent)
        carry(source, target, key, went_on)
        if key is not None and present is not None:
            renew_key(target, present)
        session.backups.keep_all()
        self.open(target)
        return target

    def new_salvaged(self, name: str) -> Path:
        """A folder, not there yet, for a file that is salvaged."""
        return new_place(self._session.home, SALVAGED, name)

    def begin_anew(self) -> Path:
        """Begin with an empty file beside the present one, which stays as it is; returns its folder.

        For a file that nobody can open any more. Raises a ``StorageProblem``.
        """
        today = self._session.today
        target = new_place(self._session.home, BEGUN, today().isoformat())
        self._session.profile.begin_in(target, today)
        self.open(target)
        return target

    def open(self, folder: Path) -> None:
        """Close the present file and go on with the one in ``folder``. Raises a ``StorageProblem``."""
        choose_place(self._session.home, folder)
        self._session.turn_to(folder)

    def go_back(self) -> None:
        """Go on with the file of before; nothing where one stayed. Raises a ``StorageProblem``."""
        folder = place_before(self._session.home)
        if folder is not None:
            self.open(folder)
            settle_in(self._session.home)

    def stay(self) -> None:
        """The present file is the right one: no way back is offered any more. Raises a ``StorageProblem``."""
        settle_in(self._session.home)

    def remove(self, place: Place) -> None:
        """Remove a file that was brought back or salvaged and is not open; what it alone held is lost.

        Raises a ``BackupProblem``, and ``ValueError`` for the open file and the usual one.
        """
        if place.folder in (self._session.home, self._session.profile.folder):
            raise ValueError("this file stays")
        remove(place.folder)
        if place_before(self._session.home) == place.folder:
            settle_in(self._session.home)

    def _place(self, folder: Path) -> Place:
        home = self._session.home
        kind = "own" if folder == home else folder.parent.name
        backup = read_name(folder.name.partition("-copy")[0]) if kind == RESTORED else None
        size = sum(path.stat().st_size for path in folder.glob("cases.*") if path.is_file())
        return Place(folder, kind, folder.name, backup, size, folder == self._session.profile.folder)
