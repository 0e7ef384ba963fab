"""The door to the check of the open file, and to what it keeps of its own salvage."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.storage.disk_errors import translated

if TYPE_CHECKING:
    from desktop.domain.health import Health
    from desktop.domain.imports.sheet import Progress
    from desktop.storage.repair.salvage_report import Report


class RepairStore:
    """Behind one connection, on which nobody else works meanwhile. Methods raise ``StorageProblem``s."""

    def __init__(self, folder: Path, connection: Any) -> None:
        self._folder = folder
        self._connection = connection

    def check(self, key: bytes, progress: Progress) -> Health:
        """Whether everything in the file is as it should be; what ``progress`` raises stops the check."""
        from desktop.storage.repair.health import check

        with translated(self._folder):
            return check(self._folder, key, self._connection, progress)

    def report(self) -> tuple[Report, dt.date] | None:
        """What became of everything when the file was saved from a damaged one, and the day; ``None`` if it was not."""
        from desktop.storage.repair.salvage_report import kept_report

        with translated(self._folder):
            return kept_report(self._connection)
