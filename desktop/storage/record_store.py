"""The record's tables: a shelf for each kind of thing, the links between them, and the queries over all.

Writing belongs inside ``Changes.change``; reading gives things that are made when looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from desktop.domain.case import FieldValue
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Reminder
from desktop.domain.record.evidence import Evidence, FactProof
from desktop.domain.record.person import Employer, Person, owner_of
from desktop.storage.codec import decode, encode
from desktop.storage.finding import people_called, people_who_fit
from desktop.storage.history.changes import Changes
from desktop.storage.shelf import Lazily, Shelf

OF_PERSON: Final[Mapping[type, str]] = {
    Evidence: "evidence",
    ContributionMonth: "contribution",
    Certificate: "certificate",
    Custody: "custody",
    Document: "document",
    DiaryEntry: "diary",
    Reminder: "reminder",
    FactProof: "fact_proof",
}
"""The kinds of things a person has, each with its table; those before that others refer to."""

_SAME_PLACE: Final = (
    "WHERE person_id = ? AND month = ? AND state = ? AND branch = ? AND scheme = ?"
    " AND COALESCE(employer_id, 0) = ?"
)
_ORDER: Final = {
    "contribution": "month, state, branch, scheme",
    "certificate": "starts_on, id",
    "custody": "since, id",
    "document": "ends_on, id",
    "diary": '"on", id',
    "reminder": "due_on, id",
}


class Totals(NamedTuple):
    """What a person paid to one state in one currency, in whole hundredths of it, and in how many months."""

    person_id: int
    state: str
    currency: str
    months: int
    employee: int
    employer: int


class RecordStore:
    """See the module. ``day`` gives today as an ISO text."""

    def __init__(self, connection: Any, changes: Changes, day: Callable[[], str]) -> None:
        self._connection = connection
        self._day = day
        self.changes = changes
        self.persons = Shelf(connection, changes, Person, "person")
        self.employers = Shelf(connection, changes, Employer, "employer")
        self._shelves: dict[type, Shelf[Any]] = {
            kind: Shelf(connection, changes, kind, table) for kind, table in OF_PERSON.items()
        }

    def shelf(self, kind: type) -> Shelf[Any]:
        """The shelf of one kind of ``OF_PERSON``."""
        return self._shelves[kind]

    def of_person(self, kind: type, person_id: int) -> Lazily[Any]:
        """All things of a kind that the person has, in the order of their days."""
        shelf = self.shelf(kind)
        return shelf.where(f"WHERE person_id = ? ORDER BY {_ORDER.get(shelf.table, 'id')}", [person_id])

    def put_in_place(self, month: ContributionMonth) -> ContributionMonth:
        """Keep a month; it takes the place of the person's row for that month, state, branch, scheme and employer."""
        shelf = self.shelf(ContributionMonth)
        first, *rest = month.place_in_record
        there = shelf.where(_SAME_PLACE, [month.person_id, first.isoformat(), *rest])
        if there and month.id is None:
            month = replace(month, id=there[0].id)
        elif there and there[0].id != month.id:
            shelf.remove("id = ?", [there[0].id])
        kept: ContributionMonth = shelf.put(month)
        return kept

    def totals(self) -> list[Totals]:
        """What was paid and stayed paid, for every person."""
        return list(map(Totals._make, self._connection.execute(TOTALS)))

    # -- persons and firms

    def people_who_fit(self, typed: str) -> tuple[int, ...]:
        """The ids by name of the people in whose name or day of birth every word typed is found."""
        return people_who_fit(self._connection, typed)

    def people_called(self, ids: Sequence[int]) -> Lazily[Person]:
        """The people with these ids by name; at most a few hundred at once."""
        return people_called(self.persons, ids)

    def fields_of(self, owner: str, number: int) -> dict[str, FieldValue]:
        """The fields of the papers that a ``person`` or an ``employer`` keeps."""
        rows = self._connection.execute(
            f"SELECT key, value FROM {owner}_field WHERE {owner}_id = ?", [number]
        )
        return {key: decode(value) for key, value in rows}

    def set_field(self, owner: str, number: int, key: str, value: FieldValue | None) -> None:
        """Keep a field of a ``person`` or an ``employer``; ``None`` empties it."""
        table, where = f"{owner}_field", f"{owner}_id = ? AND key = ?"
        with self.changes.noting(table, where, [number, key]):
            self._connection.execute(f"DELETE FROM {table} WHERE {where}", [number, key])
            if value is not None:
                self._connection.execute(
                    f"INSERT INTO {table} ({owner}_id, key, value) VALUES (?, ?, ?)",
                    [number, key, encode(value)],
                )

    def link(self, case_id: int, column: str, number: int | None) -> None:
        """Say whose posting a case is: ``column`` is ``person``, ``china_employer`` or ``abroad_employer``.

        Fields of the case that the person or firm keeps move there unless it has a value of its own; one that
        differs stays with the case, so that no paper changes.
        """
        with self.changes.noting("posting", "id = ?", [case_id]):
            self._connection.execute(f"UPDATE posting SET {column}_id = ? WHERE id = ?", [number, case_id])
        if number is not None:
            self._move_fields(case_id, column, number)

    def _move_fields(self, case_id: int, column: str, number: int) -> None:
        owner = column.rpartition("_")[2]
        kept = self.fields_of(owner, number)
        rows = self._connection.execute(
            "SELECT key, value FROM field WHERE case_id = ?", [case_id]
        ).fetchall()
        for key, value in rows:
            if owner_of(key) != column or kept.get(key, decode(value)) != decode(value):
                continue
            if key not in kept:
                self.set_field(owner, number, key, decode(value))
            where = "case_id = ? AND key = ?"
            with self.changes.noting("field", where, [case_id, key]):
                self._connection.execute(f"DELETE FROM field WHERE {where}", [case_id, key])

    def remove_person(self, person_id: int) -> None:
        """Remove the person with everything that is only theirs; their cases stay, without a person."""
        cases = self._connection.execute("SELECT id FROM posting WHERE person_id = ?", [person_id]).fetchall()
        for (case_id,) in cases:  # also of deleted ones, which may come back
            for table in ("diary", "fact_proof"):
                self._shelf_of(table).remove("case_id = ?", [case_id])
            self.link(case_id, "person", None)
        for kind in reversed(tuple(OF_PERSON)):
            self.shelf(kind).remove("person_id = ?", [person_id])
        with self.changes.noting("person_field", "person_id = ?", [person_id]):
            self._connection.execute("DELETE FROM person_field WHERE person_id = ?", [person_id])
        self.persons.remove("id = ?", [person_id])

    def cases_of(self, person_id: int) -> tuple[int, ...]:
        """The ids of the person's cases that are not deleted."""
        rows = self._connection.execute(
            "SELECT id FROM posting WHERE person_id = ? AND deleted_on IS NULL ORDER BY id", [person_id]
        )
        return tuple(number for (number,) in rows)

    def cases_of_nobody(self, limit: int) -> tuple[int, ...]:
        """The ids of cases that no person has and that are not deleted, the newest first, so many at most."""
        sql = "SELECT id FROM posting WHERE person_id IS NULL AND deleted_on IS NULL ORDER BY id DESC LIMIT ?"
        return tuple(number for (number,) in self._connection.execute(sql, [limit]))

    def _shelf_of(self, table: str) -> Shelf[Any]:
        return next(shelf for shelf in self._shelves.values() if shelf.table == table)

    # -- attachments

    def keep_content(self, content: bytes) -> str:
        """Keep the bytes of an attachment; returns their SHA-256 as hex digits. The same bytes are kept once."""
        import hashlib  # 4 ms that a start without attachments need not wait for

        digest = hashlib.sha256(content).hexdigest()
        self._connection.execute(
            "INSERT OR IGNORE INTO attachment (digest, content, added_on) VALUES (?, ?, ?)",
            [digest, content, self._day()],
        )
        return digest

    def content(self, digest: str) -> bytes:
        """The bytes of an attachment; raises ``KeyError``."""
        for (content,) in self._connection.execute(
            "SELECT content FROM attachment WHERE digest = ?", [digest]
        ):
            return bytes(content)
        raise KeyError(digest)


TOTALS: Final = (
    "SELECT person_id, state, currency, COUNT(DISTINCT month), SUM(COALESCE(employee, 0)),"
    " SUM(COALESCE(employer, 0)) FROM contribution WHERE status IN ('paid', 'paid_late')"
    " GROUP BY person_id, state, currency"
)
"""The sums of ``RecordStore.totals``."""
