"""From a worksheet to the preview of what would be taken over. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.imports.amount import Convention, Evidence, Judgement
from desktop.domain.imports.check_rows import Bounds, Checker
from desktop.domain.imports.heads import conventions
from desktop.domain.imports.lines import Finding, Preview
from desktop.domain.imports.matching import Field, Matching
from desktop.domain.imports.people import People
from desktop.domain.imports.read_rows import Read, RowReader
from desktop.domain.imports.row_money import groups
from desktop.domain.imports.sheet import Progress, Sheet, column_name, silent
from desktop.domain.imports.words import Readers

_STEP = 1_000

ReadRows = Sequence[tuple[int, Read]]
"""Each month that could be read, or its refusal, with its row."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a worksheet is to be read, once nothing is open any more.

    ``person_id`` is whose table it is where no column names people.
    """

    sheet: Sheet
    matching: Matching
    conventions: Mapping[int, Convention]
    person_id: int | None = None


def open_questions(
    sheet: Sheet, matching: Matching, judgements: Mapping[int, Judgement], person_id: int | None
) -> tuple[Finding, ...]:
    """What the user has to say before rows can be read, in the order of asking; empty once all is said."""
    found: list[Finding] = []

    def ask(key: str, **params: str) -> None:
        found.append(Finding(f"record.import.ask.{key}", params))

    columns = {target.field for target in matching.targets.values()}
    wide = [matching.targets[column] for column in matching.months]
    if Field.MONTH not in columns and not wide:
        ask("month")
    if any(target.number is not None for target in wide) and Field.YEAR not in columns:
        ask("year")
    if wide and matching.wide is None:
        ask("wide")
    if Field.STATE not in columns and not matching.fixed.get(Field.STATE):
        ask("state")
    said = Field.BRANCH in columns or matching.fixed.get(Field.BRANCH)
    if not said and any(not group.branch for group in groups(matching)):
        ask("branch")
    if person_id is None and not columns & {Field.PERSON, Field.PERSON_NUMBER}:
        ask("person")
    for column, convention in conventions(matching, judgements).items():
        if convention is None:
            head = str(sheet.cell(matching.head_row, column)) or column_name(column)
            if judgements[column].evidence is Evidence.MIXED:
                ask("separators_mixed", column=head)
            else:
                ask("separators", column=head, text=judgements[column].example)
    return tuple(found)


def plan(
    sheet: Sheet, matching: Matching, judgements: Mapping[int, Judgement], person_id: int | None
) -> Plan:
    """The plan of a worksheet; raises ``ValueError`` while ``open_questions`` has any."""
    if open_questions(sheet, matching, judgements, person_id):
        raise ValueError("something has to be asked first")
    chosen = conventions(matching, judgements)
    settled = {column: one for column, one in chosen.items() if one is not None}
    return Plan(sheet, matching, settled, person_id)


def read_rows(plan: Plan, readers: Readers, people: People, progress: Progress = silent) -> ReadRows:
    """The months of all rows below the heads, or why a row cannot be read; what ``progress`` raises passes through."""
    reader = RowReader.of(plan.sheet, plan.matching, readers, people, plan.conventions, plan.person_id)
    found: list[tuple[int, Read]] = []
    last = len(plan.sheet.rows)
    for number in range(plan.matching.head_row + 1, last + 1):
        found.extend((number, read) for read in reader.read(number))
        if number % _STEP == 0:
            progress(number, last)
    return found


def people_of(rows: ReadRows) -> frozenset[int]:
    """The ids of the people of the record whom the rows are about."""
    ids = (month.who.person_id for _, (month, _) in rows if month is not None)
    return frozenset(one for one in ids if one is not None)


def check_rows(rows: ReadRows, bounds: Bounds, progress: Progress = silent) -> Preview:
    """What becomes of each row; what ``progress`` raises passes through."""
    checker = Checker(bounds)
    for done, (number, (month, findings)) in enumerate(rows, 1):
        if month is None:
            checker.refuse(number, findings)
        else:
            checker.add(number, month, findings)
        if done % _STEP == 0:
            progress(done, len(rows))
    preview = Preview(checker.lines)
    _ = preview.counts, preview.people, preview.new_people  # counted here, where nobody waits at a window
    return preview
