"""The record's tables in a real encrypted file: things, undo, imports, links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.record.certificate import Certificate, Custody
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.evidence import Evidence, FactProof, Quality
from desktop.domain.record.person import Person
from desktop.storage.history.changes import LOGGED
from desktop.storage.profile import Profile
from desktop.storage.store import Store

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def store(profile: Profile) -> Store:
    return profile.open(lambda: DAY)


@pytest.fixture
def person(store: Store) -> Person:
    with store.changes.change("person"):
        return store.record.persons.put(Person(name="陈晓梅", born_on=dt.date(1990, 5, 17)))


def _month(person: Person, number: int = 1, **values: object) -> ContributionMonth:
    assert person.id is not None
    month = ContributionMonth(
        person_id=person.id, month=dt.date(2024 + (number - 1) // 12, (number - 1) % 12 + 1, 1), state="DE",
        branch="pension", base=Decimal("4000.50"), employee=Decimal("372.05"), employer=Decimal("372.05"),
        currency="EUR",
    )  # fmt: skip
    return replace(month, **values)  # type: ignore[arg-type]


def _everything(store: Store) -> dict[str, list[object]]:
    return {
        table: store._connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()
        for table in LOGGED
    }


def test_a_month_comes_back_as_it_was_kept(store: Store, person: Person) -> None:
    month = _month(person, base=Decimal("1234567890.01"), employee=None, status=Payment.DISPUTED, note="=1+1")
    with store.changes.change("month", person.id):
        kept = store.record.put_in_place(month)
    (read,) = store.record.of_person(ContributionMonth, kept.person_id)
    assert read == kept == replace(month, id=kept.id)


def test_a_second_row_in_the_same_place_takes_the_first_ones_place(store: Store, person: Person) -> None:
    with store.changes.change("month", person.id):
        first = store.record.put_in_place(_month(person))
        store.record.put_in_place(_month(person, employee=Decimal(1)))
        other = store.record.put_in_place(_month(person, 2))
        store.record.put_in_place(replace(other, month=first.month))
    (read,) = store.record.of_person(ContributionMonth, first.person_id)
    assert (read.id, read.employee) == (other.id, Decimal("372.05"))


def test_undo_takes_back_and_redo_brings_again(store: Store, person: Person) -> None:
    empty = _everything(store)
    with store.changes.change("months", person.id):
        for number in range(1, 13):
            store.record.put_in_place(_month(person, number))
    full = _everything(store)
    assert store.changes.undo().what == "months"  # type: ignore[union-attr]
    assert _everything(store) == empty
    store.changes.redo()
    assert _everything(store) == full


def test_undo_goes_back_to_the_beginning_of_the_session(store: Store) -> None:
    empty = _everything(store)
    with store.changes.change("person"):
        person = store.record.persons.put(Person(name="김하늘"))
    assert person.id is not None
    case = store.new_case("Busan")
    between = _everything(store)
    with store.changes.change("link", person.id):
        store.record.link(case.id, "person", person.id)
        store.set_field(case.id, "person.name_hangul", "김하늘")
    with store.changes.change("certificate", person.id):
        shelf = store.record.shelf(Certificate)
        certificate = shelf.put(
            Certificate(
                person_id=person.id, case_id=case.id, state="KR", host="CN", starts_on=DAY, ends_on=DAY
            )
        )
        store.record.shelf(Custody).put(
            Custody(person_id=person.id, certificate_id=certificate.id, since=DAY, holder="NPS")
        )
        store.record.shelf(DiaryEntry).put(
            DiaryEntry(person_id=person.id, case_id=case.id, on=DAY, stage=Stage.SENT)
        )
        evidence = store.record.shelf(Evidence).put(
            Evidence(person_id=person.id, quality=Quality.PAYSLIP, title="3")
        )
        store.record.shelf(FactProof).put(
            FactProof(person_id=person.id, case_id=case.id, fact="start", evidence_id=evidence.id)
        )
    with store.changes.change("remove_person", person.id):
        store.record.remove_person(person.id)
    for _ in range(3):
        store.changes.undo()
    assert between["posting"] == _everything(store)["posting"]
    while store.changes.undoable():
        store.changes.undo()
    assert empty["person"] == _everything(store)["person"] == []
    assert empty["posting"] == _everything(store)["posting"] == []
    while store.changes.redoable():
        store.changes.redo()
    assert _everything(store)["person"] == []
    assert _everything(store)["certificate"] == []
    for _ in range(1):
        store.changes.undo()
    assert len(_everything(store)["custody"]) == 1


def test_a_new_change_forgets_what_could_be_brought_again(store: Store, person: Person) -> None:
    store.changes.undo()
    with store.changes.change("person"):
        store.record.persons.put(Person(name="王"))
    assert store.changes.redo() is None


def test_an_import_is_one_entry_and_undo_takes_all_of_it_back(store: Store, person: Person) -> None:
    before = _everything(store)
    with store.changes.change("import", person.id, rows="300"):
        added = store.record.shelf(ContributionMonth).add_many(_month(person, n) for n in range(1, 301))
    assert added == 300
    change, *_ = store.changes.of_person(person.id)
    assert (change.what, change.params, store.changes.rows(change.id)) == ("import", {"rows": "300"}, ())
    after = _everything(store)
    store.changes.undo()
    assert _everything(store) == before
    store.changes.redo()
    assert _everything(store) == after
    store.changes.undo()
    assert _everything(store) == before


def test_a_failing_change_leaves_nothing(store: Store, person: Person) -> None:
    before = _everything(store)

    def fail() -> None:
        with store.changes.change("months", person.id):
            store.record.put_in_place(_month(person))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert _everything(store) == before
    assert store.changes.undoable().what == "person"  # type: ignore[union-attr]


def test_a_change_without_effect_is_no_entry(store: Store, person: Person) -> None:
    with store.changes.change("person", person.id):
        store.record.persons.put(person)
    assert [change.what for change in store.changes.of_person(person.id)] == ["person"]


def test_fields_of_a_person_stand_in_the_papers_of_all_their_cases(store: Store, person: Person) -> None:
    first, second = store.new_case("1"), store.new_case("2")
    store.set_field(first.id, "person.name_zh", "陈晓梅")
    store.set_field(second.id, "person.name_zh", "陳曉梅")
    store.set_field(second.id, "posting.start", DAY)
    with store.changes.change("link"):
        for case in (first, second):
            store.record.link(case.id, "person", person.id)
    assert store.case(first.id).fields == {"person.name_zh": "陈晓梅"}
    assert store.case(second.id).fields["person.name_zh"] == "陳曉梅", "linking changes no paper"
    store.set_field(second.id, "person.name_zh", "陈小梅")
    assert store.case(first.id).fields["person.name_zh"] == "陈小梅"
    assert store.case(second.id).fields == {"person.name_zh": "陈小梅", "posting.start": DAY}
    store.set_field(first.id, "person.name_zh", None)
    assert store.case(second.id).fields == {"posting.start": DAY}


def test_erasing_an_old_case_keeps_the_certificates_of_its_person(
    profile: Profile, store: Store, person: Person
) -> None:
    case = store.new_case("1")
    assert person.id is not None
    with store.changes.change("certificate"):
        store.record.shelf(Certificate).put(
            Certificate(
                person_id=person.id, case_id=case.id, state="CN", host="DE", starts_on=DAY, ends_on=DAY
            )
        )
        store.record.shelf(DiaryEntry).put(
            DiaryEntry(person_id=person.id, case_id=case.id, on=DAY, stage=Stage.SENT)
        )
    store.delete_case(case.id)
    for days in (91, 92):
        profile._store.close()  # type: ignore[union-attr]
        store = profile.open(lambda days=days: DAY + dt.timedelta(days=days))  # type: ignore[misc]
    assert store.deleted_cases() == ()
    assert store.record.of_person(Certificate, person.id)[0].case_id is None
    assert len(store.record.of_person(DiaryEntry, person.id)) == 0


def test_attachments_come_back_byte_by_byte_and_once(store: Store) -> None:
    content = bytes(range(256)) * 1000
    with store.together():
        digest, again = store.record.keep_content(content), store.record.keep_content(content)
    assert digest == again
    assert store.record.content(digest) == content
    with pytest.raises(KeyError):
        store.record.content("0" * 64)


_STEPS = st.lists(st.tuples(st.integers(1, 6), st.booleans(), st.integers(0, 3)), max_size=12)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_any_changes_are_undone_to_the_start_and_redone_to_the_end(
    store: Store, person: Person, steps: list[tuple[int, bool, int]]
) -> None:
    start = _everything(store)
    done = 0
    for number, remove, cents in steps:
        before = _everything(store)
        with store.changes.change("months", person.id):
            if remove:
                store.record.shelf(ContributionMonth).remove("month = ?", [f"2024-{number:02}-01"])
            else:
                store.record.put_in_place(_month(person, number, employee=Decimal(cents)))
        done += _everything(store) != before
    end = _everything(store)
    for _ in range(done):
        store.changes.undo()
    assert _everything(store) == start
    for _ in range(done):
        store.changes.redo()
    assert _everything(store) == end
    for _ in range(done):
        store.changes.undo()


@pytest.fixture(autouse=True)
def _sound(profile: Profile) -> Iterator[None]:
    """After each test no row refers to one that is gone."""
    yield
    store = profile._store
    if store is not None:
        assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
