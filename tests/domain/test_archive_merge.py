"""How the things of an archive find those that are kept here."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from desktop.domain.record.certificate import Certificate
from desktop.domain.record.contents import CaseRow, Contents
from desktop.domain.record.merge import Plan, Standing, compare
from desktop.domain.record.person import Person

DAY = dt.date(2026, 3, 2)


def _standings(mine: Contents, theirs: Contents) -> list[str]:
    return [entry.standing.value for entry in compare(mine, theirs)]


def test_two_people_of_one_name_are_told_apart_by_their_birth() -> None:
    mine = Contents({"persons": (Person(id=1, name="A", born_on=DAY),)})
    theirs = Contents({"persons": (Person(id=1, name="A"), Person(id=2, name="A", born_on=DAY))})
    assert _standings(mine, theirs) == ["new", "same"]


def test_a_uid_is_nobody_elses_in_the_same_file() -> None:
    """Two people of one uid would be one to whoever looks for them in a backup."""
    mine = Contents({"persons": (Person(id=5, name="A", uid="a" * 32),)})
    theirs = Contents({"persons": tuple(Person(id=n, name=t, uid="a" * 32) for n, t in ((1, "A"), (2, "B")))})
    first, second = compare(mine, theirs)
    assert (first.standing, first.theirs.uid) == (Standing.SAME, "a" * 32)
    assert (second.standing, second.theirs.uid) == (Standing.NEW, "")


def test_a_thing_is_matched_once_and_an_equal_one_first() -> None:
    mine = Contents({"persons": (Person(id=5, name="A", note="x"), Person(id=6, name="A", note="y"))})
    theirs = Contents(
        {"persons": tuple(Person(id=n, name="A", note=t) for n, t in ((1, "y"), (2, "z"), (3, "w")))}
    )
    found = compare(mine, theirs)
    assert [(e.standing.value, e.mine and e.mine.id) for e in found] == [
        ("same", 6),
        ("different", 5),
        ("new", None),
    ]


def _case(person_id: int | None, **more: object) -> CaseRow:
    return CaseRow(id=3, name="Essen", created_on=DAY, changed_on=DAY, person_id=person_id, **more)  # type: ignore[arg-type]


def test_a_case_that_got_its_person_later_is_the_same_case() -> None:
    people = (Person(id=1, name="A"), Person(id=2, name="B"))
    mine = Contents({"persons": people, "cases": (_case(1),)})
    nobodys = compare(mine, Contents({"cases": (_case(None),)}))
    assert [(entry.standing, entry.differing) for entry in nobodys] == [(Standing.DIFFERENT, ("person_id",))]
    somebody_elses = compare(mine, Contents({"persons": people, "cases": (_case(2),)}))
    assert somebody_elses[-1].standing is Standing.NEW


def test_what_follows_from_the_day_is_no_difference() -> None:
    later = dt.date(2027, 1, 1)
    theirs = CaseRow(id=9, name="Essen", created_on=DAY, changed_on=later, decided_on=later, outcome="exempt")
    mine = Contents({"cases": (_case(None),)})
    assert _standings(mine, Contents({"cases": (theirs,)})) == ["same"]


def test_a_certificate_is_known_by_its_number_and_belongs_to_its_person() -> None:
    def with_certificate(person: Person, ends_on: dt.date) -> Contents:
        certificate = Certificate(
            id=4,
            person_id=person.id or 0,
            state="CN",
            host="DE",
            number="N-1",
            starts_on=DAY,
            ends_on=ends_on,
        )
        return Contents({"persons": (person,), "certificates": (certificate,)})

    mine = with_certificate(Person(id=8, name="A"), DAY)
    found = compare(mine, with_certificate(Person(id=1, name="A"), dt.date(2028, 1, 1)))
    assert found[1].differing == ("ends_on",)
    assert found[1].theirs.person_id == 8
    stranger = compare(mine, with_certificate(Person(id=1, name="B"), DAY))
    assert [entry.standing for entry in stranger] == [Standing.NEW, Standing.NEW]
    assert stranger[1].theirs.person_id == -1, "a person who is new here"


def test_a_plan_holds_what_is_new_and_what_was_chosen() -> None:
    mine = Contents({"persons": (Person(id=1, name="A", note="x"), Person(id=2, name="B"))})
    theirs = Contents({"persons": (Person(id=1, name="A"), Person(id=2, name="B"), Person(id=3, name="C"))})
    entries = compare(mine, theirs)
    assert [entry.theirs.name for entry in Plan(entries)] == ["C"]
    assert [entry.theirs.name for entry in Plan(entries, {0, 1})] == ["A", "C"]


def test_who_claims_the_uid_of_another_is_taken_for_somebody_new() -> None:
    """Whoever once got a case file knows the uid in it."""
    victim = Person(id=1, uid="a" * 32, name="王静怡", born_on=dt.date(1990, 5, 17))
    claims = Person(id=1, uid="a" * 32, name="Mallory", born_on=dt.date(1980, 1, 1))
    renamed = replace(victim, name="王小静")
    (entry,) = compare(Contents({"persons": (victim,)}), Contents({"persons": (claims,)}))
    assert (entry.standing, entry.theirs.uid) == (Standing.NEW, "")
    (entry,) = compare(Contents({"persons": (victim,)}), Contents({"persons": (renamed,)}))
    assert (entry.standing, entry.mine) == (Standing.DIFFERENT, victim)
