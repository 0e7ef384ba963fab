"""Whether the file that holds everything is whole: what a check looked at, and what it found."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.record.change import HistoryCheck


@dataclass(slots=True)
class Health:
    """What a check found; numbers of what was looked at, and everything that is wrong.

    ``broken`` counts SQLite's complaints about tables and indexes, ``loose`` the references to what is not there,
    ``unreadable`` has table and number of each row that is no thing of the domain, ``altered`` the digest of each
    attachment that is no longer what was kept, ``absent`` the digests that proofs name and nothing has.
    """

    pages: int = 0
    damaged_pages: tuple[int, ...] = ()
    journal_pages: int = 0
    journal_damaged: bool = False
    broken: int = 0
    loose: int = 0
    rows: int = 0
    unreadable: list[tuple[str, int]] = field(default_factory=list)
    attachments: int = 0
    altered: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    history: HistoryCheck | None = None

    @property
    def sound(self) -> bool:
        """Whether everything but the history, which no repair can make whole again, is as it should be."""
        pages = self.damaged_pages or self.journal_damaged or self.broken
        return not (pages or self.loose or self.unreadable or self.altered or self.absent)
