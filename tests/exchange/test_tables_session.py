"""A table from the file to the record and back: nothing before yes, one entry, undo takes all of it."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from workbooks import table

from desktop.domain.imports.lines import Verdict
from desktop.domain.imports.matching import Field, Matching, Target
from desktop.domain.imports.sheet import Sheet, silent
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.person import Person
from desktop.problems import FileNotFound, NotWritable
from desktop.record.tables import Checked, RecordMoved
from desktop.session import Session

HEADS = ("Monat", "Arbeitgeber", "AN-Anteil", "AG-Anteil")
FIXED = {Field.STATE: "DE", Field.BRANCH: "pension"}
MARCH = dt.date(2026, 3, 1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.start(tmp_path / "profile", "de", dt.date(2026, 11, 22))
    yield session
    session.close()


@pytest.fixture
def person(session: Session) -> Person:
    return session.record.save_person(Person(name="OUYANG Kun", born_on=dt.date(1988, 5, 17)))


def read(session: Session, path: Path) -> tuple[Sheet, Matching]:
    sheet = session.tables.read(session.tables.open(path), "", silent)
    return sheet, replace(session.tables.match(sheet), fixed=FIXED)


def check(session: Session, path: Path, person: Person | None) -> Checked:
    sheet, matching = read(session, path)
    judgements = session.tables.judge(sheet, matching)
    return session.tables.check(sheet, matching, judgements, person.id if person else None, silent)


def months(session: Session, person: Person) -> list[ContributionMonth]:
    assert person.id is not None
    return list(session.record.life(person.id).months)


def test_a_year_of_payslips_goes_in_as_one_entry_and_comes_out_by_one_undo(
    session: Session, person: Person, tmp_path: Path
) -> None:
    rows = [(f"2025-{n:02}", "Lindenhof GmbH", 483.6, 483.6) for n in range(1, 13)]
    checked = check(session, table(tmp_path / "a.xlsx", [HEADS, *rows]), person)
    assert not months(session, person)
    assert not session.record.employers()
    assert session.tables.take_over(checked, False, silent) == 12
    kept = months(session, person)
    assert [month.month.month for month in kept] == list(range(1, 13))
    assert {(month.employee, month.currency, month.status) for month in kept} == {
        (Decimal("483.60"), "EUR", Payment.PAID),
    }  # fmt: skip
    (firm,) = session.record.employers()
    assert (firm.name, firm.state, kept[0].employer_id) == ("Lindenhof GmbH", "DE", firm.id)
    assert [change.what for change in session.record.history(person.id or 0)] == ["import", "person"]
    assert session.record.undo() is not None
    assert not months(session, person)
    assert not session.record.employers()
    session.record.redo()
    assert len(months(session, person)) == 12


def test_the_same_table_again_is_all_duplicates(session: Session, person: Person, tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ("2026-03", "Lindenhof GmbH", 1, 2)])
    session.tables.take_over(check(session, path, person), False, silent)
    checked = check(session, path, person)
    assert checked.preview.count(Verdict.DUPLICATE) == len(checked.preview.lines) == 1
    assert session.tables.take_over(checked, True, silent) == 0


def test_a_conflict_is_skipped_or_replaces_what_the_table_says(
    session: Session, person: Person, tmp_path: Path
) -> None:
    assert person.id is not None
    session.record.keep(
        ContributionMonth(
            person_id=person.id, month=MARCH, state="DE", branch="pension", base=Decimal(5200),
            employee=Decimal(400), currency="EUR", note="eigene Notiz",
        )
    )  # fmt: skip
    path = table(tmp_path / "a.xlsx", [HEADS, ("2026-03", "Lindenhof GmbH", 483.6, 483.6)])
    assert session.tables.take_over(check(session, path, person), False, silent) == 0
    assert session.tables.take_over(check(session, path, person), True, silent) == 1
    (kept,) = months(session, person)
    assert (kept.base, kept.employee, kept.employer, kept.note) == (
        Decimal(5200), Decimal("483.60"), Decimal("483.60"), "eigene Notiz",
    )  # fmt: skip
    assert kept.employer_id is not None
    session.record.undo()
    (kept,) = months(session, person)
    assert (kept.employee, kept.employer_id) == (Decimal(400), None)


def test_new_people_come_with_their_number_and_birth(session: Session, tmp_path: Path) -> None:
    heads = ("姓名", "身份证号", "缴费月份", "个人缴费")
    rows = [("欧阳堃", "350102198805171312", "2026-03", "5"), ("王伟", "K-7", "2026-03", "6")]
    checked = check(
        session, table(tmp_path / "a.xlsx", [heads, *rows, ("王伟", "K-7", "2026-04", "6")]), None
    )
    assert len(checked.preview.new_people) == 2
    session.tables.take_over(checked, False, silent)
    first, second = sorted(session.record.people(), key=lambda person: person.name, reverse=True)
    assert (second.name, second.born_on) == ("欧阳堃", dt.date(1988, 5, 17))
    assert session.record.person(second.id or 0).fields["person.resident_id"] == "350102198805171312"
    assert (first.note, len(months(session, first))) == ("K-7", 2)
    again = check(session, table(tmp_path / "b.xlsx", [heads, *rows]), None)
    assert again.preview.count(Verdict.DUPLICATE) == 2
    session.record.undo()
    assert not session.record.people()


def test_months_before_the_birth_that_the_number_of_somebody_new_tells_are_refused(
    session: Session, tmp_path: Path
) -> None:
    heads = ("姓名", "身份证号", "缴费月份", "个人缴费")
    rows = [("欧阳堃", "350102198805171312", month, "5") for month in ("1988-04", "1988-05")]
    checked = check(session, table(tmp_path / "a.xlsx", [heads, *rows]), None)
    first, second = checked.preview.lines
    assert [finding.key for finding in first.findings] == ["record.import.refused.before_birth"]
    assert second.verdict is Verdict.ACCEPTED


def test_names_that_the_record_refuses_are_refused_row_by_row(
    session: Session, person: Person, tmp_path: Path
) -> None:
    rows = [("2026-01", "Linden\u202efoh", "5", "5"), ("2026-02", "Lindenhof GmbH", "5", "5")]
    checked = check(session, table(tmp_path / "a.xlsx", [HEADS, *rows]), person)
    assert session.tables.take_over(checked, False, silent) == 1
    assert [month.month.month for month in months(session, person)] == [2]


def test_stopping_half_way_keeps_nothing(session: Session, person: Person, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(_done: int, _of: int) -> None:
        raise Enough

    rows = [(f"{1989 + n // 12}-{n % 12 + 1:02}", f"Firma {n // 12}", "5 DM", "") for n in range(108)]
    rows = [(month, f"{firm}{copy}", *rest) for copy in range(10) for month, firm, *rest in rows]
    path = table(tmp_path / "a.xlsx", [HEADS, *rows])
    checked = check(session, path, person)
    assert checked.preview.count(Verdict.ACCEPTED) == 1080
    with pytest.raises(Enough):
        session.tables.take_over(checked, False, stop)
    assert not months(session, person)
    assert not session.record.employers()
    sheet, matching = read(session, path)
    judgements = session.tables.judge(sheet, matching)
    with pytest.raises(Enough):
        session.tables.check(sheet, matching, judgements, person.id, stop)


def test_a_record_that_moved_is_checked_again(session: Session, person: Person, tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [HEADS, ("2026-03", "", 1, 2)])
    checked = check(session, path, person)
    session.record.save_person(Person(name="Wang Wei"))
    with pytest.raises(RecordMoved):
        session.tables.take_over(checked, False, silent)
    assert not months(session, person)


def test_choices_are_remembered_for_these_heads(session: Session, person: Person, tmp_path: Path) -> None:
    heads = ("Spalte A", "Spalte B")
    path = table(tmp_path / "a.xlsx", [heads, ("2026-03", 7)])
    sheet, matching = read(session, path)
    assert not matching.targets
    chosen = replace(matching, targets={0: Target(Field.MONTH), 1: Target(Field.EMPLOYEE_SHARE)})
    judgements = session.tables.judge(sheet, chosen)
    checked = session.tables.check(sheet, chosen, judgements, person.id, silent)
    session.tables.take_over(checked, False, silent)
    later = session.tables.read(
        session.tables.open(table(tmp_path / "b.xlsx", [("Titel",), heads, ("2026-04", 8)])), "", silent
    )
    assert session.tables.match(later, 2) == replace(chosen, head_row=2)


def test_refused_rows_are_saved_with_their_reasons_and_without_formulas(
    session: Session, person: Person, tmp_path: Path
) -> None:
    rows = [("2026-03", '=cmd|"/c"!A1', "x", ""), ("nie", "@firm", "-5,00", ""), ("2026-04", "A", "5,00", "")]
    source = tmp_path / "a.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADS, *rows])
    checked = check(session, source, person)
    saved = tmp_path / "b.csv"
    assert session.tables.save_refused(checked, saved) == 2
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")
    with saved.open(encoding="utf-8-sig", newline="") as file:
        head, first, second = csv.reader(file, delimiter=";")
    assert head == ["Zeile", "Warum", *HEADS]
    assert (first[0], first[3], second[3], second[4]) == ("2", '\'=cmd|"/c"!A1', "'@firm", "'-5,00")
    assert "„x“" in first[1]
    with pytest.raises((NotWritable, FileNotFound)):
        session.tables.save_refused(checked, tmp_path)


def test_a_pasted_table_is_read(session: Session, person: Person) -> None:
    sheet = session.tables.pasted("Monat\tAN-Anteil\n2026-03\t483,60\n", "Ablage")
    matching = replace(session.tables.match(sheet), fixed=FIXED)
    judgements = session.tables.judge(sheet, matching)
    checked = session.tables.check(sheet, matching, judgements, person.id, silent)
    assert session.tables.take_over(checked, False, silent) == 1
