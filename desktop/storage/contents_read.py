"""Everything of one person or of all, out of the file: what an archive holds.

Cases are read as they stand in their own table, because fields of persons and firms are kept with those. What
hangs on a deleted case is left out, or loses the case where it can be without one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.case import Case, FieldValue
from desktop.domain.record.case_contents import of_case
from desktop.domain.record.contents import NOT_CARRIED, TABLES, CaseRow, Contents, Row, SettingRow
from desktop.domain.record.diary import DiaryEntry
from desktop.domain.record.evidence import FactProof
from desktop.storage.codec import decode
from desktop.storage.record_store import OF_PERSON

if TYPE_CHECKING:
    from desktop.storage.store import Store

_OF_CASE: Final = re.compile(r"([a-z_]+):([1-9]\d*)((?::.*)?)", re.DOTALL)
"""A setting of one case names it behind the first colon."""
_NOTHING_WITHOUT_CASE: Final = (DiaryEntry, FactProof)


def read_contents(connection: Any, store: Store, person_id: int | None = None) -> Contents:
    """Everything of one person, with the firms of their cases and months; of all people where none is named.

    Of one person the settings of their cases are part, of all every setting but those of ``NOT_CARRIED``.
    Raises ``KeyError`` for a person who is not there.
    """
    persons = _persons(connection, store, person_id)
    things = {name: _things(store, kind, person_id) for name, kind in TABLES.items() if kind in OF_PERSON}
    cases = _cases(connection, store, person_id, things)
    known = {case.id for case in cases}
    things = {name: _with_known_cases(rows, known) for name, rows in things.items()}
    found: dict[str, Sequence[Row]] = {"persons": persons, "cases": cases, **things}
    found["employers"] = _employers(connection, store, None if person_id is None else _firms(found))
    found["settings"] = tuple(_settings(connection, known, person_id is None))
    return Contents({name: found[name] for name in TABLES if found[name]})


def read_case(connection: Any, store: Store, case_id: int) -> Contents:
    """What belongs to one case (``of_case``). Raises ``KeyError`` for a case that is not there."""
    case = store.case(case_id)
    if case.person_id is not None:
        return of_case(read_contents(connection, store, case.person_id), case_id)
    found: dict[str, Sequence[Row]] = {"cases": tuple(_case_rows(connection, [case])), "contributions": ()}
    found["employers"] = _employers(connection, store, _firms(found))
    found["settings"] = tuple(_settings(connection, {case_id}, False))
    return Contents({name: found[name] for name in TABLES if found.get(name)})


def _persons(connection: Any, store: Store, person_id: int | None) -> Sequence[Row]:
    if person_id is not None:
        fields_of = store.record.fields_of("person", person_id)
        return (replace(store.record.persons.get(person_id), fields=fields_of),)
    kept = _fields(connection, "person_field", "person_id")
    return tuple(replace(p, fields=kept[p.id]) for p in store.record.persons.where("ORDER BY id"))


def _employers(connection: Any, store: Store, wanted: Collection[int] | None) -> Sequence[Row]:
    kept = _fields(connection, "employer_field", "employer_id")
    every = store.record.employers.where("ORDER BY id")
    return tuple(replace(e, fields=kept[e.id]) for e in every if wanted is None or e.id in wanted)


def _fields(connection: Any, table: str, owner: str) -> defaultdict[int | None, dict[str, FieldValue]]:
    kept: defaultdict[int | None, dict[str, FieldValue]] = defaultdict(dict)
    for number, key, value in connection.execute(f'SELECT {owner}, "key", value FROM {table} ORDER BY rowid'):
        kept[number][key] = decode(value)
    return kept


def _things(store: Store, kind: type, person_id: int | None) -> Sequence[Any]:
    shelf = store.record.shelf(kind)
    if person_id is None:
        return shelf.where("ORDER BY id")
    return shelf.where("WHERE person_id = ? ORDER BY id", [person_id])


def _cases(
    connection: Any, store: Store, person_id: int | None, things: dict[str, Sequence[Any]]
) -> Sequence[CaseRow]:
    """The cases of the person, and others that the person's things refer to, as nobody's."""
    cases = store.cases()
    if person_id is not None:
        named = {getattr(t, "case_id", None) for rows in things.values() for t in rows}
        cases = tuple(case for case in cases if case.person_id == person_id or case.id in named)
    rows = _case_rows(connection, cases)
    if person_id is None:
        return tuple(rows)
    return tuple(row if row.person_id == person_id else replace(row, person_id=None) for row in rows)


def _case_rows(connection: Any, cases: Iterable[Case]) -> Iterator[CaseRow]:
    own = _fields(connection, "field", "case_id")
    uids = dict(connection.execute("SELECT id, uid FROM posting").fetchall())
    return (CaseRow.of(case, own[case.id], uids[case.id]) for case in sorted(cases, key=lambda case: case.id))


def _with_known_cases(rows: Sequence[Any], known: Collection[int | None]) -> Sequence[Any]:
    """The rows as they are where no case is missing, so that a million of them are not made just to be looked at."""
    if not rows or "case_id" not in {f.name for f in fields(rows[0])}:
        return rows
    return tuple(_with_known_case(rows, known))


def _with_known_case(rows: Sequence[Any], known: Collection[int | None]) -> Iterator[Any]:
    for row in rows:
        if row.case_id is None or row.case_id in known:
            yield row
        elif not isinstance(row, _NOTHING_WITHOUT_CASE):
            yield replace(row, case_id=None)


def _firms(found: dict[str, Sequence[Row]]) -> set[int]:
    named = {row.employer_id for row in found["contributions"]}
    for case in found["cases"]:
        named |= {case.china_employer_id, case.abroad_employer_id}
    return named - {None}


def _settings(connection: Any, cases: Collection[int | None], every: bool) -> Iterator[SettingRow]:
    rows = connection.execute("SELECT rowid, name, value FROM setting ORDER BY rowid")
    for number, name, text in rows.fetchall():
        value = decode(text)
        of_case = _OF_CASE.fullmatch(name)
        if of_case is not None:
            if int(of_case[2]) in cases:
                name = f"{of_case[1]}:*{of_case[3]}"
                yield SettingRow(id=number, case_id=int(of_case[2]), name=name, value=value)
        elif every and name not in NOT_CARRIED:
            yield SettingRow(id=number, name=name, value=value)
