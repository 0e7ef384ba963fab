"""What was changed in the record, for undo and for the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, whatever number of rows it touched; its words are ``record.change.WHAT`` with ``params``.

    ``made_at`` is UTC. ``reverts`` is the change that this one took back.
    """

    id: int
    made_at: dt.datetime
    what: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    person_id: int | None = None
    reverts: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """One row of a change: its fields before and after; ``None`` where there was or is no row."""

    table: str
    row_id: int
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None
