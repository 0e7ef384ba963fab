"""The schema, as the steps that made it. A step that has been released is never edited; a new one is added.

The steps run with foreign keys off (sqlite-utils rebuilds tables), each in its own transaction together with
the record that it ran. ``tests/old_databases`` holds one database per schema, made when it was released.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from desktop.storage.due_rows import due_tables

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


def record(db: Database) -> None:
    """Persons, employers, contributions, certificates, proofs, the diary, and the history of changes.

    Sums are whole hundredths of a currency, months the ISO text of their first day. ``attachment`` holds files by
    their SHA-256. ``change`` and what belongs to it are written by ``changes`` alone, the dates of cases by
    ``due_rows``.
    """
    for name in ("person", "employer"):
        _owner_of_fields(db, name)
    for column, owner in _OF_POSTING:
        db.execute(f"ALTER TABLE posting ADD COLUMN {column} INTEGER REFERENCES {owner}(id)")
    for table, columns in _OF_PERSON.items():
        _part_of_person(db, table, columns)
    db.table("attachment").create(
        {"digest": str, "content": bytes, "added_on": str}, pk="digest", not_null={"content"}, strict=True
    )
    _history(db)
    for statement in _INDEXES:
        db.execute(statement)
    due_tables(db)


def _owner_of_fields(db: Database, name: str) -> None:
    own = {"born_on": str} if name == "person" else {"state": str}
    db.table(name).create(
        {"id": int, "name": str, **own, "note": str}, pk="id", not_null={"name"}, strict=True
    )
    db.table(f"{name}_field").create(
        {f"{name}_id": int, "key": str, "value": str},
        pk=(f"{name}_id", "key"),
        foreign_keys=[(f"{name}_id", name, "id")],
        not_null={"value"},
        strict=True,
    )


_OF_POSTING: Final = (
    ("person_id", "person"),
    ("china_employer_id", "employer"),
    ("abroad_employer_id", "employer"),
)
_OF_PERSON: Final[Mapping[str, Mapping[str, type]]] = {
    "evidence": {"quality": str, "title": str, "dated": str, "digest": str, "file_name": str, "note": str},
    "contribution": {
        "month": str, "state": str, "branch": str, "scheme": str, "place": str, "employer_id": int, "base": int,
        "employee": int, "employer": int, "currency": str, "status": str, "evidence_id": int, "note": str,
    },
    "certificate": {
        "case_id": int, "kind": str, "number": str, "state": str, "host": str, "issuer": str, "branches": str,
        "issued_on": str, "starts_on": str, "ends_on": str, "lost_on": str, "evidence_id": int, "note": str,
    },
    "custody": {
        "certificate_id": int, "paper": str, "number": int, "since": str, "holder": str, "place": str,
        "receipt": int, "note": str,
    },
    "document": {
        "case_id": int, "kind": str, "number": str, "state": str, "starts_on": str, "ends_on": str,
        "evidence_id": int, "note": str,
    },
    "diary": {
        "case_id": int, "on": str, "stage": str, "matter": str, "body": str, "reason": str, "note": str,
    },
    "reminder": {
        "case_id": int, "kind": str, "due_on": str, "until": str, "title": str, "done": int, "note": str,
    },
    "fact_proof": {"case_id": int, "fact": str, "evidence_id": int},
}  # fmt: skip
_REFERS: Final = {
    "employer_id": "employer",
    "evidence_id": "evidence",
    "certificate_id": "certificate",
    "case_id": "posting",
}
_INDEXES: Final = (
    "CREATE UNIQUE INDEX contribution_place ON contribution"
    " (person_id, month, state, branch, scheme, COALESCE(employer_id, 0))",
    # All that the totals need: they read this index alone, in a third of the time.
    "CREATE INDEX contribution_sums ON contribution"
    " (person_id, state, currency, status, employee, employer, month)",
    "CREATE INDEX certificate_end ON certificate (ends_on)",
    "CREATE INDEX document_end ON document (ends_on)",
    "CREATE INDEX reminder_due ON reminder (due_on) WHERE done = 0",
    "CREATE INDEX answer_value ON answer (fact, value)",
    "CREATE INDEX posting_person ON posting (person_id)",
    "CREATE INDEX diary_case ON diary (case_id, id)",
)


def _part_of_person(db: Database, table: str, columns: Mapping[str, type]) -> None:
    refers = [(column, _REFERS[column], "id") for column in columns if column in _REFERS]
    db.table(table).create(
        {"id": int, "person_id": int, **columns},
        pk="id",
        foreign_keys=[("person_id", "person", "id"), *refers],
        not_null={"person_id"},
        strict=True,
    )
    if table not in {"contribution", "diary"}:
        db.execute(f"CREATE INDEX {table}_person ON {table} (person_id)")


def _history(db: Database) -> None:
    db.table("change").create(
        {"id": int, "made_at": str, "what": str, "params": str, "person_id": int, "reverts": int},
        pk="id",
        not_null={"made_at", "what", "params"},
        strict=True,
    )
    db.table("change_row").create(
        {"change_id": int, "kind": str, "row": int, "before": str, "after": str},
        pk=("change_id", "kind", "row"),
        foreign_keys=[("change_id", "change", "id")],
        strict=True,
    )
    db.table("change_range").create(
        {"change_id": int, "kind": str, "first": int, "last": int},
        pk=("change_id", "kind", "first"),
        foreign_keys=[("change_id", "change", "id")],
        strict=True,
    )


def safe(db: Database) -> None:
    """The history as a chain, ids that are never given twice, a name for every person, firm and case that means the
    same in every file (``uid``), days until which a person must be kept, and notes of who was deleted for good
    (``erasing``): when and how much, never who.
    """
    for table, columns in _ADDED.items():
        for column in columns:
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    db.table("deletion").create(
        {"id": int, "deleted_on": str, "counts": str, "backups": str},
        pk="id",
        not_null={"deleted_on", "counts", "backups"},
        strict=True,
    )
    db.table("last_number").create({"kind": str, "last": int}, pk="kind", not_null={"last"}, strict=True)
    for table in ("person", "employer", "posting", *_OF_PERSON):
        db.execute(
            f"CREATE TRIGGER last_{table} AFTER DELETE ON {table} BEGIN INSERT INTO last_number"
            f" VALUES ('{table}', OLD.id) ON CONFLICT (kind) DO UPDATE SET last = MAX(last, OLD.id); END"
        )
    for table in ("person", "employer", "posting"):
        _uid(db, table)
    db.execute("CREATE INDEX change_person ON change (person_id)")
    db.execute("CREATE INDEX change_case ON change (case_id)")
    db.execute("CREATE INDEX change_row_thing ON change_row (kind, row)")
    from desktop.storage.history.chain import (
        seal_all,  # a start without migration needs none of what it brings
    )

    seal_all(db.conn)


def _uid(db: Database, table: str) -> None:
    """Sixteen random bytes in hexadecimal that no writer has to think of, and none can take away."""
    db.execute(f"ALTER TABLE {table} ADD COLUMN uid TEXT NOT NULL DEFAULT ''")
    db.execute(f"UPDATE {table} SET uid = lower(hex(randomblob(16)))")
    for event, uid in (("INSERT", "''"), ("UPDATE", "OLD.uid")):
        db.execute(
            f"CREATE TRIGGER {table}_uid_{event.lower()} AFTER {event} ON {table} WHEN NEW.uid = '' BEGIN"
            f" UPDATE {table} SET uid = COALESCE(NULLIF({uid}, ''), lower(hex(randomblob(16))))"
            " WHERE id = NEW.id; END"
        )


_ADDED: Final = {
    "person": ("keep_until TEXT", "keep_reason TEXT NOT NULL DEFAULT ''"),
    "change": ("case_id INTEGER", "content TEXT", "chain TEXT", "stripped INTEGER NOT NULL DEFAULT 0"),
}


STEPS: Final[Mapping[str, Callable[[Database], None]]] = {
    "0001_cases": cases,
    "0002_record": record,
    "0003_safe": safe,
}
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
