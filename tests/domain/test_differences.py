"""What a file says otherwise: field by field, each with its own yes or no."""

from __future__ import annotations

import datetime as dt

from desktop.domain.case import Answer
from desktop.domain.record.contents import CaseRow, Contents
from desktop.domain.record.differences import Spot, differences, plan, settled
from desktop.domain.record.merge import Standing, compare
from desktop.domain.record.person import Employer, Person

DAY = dt.date(2026, 3, 2)
A, B = "a" * 32, "b" * 32


def _people(*people: Person) -> Contents:
    return Contents({"persons": people})


def _case(uid: str, name: str = "Essen", **more: object) -> Contents:
    return Contents({"cases": (CaseRow(id=3, uid=uid, name=name, created_on=DAY, changed_on=DAY, **more),)})  # type: ignore[arg-type]


def test_only_the_fields_that_were_chosen_change() -> None:
    mine = _people(Person(id=5, name="A", note="x", fields={"person.phone_cn": "1", "person.email": "a@b"}))
    theirs = _people(Person(id=1, name="A", note="y", fields={"person.phone_cn": "2", "person.email": "c@d"}))
    entries = compare(mine, theirs)
    found = differences(entries, emptying=False)
    assert [d.spot[1:] for d in found] == [
        ("note", ""),
        ("fields", "person.phone_cn"),
        ("fields", "person.email"),
    ]
    assert [(d.mine, d.theirs) for d in found][1] == ("1", "2")
    (entry,) = plan(entries, {found[1].spot})
    assert entry.theirs.note == "x"
    assert entry.theirs.fields == {"person.phone_cn": "2", "person.email": "a@b"}
    assert tuple(plan(entries, ())) == ()


def test_what_the_file_does_not_say_is_no_difference() -> None:
    mine = _people(Person(id=5, name="A", note="x", fields={"person.phone_cn": "1"}))
    entries = compare(mine, _people(Person(id=1, name="A")))
    assert differences(entries, emptying=False) == ()
    assert [entry.standing for entry in settled(entries, ())] == [Standing.SAME]
    emptied = differences(entries, emptying=True)
    (entry,) = plan(entries, {d.spot for d in emptied})
    assert (entry.theirs.note, entry.theirs.fields) == ("", {})


def test_an_empty_field_is_filled_and_an_answer_is_not() -> None:
    mine = _case(A, answers={"start": Answer(None), "from": Answer("CN")})
    theirs = _case(A, answers={"start": Answer(DAY), "to": Answer("DE"), "from": Answer(None)})
    found = differences(compare(mine, theirs), emptying=False)
    assert {d.spot.key: d.fills for d in found} == {"start": False, "to": True}


def test_a_case_that_was_renamed_is_the_same_case() -> None:
    (entry,) = compare(_case(A, "Essen"), _case(A, "Wang to Essen"))
    assert (entry.standing, entry.differing) == (Standing.DIFFERENT, ("name",))


def test_cases_begun_apart_are_two_although_they_are_called_the_same() -> None:
    (entry,) = compare(_case(A), _case(B))
    assert entry.standing is Standing.NEW
    (entry,) = compare(_case(A), _case(""))
    assert entry.standing is Standing.SAME, "a file from before cases had a mark"


def test_people_are_known_by_mark_then_by_number_then_by_name() -> None:
    number = {"person.resident_id": "110101 19900517 1234"}
    mine = _people(
        Person(id=5, uid=A, name="Wang", fields=number),
        Person(id=6, uid=B, name="Li", born_on=DAY),
    )
    theirs = _people(
        Person(id=1, uid="c" * 32, name="Wang Jingyi", fields={"person.resident_id": "110101199005171234"}),
        Person(id=2, uid=B, name="Li Lei", born_on=DAY),
        Person(id=3, uid="d" * 32, name="Li", born_on=DAY),
        Person(id=4, name="Wang", fields={"person.resident_id": "999"}),
    )
    found = compare(mine, theirs)
    assert [entry.mine and entry.mine.id for entry in found] == [5, 6, None, None]


def test_two_numbers_are_two_people() -> None:
    mine = _people(Person(id=5, name="Wang", fields={"person.resident_id": "1"}))
    theirs = _people(Person(id=1, name="Wang", fields={"person.resident_id": "2"}))
    assert compare(mine, theirs)[0].standing is Standing.NEW


def test_a_firm_is_known_by_its_credit_code() -> None:
    code = {"unit.uscc": "91110000ABC"}
    mine = Contents({"employers": (Employer(id=7, name="Old name", state="CN", fields=code),)})
    theirs = Contents({"employers": (Employer(id=1, name="New name", state="CN", fields=code),)})
    assert compare(mine, theirs)[0].differing == ("name",)


def test_the_mark_of_the_thing_kept_here_stays() -> None:
    mine = _people(Person(id=5, uid=A, name="A", note="x"))
    entries = compare(mine, _people(Person(id=1, uid=B, name="A", note="y")))
    (entry,) = plan(entries, {Spot(0, "note")})
    assert (entry.theirs.uid, entry.theirs.note) == (A, "y")
