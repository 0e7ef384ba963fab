"""One table and one class of the domain: rows in, objects out, each written through the history.

A shelf knows from the types of the class how a column is written: days as ISO texts, sums as whole hundredths,
words of an enumeration by their value, several words as one text.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import Enum
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar, Union, get_args, get_origin, get_type_hints, overload

from desktop.storage.history.changes import Changes

T = TypeVar("T")
_Code = Callable[[Any], Any]


class Shelf(Generic[T]):
    """The things of class ``kind`` in ``table``. Writing belongs inside ``Changes.change``."""

    def __init__(self, connection: Any, changes: Changes, kind: type[T], table: str) -> None:
        self._connection = connection
        self._changes = changes
        self._kind = kind
        self.table = table

    @cached_property
    def codes(self) -> tuple[_Column, ...]:
        """The columns in the order of the class; its fields that are mappings are kept elsewhere."""
        hints = get_type_hints(self._kind)
        return tuple(
            _Column(field.name, *_code(hints[field.name]))
            for field in fields(self._kind)  # type: ignore[arg-type]
            if get_origin(hints[field.name]) is not Mapping
        )

    @cached_property
    def select(self) -> str:
        """``SELECT`` with the columns in the order of ``codes``, up to ``WHERE``."""
        columns = ", ".join(f'"{column.name}"' for column in self.codes)
        return f"SELECT {columns} FROM {self.table}"

    def where(self, rest: str, values: Sequence[object] = ()) -> Lazily[T]:
        """The things of the rows that fit; ``rest`` begins with ``WHERE`` or ``ORDER``."""
        rows = self._connection.execute(f"{self.select} {rest}", values).fetchall()
        return Lazily(rows, self.thing)

    def get(self, thing_id: int) -> T:
        """One thing; raises ``KeyError``."""
        for thing in self.where("WHERE id = ?", [thing_id]):
            return thing
        raise KeyError(thing_id)

    def put(self, thing: T) -> T:
        """Add the thing, or write it over the one with its id; returns it with its id."""
        row = self.row(thing)
        number = self.next_id() if row[0] is None else row[0]
        with self._changes.noting(self.table, "id = ?", [number]):
            names = ", ".join(f'"{column.name}"' for column in self.codes)
            marks = ", ".join("?" * len(row))
            rest = ", ".join(f'"{c.name}" = excluded."{c.name}"' for c in self.codes if c.name != "id")
            self._connection.execute(
                f"INSERT INTO {self.table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {rest}",
                [number, *row[1:]],
            )
        return replace(thing, id=number)  # type: ignore[type-var]

    def add_many(self, things: Iterator[T]) -> int:
        """Add many at once, kept in the history as one range; returns how many there were."""
        first = self.next_id()
        names = ", ".join(f'"{column.name}"' for column in self.codes)
        marks = ", ".join("?" * len(self.codes))
        rows = ((number, *self.row(thing)[1:]) for number, thing in enumerate(things, start=first))
        self._connection.executemany(f"INSERT INTO {self.table} ({names}) VALUES ({marks})", rows)
        added = self.next_id() - first
        if added:
            self._changes.note_added(self.table, first, first + added - 1)
        return added

    def remove(self, where: str, values: Sequence[object]) -> None:
        """Remove the rows that fit ``where``."""
        with self._changes.noting(self.table, where, values):
            self._connection.execute(f"DELETE FROM {self.table} WHERE {where}", values)

    def next_id(self) -> int:
        """The id that the next thing gets; never that of one that was removed."""
        return next_id(self._connection, self.table)

    def row(self, thing: T) -> tuple[Any, ...]:
        """The values of the columns."""
        values = list(self._values(thing))
        for place, write in self._writes:
            if values[place] is not None:
                values[place] = write(values[place])
        return tuple(values)

    @cached_property
    def _values(self) -> Callable[[T], tuple[Any, ...]]:
        return attrgetter(*(column.name for column in self.codes))

    @cached_property
    def _writes(self) -> tuple[tuple[int, _Code], ...]:
        return tuple((place, c.write) for place, c in enumerate(self.codes) if c.write is not None)

    def thing(self, row: Sequence[Any]) -> T:
        """The thing behind the values of the columns."""
        return self._kind(
            **{
                column.name: value if value is None or column.read is None else column.read(value)
                for column, value in zip(self.codes, row, strict=True)
            }
        )


def next_id(connection: Any, table: str) -> int:
    """The id that the next row of ``table`` gets: above all there are and all there were."""
    ((last,),) = connection.execute(
        f"SELECT MAX(COALESCE((SELECT MAX(id) FROM {table}), 0),"
        " COALESCE((SELECT last FROM last_number WHERE kind = ?), 0))",
        [table],
    )
    return int(last) + 1


class Lazily(Sequence[T]):
    """Rows that become things when they are looked at: a list of a million costs what is seen of it."""

    def __init__(self, rows: Sequence[Any], thing: Callable[[Any], T]) -> None:
        self._rows = rows
        self._thing = thing

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Lazily[T]: ...
    def __getitem__(self, place: int | slice) -> T | Lazily[T]:
        if isinstance(place, slice):
            return Lazily(self._rows[place], self._thing)
        return self._thing(self._rows[place])


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its name, how a value is written and how it is read; ``None`` for as it is."""

    name: str
    write: _Code | None
    read: _Code | None


def _hundredths(amount: Decimal) -> int:
    return int(amount * 100)


def _amount(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


_CODES: Final[Mapping[object, tuple[_Code | None, _Code | None]]] = {
    int: (None, None),
    str: (None, None),
    bool: (int, bool),
    dt.date: (dt.date.isoformat, dt.date.fromisoformat),
    Decimal: (_hundredths, _amount),
    tuple[str, ...]: (" ".join, lambda text: tuple(text.split())),
}


def _code(hint: object) -> tuple[_Code | None, _Code | None]:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return attrgetter("value"), hint
    return _CODES[hint]
