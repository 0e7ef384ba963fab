"""The history as a chain, the bin, and erasing for good, in a real encrypted file."""

import datetime as dt
import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storage_helpers import DAY

from desktop.domain.case import Answer
from desktop.domain.record.certificate import Certificate, Custody
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.storage.history.bin import DAYS_TO_RESTORE
from desktop.storage.history.erasing import THINGS, _ranges
from desktop.storage.migrations import _OF_PERSON
from desktop.storage.problems import CannotRestore
from desktop.storage.profile import Profile
from desktop.storage.store import Store

SECRETS = ("Größmann", "Ottilie", "G12345678", "Herford")


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    session = Session.start(folder, language="en", today=DAY)
    yield session
    session.close()


def fill(session: Session, name: str = "Ottilie Größmann") -> tuple[int, int]:
    """A person with a case and everything one can have; their ids."""
    record = session.record
    case = session.new_case(f"{name} · Herford", {"from": Answer("CN"), "to": Answer("DE")})
    person = record.save_person(Person(name=name, born_on=dt.date(1990, 5, 17), note="Herford"))
    assert person.id is not None
    record.link(case.id, person_id=person.id)
    session.set_field(case.id, "person.passport_number", "G12345678")
    session.set_field(case.id, "posting.place", "Herford")
    session.tick(case.id, "check:passport", True)
    session.keep_draft(case.id, "start", "Herford 20")
    proof = record.attach(
        Evidence(person_id=person.id, quality=Quality.PAYSLIP, title=f"{name} 3"),
        f"payslip of {name}".encode(),
    )
    record.keep(
        ContributionMonth(
            person_id=person.id, month=dt.date(2026, 1, 1), state="DE", branch="pension",
            employee=Decimal("93.00"), currency="EUR", evidence_id=proof.id,
        )
    )  # fmt: skip
    certificate = record.keep(
        Certificate(person_id=person.id, case_id=case.id, state="CN", host="DE", starts_on=DAY, ends_on=DAY)
    )
    record.keep(Custody(person_id=person.id, certificate_id=certificate.id, since=DAY, holder=name))
    record.keep(DiaryEntry(person_id=person.id, case_id=case.id, on=DAY, stage=Stage.SENT, note="Herford"))
    return person.id, case.id


def dump(store: Store) -> str:
    """Everything in the file, as text."""
    tables = store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return "\n".join(
        f"{table}: {row}"
        for (table,) in tables
        for row in store._connection.execute(f'SELECT * FROM "{table}"')
    )


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: store._connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in THINGS
    }


# -- the chain


def test_everything_typed_is_in_the_history_with_before_and_after(session: Session) -> None:
    case = session.new_case("Essen", {"from": Answer("CN")})
    session.answer(case.id, {"from": Answer("KR")})
    session.rename_case(case.id, "Köln")
    renamed, answered, *_ = session.store.changes.of_all()
    assert (renamed.what, renamed.case_id, renamed.params) == ("rename", case.id, {"case": "Essen"})
    (row,) = [row for row in session.record.rows_of(answered) if row.table == "answer"]
    assert row.before is not None
    assert row.after is not None
    assert (row.before["value"], row.after["value"]) == ('"CN"', '"KR"')


def test_an_untouched_history_is_whole_and_says_how_long_it_is(session: Session) -> None:
    assert session.store.history.verify().head == ""
    fill(session)
    while session.record.undo():
        pass
    found = session.store.history.verify()
    assert found.whole
    assert found.entries == len(session.store.changes.of_all())
    assert len(found.head) == 64


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_row SET after = replace(after, 'G12345678', 'G12345679')",
        "UPDATE change_row SET before = '{}' WHERE before IS NOT NULL",
        "DELETE FROM change_row WHERE kind = 'certificate'",
        "UPDATE change SET made_at = '2020-01-01 00:00:00' WHERE id = 3",
        "UPDATE change SET what = 'certificate' WHERE id = 3",
        "UPDATE change SET params = '{}' WHERE id = 3",
        "UPDATE change SET person_id = 7 WHERE id = 3",
        "UPDATE change SET stripped = 1 WHERE id = 3",
        "UPDATE change SET content = chain WHERE id = 3",
        "UPDATE change SET id = 900 WHERE id = 3",
        "INSERT INTO change_range VALUES (3, 'contribution', 1, 2)",
    ],
)
def test_what_is_altered_is_named(session: Session, statement: str) -> None:
    fill(session)
    store = session.store
    store._connection.execute("PRAGMA foreign_keys = OFF")
    changed = store._connection.execute(statement).rowcount
    assert changed
    found = store.history.verify()
    assert not found.whole
    assert found.wrong


def test_an_entry_taken_out_of_the_middle_is_noticed(session: Session) -> None:
    fill(session)
    execute = session.store._connection.execute
    execute("PRAGMA foreign_keys = OFF")
    execute("DELETE FROM change_row WHERE change_id = 4")
    execute("DELETE FROM change WHERE id = 4")
    assert session.store.history.verify().wrong == (5,)


# -- numbers


def test_no_number_is_given_twice(session: Session) -> None:
    record = session.record
    first = record.save_person(Person(name="王"))
    assert first.id is not None
    record.remove_person(first.id)
    second = record.save_person(Person(name="李"))
    assert second.id != first.id
    record.undo()
    record.undo()
    assert [person.id for person in record.people()] == [first.id]


# -- the bin


def test_whatever_was_removed_comes_back_as_it_was(session: Session) -> None:
    person_id, case_id = fill(session)
    store = session.store
    before = everything(store)
    session.record.remove_person(person_id)
    session.record.save_person(Person(name="王静怡"))
    for _ in range(3):
        session.new_case("another")
    (entry,) = store.history.bin.entries(dt.datetime.now(dt.UTC).date())
    assert (entry.change.what, entry.days_left) == ("remove_person", DAYS_TO_RESTORE)
    store.history.bin.restore(entry.change.id)
    after = everything(store)
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), table
    assert session.case(case_id).fields["person.passport_number"] == "G12345678"
    assert store.history.bin.entries(dt.datetime.now(dt.UTC).date()) == ()
    session.record.undo()
    assert person_id not in [person.id for person in session.record.people()]
    assert store.history.verify().whole


def test_a_deleted_case_is_in_the_bin_until_it_is_back(session: Session) -> None:
    case = session.new_case("Essen")
    session.delete_case(case.id)
    today = dt.datetime.now(dt.UTC).date()
    (entry,) = session.store.history.bin.entries(today)
    assert entry.change.params == {"case": "Essen"}
    session.store.history.bin.restore(entry.change.id)
    assert [kept.name for kept in session.cases()] == ["Essen"]
    assert session.store.history.bin.entries(today) == ()


def test_what_something_newer_stands_in_the_place_of_is_not_restored(session: Session) -> None:
    person_id, _ = fill(session)
    record = session.record
    (month,) = record.life(person_id).months
    record.remove(month)
    newer = record.keep(
        ContributionMonth(
            person_id=person_id,
            month=month.month,
            state="DE",
            branch="pension",
            employee=Decimal(1),
            currency="EUR",
        )
    )
    (entry,) = session.store.history.bin.entries(dt.datetime.now(dt.UTC).date())
    with pytest.raises(CannotRestore):
        session.store.history.bin.restore(entry.change.id)
    assert tuple(record.life(person_id).months) == (newer,)


def test_a_paper_of_a_certificate_that_is_gone_is_not_restored(session: Session) -> None:
    person_id, _ = fill(session)
    record = session.record
    (custody,) = record.life(person_id).custody
    (certificate,) = record.life(person_id).certificates
    record.remove(custody)
    session.register.remove(certificate)
    _, first = session.store.history.bin.entries(dt.datetime.now(dt.UTC).date())
    with pytest.raises(CannotRestore):
        session.store.history.bin.restore(first.change.id)
    assert not record.life(person_id).custody


def test_what_is_over_is_erased_with_what_the_history_says_of_it(folder: Path) -> None:
    real = dt.datetime.now(dt.UTC).date()
    with Profile(folder, throwaway=True) as profile:
        store = profile.open(lambda: real)
        with store.changes.change("person"):
            kept = store.record.persons.put(Person(name="王静怡"))
            gone = store.record.persons.put(Person(name="Ottilie Größmann"))
        with store.changes.change("remove_person", gone.id, name=gone.name):
            assert gone.id is not None
            store.record.remove_person(gone.id)
    for days, there in ((90, True), (91, True), (92, False)):
        with Profile(folder, throwaway=True) as profile:
            store = profile.open(lambda days=days: real + dt.timedelta(days=days))  # type: ignore[misc]
            assert ("Größmann" in dump(store)) == there
            assert [person.name for person in store.record.persons.where("")] == [kept.name]
            assert store.history.verify().whole


def test_undo_and_redo_touch_no_setting_that_was_made_meanwhile(session: Session) -> None:
    """Settings are also made outside the history, in the place of one that is away: one's own key is such a one."""
    store = session.store

    def brought(value: str) -> None:
        with store.changes.change("archive"), store.changes.noting("setting", "name = ?", ["import:a"]):
            store.set_setting("import:a", value)

    brought("1")
    brought("2")
    session.record.undo()
    session.record.undo()
    store.set_setting("own_key", "secret")
    session.record.redo()
    assert (store.setting("own_key"), store.setting("import:a")) == ("secret", "1")
    session.record.redo()
    assert (store.setting("own_key"), store.setting("import:a")) == ("secret", "2")
    store.set_setting("import:a", None)
    store.set_setting("recipients", "[]")
    while session.record.undo():
        pass
    assert (store.setting("own_key"), store.setting("recipients")) == ("secret", "[]")
    assert store.setting("import:a") is None
    assert store.history.verify().whole


# -- erasing for good


def test_nothing_of_an_erased_person_is_left_and_nothing_else_is_missing(session: Session) -> None:
    fill(session, "王静怡")
    store = session.store
    others = everything(store)
    person_id, case_id = fill(session)
    with session.record.together("import", None, file="Größmann Ottilie Größmann.xlsx"):
        session.record.keep(
            ContributionMonth(person_id=person_id, month=dt.date(2026, 2, 1), state="DE", branch="pension")
        )
    session.record.remove(session.record.life(person_id).months[0])
    leaving = store.history.leaving(person_id)
    assert {"person": 1, "posting": 1, "certificate": 1, "contribution": 2}.items() <= leaving.rows.items()
    assert leaving.files == 1
    assert "Größmann" in dump(store)
    gone = store.history.erase_person(person_id)
    assert gone == leaving
    text = dump(store)
    for secret in ("Größmann", "Ottilie"):
        assert secret not in text
    assert store.setting(f"draft:{case_id}:start") is None
    assert everything(store) == others
    assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = store.history.verify()
    assert found.whole
    assert found.erased >= 10
    assert session.record.undo() is None
    assert store.history.bin.entries(dt.datetime.now(dt.UTC).date()) == ()


@pytest.mark.parametrize("name", ["Li", "name", "李"])
def test_what_others_removed_can_still_be_restored_after_erasing(session: Session, name: str) -> None:
    """Their names, or the words of the program, may hold the name of the one who goes."""
    record = session.record
    other = record.save_person(Person(name=f"{name} Wei"))
    gone = record.save_person(Person(name=name))
    assert other.id is not None
    assert gone.id is not None
    record.remove_person(other.id)
    session.store.history.erase_person(gone.id)
    (entry,) = session.history.bin()
    assert entry.change.params == {"name": f"{name} Wei"}
    session.history.restore(entry)
    assert [person.name for person in record.people()] == [other.name]
    assert f': "{name}"' not in dump(session.store)
    assert session.store.history.verify().whole


def test_the_bytes_of_the_file_shrink_after_erasing(session: Session, folder: Path) -> None:
    person_id, _ = fill(session)
    session.record.attach(
        Evidence(person_id=person_id, quality=Quality.PAYSLIP, title="big"), bytes(3_000_000)
    )
    session.store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = (folder / "cases.db").stat().st_size
    session.store.history.erase_person(person_id)
    assert (folder / "cases.db").stat().st_size < before - 2_900_000
    assert (folder / "cases.db-wal").stat().st_size < 20_000


def test_a_note_of_who_was_erased_names_nobody(session: Session) -> None:
    person_id, _ = fill(session)
    session.store.history.erase_person(person_id, DAY, {"cleaned": 2})
    (note,) = session.store.history.deletions()
    assert (note.deleted_on, note.counts["person"], note.backups) == (DAY, 1, {"cleaned": 2})
    assert not any(secret in dump(session.store) for secret in SECRETS)


def test_leaving_writes_nothing(session: Session) -> None:
    person_id, _ = fill(session)
    before = dump(session.store)
    session.store.history.leaving(person_id)
    assert dump(session.store) == before
    assert session.store.changes.undoable() is not None


def test_the_same_person_is_found_in_an_older_copy(session: Session) -> None:
    person_id, _ = fill(session)
    history = session.store.history
    who = history.who(person_id)
    assert history.people_like(who) == (person_id,)
    assert history.people_like(who._replace(uid="0" * 32, id=99)) == (person_id,)
    assert history.people_like(who._replace(uid="0" * 32, name="Ottilie Klein")) == (person_id,)
    assert history.people_like(who._replace(uid="0" * 32, name="王", born_on="1980-01-01")) == ()
    with pytest.raises(KeyError):
        history.who(99)


def test_every_kind_of_thing_of_a_person_can_be_erased() -> None:
    assert {*_OF_PERSON, "person", "posting"} == set(THINGS)


@settings(max_examples=200)
@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_the_numbers_and_no_others(numbers: set[int]) -> None:
    ranges = list(_ranges(sorted(numbers)))
    assert {n for first, last in ranges for n in range(first, last + 1)} == numbers
    assert all(later[0] > earlier[1] + 1 for earlier, later in itertools.pairwise(ranges))


def test_params_keep_their_letters(session: Session) -> None:
    """Erasing looks for a name as it is written."""
    session.record.save_person(Person(name='王"静\\怡'))
    ((params,),) = session.store._connection.execute("SELECT params FROM change").fetchall()
    assert "王" in params
    assert json.loads(params) == {"name": '王"静\\怡'}


def test_a_change_is_told_field_by_field_in_values_of_the_domain(session: Session) -> None:
    person_id, case_id = fill(session)
    record = session.record
    (month,) = record.life(person_id).months
    record.keep(replace(month, employee=Decimal("94.50"), month=dt.date(2026, 2, 1)))
    session.answer(case_id, {"to": Answer("KR"), "start": Answer(dt.date(2026, 5, 1)), "end": Answer(None)})
    session.tick(case_id, "check:passport", False)
    ticked, answered, paid, *_ = session.history.entries()
    assert [(f.table, f.name, f.before, f.after) for f in session.history.fields(paid)] == [
        ("contribution", "month", dt.date(2026, 1, 1), dt.date(2026, 2, 1)),
        ("contribution", "employee", Decimal("93.00"), Decimal("94.50")),
    ]
    assert {(f.name, f.before, f.after) for f in session.history.fields(answered)} == {
        ("to", "DE", "KR"),
        ("start", None, dt.date(2026, 5, 1)),
        ("end", None, Answer(None)),
    }
    assert [(f.name, f.before, f.after) for f in session.history.fields(ticked)] == [
        ("check:passport", True, None)
    ]


def test_every_change_of_everything_can_be_told(session: Session) -> None:
    person_id, _ = fill(session)
    session.record.remove_person(person_id)
    session.record.undo()
    told = [field for change in session.history.entries() for field in session.history.fields(change)]
    assert {"person", "posting", "answer", "field", "tick", "person_field", "evidence", "diary"} <= {
        field.table for field in told
    }
    assert all(field.before != field.after for field in told)


def test_what_could_not_be_tidied_is_tidied_at_the_next_opening(session: Session, folder: Path) -> None:
    """As after a kill or a full disk right after the erasing."""
    person_id, _ = fill(session)
    session.record.attach(
        Evidence(person_id=person_id, quality=Quality.PAYSLIP, title="big"), bytes(3_000_000)
    )
    history = session.store.history
    history.tidy = lambda: None  # type: ignore[method-assign]
    history.erase_person(person_id, DAY)
    assert session.store.setting("untidy") is True
    session.close()
    assert (folder / "cases.db").stat().st_size > 2_900_000
    with Profile(folder, throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        assert store.setting("untidy") is None
        assert len(store.history.deletions()) == 1
    assert (folder / "cases.db").stat().st_size < 500_000


def test_a_case_that_is_somebody_elses_now_keeps_nothing_of_its_first_person(session: Session) -> None:
    other = session.record.save_person(Person(name="王静怡"))
    case = session.new_case("Essen", {"from": Answer("CN")})
    session.set_field(case.id, "person.name_zh", "格罗斯曼")
    person_id, _ = fill(session)
    session.record.link(case.id, person_id=person_id)
    session.set_field(case.id, "person.phone", "+49 5221 99")
    session.record.link(case.id, person_id=other.id)
    session.answer(case.id, {"from": Answer("KR")})
    session.store.history.erase_person(person_id)
    text = dump(session.store)
    assert "格罗斯曼" not in text
    assert "5221" not in text
    assert session.case(case.id).answers["from"] == Answer("KR")
    assert session.store.history.verify().whole
    assert [change.what for change in session.history.entries() if not change.erased][-1:] != []
