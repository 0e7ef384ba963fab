"""The schema, as the steps that made it. A step that has been released is never edited; a new one is added.

The steps run with foreign keys off (sqlite-utils rebuilds tables), each in its own transaction together with
the record that it ran. ``tests/old_databases`` holds one database per schema, made when it was released.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlite_utils import Database

SET: Final = "waipai"


def cases(db: Database) -> None:
    """Cases with their answers, fields and ticks, and the settings.

    A case is a ``posting`` here, because CASE is a word of SQL. Days are ISO texts. Values are the JSON of
    ``codec``; an answer without one is "I don't know".
    """
    db.table("posting").create(
        {
            "id": int,
            "name": str,
            "law_edition": str,
            "decided_on": str,
            "outcome": str,
            "created_on": str,
            "changed_on": str,
            "deleted_on": str,
        },
        pk="id",
        not_null={"name", "created_on", "changed_on"},
        strict=True,
    )
    _part_of_case(db, "answer", "fact", {"value": str})
    _part_of_case(db, "field", "key", {"value": str}, not_null={"value"})
    _part_of_case(db, "tick", "key", {})
    db.table("setting").create({"name": str, "value": str}, pk="name", not_null={"value"}, strict=True)


def _part_of_case(
    db: Database, table: str, name: str, columns: dict[str, type], not_null: Iterable[str] = ()
) -> None:
    db.table(table).create(
        {"case_id": int, name: str, **columns},
        pk=("case_id", name),
        foreign_keys=[("case_id", "posting", "id")],
        not_null=not_null,
        strict=True,
    )


STEPS: Final[Mapping[str, Callable[[Database], None]]] = {"0001_cases": cases}
"""Every step by its name, in the order of running."""


def known() -> frozenset[str]:
    """The names of all steps this program knows; a file with others comes from a newer one."""
    return frozenset(STEPS)


def migrate(connection: Any) -> None:
    """Run the steps that the file behind ``connection`` has not seen."""
    from desktop.storage.cipher import changer, migration_set

    steps = migration_set(SET)
    for name, step in STEPS.items():
        steps(name=name)(step)
    steps.apply(changer(connection))
