"""What differs between two laws, and whose answer changes by which of the differences."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from desktop.domain.affected import affected, same_answer
from desktop.domain.agreement import Category, Direction, Law, Limit
from desktop.domain.case import Case
from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.law_diff import ABSENT, Difference, differences, with_difference
from desktop.languages.differences import difference_words
from desktop.languages.language import LANGUAGES, Language
from desktop.law.reader import read_law
from desktop.paths import resources_folder

DAY = dt.date(2026, 11, 21)
SENT = Facts.of(
    {
        "from": "CN", "to": "DE", "activity": "employee", "home_employer": True, "home_contract": "active",
        "works_for_home_employer": True, "host_contract": False, "limited_in_advance": True, "nationality": "CN",
        "home_pension": "employees", "paying_at_home": True, "host_workplace": "office_or_branch",
        "home_unemployment": True, "start": dt.date(2026, 1, 1), "end": dt.date(2030, 12, 31),
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(resources_folder() / "law")


def with_german(law: Law, change: Callable[[Direction], Direction]) -> Law:
    """The law with another direction from China to Germany."""
    old = law.agreement("CN-DE-2001")
    new = dataclasses.replace(old, directions={**old.directions, "CN": change(old.directions["CN"])})
    return dataclasses.replace(law, agreements=tuple(new if a is old else a for a in law.agreements))


def with_posted(law: Law, **changes: Any) -> Law:
    """The law with another category of people sent from China to Germany."""

    def change(direction: Direction) -> Direction:
        categories = tuple(
            dataclasses.replace(c, **changes) if c.code == "DE-P" else c for c in direction.categories
        )
        return dataclasses.replace(direction, categories=categories)

    return with_german(law, change)


def posted(law: Law) -> Category:
    return next(c for c in law.agreement("CN-DE-2001").directions["CN"].categories if c.code == "DE-P")


def shortened(law: Law) -> Law:
    limits = tuple(
        dataclasses.replace(limit, months=48) if limit.stage == "first" else limit
        for limit in posted(law).limits
    )
    return with_posted(law, limits=limits)


def without(law: Law, agreement: str) -> Law:
    return dataclasses.replace(law, agreements=tuple(a for a in law.agreements if a.id != agreement))


def changed_laws(law: Law) -> list[Law]:
    """Laws that differ from ``law`` in ways of every kind."""
    extra = Limit("exception", None, posted(law).sourced)
    return [
        shortened(law),
        without(law, "CN-KR-2003"),
        with_posted(law, limits=(*posted(law).limits, extra)),
        with_posted(law, conditions=posted(law).conditions[1:]),
        with_german(law, lambda d: dataclasses.replace(d, cautions=d.cautions[:1])),
        with_german(law, lambda d: dataclasses.replace(d, categories=d.categories[::-1])),
        with_german(law, lambda d: dataclasses.replace(d, covered=("pension",), exception=None)),
        dataclasses.replace(law, open_points=dict(list(law.open_points.items())[2:])),
        without(shortened(law), "CN-JP-2018"),
    ]


def test_a_law_differs_from_itself_in_nothing(law: Law) -> None:
    assert differences(law, law) == ()
    assert differences(law, dataclasses.replace(law, edition="another")) == ()


def test_one_value_is_one_difference(law: Law) -> None:
    (found,) = differences(law, shortened(law))
    assert found.path == (
        "agreements", "CN-DE-2001", "directions", "CN", "categories", "DE-P", "limits", "first", "months",
    )  # fmt: skip
    assert (found.before, found.after, found.kind) == (60, 48, "changed")


def test_entries_come_and_go_whole(law: Law) -> None:
    (gone,) = differences(law, without(law, "CN-KR-2003"))
    assert (gone.path, gone.after, gone.kind) == (("agreements", "CN-KR-2003"), ABSENT, "closed")
    (come,) = differences(without(law, "CN-KR-2003"), law)
    assert (come.before, come.kind) == (ABSENT, "added")


def test_an_end_is_told_as_closed() -> None:
    assert Difference(("agreements", "A", "last"), None, DAY).kind == "closed"
    assert Difference(("agreements", "A", "last"), DAY, None).kind == "changed"
    assert Difference(("open_points", "O-1", "closed"), False, True).kind == "closed"


def test_every_difference_can_be_made_and_undone(law: Law) -> None:
    for other in changed_laws(law):
        for one, two in ((law, other), (other, law)):
            found = differences(one, two)
            assert found
            step = one
            for difference in found:
                step = with_difference(step, difference)
                alone = with_difference(one, difference)
                (only,) = differences(one, alone)
                assert dataclasses.replace(only, position=difference.position) == difference
                assert differences(with_difference(alone, difference.undone()), one) == ()
            assert differences(step, two) == ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_difference_has_words_in_every_language(law: Law, code: str) -> None:
    language = Language(code)
    for other in changed_laws(law):
        for difference in differences(law, other):
            words = difference_words(language, difference)
            assert words
            assert "Absent" not in words
            assert "object at" not in words


def test_words_name_agreement_direction_category_stage_and_both_values(law: Law) -> None:
    (found,) = differences(law, shortened(law))
    words = difference_words(Language("en"), found)
    assert words.startswith("China–Germany social insurance agreement (CN-DE-2001) › from China › ")
    assert words.endswith(" › First period › months: 60 → 48")
    assert "DE-P" in words


def test_only_cases_whose_answer_changed_are_listed_with_the_entry(law: Law) -> None:
    other = without(shortened(law), "CN-JP-2018")
    short = dataclasses.replace(SENT, end=dt.date(2028, 12, 31))
    to_korea = dataclasses.replace(SENT, to_state="KR")
    cases = [(Case(n, ""), facts) for n, facts in enumerate((SENT, short, to_korea))]
    (found,) = affected(cases, law, other, DAY)
    assert found.case.id == 0
    assert [entry.path[-1] for entry in found.entries] == ["months"]
    assert same_answer(found.before, decide(SENT, law, DAY))
    assert same_answer(found.after, decide(SENT, other, DAY))


def test_entries_that_only_work_together_are_both_named(law: Law) -> None:
    """Two conditions fail; the answer changes only when both are gone."""
    facts = SENT.with_("works_for_home_employer", False).with_("home_contract", "ended")
    left_out = ("works_for_home_employer", "home_contract_active")
    kept = tuple(c for c in posted(law).conditions if c.key not in left_out)
    assert len(kept) == len(posted(law).conditions) - 2
    (found,) = affected([(Case(1, ""), facts)], law, with_posted(law, conditions=kept), DAY)
    assert sorted(entry.path[-1] for entry in found.entries) == sorted(left_out)


def test_a_new_agreement_is_the_entry_behind_its_answers(law: Law) -> None:
    (found,) = affected([(Case(1, ""), SENT)], without(law, "CN-DE-2001"), law, DAY)
    assert [(entry.path, entry.kind) for entry in found.entries] == [(("agreements", "CN-DE-2001"), "added")]


@pytest.mark.parametrize("day", [dt.date(2002, 4, 4), DAY, dt.date(2040, 1, 1)])
def test_the_day_changes_no_answer_to_the_same_facts(law: Law, day: dt.date) -> None:
    one, other = decide(SENT, law, DAY), decide(SENT, law, day)
    assert dataclasses.replace(one, day=day) == other
