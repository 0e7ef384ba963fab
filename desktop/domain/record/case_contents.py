"""What of somebody's contents the other side needs for one posting, and what may go along if it is wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from desktop.domain.record.contents import TABLES, CaseRow, Contents, Row
from desktop.domain.record.redaction import without

PARTS: Final = ("files", "contributions", "bank", "notes")
"""What goes along only if it is wanted: files of proofs, months with what was entered on pay, accounts, notes."""
NEVER: Final = ("reminders", "settings")
"""Tables of the program and of the user's own desk; they stay here, as do ticks and days until which to keep."""


def for_others(contents: Contents, parts: Collection[str]) -> Contents:
    """The contents without what stays here, and without those of ``PARTS`` that are not in ``parts``."""
    gone = {*NEVER, *(() if "contributions" in parts else ("contributions",))}
    rows = {table: rows for table, rows in contents.rows.items() if table not in gone}
    rows["cases"] = tuple(replace(case, ticks=()) for case in contents.of("cases"))
    rows["persons"] = tuple(
        replace(person, keep_until=None, keep_reason="") for person in contents.of("persons")
    )
    if "files" not in parts:
        rows["evidence"] = tuple(replace(row, digest="", file_name="") for row in contents.of("evidence"))
    left = {"bank", "notes"} - set(parts) | (set() if "contributions" in parts else {"amounts"})
    return without(_tidy(rows), left)


def of_case(contents: Contents, case_id: int) -> Contents:
    """What belongs to one posting: the case, its person and firms, its certificates, diary and proofs.

    Papers of the person that no case is named for, such as a passport, belong to every posting; months are those of
    the time of the posting, as far as it is known. Raises ``KeyError`` for a case that is not there.
    """
    case = next((row for row in contents.of("cases") if row.id == case_id), None)
    if case is None:
        raise KeyError(case_id)
    of_person = {
        table: [row for row in rows if getattr(row, "person_id", case.person_id) == case.person_id]
        for table, rows in contents.rows.items()
    }
    rows: dict[str, Sequence[Row]] = {
        **of_person,
        "cases": (case,),
        "persons": [row for row in contents.of("persons") if row.id == case.person_id],
        "documents": [row for row in of_person.get("documents", ()) if row.case_id in (case_id, None)],
        "contributions": [row for row in of_person.get("contributions", ()) if _in_time(case, row.month)],
    }
    for table in ("certificates", "diary", "fact_proofs", "reminders", "settings"):
        rows[table] = [row for row in of_person.get(table, ()) if row.case_id == case_id]
    held = {row.id for row in rows["certificates"]}
    rows["custody"] = [row for row in of_person.get("custody", ()) if row.certificate_id in held]
    return _tidy(rows)


def _in_time(case: CaseRow, month: dt.date) -> bool:
    start, end = (_day(case, fact) for fact in ("start", "end"))
    return (start is None or month >= start.replace(day=1)) and (end is None or month <= end)


def _day(case: CaseRow, fact: str) -> dt.date | None:
    answer = case.answers.get(fact)
    return answer.value if answer is not None and isinstance(answer.value, dt.date) else None


def _tidy(rows: dict[str, Sequence[Any]]) -> Contents:
    """Without proofs and firms that nothing refers to any more."""
    kept = {table: tuple(found) for table, found in rows.items() if found}
    for table, names in (
        ("evidence", ("evidence_id",)),
        ("employers", ("employer_id", "china_employer_id", "abroad_employer_id")),
    ):
        wanted = {getattr(row, name, None) for found in kept.values() for row in found for name in names}
        kept[table] = tuple(row for row in kept.get(table, ()) if row.id in wanted)
    return Contents({table: kept[table] for table in TABLES if kept.get(table)})
