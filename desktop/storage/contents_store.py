"""The door to everything that is kept, for archives: all of it out, things of an archive in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.domain.record.contents import Contents
from desktop.domain.record.merge import Plan

if TYPE_CHECKING:
    from desktop.storage.store import Store


class ContentsStore:
    """See ``contents_read`` and ``contents_write``."""

    def __init__(self, connection: Any, store: Store) -> None:
        self._connection, self._store = connection, store

    def read(self, person_id: int | None = None) -> Contents:
        """Everything of one person, or of all."""
        from desktop.storage.contents_read import read_contents

        return read_contents(self._connection, self._store, person_id)

    def read_case(self, case_id: int) -> Contents:
        """What belongs to one case."""
        from desktop.storage.contents_read import read_case

        return read_case(self._connection, self._store, case_id)

    def write(self, plan: Plan, content: Callable[[str], bytes], went_on: Callable[[int], None]) -> None:
        """Write what ``plan`` holds, inside a change that is open."""
        from desktop.storage.contents_write import write_plan

        write_plan(self._connection, self._store, plan, content, went_on)
