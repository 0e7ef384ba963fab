"""The dates of all cases, kept so that the list over everybody is one query.

What stands in ``due_date`` follows from a case and from an edition of the law. ``due_made`` says for which cases it
is up to date; triggers take a case out whenever anything it follows from changes, undo and imports included.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_CASE: Final = ("answer", "field", "tick", "certificate")


def due_tables(db: Database) -> None:
    """The tables, and the triggers that say which cases are no longer up to date; part of ``migrations``."""
    db.table("due_date").create(
        {"case_id": int, "key": str, "kind": str, "due_on": str, "rule": str, "ends_on": str},
        pk=("case_id", "key"),
        not_null={"kind", "due_on", "rule"},
        strict=True,
    )
    db.table("due_made").create({"case_id": int, "edition": str}, pk="case_id", strict=True)
    db.execute("CREATE INDEX due_date_day ON due_date (due_on)")
    for table in _OF_CASE:
        for row in ("OLD", "NEW"):
            _trigger(db, table, row, f"case_id = {row}.case_id")
    for row in ("OLD", "NEW"):
        persons = f"case_id IN (SELECT id FROM posting WHERE person_id = {row}.person_id)"
        _trigger(db, "person_field", row, persons)
        _trigger(db, "posting", row, f"case_id = {row}.id", "UPDATE OF person_id")


def _trigger(db: Database, table: str, row: str, where: str, update: str = "UPDATE") -> None:
    """Forget the cases that fit ``where`` when a row of ``table`` goes (``OLD``) or comes (``NEW``)."""
    for event in ("DELETE", update) if row == "OLD" else ("INSERT", update):
        name = f"due_{table}_{row}_{event.partition(' ')[0]}".lower()
        db.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN DELETE FROM due_made WHERE {where}; END"
        )


class DueRow(NamedTuple):
    """One date of the list; see ``DueItem``. Days are ISO texts, ``source`` is the key or the table behind it."""

    due_on: str
    source: str
    kind: str
    rule: str
    case_id: int | None
    person_id: int | None
    thing_id: int | None
    title: str
    until: str | None
    name: str


class CaseRow(NamedTuple):
    """One date of one case. ``ends_on`` is the last day of the posting, ``None`` while it is not known."""

    key: str
    kind: str
    due_on: str
    rule: str
    ends_on: str | None


class DueRows:
    """The dates behind one connection. Writing belongs inside a transaction of the store."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def is_empty(self) -> bool:
        """Whether there is neither a case nor a person, so that nothing can be due."""
        sql = "SELECT NOT EXISTS (SELECT 1 FROM posting) AND NOT EXISTS (SELECT 1 FROM person)"
        ((empty,),) = self._connection.execute(sql)
        return bool(empty)

    def stale(self, edition: str) -> tuple[int, ...]:
        """The cases whose dates are not up to date under this edition of the law."""
        rows = self._connection.execute(
            "SELECT id FROM posting LEFT JOIN due_made ON case_id = id AND edition = ?"
            " WHERE deleted_on IS NULL AND case_id IS NULL ORDER BY id",
            [edition],
        )
        return tuple(number for (number,) in rows)

    def last_change(self) -> int:
        """The number of the last change of the record: what was read before it may be out of date."""
        ((number,),) = self._connection.execute("SELECT COALESCE(MAX(id), 0) FROM change")
        return int(number)

    def forget(self, kinds: Sequence[str]) -> None:
        """Make anew, when they are next asked for, the dates of the cases that have one of these kinds."""
        marks = ", ".join("?" * len(kinds))
        self._connection.execute(
            f"DELETE FROM due_made WHERE case_id IN (SELECT case_id FROM due_date WHERE kind IN ({marks}))",
            list(kinds),
        )

    def put(self, case_id: int, edition: str, rows: Iterable[CaseRow]) -> None:
        """Keep the dates of a case in the place of those that were kept before."""
        self._connection.execute("DELETE FROM due_date WHERE case_id = ?", [case_id])
        self._connection.executemany(
            "INSERT OR REPLACE INTO due_date (case_id, key, kind, due_on, rule, ends_on)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((case_id, *row) for row in rows),
        )
        self._connection.execute("INSERT OR REPLACE INTO due_made VALUES (?, ?)", [case_id, edition])

    def between(
        self,
        first: dt.date,
        last: dt.date,
        over_before: dt.date,
        chase_days: Mapping[str, int],
        usual_days: int,
        person_id: int | None = None,
    ) -> list[tuple[Any, ...]]:
        """Everything due from ``first`` to ``last``, both inclusive, by day: the values of a ``DueRow`` each.

        Dates of postings that ended before ``over_before`` are left out. ``chase_days`` gives by authority the days
        after which an unanswered application is due, ``usual_days`` those for all others.
        """
        values = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "over": over_before.isoformat(),
            "chase": json.dumps(dict(chase_days)),
            "usual": usual_days,
            "person": person_id,
        }
        sql = DUE.format(of_person="" if person_id is None else " WHERE of_all.person_id = :person")
        found: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
        return found


DUE: Final = """
SELECT of_all.*, COALESCE(person.name, '') FROM (
  SELECT d.due_on, d.key AS source, d.kind, d.rule, d.case_id, p.person_id, NULL AS thing_id, p.name AS title,
    NULL AS until
  FROM due_date AS d JOIN posting AS p ON p.id = d.case_id
  WHERE d.due_on BETWEEN :first AND :last AND p.deleted_on IS NULL AND (d.ends_on IS NULL OR d.ends_on >= :over)
    AND (d.kind NOT IN ('passport', 'residence_title', 'home_contract') OR p.person_id IS NULL OR NOT (
      EXISTS (SELECT 1 FROM document AS o WHERE o.person_id = p.person_id AND o.kind = d.kind)
      OR EXISTS (SELECT 1 FROM due_date AS o JOIN posting AS q ON q.id = o.case_id WHERE q.person_id = p.person_id
        AND q.deleted_on IS NULL AND o.kind = d.kind AND o.due_on = d.due_on AND o.case_id < d.case_id)))
  UNION ALL
  SELECT c.ends_on, 'certificate', 'certificate_end', 'own', c.case_id, c.person_id, c.id, c.number, NULL
  FROM certificate AS c WHERE c.ends_on BETWEEN :first AND :last AND c.case_id IS NULL AND NOT EXISTS
    (SELECT 1 FROM certificate AS o WHERE o.person_id = c.person_id AND o.host = c.host AND o.ends_on > c.ends_on)
  UNION ALL
  SELECT t.ends_on, 'document', t.kind, 'own', t.case_id, t.person_id, t.id, t.number, NULL
  FROM document AS t WHERE t.ends_on BETWEEN :first AND :last AND NOT EXISTS
    (SELECT 1 FROM document AS o WHERE o.person_id = t.person_id AND o.kind = t.kind AND o.ends_on > t.ends_on)
  UNION ALL
  SELECT due_on, 'reminder', CASE kind WHEN 'refund' THEN 'refund' ELSE 'own' END, 'own', case_id, person_id, id,
    title, until
  FROM reminder WHERE done = 0 AND due_on BETWEEN :first AND :last
  UNION ALL
  SELECT day, 'diary', 'chase', rule, case_id, person_id, id, body, NULL FROM (
    SELECT e.*, date(e."on", '+' || COALESCE(w.value, :usual) || ' days') AS day,
      CASE WHEN w.value IS NULL THEN 'house' ELSE 'own' END AS rule
    FROM diary AS e JOIN posting AS p ON p.id = e.case_id LEFT JOIN json_each(:chase) AS w ON w.key = e.body
    WHERE e.stage = 'sent' AND p.deleted_on IS NULL AND NOT EXISTS (SELECT 1 FROM diary AS o
      WHERE o.case_id = e.case_id AND o.matter = e.matter AND (o."on", o.id) > (e."on", e.id)))
  WHERE day BETWEEN :first AND :last
) AS of_all LEFT JOIN person ON person.id = of_all.person_id{of_person}
ORDER BY of_all.due_on, person.name, of_all.case_id, of_all.source
"""
"""The query of ``DueRows.between``."""
