"""What was changed in the record, for undo and for the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, whatever number of rows it touched; its words are ``record.change.WHAT`` with ``params``.

    ``made_at`` is UTC. ``reverts`` is the change that this one took back. ``case_id`` is the case it concerns alone,
    ``person_id`` the person. Of an ``erased`` one nothing is left but that it was.
    """

    id: int
    made_at: dt.datetime
    what: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    person_id: int | None = None
    case_id: int | None = None
    reverts: int | None = None
    erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """One row of a change: its fields before and after; ``None`` where there was or is no row."""

    table: str
    row_id: int
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of one row before and after a change, ``None`` where there was or is nothing.

    ``table`` and ``name`` are those of the storage; of an answer ``name`` is the fact and of an entry of the papers
    its key. ``row_id`` tells rows of a table apart.
    """

    table: str
    row_id: int
    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryCheck:
    """What looking through the whole history found.

    ``erased`` entries were emptied on purpose and only their digest is left; ``wrong`` are the numbers of those that
    no longer say what they said; ``head`` is the digest of the last entry, 64 hexadecimal digits, empty without any.
    """

    entries: int
    erased: int
    wrong: tuple[int, ...]
    head: str

    @property
    def whole(self) -> bool:
        """Whether nothing was altered."""
        return not self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class BinEntry:
    """Something that was removed and can be restored; ``days_left`` counts until it is erased for good."""

    change: Change
    days_left: int
