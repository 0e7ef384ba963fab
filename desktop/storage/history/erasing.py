"""Erasing for good: the rows, what the history says of them, their files, everything remembered about them.

Of an entry of the history that spoke of them only its digest and its place in the chain stay; one new entry names
those that were emptied, so that the chain still proves the rest (``chain``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from desktop.storage.history.chain import ERASED, seal

THINGS: Final = (
    "custody", "fact_proof", "diary", "reminder", "document", "certificate", "contribution", "evidence", "posting",
    "person",
)  # fmt: skip
"""The tables whose rows have an id and can be erased, those first that refer to others. Firms are nobody's data."""
_OF_CASE: Final = ("answer", "field", "tick", "due_date", "due_made")
_NOTED_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "answer": ("case_id", "posting"),
    "field": ("case_id", "posting"),
    "tick": ("case_id", "posting"),
    "person_field": ("person_id", "person"),
}
"""Tables without ids of their own: whose row they are, by which column."""
_OWN_ENTRIES: Final = (
    "(person_id IN (SELECT row FROM temp.gone WHERE kind = 'person')"
    " OR case_id IN (SELECT row FROM temp.gone WHERE kind = 'posting'))"
)


_WAS_THEIRS: Final = (
    "INSERT INTO temp.was SELECT row, MAX(change_id) FROM change_row WHERE kind = 'posting'"
    " AND :person IN (json_extract(before, '$.person_id'), json_extract(after, '$.person_id'))"
    " AND row IN (SELECT id FROM posting WHERE person_id IS NOT :person) GROUP BY row"
)
"""Cases that were once the person's and are somebody else's, and the last entry in which they were."""


def _noted(column: str) -> str:
    """What a row of the history says of a column."""
    return f"COALESCE(json_extract(after, '$.{column}'), json_extract(before, '$.{column}'))"


def _of_case(name: str) -> str:
    """A case that goes and that a setting of this name is about: the next case must not find it."""
    return (
        f"SELECT 1 FROM temp.gone AS g WHERE g.kind = 'posting' AND {name} NOT GLOB 'import:*'"
        f" AND ({name} GLOB '[a-z]*:' || g.row OR {name} GLOB '[a-z]*:' || g.row || ':*')"
    )


class Erasing:
    """One erasing. Put what goes into the temporary table ``gone (kind, row)``, then call ``erase``.

    Belongs inside a transaction.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS gone (kind TEXT, row INTEGER, PRIMARY KEY (kind, row))"
        )
        for table in ("doomed", "spoken", "emptied"):
            connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS was (row INTEGER PRIMARY KEY, until INTEGER)")
        connection.execute("DELETE FROM temp.gone")
        connection.execute("DELETE FROM temp.was")

    def add_person(self, person_id: int) -> None:
        """The person, their cases, and everything that is theirs or was."""
        self._add("person", "SELECT ?", person_id)
        self._add("posting", "SELECT id FROM posting WHERE person_id = ?", person_id)
        noted = _noted("person_id")
        self._add(
            "posting",
            f"SELECT row FROM change_row WHERE kind = 'posting' AND {noted} = ?"
            " AND row NOT IN (SELECT id FROM posting)",
            person_id,
        )
        self._connection.execute(_WAS_THEIRS, {"person": person_id})
        for table in THINGS[:-2]:
            self._add(table, f"SELECT id FROM {table} WHERE person_id = ?", person_id)
            self._add(
                table,
                f"SELECT row FROM change_row WHERE kind = '{table}' AND {noted} = ?",
                person_id,
            )
        for table in ("diary", "fact_proof"):
            self._connection.execute(
                f"INSERT OR IGNORE INTO temp.gone SELECT '{table}', id FROM {table}"
                " WHERE case_id IN (SELECT row FROM temp.gone WHERE kind = 'posting')"
            )

    def counts(self) -> dict[str, int]:
        """How many rows there are of each kind that goes, what is only in the history included."""
        return dict(self._connection.execute("SELECT kind, COUNT(*) FROM temp.gone GROUP BY kind"))

    def files(self) -> int:
        """How many files go: those that no proof that stays refers to."""
        sql = f"SELECT COUNT(*) FROM attachment WHERE {_UNUSED}"
        return int(self._connection.execute(sql).fetchone()[0])

    def entries(self) -> int:
        """How many entries of the history are emptied."""
        self._mark()
        return int(self._connection.execute("SELECT COUNT(*) FROM temp.emptied").fetchone()[0])

    def erase(self, what: str) -> None:
        """Erase everything in ``gone``; the entry of the history says ``record.change.WHAT`` and how much."""
        counts = self.counts()
        self._mark()
        self._erase_history()
        self._erase_rows()
        self._connection.execute(f"DELETE FROM attachment WHERE {_UNUSED}")
        self._note(what, counts)

    def _add(self, kind: str, select: str, person_id: int) -> None:
        self._connection.execute(
            f"INSERT OR IGNORE INTO temp.gone SELECT '{kind}', * FROM ({select})", [person_id]
        )

    def _mark(self) -> None:
        """The rows of the history that speak of what goes, the entries they stand in, those whose words name it."""
        execute = self._connection.execute
        for table in ("doomed", "spoken", "emptied"):
            execute(f"DELETE FROM temp.{table}")
        for select in (
            "SELECT rowid FROM change_row WHERE (kind, row) IN (SELECT kind, row FROM temp.gone)",
            *(
                f"SELECT rowid FROM change_row WHERE kind = '{part}' AND {_noted(column)}"
                f" IN (SELECT row FROM temp.gone WHERE kind = '{owner}')"
                for part, (column, owner) in _NOTED_PARTS.items()
            ),
            f"SELECT rowid FROM change_row WHERE kind = 'setting' AND EXISTS ({_of_case(_noted('name'))})",
            "SELECT r.rowid FROM change_row AS r JOIN temp.was AS w"
            " ON r.kind = 'posting' AND r.row = w.row AND r.change_id <= w.until",
            *(
                f"SELECT r.rowid FROM change_row AS r JOIN temp.was AS w ON r.kind = '{part}'"
                f" AND {_noted(column)} = w.row AND r.change_id <= w.until"
                for part, (column, owner) in _NOTED_PARTS.items()
                if owner == "posting"
            ),
        ):
            execute(f"INSERT OR IGNORE INTO temp.doomed {select}")
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.spoken VALUES (?)", [(number,) for number in self._spoken()]
        )
        for select in (
            "SELECT change_id FROM change_row WHERE rowid IN (SELECT id FROM temp.doomed)",
            f"SELECT id FROM change WHERE {_OWN_ENTRIES}",
            "SELECT id FROM temp.spoken",
        ):
            execute(f"INSERT OR IGNORE INTO temp.emptied {select}")
        execute("DELETE FROM temp.emptied WHERE id IN (SELECT id FROM change WHERE stripped = 1)")

    def _spoken(self) -> Iterator[int]:
        """The entries whose words name a person who goes."""
        others = sorted(self._names("NOT IN"), key=len, reverse=True)
        for name in self._names("IN"):
            longer = [other for other in others if name in other != name]
            found = self._connection.execute(
                "SELECT id, params FROM change WHERE instr(params, ?)",
                [json.dumps(name, ensure_ascii=False)[1:-1]],
            ).fetchall()
            for number, params in found:
                if any(_speaks_of(text, name, longer) for text in json.loads(params).values()):
                    yield number

    def _names(self, those: str) -> tuple[str, ...]:
        """The names, the former ones too, of the persons who go (``IN``), or of all others (``NOT IN``)."""
        persons = f"{those} (SELECT row FROM temp.gone WHERE kind = 'person')"
        rows = self._connection.execute(
            f"SELECT name FROM person WHERE id {persons} UNION"
            f" SELECT {_noted('name')} FROM change_row WHERE kind = 'person' AND row {persons}"
        )
        return tuple(name for (name,) in rows if name)

    def _erase_history(self) -> None:
        execute = self._connection.execute
        execute("DELETE FROM change_row WHERE rowid IN (SELECT id FROM temp.doomed)")
        execute(
            f"UPDATE change SET params = '{{}}' WHERE {_OWN_ENTRIES} OR id IN (SELECT id FROM temp.spoken)"
        )
        execute(
            "UPDATE change SET stripped = 1,"
            " person_id = CASE WHEN person_id IN (SELECT row FROM temp.gone WHERE kind = 'person') THEN NULL"
            " ELSE person_id END,"
            " case_id = CASE WHEN case_id IN (SELECT row FROM temp.gone WHERE kind = 'posting') THEN NULL"
            " ELSE case_id END WHERE id IN (SELECT id FROM temp.emptied)"
        )

    def _erase_rows(self) -> None:
        execute = self._connection.execute
        cases = "(SELECT row FROM temp.gone WHERE kind = 'posting')"
        for table in _OF_CASE:
            execute(f"DELETE FROM {table} WHERE case_id IN {cases}")
        for table in ("certificate", "document", "reminder"):
            execute(f"UPDATE {table} SET case_id = NULL WHERE case_id IN {cases}")
        for table in ("diary", "fact_proof"):
            execute(f"DELETE FROM {table} WHERE case_id IN {cases}")
        execute(f"DELETE FROM setting WHERE EXISTS ({_of_case('setting.name')})")
        for column, table in (("certificate_id", "custody"), ("evidence_id", "fact_proof")):
            gone = f"(SELECT row FROM temp.gone WHERE kind = '{column.removesuffix('_id')}')"
            execute(f"DELETE FROM {table} WHERE {column} IN {gone}")
        for table in ("contribution", "certificate", "document"):
            gone = "(SELECT row FROM temp.gone WHERE kind = 'evidence')"
            execute(f"UPDATE {table} SET evidence_id = NULL WHERE evidence_id IN {gone}")
        persons = "(SELECT row FROM temp.gone WHERE kind = 'person')"
        execute(f"DELETE FROM person_field WHERE person_id IN {persons}")
        for table in THINGS:
            execute(f"DELETE FROM {table} WHERE id IN (SELECT row FROM temp.gone WHERE kind = '{table}')")

    def _note(self, what: str, counts: Mapping[str, int]) -> None:
        emptied = self._connection.execute("SELECT id FROM temp.emptied ORDER BY id").fetchall()
        made = self._connection.execute(
            "INSERT INTO change (made_at, what, params) VALUES (datetime('now'), ?, ?)",
            [what, json.dumps({"count": str(sum(counts.values()))})],
        ).lastrowid
        self._connection.executemany(
            "INSERT INTO change_range (change_id, kind, first, last) VALUES (?, ?, ?, ?)",
            ((made, ERASED, first, last) for first, last in _ranges(number for (number,) in emptied)),
        )
        seal(self._connection, made)


def _speaks_of(text: str, name: str, longer: Iterable[str]) -> bool:
    """Whether ``text`` holds the name, and not only as a part of the names ``longer``.

    A name of one character stands in many words, so that it is only known where it stands alone.
    """
    for other in longer:
        text = text.replace(other, "\0")
    return name in text if len(name) > 1 else name == text


def _ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers as stretches, both ends inclusive."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last


_UNUSED: Final = (
    "digest NOT IN (SELECT digest FROM evidence WHERE digest IS NOT NULL"
    " AND id NOT IN (SELECT row FROM temp.gone WHERE kind = 'evidence'))"
    " AND digest NOT IN (SELECT json_extract(COALESCE(before, after), '$.digest') FROM change_row"
    " WHERE kind = 'evidence' AND row NOT IN (SELECT row FROM temp.gone WHERE kind = 'evidence')"
    " AND json_extract(COALESCE(before, after), '$.digest') IS NOT NULL)"
)
"""Files that only what goes refers to, also when the history is counted in."""
