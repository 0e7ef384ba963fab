"""The days of the record over all people."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from desktop.domain.case import Answer
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.diary import DiaryEntry, Reminder, Stage
from desktop.domain.record.person import Person
from desktop.storage.profile import Profile
from desktop.storage.store import Store

DAY = dt.date(2026, 3, 2)
NEXT = dt.timedelta(days=1)


@pytest.fixture
def store(profile: Profile) -> Store:
    return profile.open(lambda: DAY)


def _days(
    store: Store, first: dt.date = DAY, last: dt.date = DAY
) -> list[tuple[str, str | None, int | None]]:
    return [(row.what, row.person, row.case_id) for row in store.record.dated_between(first, last)]


def _fill(store: Store) -> tuple[int, int]:
    """A person with a case that has one of everything on ``DAY``; returns the ids of both."""
    case = store.new_case("Düsseldorf")
    for fact in ("start", "end", "planned_end"):
        store.set_answer(case.id, fact, Answer(DAY))
    record = store.record
    with store.changes.change("person"):
        person = record.persons.put(Person(name="陈晓梅")).id
        assert person is not None
        record.link(case.id, "person", person)
        things = (
            Certificate(person_id=person, case_id=case.id, state="CN", host="DE", starts_on=DAY, ends_on=DAY),
            Document(person_id=person, kind="passport", ends_on=DAY),
            Reminder(person_id=person, kind="refund", due_on=DAY, until=DAY + NEXT, title="§ 210"),
            DiaryEntry(person_id=person, case_id=case.id, on=DAY, stage=Stage.SENT, body="cn.sia"),
        )
        for thing in things:
            record.shelf(type(thing)).put(thing)
    return person, case.id


def test_each_kind_of_day_is_found_on_its_day_alone(store: Store) -> None:
    _, case = _fill(store)
    assert _days(store) == [
        ("certificate", "陈晓梅", case), ("document", "陈晓梅", None), ("end", "陈晓梅", case),
        ("planned_end", "陈晓梅", case), ("reminder", "陈晓梅", None), ("sent", "陈晓梅", case),
        ("start", "陈晓梅", case),
    ]  # fmt: skip
    assert _days(store, DAY - NEXT, DAY - NEXT) == _days(store, DAY + NEXT, DAY + NEXT) == []
    assert len(_days(store, DAY - NEXT, DAY + NEXT)) == 7


def test_a_reminder_brings_its_words_and_its_last_day(store: Store) -> None:
    _fill(store)
    (row,) = [row for row in store.record.dated_between(DAY, DAY) if row.what == "reminder"]
    assert (row.day, row.kind, row.title, row.until) == ("2026-03-02", "refund", "§ 210", "2026-03-03")


def test_what_is_done_lost_answered_or_deleted_has_no_day(store: Store) -> None:
    person, case = _fill(store)
    record = store.record
    with store.changes.change("done", person):
        (reminder,) = record.of_person(Reminder, person)
        record.shelf(Reminder).put(replace(reminder, done=True))
        (certificate,) = record.of_person(Certificate, person)
        record.shelf(Certificate).put(replace(certificate, lost_on=DAY))
        answered = DiaryEntry(person_id=person, case_id=case, on=DAY, stage=Stage.QUESTION_RECEIVED)
        record.shelf(DiaryEntry).put(answered)
    assert [what for what, _, _ in _days(store)] == ["document", "end", "planned_end", "start"]
    store.delete_case(case)
    assert [what for what, _, _ in _days(store)] == ["document"]


def test_a_case_without_a_person_has_its_days(store: Store) -> None:
    case = store.new_case("Seoul")
    store.set_answer(case.id, "start", Answer(DAY))
    store.set_answer(case.id, "end", Answer(None))
    assert _days(store) == [("start", None, case.id)]


def test_the_list_is_in_the_order_of_days(store: Store) -> None:
    _fill(store)
    for days in (5, 1, 3):
        store.set_answer(store.new_case("x").id, "start", Answer(DAY + days * NEXT))
    rows = store.record.dated_between(DAY - NEXT, DAY + 10 * NEXT)
    assert [row.day for row in rows] == sorted(row.day for row in rows)
