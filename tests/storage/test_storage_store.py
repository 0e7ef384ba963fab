import contextlib
import datetime as dt

import pytest
from storage_helpers import DAY, today

from desktop.domain.case import Answer
from desktop.problems import EmptyText, TextTooLong, UnprintableCharacter
from desktop.storage.history.bin import DAYS_TO_RESTORE
from desktop.storage.profile import Profile
from desktop.storage.store import Store


@pytest.fixture
def store(profile: Profile) -> Store:
    return profile.open(today)


def reopened(profile: Profile, day: dt.date = DAY) -> Store:
    folder = profile.folder
    profile.close()
    profile.__init__(folder, throwaway=True)  # type: ignore[misc]
    return profile.open(lambda: day)


def test_a_new_profile_is_empty(store: Store) -> None:
    assert store.cases() == ()
    assert store.setting("language") is None


def test_a_new_case_carries_its_day_and_nothing_else(store: Store) -> None:
    case = store.new_case("  王㛃 · Düsseldorf ")
    assert (case.name, case.created_on, case.changed_on) == ("王㛃 · Düsseldorf", DAY, DAY)
    assert (case.answers, case.fields, case.ticks, case.outcome) == ({}, {}, frozenset(), None)
    assert store.cases() == (case,)


def test_answers_of_every_kind_are_there_after_reopening(profile: Profile, store: Store) -> None:
    case = store.new_case("A")
    answers = {
        "to": Answer("DE"),
        "home_employer": Answer(True),
        "host_contract": Answer(False),
        "prior_months": Answer(0),
        "start": Answer(dt.date(2026, 3, 1)),
        "wages_borne_by": Answer(None),
        "a_fact_of_older_rules": Answer("kept"),
    }
    for fact, answer in answers.items():
        store.set_answer(case.id, fact, answer)
    found = reopened(profile).case(case.id)
    assert found.answers == answers
    assert list(found.answers) == list(answers)


def test_a_changed_answer_keeps_its_place(store: Store) -> None:
    case_id = store.new_case("A").id
    for state in ("DE", "KR"):
        store.set_answer(case_id, "to", Answer(state))
        store.set_answer(case_id, "activity", Answer("employee"))
    assert list(store.case(case_id).answers.items()) == [
        ("to", Answer("KR")),
        ("activity", Answer("employee")),
    ]


def test_not_known_differs_from_not_asked(store: Store) -> None:
    case_id = store.new_case("A").id
    store.set_answer(case_id, "start", Answer(None))
    assert store.case(case_id).answers == {"start": Answer(None)}
    store.set_answer(case_id, "start", None)
    assert store.case(case_id).answers == {}


def test_fields_and_ticks_are_kept_as_typed(profile: Profile, store: Store) -> None:
    case_id = store.new_case("A").id
    fields = {
        "person.name_zh": "欧阳堃𬭎",
        "unit.address": "路\n市",
        "posting.start": dt.date(2026, 3, 1),
        "x": ("a", "b"),
    }
    for key, value in fields.items():
        store.set_field(case_id, key, value)
    store.tick(case_id, "copy:person.name_zh", True)
    store.tick(case_id, "copy:person.name_zh", True)
    store.tick(case_id, "check:passport", True)
    store.tick(case_id, "check:passport", False)
    store = reopened(profile)
    assert store.case(case_id).fields == fields
    assert store.case(case_id).ticks == {"copy:person.name_zh"}
    store.set_field(case_id, "x", None)
    assert "x" not in store.case(case_id).fields


def test_ten_thousand_characters_in_a_field_are_not_lost(store: Store) -> None:
    case_id = store.new_case("A").id
    store.set_field(case_id, "person.name_zh", "张😀" * 5000)
    assert store.case(case_id).fields["person.name_zh"] == "张😀" * 5000


def test_cases_do_not_mix(store: Store) -> None:
    first, second = store.new_case("A"), store.new_case("B")
    store.set_answer(first.id, "to", Answer("DE"))
    store.set_field(second.id, "person.name_zh", "张")
    assert [case.name for case in store.cases()] == ["B", "A"]
    assert store.case(first.id).fields == {}
    assert store.case(second.id).answers == {}


def test_the_last_decision_is_remembered_and_is_no_change(profile: Profile, store: Store) -> None:
    case_id = store.new_case("A").id
    later = DAY + dt.timedelta(days=9)
    store = reopened(profile, later)
    store.remember_decision(case_id, "2026-11-21+0123456789ab", later, "exempt")
    case = store.case(case_id)
    assert (case.law_edition, case.decided_on, case.outcome) == ("2026-11-21+0123456789ab", later, "exempt")
    assert case.changed_on == DAY
    store.set_answer(case_id, "to", Answer("DE"))
    assert store.case(case_id).changed_on == later


def test_settings_come_back_and_can_be_forgotten(profile: Profile, store: Store) -> None:
    store.set_setting("language", "ko")
    store.set_setting("language", "zh_Hans")
    store = reopened(profile)
    assert store.setting("language") == "zh_Hans"
    store.set_setting("language", None)
    assert store.setting("language") is None


def test_a_deleted_case_can_be_restored_whole(store: Store) -> None:
    case_id = store.new_case("A").id
    store.set_answer(case_id, "to", Answer("DE"))
    before = store.case(case_id)
    store.delete_case(case_id)
    assert store.cases() == ()
    assert [case.id for case in store.deleted_cases()] == [case_id]
    with pytest.raises(KeyError):
        store.set_answer(case_id, "to", Answer("KR"))
    store.restore_case(case_id)
    assert store.case(case_id) == before
    assert store.deleted_cases() == ()


@pytest.mark.parametrize(("days", "left"), [(DAYS_TO_RESTORE, 1), (DAYS_TO_RESTORE + 1, 0)])
def test_a_deleted_case_is_erased_after_its_days(
    profile: Profile, store: Store, days: int, left: int
) -> None:
    kept, gone = store.new_case("kept"), store.new_case("gone")
    for case in (kept, gone):
        store.set_answer(case.id, "to", Answer("DE"))
        store.set_field(case.id, "person.name_zh", "张")
        store.tick(case.id, "check:passport", True)
    store.delete_case(gone.id)
    store = reopened(profile, DAY + dt.timedelta(days=days))
    assert len(store.deleted_cases()) == 1, "a clock that jumps once erases nothing"
    store = reopened(profile, DAY + dt.timedelta(days=days + 1))
    assert len(store.deleted_cases()) == left
    assert [case.name for case in store.cases()] == ["kept"]
    assert store.case(kept.id).ticks == {"check:passport"}


def test_a_case_that_is_not_there_is_a_key_error(store: Store) -> None:
    for call in (
        lambda: store.case(7),
        lambda: store.rename(7, "A"),
        lambda: store.delete_case(7),
        lambda: store.restore_case(7),
        lambda: store.set_answer(7, "to", Answer("DE")),
        lambda: store.set_field(7, "x", None),
        lambda: store.tick(7, "x", True),
        lambda: store.remember_decision(7, "", DAY, "exempt"),
    ):
        with pytest.raises(KeyError):
            call()


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (" \n ", EmptyText),
        ("张" * 201, TextTooLong),
        ("张" * 10_000, TextTooLong),
        ("a\x00b", UnprintableCharacter),
        ("a\nb", UnprintableCharacter),
        ("a\ud800", UnprintableCharacter),
        ("a\u202eb", UnprintableCharacter),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused(store: Store, name: str, problem: type[Exception]) -> None:
    case = store.new_case("A")
    with pytest.raises(problem):
        store.new_case(name)
    with pytest.raises(problem):
        store.rename(case.id, name)
    assert store.cases() == (case,)


def test_a_case_may_begin_without_a_name_but_not_lose_it(store: Store) -> None:
    case = store.new_case()
    assert store.case(case.id).name == ""
    with pytest.raises(EmptyText):
        store.rename(case.id, "")


def test_changes_made_together_are_kept_together(profile: Profile, store: Store) -> None:
    with store.together():
        case_id = store.new_case("A").id
        store.set_answer(case_id, "to", Answer("DE"))
        store.set_field(case_id, "host.country", "DE")
    store = reopened(profile)
    assert store.case(case_id).answers == {"to": Answer("DE")}


def test_of_changes_made_together_none_is_kept_after_an_error(store: Store) -> None:
    case_id = store.new_case("A").id
    store.set_answer(case_id, "to", Answer("DE"))
    before = store.case(case_id)
    with contextlib.suppress(ZeroDivisionError), store.together():
        store.set_answer(case_id, "to", Answer("KR"))
        store.new_case("B")
        raise ZeroDivisionError
    assert store.cases() == (before,)


def test_a_name_of_the_longest_length_is_kept(store: Store) -> None:
    case_id = store.new_case("A").id
    store.rename(case_id, "张" * 200)
    assert store.case(case_id).name == "张" * 200
