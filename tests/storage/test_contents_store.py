"""Everything that is kept, out of one file and into another: nothing is lost, one undo takes all of it back."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from desktop.domain.record.contents import Contents
from desktop.domain.record.diary import DiaryEntry, Reminder, Stage
from desktop.domain.record.merge import Plan, Standing, compare
from desktop.domain.record.person import Person
from desktop.storage.history.changes import LOGGED
from desktop.storage.profile import Profile
from desktop.storage.store import Store

sys.path.insert(0, str(Path(__file__).parents[1]))
from any_record import FILES, contents

DAY = dt.date(2026, 3, 2)
EMPTY = Contents({})


def _bring(store: Store, theirs: Contents, taken: frozenset[int] = frozenset()) -> None:
    plan = Plan(compare(store.contents.read(), theirs), taken)
    with store.changes.change("archive"):
        store.contents.write(plan, FILES.__getitem__, lambda _done: None)


def _everything(store: Store) -> dict[str, list[object]]:
    return {t: store._connection.execute(f"SELECT * FROM {t}").fetchall() for t in LOGGED}


@given(contents())
@settings(max_examples=60, deadline=None)
def test_what_goes_into_an_empty_file_comes_out_of_it(theirs: Contents) -> None:
    with TemporaryDirectory() as folder, Profile(Path(folder), throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        _bring(store, theirs)
        assert store.contents.read().renumbered() == theirs.renumbered()
        again = compare(store.contents.read(), theirs)
        assert {entry.standing for entry in again} <= {Standing.SAME}


@given(contents(), contents())
@settings(max_examples=40, deadline=None)
def test_one_undo_takes_back_a_whole_archive(first: Contents, second: Contents) -> None:
    with TemporaryDirectory() as folder, Profile(Path(folder), throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        _bring(store, first)
        before = _everything(store)
        everything = frozenset(range(len(second)))
        _bring(store, second, everything)
        after = _everything(store)
        if before != after:
            store.changes.undo()
            assert _everything(store) == before
            store.changes.redo()
            assert {t: sorted(map(repr, rows)) for t, rows in _everything(store).items()} == {
                t: sorted(map(repr, rows)) for t, rows in after.items()
            }


@pytest.fixture
def store(profile: Profile) -> Store:
    return profile.open(lambda: DAY)


def test_what_is_different_stays_unless_it_is_chosen(store: Store) -> None:
    _bring(store, Contents({"persons": (Person(id=1, name="王静怡", note="here"),)}))
    theirs = Contents({"persons": (Person(id=9, name="王静怡", note="there", fields={"person.phone": "1"}),)})
    (entry,) = compare(store.contents.read(), theirs)
    assert (entry.standing, entry.differing) == (Standing.DIFFERENT, ("note", "fields"))
    _bring(store, theirs)
    assert store.contents.read().of("persons")[0].note == "here"
    _bring(store, theirs, frozenset({0}))
    (person,) = store.contents.read().of("persons")
    assert (person.note, person.fields) == ("there", {"person.phone": "1"})


def test_new_things_of_a_known_person_are_given_to_that_person(store: Store) -> None:
    _bring(store, Contents({"persons": (Person(id=1, name="A"), Person(id=2, name="B"))}))
    reminder = Reminder(id=1, person_id=1, due_on=DAY)
    _bring(store, Contents({"persons": (Person(id=1, name="B"),), "reminders": (reminder,)}))
    (kept,) = store.contents.read().of("reminders")
    assert store.record.persons.get(kept.person_id).name == "B"


def test_deleted_cases_and_what_cannot_be_without_them_stay_out(store: Store) -> None:
    with store.changes.change("person"):
        person = store.record.persons.put(Person(name="A"))
    assert person.id is not None
    case = store.new_case("gone")
    with store.changes.change("diary", person.id):
        store.record.link(case.id, "person", person.id)
        store.record.shelf(DiaryEntry).put(
            DiaryEntry(person_id=person.id, case_id=case.id, on=DAY, stage=Stage.SENT)
        )
        store.record.shelf(Reminder).put(Reminder(person_id=person.id, case_id=case.id, due_on=DAY))
    store.delete_case(case.id)
    found = store.contents.read()
    assert [table for table, _ in found] == ["persons", "reminders"]
    assert found.of("reminders")[0].case_id is None


def test_settings_of_a_case_go_with_it_and_those_of_this_file_stay(store: Store) -> None:
    case = store.new_case("A")
    for name in (f"money:{case.id}", "money:0", "calendar_id", "filing:DVKA", "money:99"):
        store.set_setting(name, "x")
    found = store.contents.read().of("settings")
    assert [(row.case_id, row.name) for row in found] == [
        (case.id, "money:*"),
        (None, "money:0"),
        (None, "filing:DVKA"),
    ]


def test_of_one_person_only_what_is_theirs(store: Store) -> None:
    _bring(
        store,
        Contents(
            {
                "persons": (Person(id=1, name="A"), Person(id=2, name="B")),
                "reminders": (
                    Reminder(id=1, person_id=1, due_on=DAY),
                    Reminder(id=2, person_id=2, due_on=DAY),
                ),
            }
        ),
    )
    store.set_setting("filing:DVKA", "x")
    found = store.contents.read(2)
    assert [(table, getattr(row, "name", row.id)) for table, row in found] == [
        ("persons", "B"),
        ("reminders", 2),
    ]
    with pytest.raises(KeyError):
        store.contents.read(3)


def test_every_table_of_the_file_is_carried_or_is_known_to_stay(store: Store) -> None:
    """A new table is one that archives could forget."""
    found = store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    carried = {*LOGGED, "attachment"}
    history = {"change", "change_row", "change_range", "deletion", "last_number"}
    worked_out = {"due_date", "due_made"}
    assert {
        name for (name,) in found if not name.startswith(("_", "sqlite_"))
    } == carried | history | worked_out
