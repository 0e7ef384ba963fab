"""What keeps the file safe: who can open it, its backups, check and repair, the history, the bin, deleting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from desktop.windows.controls.parts_page import PartsPage


class SafetyPage(PartsPage):
    """One part at a time; ``load`` takes ``PART`` or ``PART:DETAIL``."""

    PARTS: ClassVar[Mapping[str, str]] = {
        "backups": "desktop.windows.safety.backups:BackupsPart",
        "access": "desktop.windows.safety.access:AccessPart",
        "history": "desktop.windows.safety.history:HistoryPart",
        "bin": "desktop.windows.safety.bin:BinPart",
        "people": "desktop.windows.safety.people:PeoplePart",
        "repair": "desktop.windows.safety.repair:RepairPart",
    }
    WORDS: ClassVar[str] = "safety.page"
