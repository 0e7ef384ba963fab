"""What an import asks of the record: the numbers of people, and the months of those a table is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from desktop.domain.record.contribution import ContributionMonth
from desktop.storage.codec import decode
from desktop.storage.shelf import Shelf

_AT_ONCE: Final = 500
"""People in one query; SQLite takes 32,766 placeholders."""


class ImportRows:
    """The queries behind one connection; ``months`` is the shelf of contribution months."""

    def __init__(self, connection: Any, months: Shelf[ContributionMonth]) -> None:
        self._connection = connection
        self._months = months

    def fields(self, keys: Iterable[str]) -> Iterator[tuple[int, str, str]]:
        """Person, key and text of these fields, for every person who has one."""
        wanted = list(keys)
        marks = ", ".join("?" * len(wanted))
        rows = self._connection.execute(
            f"SELECT person_id, key, value FROM person_field WHERE key IN ({marks})", wanted
        )
        return ((person_id, key, str(decode(value))) for person_id, key, value in rows)

    def months_of(self, people: Iterable[int]) -> dict[int, list[ContributionMonth]]:
        """All contribution months of these people, by person."""
        found: dict[int, list[ContributionMonth]] = {}
        wanted = sorted(people)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            for month in self._months.where(f"WHERE person_id IN ({', '.join('?' * len(some))})", some):
                found.setdefault(month.person_id, []).append(month)
        return found
