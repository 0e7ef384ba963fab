"""The record under bad circumstances: undo beside edits it does not know, deleted cases, words without end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.case import Answer, Sought
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.storage.history.bin import DAYS_TO_RESTORE
from desktop.storage.profile import Profile

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    session = Session.start(folder, "en", DAY)
    yield session
    session.close()


def _broken_references(session: Session) -> list[object]:
    found: list[object] = session.store._connection.execute("PRAGMA foreign_key_check").fetchall()
    return found


def test_undo_leaves_alone_what_was_changed_later_outside_the_history(session: Session) -> None:
    case = session.new_case("Essen", {"from": Answer("CN")})
    session.record.person_of(case.id)
    session.store._database.execute("UPDATE posting SET name = 'Köln' WHERE id = ?", [case.id])
    session.store._connection.commit()
    session.reopen(case.id)
    outcome = session.case(case.id).outcome
    session.record.undo()
    now = session.case(case.id)
    assert (now.name, now.outcome, now.person_id) == ("Köln", outcome, None)
    session.record.redo()
    now = session.case(case.id)
    assert (now.name, now.outcome) == ("Köln", outcome)
    assert now.person_id is not None


def test_undo_goes_back_over_the_deletion_of_a_case(session: Session) -> None:
    case = session.new_case("Essen")
    session.record.person_of(case.id)
    session.delete_case(case.id)
    session.record.undo()
    assert not session.deleted_cases()
    assert [kept.id for kept in session.cases()] == [case.id]
    session.record.redo()
    assert not session.cases()


def test_undo_of_an_answer_that_was_taken_back_later(session: Session) -> None:
    case = session.new_case("Essen", {"from": Answer("CN")})
    with session.record.together("happened"):
        session.answer(case.id, {"from": Answer("KR")})
    session.answer(case.id, {"from": None})
    session.record.undo()
    assert session.case(case.id).answers["from"] == Answer("KR")
    session.record.undo()
    assert session.case(case.id).answers["from"] == Answer("CN")


def test_a_person_whose_case_was_deleted_can_be_removed(session: Session) -> None:
    record = session.record
    case = session.new_case("Essen")
    person = record.person_of(case.id)
    assert person.id is not None
    record.keep(DiaryEntry(person_id=person.id, case_id=case.id, on=DAY, stage=Stage.SENT))
    session.delete_case(case.id)
    record.remove_person(person.id)
    assert not record.people()
    assert not _broken_references(session)
    record.undo()
    session.restore_case(case.id)
    assert session.case(case.id).person_id == person.id
    assert record.life(person.id).diary


def test_a_deleted_case_comes_back_to_nobody_once_its_person_is_gone(session: Session) -> None:
    case = session.new_case("Essen")
    person = session.record.person_of(case.id)
    assert person.id is not None
    session.delete_case(case.id)
    session.record.remove_person(person.id)
    session.restore_case(case.id)
    assert session.case(case.id).person_id is None


def test_a_new_case_inherits_nothing_of_an_erased_one(folder: Path) -> None:
    later = DAY + dt.timedelta(days=DAYS_TO_RESTORE + 1)
    mine = ("money:{}", "pension:{}", "refunds:{}", "draft:{}:start")
    with Profile(folder, throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        kept, gone = store.new_case("Essen").id, store.new_case("Köln").id
        for number in (kept, gone):
            for name in mine:
                store.set_setting(name.format(number), "4000")
        store.set_setting(f"import:{gone}", "columns")
        store.delete_case(gone)
    with Profile(folder, throwaway=True) as profile:
        profile.open(lambda: later)
    with Profile(folder, throwaway=True) as profile:
        store = profile.open(lambda: later + dt.timedelta(days=1))
        assert not store.deleted_cases()
        assert store.new_case("Bonn").id > gone, "a number is never given twice"
        assert [store.setting(name.format(gone)) for name in mine] == [None] * 4
        assert [store.setting(name.format(kept)) for name in mine] == ["4000"] * 4
        assert store.setting(f"import:{gone}") == "columns"


def test_a_filter_of_ten_thousand_characters(session: Session) -> None:
    session.new_case("Essen % _ \\ ' \"")
    session.record.save_person(Person(name="Anna % _ \\ ' \""))
    many = " ".join(map(str, range(2_000)))
    hundred = " ".join(map(str, range(100)))
    for typed in ("a " * 5_000, "x" * 10_000, "% " * 5_000, many, hundred):
        words = [Sought(word) for word in typed.split()]
        assert len(session.cases_that_fit(words)) <= 1
        assert len(session.record.who_fits(typed)) <= 1


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", '"'])
def test_signs_of_sql_are_letters_like_others(session: Session, typed: str) -> None:
    session.new_case("Essen % _ \\ ' \"")
    session.new_case("Essen")
    session.record.save_person(Person(name="Anna % _ \\ ' \""))
    session.record.save_person(Person(name="Anna"))
    assert len(session.cases_that_fit([Sought(typed)])) == 1
    assert len(session.record.who_fits(typed)) == 1
