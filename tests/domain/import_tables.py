"""Tables for the tests of taking over: rows as texts, read and checked with the real words of the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.domain.imports.amount import Convention
from desktop.domain.imports.check_rows import Bounds, KnownMonths
from desktop.domain.imports.heads import find_head_row, judge_columns, suggest
from desktop.domain.imports.lines import Line, Preview
from desktop.domain.imports.matching import Field, Matching
from desktop.domain.imports.people import KnownPerson, People
from desktop.domain.imports.preview import check_rows, plan, read_rows
from desktop.domain.imports.sheet import Cell, Fault, Sheet
from desktop.domain.imports.words import Readers
from desktop.exchange.import_words import read_words
from desktop.languages.amounts import currency_codes, money_of, parse_amount
from desktop.languages.month_words import parse_month, parse_month_number
from desktop.languages.state_words import state_code
from desktop.paths import resources_folder

TODAY = dt.date(2026, 11, 22)
READERS = Readers(
    read_words(resources_folder() / "imports" / "words.toml"),
    parse_amount, parse_month, parse_month_number, state_code, currency_codes,
)  # fmt: skip
OUYANG = KnownPerson(1, ("OUYANG Kun", "欧阳堃"), ("350102198805171312",), dt.date(1988, 5, 17))
GERMAN = {Field.STATE: "DE", Field.BRANCH: "pension"}


def sheet(*rows: Sequence[Cell], faults: Mapping[tuple[int, int], Fault] | None = None) -> Sheet:
    """A worksheet of these rows, the heads first."""
    return Sheet("", tuple(tuple(row) for row in rows), faults or {})


def matched(table: Sheet, **changes: object) -> Matching:
    """What the heads say, with these changes."""
    return replace(suggest(table, find_head_row(table, READERS), READERS), **changes)


def preview(
    table: Sheet,
    *,
    fixed: Mapping[Field, str] | None = None,
    wide: Field | None = None,
    conventions: Mapping[int, Convention] | None = None,
    people: Sequence[KnownPerson] = (OUYANG,),
    person_id: int | None = 1,
    known: KnownMonths | None = None,
    employers: Mapping[int, str] | None = None,
) -> Preview:
    """What becomes of the rows."""
    matching = matched(table, fixed=fixed or GERMAN, wide=wide, conventions=conventions or {})
    judgements = judge_columns(table, matching, READERS)
    group = People.of(people)
    rows = read_rows(plan(table, matching, judgements, person_id), READERS, group)
    return check_rows(rows, Bounds(TODAY, group, money_of, known or {}, employers or {}))


def one(table: Sheet, **options: object) -> Line:
    """The only line of a table."""
    (line,) = preview(table, **options).lines  # type: ignore[arg-type]
    return line


def keys(line: Line) -> tuple[str, ...]:
    """The findings of a line by the ends of their keys."""
    return tuple(finding.key.removeprefix("record.import.") for finding in line.findings)
