"""How the tables of the program are made: the columns behind a row that was read without SQLite's help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from desktop.storage.migrations import SET, STEPS
from desktop.storage.repair.btree import Entry, Value

_TYPES: Final[dict[str, tuple[type, ...]]] = {"INTEGER": (int,), "TEXT": (str,), "BLOB": (bytes,)}


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``default`` stands in rows that are older than the column."""

    name: str
    types: tuple[type, ...]
    needed: bool
    default: Value
    is_id: bool

    def takes(self, value: Value) -> bool:
        """Whether this may be a value of the column as it lies in the file, where the id itself is empty."""
        if value is None:
            return self.is_id or not self.needed
        return not self.is_id and isinstance(value, self.types)


@dataclass(frozen=True, slots=True)
class Index:
    """An index: the columns of its entries, ``None`` for an expression, the row's id last."""

    name: str
    columns: tuple[str | None, ...]
    of_all: bool
    """It has an entry for every row."""


@dataclass(frozen=True)
class Table:
    """A table, and the tables its columns refer to."""

    name: str
    columns: tuple[Column, ...]
    indexes: tuple[Index, ...]
    parents: dict[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def has_id(self) -> bool:
        """Whether a column is the row's id."""
        return any(column.is_id for column in self.columns)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns that tell rows apart where the table has no id: ids of rows may then change (VACUUM)."""
        found = (
            i.columns for i in self.indexes if i.name.startswith("sqlite_autoindex_") and not self.has_id
        )
        return tuple(name for name in next(found, ()) if name is not None)

    def fits(self, entry: Entry) -> bool:
        """Whether an entry can be a row of this table."""
        if entry.whole and any(c.needed and c.default is None for c in self.columns[len(entry.values) :]):
            return False
        if len(entry.values) > len(self.columns):
            return False
        return all(column.takes(value) for column, value in zip(self.columns, entry.values, strict=False))

    def row(self, entry: Entry) -> dict[str, Value]:
        """The values by column; of an entry that is not whole those that are known."""
        values = list(entry.values)
        if entry.whole:
            values += [column.default for column in self.columns[len(values) :]]
        row = dict(zip(self.names, values, strict=False))
        return {column.name: entry.number if column.is_id else row[column.name]
                for column in self.columns if column.name in row}  # fmt: skip


def make_schema(connection: Any, steps: Sequence[str]) -> None:
    """Make the tables of the schema that these steps of ``migrations`` made."""
    from desktop.storage.cipher import changer, migration_set

    chosen = migration_set(SET)
    for name in steps:
        chosen(name=name)(STEPS[name])
    chosen.apply(changer(connection))


def layout(connection: Any) -> dict[str, Table]:
    """The tables of a file of ours, those before that others refer to; SQLite's own are not among them."""
    read: Callable[[str], list[tuple[Any, ...]]] = lambda sql: connection.execute(sql).fetchall()  # noqa: E731
    names = [name for (name,) in read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    tables = {name: _table(read, name) for name in names if not name.startswith(("_", "sqlite_"))}
    ordered: dict[str, Table] = {}
    while len(ordered) < len(tables):
        for name, table in tables.items():
            if set(table.parents.values()) <= ordered.keys() | {name}:
                ordered[name] = table
    return ordered


def _table(read: Callable[[str], list[tuple[Any, ...]]], name: str) -> Table:
    info = read(f"PRAGMA table_info({name})")
    alone = sum(bool(key) for *_, key in info) == 1
    columns = []
    for _, column, kind, needed, default, key in info:
        is_id = bool(key) and alone and kind == "INTEGER"
        ((value,),) = read(f"SELECT {default}") if default is not None else ((None,),)
        columns.append(Column(column, _TYPES[kind], bool(needed), value, is_id))
    parents = {row[3]: row[2] for row in read(f"PRAGMA foreign_key_list({name})")}
    return Table(name, tuple(columns), tuple(_indexes(read, name)), parents)


def _indexes(read: Callable[[str], list[tuple[Any, ...]]], table: str) -> list[Index]:
    return [
        Index(name, tuple(row[2] for row in read(f'PRAGMA index_xinfo("{name}")')), not partial)
        for _, name, _, _, partial in read(f"PRAGMA index_list({table})")
    ]
