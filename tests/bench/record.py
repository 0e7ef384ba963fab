"""The record at full size: 20,000 people with 1,000,000 months in the encrypted file, beside bare SQL.

Every peer is the same SQL on the same sqlcipher3 connection, with tuples that are ready or fetched as they come.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from table import Mark, Row
from timing import medians

from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Reminder, Stage
from desktop.domain.record.person import Person
from desktop.storage.codec import encode
from desktop.storage.due_rows import DUE, CaseRow
from desktop.storage.profile import Profile
from desktop.storage.record_store import TOTALS, RecordStore
from desktop.storage.store import Store

PEOPLE = 20_000
MONTHS = 50
ROUNDS = 5
DAY = dt.date(2026, 11, 21)
SOON = (DAY - dt.timedelta(days=30), DAY + dt.timedelta(days=270))
QUERY = Mark(1.3)
WRITING = "≈ 100,000 rows/s"
_BARE = "bare sqlcipher3"


def rows(people: int = PEOPLE, months: int = MONTHS, rounds: int = ROUNDS) -> Iterator[Row]:
    """Writing an import, undoing it, and the three queries. ``months`` is how many each person has."""
    with tempfile.TemporaryDirectory() as folder, Profile(Path(folder), throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        _fill(store, people)
        yield from writing(store, people, months)
        yield from queries(store, people, rounds)
        yield undoing(store)


def checked(people: int, months: int) -> Iterator[ContributionMonth]:
    """Months as they come out of the check of a sheet."""
    for person in range(1, people + 1):
        for number in range(months):
            abroad = number % 2
            yield ContributionMonth(
                person_id=person,
                month=dt.date(2020 + number // 24, number % 24 // 2 + 1, 1),
                state="DE" if abroad else "CN",
                branch="pension",
                scheme="employees",
                base=Decimal(400000 + person).scaleb(-2),
                employee=Decimal(37200 + number).scaleb(-2),
                employer=Decimal(37200 + number).scaleb(-2),
                currency="EUR" if abroad else "CNY",
            )


def writing(store: Store, people: int, months: int) -> Iterator[Row]:
    """Checked rows into storage as one entry of the history; the peer writes ready tuples into a file of its own."""
    shelf = store.record.shelf(ContributionMonth)
    things, count = list(checked(people, months)), people * months
    bare = _bare_writing(things, people)

    def ours() -> None:
        with store.changes.change("import"):
            shelf.add_many(iter(things))

    took = _seconds(ours)
    what = f"{count:,} checked rows into storage"
    yield Row(what, count / took, "/s", f"{_BARE} executemany", count / bare, took / bare, guide=WRITING)


def _bare_writing(things: list[ContributionMonth], people: int) -> float:
    with tempfile.TemporaryDirectory() as folder, Profile(Path(folder), throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        _fill(store, people)
        shelf = store.record.shelf(ContributionMonth)
        ready = [(number, *shelf.row(thing)[1:]) for number, thing in enumerate(things, start=1)]
        names = ", ".join(f'"{column.name}"' for column in shelf.codes)
        insert = f"INSERT INTO contribution ({names}) VALUES ({', '.join('?' * len(shelf.codes))})"
        return _seconds(lambda: _bare_insert(store, insert, ready))


def queries(store: Store, people: int, rounds: int) -> Iterator[Row]:
    """One person's record, the due list over all, totals per person."""
    record, connection = store.record, store._connection
    shelf = record.shelf(ContributionMonth)
    one = f"{shelf.select} WHERE person_id = ? ORDER BY month, state, branch, scheme"
    first, last = (day.isoformat() for day in SOON)
    bare = {"first": first, "last": last, "over": DAY.isoformat(), "chase": "{}", "usual": 30, "person": None}
    several = [1 + number * (people - 1) // 20 for number in range(20)]
    yield _query(
        "one person's months (guide 5 ms)",
        lambda: [record.of_person(ContributionMonth, person) for person in several],
        lambda: [connection.execute(one, [person]).fetchall() for person in several],
        rounds * 5,
        QUERY,
        each=len(several),
    )
    yield _query(
        "the same, every month made an object",
        lambda: [list(record.of_person(ContributionMonth, person)) for person in several],
        lambda: [connection.execute(one, [person]).fetchall() for person in several],
        rounds * 5,
        each=len(several),
    )
    yield _query(
        f"due list over {people:,} people (guide 50 ms)",
        lambda: store.due.between(*SOON, DAY, {}, 30),
        lambda: connection.execute(DUE.format(of_person=""), bare).fetchall(),
        rounds,
        QUERY,
    )
    yield _query(
        "totals per person (guide 300 ms)",
        record.totals,
        lambda: connection.execute(TOTALS).fetchall(),
        rounds,
        QUERY,
    )


def undoing(store: Store) -> Row:
    """The whole import taken back."""
    return Row("undo of the whole import", _seconds(store.changes.undo), "s", "nothing")


def _query(
    what: str, ours: Callable[[], object], bare: Callable[[], object], rounds: int, mark: Mark | None = None,
    each: int = 1,
) -> Row:  # fmt: skip
    mine, theirs = (seconds * 1000 / each for seconds in medians([ours, bare], rounds))
    return Row(what, mine, "ms", f"{_BARE}, same SQL", theirs, mine / theirs, mark)


def _fill(store: Store, people: int) -> None:
    """People, each with a posting, a certificate, a passport; some with reminders and open applications."""
    with store.changes.change("people"):
        store.record.persons.add_many(Person(name=f"{number:05}") for number in range(people))
    with store.together():
        store._connection.executemany(
            "INSERT INTO posting (id, name, created_on, changed_on, person_id) VALUES (?, '', '', '', ?)",
            ((number, number) for number in range(1, people + 1)),
        )
        for fact, years in (("start", 0), ("end", 3)):
            store._connection.executemany(
                "INSERT INTO answer (case_id, fact, value) VALUES (?, ?, ?)",
                ((n, fact, encode(_day(n, years))) for n in range(1, people + 1)),
            )
    with store.together():
        for n in range(1, people + 1):
            store.due.put(n, "bench", _case_rows(n))
    with store.changes.change("papers"):
        _fill_papers(store.record, people)


def _fill_papers(record: RecordStore, people: int) -> None:
    numbers = range(1, people + 1)
    record.shelf(Certificate).add_many(
        Certificate(person_id=n, case_id=n, state="CN", host="DE", starts_on=_day(n, 0), ends_on=_day(n, 3))
        for n in numbers
    )
    record.shelf(Document).add_many(
        Document(person_id=n, kind="passport", ends_on=_day(n, 5)) for n in numbers
    )
    record.shelf(Reminder).add_many(Reminder(person_id=n, due_on=_day(n, 4)) for n in numbers if n % 5 == 0)
    record.shelf(DiaryEntry).add_many(
        DiaryEntry(person_id=n, case_id=n, on=_day(n, 0), stage=Stage.SENT) for n in numbers if n % 3 == 0
    )


def _case_rows(number: int) -> Iterator[CaseRow]:
    """What a posting of three years has to do: apply, hand in, extend, and its ends."""
    end = _day(number, 3).isoformat()
    for key, kind, years in (
        ("file_before_start", "apply", 0),
        ("hand_in_host", "hand_in", 0),
        ("extension", "extension_closes", 3),
        ("ceiling", "ceiling", 4),
    ):
        yield CaseRow(key, kind, _day(number, years).isoformat(), "law", end)


def _day(number: int, years: int) -> dt.date:
    """Days spread over three years from 2023."""
    return dt.date(2023 + years, 1, 1) + dt.timedelta(days=number * 7 % 1095)


def _bare_insert(store: Store, insert: str, ready: list[tuple[Any, ...]]) -> None:
    with store.together():
        store._connection.executemany(insert, ready)


def _seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun
